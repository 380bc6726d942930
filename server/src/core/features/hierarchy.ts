// The path as a hierarchy of calls: an alert calls receivers, a receiver calls flows; each knows who calls it.
import { type Hop, type HopKind, type Spot, ways } from '../alertpath'
import { type FileView, nameSpan, receiverSpan, stationsOf } from '../languages'
import { contains } from '../text'
import { type Workspace, worldOf } from '../workspace'
import { alertPath, receiverHop } from './alertPaths'
import { openFile } from './opened'

export interface CallItem {
  readonly kind: Extract<HopKind, 'alert' | 'receiver' | 'flow'>
  readonly name: string
  readonly spot: Spot
}

/** A call: who, and the words that make it. */
export interface Call {
  readonly item: CallItem
  /** In the file of the caller. */
  readonly places: readonly Spot[]
}

/** The alert, receiver or flow whose name stands at an offset. */
export function callItem(workspace: Workspace, uri: string, offset: number): CallItem | undefined {
  const view = openFile(workspace, uri)?.view
  if (!view) return undefined
  return items(view).find(one => contains(one.spot.span, offset))
}

function items(view: FileView): CallItem[] {
  const { uri } = view
  const stations = stationsOf(view)
  const item = (kind: CallItem['kind'], name: string | undefined, spot: Spot): CallItem => ({ kind, name: name ?? '', spot })
  const flow = stations.flow?.(view)
  return [
    ...(stations.alerts?.(view) ?? []).map(one => item('alert', one.shape.name, { uri, span: nameSpan(view, one) })),
    ...(stations.receivers?.(view) ?? []).map(one => item('receiver', one.name, { uri, span: receiverSpan(one) })),
    ...(flow ? [flow.idSpot, ...flow.hooks.map(hook => hook.spot)].map(spot => item('flow', flow.id, spot)) : []),
  ]
}

/** What it leads to. */
export function calledBy(workspace: Workspace, { kind, spot, name }: CallItem): Call[] {
  const view = openFile(workspace, spot.uri)?.view
  if (!view) return []
  if (kind === 'receiver') return called([receiverHop(workspace, view, name)], 'flow')
  if (kind !== 'alert') return []
  const station = stationsOf(view)
    .alerts?.(view)
    .find(one => nameSpan(view, one).start === spot.span.start)
  return station ? called(alertPath(workspace, view, station).next, 'receiver') : []
}

/** Hops of a kind behind others, each with the places on the way to it. */
function called(hops: readonly Hop[], kind: 'receiver' | 'flow'): Call[] {
  const found = new Map<string, { item: CallItem; places: Spot[] }>()
  const visit = (hop: Hop, place: Spot | undefined): void => {
    if (hop.kind === kind && hop.spot) {
      const key = `${hop.spot.uri} ${hop.spot.span.start}`
      const known = found.get(key) ?? { item: { kind, name: hop.label, spot: hop.spot }, places: [] }
      if (place) known.places.push(place)
      found.set(key, known)
    } else for (const one of hop.next) visit(one, hop.spot)
  }
  for (const hop of hops) visit(hop, undefined)
  return [...found.values()]
}

/** Who leads to it. */
export function callersOf(workspace: Workspace, { kind, spot, name }: CallItem): Call[] {
  const view = openFile(workspace, spot.uri)?.view
  if (!view) return []
  return kind === 'flow' ? receiversTo(workspace, view, spot) : kind === 'receiver' ? alertsTo(workspace, view, name) : []
}

/** A trigger has its own callers; the flow has those of all its triggers. */
function receiversTo(workspace: Workspace, view: FileView, spot: Spot): Call[] {
  const hook = stationsOf(view)
    .flow?.(view)
    ?.hooks.find(one => one.spot.span.start === spot.span.start)
  return worldOf(workspace)
    .path.callers(view)
    .filter(one => !hook || one.hook === hook)
    .map(({ webhook }) => ({ item: { kind: 'receiver', name: webhook.receiver, spot: webhook.receiverSpot }, places: [webhook.spot] }))
}

function alertsTo(workspace: Workspace, view: FileView, receiver: string): Call[] {
  const root = stationsOf(view).routes?.(view)
  if (!root) return []
  return worldOf(workspace)
    .path.stations(view)
    .filter(({ station, sender }) => ways(root, station.shape, sender).some(way => way.receiver === receiver))
    .map(({ file, station }): Call => {
      const spot = { uri: file.uri, span: nameSpan(file, station) }
      return { item: { kind: 'alert', name: station.shape.name ?? '', spot }, places: [spot] }
    })
}

// The path as a hierarchy of calls: an alert calls receivers, a receiver calls flows; each knows who calls it.
import { type Hop, type HopKind, type Spot, ways } from '../alertpath'
import { alertsOf, type FileView, flowStation, nameSpan } from '../languages'
import { receiversOf, routesOf } from '../languages/alertmanager/model'
import { wordSpan } from '../languages/alertmanager/values'
import { contains } from '../text'
import { type Workspace, worldOf } from '../workspace'
import { alertPath, receiverHop } from './alertPaths'
import { openFile } from './place'

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
  if (view.kind === 'rules') return alertsOf(view).map(one => ({ kind: 'alert', name: one.shape.name ?? '', spot: { uri, span: nameSpan(view, one) } }))
  if (view.kind === 'alertmanager') return receiversOf(view.root).map(one => ({ kind: 'receiver', name: one.name, spot: { uri, span: wordSpan(one.nameAt) } }))
  const flow = view.kind === 'kestra' ? flowStation(view) : undefined
  if (!flow) return []
  const item = (spot: Spot): CallItem => ({ kind: 'flow', name: flow.id, spot })
  return [item(flow.idSpot), ...flow.hooks.map(hook => item(hook.spot))]
}

/** What it leads to. */
export function calledBy(workspace: Workspace, { kind, spot, name }: CallItem): Call[] {
  const view = openFile(workspace, spot.uri)?.view
  if (!view) return []
  if (kind === 'receiver') return called([receiverHop(workspace, view, name)], 'flow')
  if (kind !== 'alert') return []
  const station = alertsOf(view).find(one => nameSpan(view, one).start === spot.span.start)
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
  const hook = flowStation(view)?.hooks.find(one => one.spot.span.start === spot.span.start)
  return worldOf(workspace)
    .path.callers(view)
    .filter(one => !hook || one.hook === hook)
    .map(({ webhook }) => ({ item: { kind: 'receiver', name: webhook.receiver, spot: webhook.receiverSpot }, places: [webhook.spot] }))
}

function alertsTo(workspace: Workspace, view: FileView, receiver: string): Call[] {
  const root = routesOf(view)
  if (!root) return []
  const world = worldOf(workspace)
  return [...world.files('rules', view)].flatMap(rules =>
    alertsOf(rules)
      .filter(one => ways(root, one.shape, world.path.sender(rules)).some(way => way.receiver === receiver))
      .map((one): Call => {
        const spot = { uri: rules.uri, span: nameSpan(rules, one) }
        return { item: { kind: 'alert', name: one.shape.name ?? '', spot }, places: [spot] }
      }),
  )
}

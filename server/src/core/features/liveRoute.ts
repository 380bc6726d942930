// Whom Alertmanager would notify of an alert with given labels, and what it would post: for test alerts and sample payloads.
import { effectiveGrouping, effectiveTiming, type Hit, hits, receiversFor, usual, webhookBody } from '../alertpath'
import { type FileView, languagesWith, type PlacedStation, type Receiver, type Route, routeText, stationsOf, walkRoutes } from '../languages'
import { filesByKind, once, type Workspace, worldOf } from '../workspace'
import { type LiveAlert, liveContext } from './liveContext'
import { openFile } from './opened'

export interface LiveReceiver {
  /** The configuration that says so. */
  readonly uri: string
  readonly name: string
  /** `slack`, `email`, `webhook`; empty = a receiver that notifies nobody. */
  readonly integrations: readonly string[]
  /** Matchers of the route; empty = the first route. */
  readonly route: string
  /** Flows that its webhooks start, as far as that is known. */
  readonly flows: readonly string[]
  /** ms until the first notification. */
  readonly wait: number
  /** Only at certain times. */
  readonly timed: boolean
}

export interface LiveRouting {
  /** False when some matchers cannot be read, or no configuration is known. */
  readonly certain: boolean
  readonly receivers: readonly LiveReceiver[]
}

/** `uri`: a file of the stack that is meant. */
export function liveRouting(workspace: Workspace, uri: string, labels: Readonly<Record<string, string>>): LiveRouting {
  const views = routingsOf(workspace, uri)
  const trees = views.flatMap(view => stationsOf(view).routes?.(view) ?? [])
  return {
    certain: trees.length > 0 && !trees.some(tree => [...walkRoutes(tree)].some(one => one.broken)),
    receivers: views.flatMap(view => receiversIn(workspace, view, labels)),
  }
}

function receiversIn(workspace: Workspace, view: FileView, labels: Readonly<Record<string, string>>): LiveReceiver[] {
  const root = stationsOf(view).routes?.(view)
  if (!root) return []
  const known = new Map((stationsOf(view).receivers?.(view) ?? []).map(one => [one.name, one]))
  return hits(root, labels).map(hit => describe(workspace, view, hit, known.get(hit.receiver)))
}

function describe(workspace: Workspace, view: FileView, { path, receiver }: Hit<Route>, known: Receiver | undefined): LiveReceiver {
  const edges = worldOf(workspace)
    .path.webhooks(view)
    .filter(one => one.webhook.receiver === receiver)
  const last = path.at(-1)
  return {
    uri: view.uri,
    name: receiver,
    integrations: [...new Set((known?.integrations ?? []).map(one => one.type))],
    route: last ? routeText(last) : '',
    flows: edges.flatMap(({ flow, certainty }) => (flow && certainty !== 'no' ? `${flow.namespace}.${flow.id}` : [])),
    wait: effectiveTiming(path).groupWait,
    timed: path.at(-1)?.timed ?? false,
  }
}

/** Configurations with routes in the stack; a file that has some itself stands alone. */
function routingsOf(workspace: Workspace, uri: string): readonly FileView[] {
  const opened = openFile(workspace, uri)
  if (opened) return routingsFor(workspace, opened.view)
  const files = languagesWith('routes').flatMap(({ kind }) => once(workspace, filesByKind).get(kind) ?? [])
  return files.flatMap(one => openFile(workspace, one.uri)?.view ?? [])
}

const routingsFor = (workspace: Workspace, view: FileView): readonly FileView[] => (stationsOf(view).routes ? [view] : worldOf(workspace).path.routings(view))

export interface SampleAsked {
  readonly status: 'firing' | 'resolved'
  /** RFC 3339. */
  readonly now: string
}

export interface Sample {
  /** The JSON that would be posted. */
  readonly body: string
  readonly receiver: string
  readonly alert: string
  /** False: nothing in the stack leads to the flow, so the alert is made up. */
  readonly found: boolean
}

const madeUp: LiveAlert = {
  labels: { alertname: 'TestAlert', severity: 'warning', instance: 'localhost:9100', job: 'node' },
  open: [],
  annotations: { summary: 'A test.', description: 'Sent to see what the flow does.' },
}

/** What the flow in a file would be sent, as far as the stack tells: the first alert whose route leads to it. */
export function samplePayload(workspace: Workspace, uri: string, asked: SampleAsked): Sample {
  const source = sourceOf(workspace, uri)
  const alert = source?.alert ?? madeUp
  const labels = { ...alert.labels, ...Object.fromEntries(alert.open.map(({ name, wanted }) => [name, wanted[0] ?? `test-${name}`])) }
  const path = source?.hit.path ?? []
  const ended = asked.status === 'resolved' && { endsAt: asked.now }
  const body = webhookBody({
    receiver: source?.hit.receiver ?? usual.receiver,
    path: path.length > 0 ? path : [{ matchers: [] }],
    groupBy: source ? effectiveGrouping(path) : ['alertname'],
    alerts: [{ labels, annotations: filled(alert.annotations, labels), startsAt: asked.now, ...ended }],
    externalURL: usual.externalURL,
  })
  return { body: JSON.stringify(body), receiver: source?.hit.receiver ?? usual.receiver, alert: labels.alertname ?? '', found: source !== undefined }
}

interface Source {
  readonly alert: LiveAlert
  readonly hit: Hit<Route>
}

function sourceOf(workspace: Workspace, uri: string): Source | undefined {
  const opened = openFile(workspace, uri)
  if (!opened) return undefined
  const { path } = worldOf(workspace)
  const alerts = path.stations(opened.view)
  for (const edge of callersOf(workspace, opened.view, uri)) {
    const view = openFile(workspace, edge.uri)?.view
    const root = view && stationsOf(view).routes?.(view)
    for (const placed of root ? alerts.slice(0, 200) : []) {
      const alert = contextOf(workspace, placed)
      const hit = root && alert && hits(root, alert.labels).find(one => one.receiver === edge.receiver)
      if (alert && hit && receiversFor(root, alert.labels).includes(edge.receiver)) return { alert, hit }
    }
  }
  return undefined
}

/** Receivers whose webhooks call the flow, or may: an address in a file that is not there. */
function callersOf(workspace: Workspace, view: FileView, uri: string): { readonly uri: string; readonly receiver: string }[] {
  const { path } = worldOf(workspace)
  const edges = routingsFor(workspace, view).flatMap(one => path.webhooks(one).map(edge => ({ edge, uri: one.uri })))
  const sure = edges.filter(({ edge }) => edge.flow?.uri === uri && edge.certainty !== 'no')
  const open = edges.filter(({ edge }) => edge.webhook.url === undefined && edge.file === undefined)
  return (sure.length > 0 ? sure : open).map(one => ({ uri: one.uri, receiver: one.edge.webhook.receiver }))
}

const contextOf = (workspace: Workspace, { file, station }: PlacedStation): LiveAlert | undefined => liveContext(workspace, file.uri, station.start).alert

/** Annotations as Prometheus would fill them in; what is more than a label or the value stays as written. */
export function filled(annotations: Readonly<Record<string, string>>, labels: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(annotations).map(([name, text]) => [
      name,
      text
        .replace(/\{\{-?\s*(?:\$labels|\.Labels)\.([A-Za-z_]\w*)\s*-?\}\}/g, (_, label: string) => labels[label] ?? '')
        .replace(/\{\{-?\s*(?:\$value|\.Value)\s*(?:\|[^{}]*)?-?\}\}/g, '1'),
    ]),
  )
}

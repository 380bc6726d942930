// The alert path of a snapshot: what the stations of each file say of each other. Stations are kept with their files, so an edit of one
// file reads no other again; only the joining is done anew, and only for what somebody asks about.
import { type FlowStation, followWebhook, type Host, type KestraAddress, reach, type Sender, type WebhookEdge } from '../alertpath'
import type { AlertPath, FileView, PlacedAlert, Reached } from '../languages'
import { alertsOf, flowStation, groupLabelsOf, shapesOf, webhooksOf } from '../languages'
import { lookup } from '../text'
import { addressIn } from './addressFile'
import { loadedFrom } from './loaded'
import { projectIndex, readersOf } from './net'
import { viewsOf } from './problems'
import { beside, stacksOf } from './stack'
import { isInside } from './uri'
import { once, type Workspace } from './workspace'

export const pathOf = (workspace: Workspace): AlertPath => once(workspace, makePath)

function makePath(workspace: Workspace): AlertPath {
  const edges = new Map<string, readonly WebhookEdge[]>()
  const placed = new Map<string, readonly PlacedAlert[]>()
  const senders = new Map<string, Sender>()
  const sender = (file: FileView): Sender => lookup(senders, file.uri, () => senderOf(workspace, file))
  const webhooks = (file: FileView): readonly WebhookEdge[] => lookup(edges, file.uri, () => edgesOf(workspace, file))
  return {
    webhooks,
    callers: file =>
      viewsBeside(workspace, 'alertmanager', file).flatMap(view => webhooks(view).filter(one => one.flow?.uri === file.uri && one.hook !== undefined)),
    reach: (file, host, port, wanted) => reachFrom(workspace, file, host, port, wanted),
    alerts: (file, names) =>
      viewsBeside(workspace, 'rules', file).flatMap(view => lookup(placed, `${names} ${view.uri}`, () => placedIn(view, sender(view), names))),
    routings: file => viewsBeside(workspace, 'alertmanager', file),
    stations: file =>
      viewsBeside(workspace, 'rules', file).flatMap(view => {
        const said = sender(view)
        return alertsOf(view).map(station => ({ file: view, station, sender: said }))
      }),
    sender,
    loaders: file => loadersOf(workspace, file),
    services: (file, program) => servicesFor(workspace, file.uri).filter(one => program === undefined || one.program?.id === program),
  }
}

/** Files of a kind that share a stack with a file, itself included. */
export function viewsBeside(workspace: Workspace, kind: FileView['kind'], file: FileView): FileView[] {
  const others = beside(workspace, kind, file.uri).flatMap(other => viewsOf(workspace, other)[0] ?? [])
  return file.kind === kind ? [file, ...others] : others
}

function edgesOf(workspace: Workspace, file: FileView): readonly WebhookEdge[] {
  const stations = webhooksOf(file)
  if (stations.length === 0) return []
  const flows = viewsBeside(workspace, 'kestra', file).flatMap(view => flowStation(view) ?? [])
  const hosts = servicesFor(workspace, file.uri)
  const isKestra = ({ host }: KestraAddress): boolean => hosts.some(one => one.program?.id === 'kestra' && one.names.has(host.text.toLowerCase()))
  const ownFlows = ownFlowsOf(hosts, flows)
  return stations.map(one => followWebhook(one, { flows, isKestra, ownFlows }, one.file === undefined ? undefined : addressIn(workspace, file.uri, one.file)))
}

/** Of several Kestras each reads the folders that it mounts. */
function ownFlowsOf(hosts: readonly Host[], flows: readonly FlowStation[]): (address: KestraAddress) => readonly FlowStation[] {
  const kestras = hosts.filter(one => one.program?.id === 'kestra')
  if (kestras.length < 2) return () => []
  return ({ host }) => {
    const called = kestras.find(one => one.names.has(host.text.toLowerCase()))
    const folders = called?.mounts.flatMap(one => one.source ?? []) ?? []
    return flows.filter(flow => folders.some(folder => isInside(flow.uri, folder)))
  }
}

/** Services of the stacks that a file belongs to. */
function servicesFor(workspace: Workspace, uri: string): readonly Host[] {
  const stacks = stacksOf(workspace, uri)
  return [...stacks].flatMap(stack => once(workspace, projectIndex).get(stack)?.net.hosts ?? [])
}

/** Undefined unless every service that reads the file meets the same obstacle. */
function reachFrom(workspace: Workspace, file: FileView, host: string, port: number, wanted: string | undefined): Reached | undefined {
  const readers = readersOf(workspace, file.uri, file.kind === 'alertmanager' ? 'alertmanager' : 'prometheus')
  const all = readers.map(({ project, service }): Reached => ({ from: service.host, reach: reach(project.net, service.host, host, port, wanted) }))
  const [first] = all
  return all.every(one => one.reach.kind === first?.reach.kind) ? first : undefined
}

/** Configurations of the stack that load a rule file. Asked stack by stack: in hundreds of them a look at all takes long. */
const loadersOf = (workspace: Workspace, file: FileView): readonly FileView[] =>
  viewsBeside(workspace, 'prometheus', file).filter(one => lookup(once(workspace, ruleFileTable), one.uri, () => ruleFiles(workspace, one)).has(file.uri))

const ruleFileTable = (_: Workspace): Map<string, ReadonlySet<string>> => new Map()

const ruleFiles = (workspace: Workspace, view: FileView): ReadonlySet<string> =>
  new Set([...(view.root?.get('rule_files')?.items() ?? [])].flatMap(one => (one.string === undefined ? [] : loadedFrom(workspace, view.uri, one.string).uris)))

function placedIn(file: FileView, sender: Sender, names: boolean): readonly PlacedAlert[] {
  const shapes = names ? alertsOf(file).map(one => one.shape) : shapesOf(file)
  return shapes.map(shape => ({ file, shape, sender }))
}

/** What the servers that load a rule file (else those of its stack) add to its alerts. */
function senderOf(workspace: Workspace, file: FileView): Sender {
  const loading = loadersOf(workspace, file)
  const loaders = loading.length > 0 ? loading : viewsBeside(workspace, 'prometheus', file)
  const external = new Map<string, string | undefined>()
  for (const loader of loaders)
    for (const one of loader.root?.path('global', 'external_labels')?.entries() ?? []) {
      const name = one.key?.text ?? ''
      external.set(name, loaders.length > 1 || one.text?.includes('$') ? undefined : one.text)
    }
  const relabelled = loaders.some(one => {
    const alerting = one.root?.get('alerting')
    return (
      alerting?.get('alert_relabel_configs') !== undefined ||
      [...(alerting?.get('alertmanagers')?.items() ?? [])].some(entry => entry.get('alert_relabel_configs'))
    )
  })
  return { external, grouped: groupLabelsOf(file), relabelled }
}

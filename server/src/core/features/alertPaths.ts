// Where alerts go: from a rule through the routes to receivers and flows, as hops that the tree, the lenses, the hierarchy and the
// command line show. Only what stands in the files is said; what is not known is "maybe".
import { type Certainty, type Hop, refusal, type Sender, type Spot, summary, type WebhookEdge, ways } from '../alertpath'
import {
  type AlertStation,
  type FileView,
  languagesWith,
  nameSpan,
  type Receiver,
  type Route,
  receiverSpan,
  routeSpan,
  routeText,
  stationsOf,
} from '../languages'
import { filesByKind, once, viewsOf, type Workspace, worldOf } from '../workspace'

/** The ways of all alerts of a file, or of all files; in order of the text. */
export function alertPaths(workspace: Workspace, uri?: string): Hop[] {
  const files = languagesWith('alerts').flatMap(({ kind }) => once(workspace, filesByKind).get(kind) ?? [])
  return files.flatMap(file => {
    const [view] = uri === undefined || file.uri === uri ? viewsOf(workspace, file) : []
    return view ? (stationsOf(view).alerts?.(view) ?? []).map(station => alertPath(workspace, view, station)) : []
  })
}

/** One alert as a hop, its routes behind it. */
export function alertPath(workspace: Workspace, view: FileView, station: AlertStation): Hop {
  const sender = worldOf(workspace).path.sender(view)
  const spot = { uri: view.uri, span: nameSpan(view, station) }
  const next = worldOf(workspace)
    .path.routings(view)
    .flatMap(configuration => waysIn(workspace, configuration, station, sender))
  const none = {
    kind: 'end',
    label: 'nowhere',
    spot: undefined,
    certainty: 'maybe',
    why: `No ${languagesWith('routes')[0]?.label} is seen in this stack.`,
    next: [],
  } as const
  return { kind: 'alert', label: station.shape.name ?? '', spot, certainty: 'yes', next: next.length > 0 ? next : [none] }
}

/** `→ kestra → restart`. */
export const alertSummary = (workspace: Workspace, view: FileView, station: AlertStation): string => summary(alertPath(workspace, view, station).next)

function waysIn(workspace: Workspace, configuration: FileView, station: AlertStation, sender: Sender): Hop[] {
  const root = stationsOf(configuration).routes?.(configuration)
  if (!root) return []
  return ways(root, station.shape, sender).map(({ path, receiver, certainty }): Hop => {
    const route = path.at(-1)
    const next = [receiverHop(workspace, configuration, receiver)]
    return route ? { kind: 'route', label: routeLabel(route), spot: routeSpot(configuration, route), certainty, next } : (next[0] as Hop)
  })
}

export const routeLabel = (route: Route): string => (route.parent ? `{${routeText(route)}}` : 'the root route')

export const routeSpot = (configuration: FileView, route: Route): Spot => ({ uri: configuration.uri, span: routeSpan(route) })

/** A receiver with what it sends to; once per configuration and name. */
export function receiverHop(workspace: Workspace, configuration: FileView, name: string): Hop {
  const receiver = stationsOf(configuration)
    .receivers?.(configuration)
    .find(one => one.name === name)
  if (!receiver) return { kind: 'receiver', label: name || '(none)', spot: undefined, certainty: 'no', why: 'There is no such receiver.', next: [] }
  const spot = { uri: configuration.uri, span: receiverSpan(receiver) }
  const next = [...messages(configuration, receiver), ...webhooks(workspace, configuration, receiver)]
  return { kind: 'receiver', label: name, spot, certainty: 'yes', ...(next.length === 0 && { why: 'It sends nothing.' }), next }
}

const messages = (configuration: FileView, receiver: Receiver): Hop[] =>
  receiver.integrations
    .filter(one => one.type !== 'webhook')
    .map(one => ({
      kind: 'message',
      label: one.type,
      spot: { uri: configuration.uri, span: { start: one.at.start, end: one.at.start } },
      certainty: 'yes',
      next: [],
    }))

const webhooks = (workspace: Workspace, configuration: FileView, receiver: Receiver): Hop[] =>
  worldOf(workspace)
    .path.webhooks(configuration)
    .filter(
      edge =>
        edge.webhook.receiver === receiver.name && receiver.at.span.start <= edge.webhook.spot.span.start && edge.webhook.spot.span.end <= receiver.at.span.end,
    )
    .map(webhookHop)

export function webhookHop(edge: WebhookEdge): Hop {
  const { webhook, flow, certainty, broken, address } = edge
  const answer = flow && flowHop(edge, flow.id, certainty)
  const why = broken ? refusal : webhook.url === undefined && !address ? 'The address stands in a file of its own.' : undefined
  return { kind: 'webhook', label: hostOf(edge), spot: webhook.spot, certainty: broken ? 'no' : 'yes', ...(why && { why }), next: answer ? [answer] : [] }
}

function flowHop({ hook, flow }: WebhookEdge, label: string, certainty: Certainty): Hop {
  return { kind: 'flow', label, spot: hook?.spot ?? flow?.idSpot, certainty, next: [] }
}

/** Host and port only: the rest of an address may be a secret. So may be the host of one that is no Kestra's and stands in a file of its own. */
function hostOf({ webhook, address }: WebhookEdge): string {
  const { url } = webhook
  if (url === undefined) return address ? `${address.host.text}${address.port === undefined ? '' : `:${address.port}`}` : 'url_file'
  return /^\w+:\/\/(?:[^/@]*@)?([^/?#]*)/.exec(url)?.[1] || 'a webhook'
}

// Names that one program writes into the file of another: namespace, flow and key in the address of a webhook, services in addresses.
// They are mentions like any other, so that definition, references, rename and hover need to know nothing of them.
import type { WebhookEdge } from '../alertpath'
import { type FileView, stationsOf } from '../languages'
import { lookup, type Mention } from '../text'
import { once, type Workspace, worldOf } from '../workspace'

/** Kinds of names that cross from file to file in this way. */
export const crossing: ReadonlySet<string> = new Set(['flow', 'flow-namespace', 'webhook-key', 'service'])

/** Once for a file of a snapshot. */
export const crossingsOf = (workspace: Workspace, view: FileView): readonly Mention[] =>
  lookup(once(workspace, table), view.uri, () => [...mentions(workspace, view)])

const table = (_: Workspace): Map<string, readonly Mention[]> => new Map()

function* mentions(workspace: Workspace, view: FileView): Generator<Mention> {
  if (stationsOf(view).routes) for (const edge of worldOf(workspace).path.webhooks(view)) yield* ofWebhook(edge)
  yield* services(workspace, view)
  yield* ofFlow(view)
}

/** Only what is found: a name that leads nowhere is a problem, not a name. An address in a file of its own has no names that could be changed here. */
function* ofWebhook({ webhook, address, flow, hook }: WebhookEdge): Generator<Mention> {
  const use = (kind: string, name: string, span: { start: number; end: number }): Mention => ({ kind, name, role: 'uses', span: webhook.span(span) })
  if (webhook.url === undefined || !address || !flow) return
  if (address.namespace?.text === flow.namespace) yield use('flow-namespace', flow.namespace, address.namespace.span)
  if (address.flow?.text === flow.id) yield { ...use('flow', flow.id, address.flow.span), sense: flow.namespace }
  if (address.key && hook?.key === address.key.text) yield use('webhook-key', hook.key, address.key.span)
}

function* ofFlow(view: FileView): Generator<Mention> {
  const flow = stationsOf(view).flow?.(view)
  if (!flow) return
  yield { kind: 'flow-namespace', name: flow.namespace, role: 'declares', span: flow.namespaceSpot.span }
  for (const { key, keySpot } of flow.hooks) if (key !== undefined && keySpot) yield { kind: 'webhook-key', name: key, role: 'declares', span: keySpot.span }
}

function* services(workspace: Workspace, view: FileView): Generator<Mention> {
  const { hosts } = stationsOf(view)
  if (!hosts) return
  const known = new Set(
    worldOf(workspace)
      .path.services(view)
      .map(one => one.name),
  )
  if (known.size > 0) for (const { host, span } of hosts(view)) if (known.has(host)) yield { kind: 'service', name: host, role: 'uses', span }
}

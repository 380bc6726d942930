// The address of a webhook against the routes of Kestra and the flows of the stack: wrong form, wrong parts, something disabled. One
// check for all, so that one mistake is said once, at the part at fault.
import { type BreakReason, type HookStation, type KestraAddress, type WebhookEdge, webhookPath } from '../../../alertpath'
import type { Fix, Problem, Related, Span } from '../../../text'
import type { Check } from '../../language'
import { fileOf } from './addressFile'

/** What Alertmanager does with an answer in the 400s, whatever the mistake. */
const refused = 'Alertmanager gives up for that time and tries again at the next "group_interval", so no flow runs until this is right'

const codes: Readonly<Record<BreakReason, string>> = {
  neverExisted: 'not-a-webhook-address',
  executionApi: 'not-a-webhook-address',
  page: 'not-a-webhook-address',
  noAddress: 'not-a-webhook-address',
  incomplete: 'not-a-webhook-address',
  afterKey: 'path-after-webhook-key',
  namespace: 'webhook-without-flow',
  flow: 'webhook-without-flow',
  key: 'webhook-without-flow',
  noWebhook: 'webhook-without-flow',
  flowDisabled: 'webhook-disabled',
  triggerDisabled: 'webhook-disabled',
}

export const webhookAddress: Check = {
  code: 'webhook-without-flow',
  across: true,
  *run(file, world) {
    for (const edge of world.path.webhooks(file)) if (edge.broken && edge.address) yield problemOf(edge, edge.address, edge.broken.reason, edge.broken.span)
  },
}

function problemOf(edge: WebhookEdge, address: KestraAddress, reason: BreakReason, part: Span): Problem {
  const span = edge.webhook.span(part)
  const related = [...relatedTo(edge, reason), ...fileOf(edge)]
  const fix = fixOf(edge, address, reason)
  return {
    code: codes[reason],
    severity: 'warning',
    message: `${said(edge, address, reason)}.`,
    span: span.end > span.start ? span : edge.webhook.spot.span,
    ...(related.length > 0 && { related }),
    ...(fix && { fixes: [fix] }),
  }
}

function said(edge: WebhookEdge, address: KestraAddress, reason: BreakReason): string {
  const flow = edge.flow && `"${edge.flow.id}" of the namespace "${edge.flow.namespace}"`
  switch (reason) {
    case 'neverExisted':
      return `Kestra has no address "…/triggers/webhook" in any version: it lacks ${lacks(address)}. ${route}. Every request is refused: ${refused}`
    case 'executionApi':
      return `This is the address that starts executions for users who are logged in: Kestra answers 401 to Alertmanager. A webhook is called at ${form}. ${refused}`
    case 'page':
      return `This is a page of Kestra's web interface, which takes no alerts. A webhook is called at ${form}. ${refused}`
    case 'noAddress':
      return `Kestra takes no alerts at this address. A webhook is called at ${form}. ${refused}`
    case 'incomplete':
      return `The address ends too early: it lacks ${lacks(address)}. Kestra answers 404. ${refused}`
    case 'afterKey':
      return `Kestra answers 404 when ${address.rest?.text === '/' ? 'a slash' : `"${address.rest?.text}"`} follows the key. ${refused}`
    case 'namespace':
      return `There is no flow "${address.flow?.text}" in the namespace "${address.namespace?.text}"; it is in "${edge.flow?.namespace}". Kestra answers 404. ${refused}`
    case 'flow':
      return `There is no flow "${address.flow?.text}"${edge.flow ? `; ${flow} is near` : ''}. Kestra answers 404. ${refused}`
    case 'key':
      return `The key in the address is not the key of ${hookName(edge.hook)} of the flow "${edge.flow?.id}". Kestra answers 404. ${refused}`
    case 'noWebhook':
      return `The flow ${flow} has no webhook trigger. Kestra answers 404. ${refused}`
    case 'flowDisabled':
      return `The flow ${flow} is disabled: Kestra refuses the request, and nothing runs. ${refused}`
    case 'triggerDisabled':
      return `The webhook trigger ${edge.hook?.id ? `"${edge.hook.id}" ` : ''}of the flow "${edge.flow?.id}" is disabled: Kestra refuses the request, and nothing runs. ${refused}`
  }
}

const form = '"/api/v1/main/executions/webhook/⟨namespace⟩/⟨flow⟩/⟨key⟩"'
const route = `A webhook is called at ${form}`

const hookName = (hook: HookStation | undefined): string => (hook?.id ? `the webhook trigger "${hook.id}"` : 'any webhook trigger')

function lacks(address: KestraAddress): string {
  const missing = [
    address.form === 'triggers' ? '"executions"' : undefined,
    address.namespace ? undefined : 'the namespace',
    address.flow ? undefined : 'the flow',
    address.key ? undefined : 'the key',
  ].filter(one => one !== undefined)
  return missing.length > 1 ? `${missing.slice(0, -1).join(', ')} and ${missing.at(-1)}` : (missing[0] ?? 'nothing')
}

function relatedTo({ flow, hook }: WebhookEdge, reason: BreakReason): Related[] {
  if (reason === 'namespace' && flow) return [{ ...flow.namespaceSpot, message: `The flow "${flow.id}" has this namespace.` }]
  if (reason === 'key' && hook?.keySpot) return [{ ...hook.keySpot, message: 'The key of the trigger.' }]
  if (hook) return [{ ...hook.spot, message: `A webhook of the flow "${hook.flow.id}".` }]
  return flow ? [{ ...flow.idSpot, message: `The flow "${flow.id}".` }] : []
}

/** The right path where flow and key are sure; only what is wrong is replaced. An address in a file of its own is not ours to write. */
function fixOf({ webhook, flow, hook }: WebhookEdge, address: KestraAddress, reason: BreakReason): Fix | undefined {
  if (webhook.url === undefined) return undefined
  const edit = (part: Span, text: string, title: string): Fix => ({ title, edits: [{ span: webhook.span(part), text }] })
  if (reason === 'afterKey') return address.rest && edit(address.rest.span, '', `Remove "${address.rest.text}" after the key`)
  if (reason === 'flowDisabled' || reason === 'triggerDisabled' || reason === 'noWebhook') return undefined
  if (reason === 'namespace' && flow && (!hook?.key || hook.key === address.key?.text))
    return address.namespace && edit(address.namespace.span, encodeURIComponent(flow.namespace), `Change the namespace to "${flow.namespace}"`)
  if (!hook || (hook.key === undefined && address.key === undefined)) return undefined
  if (reason === 'key')
    return address.key && hook.key !== undefined ? edit(address.key.span, encodeURIComponent(hook.key), 'Take the key of the trigger') : undefined
  const path = webhookPath(
    address.form === 'webhook' && !address.tenant ? undefined : (address.tenant?.text ?? 'main'),
    hook.flow.namespace,
    hook.flow.id,
    hook.key ?? address.key?.text ?? '',
  )
  return edit(address.path.span, path, `Call the webhook of the flow "${hook.flow.id}"`)
}

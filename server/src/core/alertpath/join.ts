// From an address in Alertmanager to the trigger that answers it, or to what is wrong with the way. Unknown is "maybe", never "no".
import { closest, type Span } from '../text'
import type { Certainty, FlowStation, HookStation, WebhookStation } from './station'
import { isComputed, isName, type KestraAddress, type Part, readAddress } from './webhookUrl'

/** What is wrong with an address, by the part at fault. */
export type BreakReason =
  | 'neverExisted'
  | 'executionApi'
  | 'page'
  | 'noAddress'
  | 'incomplete'
  | 'afterKey'
  | 'namespace'
  | 'flow'
  | 'key'
  | 'noWebhook'
  | 'flowDisabled'
  | 'triggerDisabled'

export interface Break {
  readonly reason: BreakReason
  /** In the text of the address. */
  readonly span: Span
}

export interface WebhookEdge {
  readonly webhook: WebhookStation
  /**
   * Undefined when the address is computed, not known, or leads somewhere else than Kestra. Of an address in a file of its own it has
   * what may be told: never the key, nor a word that could be one.
   */
  readonly address: KestraAddress | undefined
  /** URI of the file of its own that the address was read from. */
  readonly file: string | undefined
  readonly certainty: Certainty
  /** The flow that is called, or that is meant by a broken address. */
  readonly flow: FlowStation | undefined
  readonly hook: HookStation | undefined
  readonly broken: Break | undefined
}

/** What becomes of an alert at a broken address. */
export const refusal = 'Kestra refuses the request.'

/** A file of its own that holds an address. The text is a secret. */
export interface AddressFile {
  readonly uri: string
  readonly text: string
}

export interface Surroundings {
  readonly flows: readonly FlowStation[]
  /** The host is known to be Kestra whatever the path says. */
  readonly isKestra: (address: KestraAddress) => boolean
  /** Flows that the Kestra at this address reads from its own folders and another one does not, as far as known. */
  readonly ownFlows?: (address: KestraAddress) => readonly FlowStation[]
}

/** `file`: what the receiver names in place of an address, where it is there. */
export function followWebhook(webhook: WebhookStation, { flows, isKestra, ownFlows }: Surroundings, file?: AddressFile): WebhookEdge {
  const open = { webhook, address: undefined, file: file?.uri, certainty: 'maybe', flow: undefined, hook: undefined, broken: undefined } as const
  const address = webhook.url === undefined ? file && addressIn(file) : isComputed(webhook.url) ? undefined : (webhook.address ?? readAddress(webhook.url))
  if (!address || !isOfKestra(address, flows, isKestra)) return open
  return {
    ...open,
    address: webhook.url === undefined ? withoutSecrets(address) : address,
    ...judge(address, nearest(address, flows, ownFlows?.(address) ?? [])),
  }
}

/** Where several Kestras have a flow of one name, or one that is called with the key, the one at the address has its own. */
const nearest = ({ namespace, flow, key }: KestraAddress, all: readonly FlowStation[], own: readonly FlowStation[]): readonly FlowStation[] =>
  own.some(one => (one.namespace === namespace?.text && one.id === flow?.text) || one.hooks.some(hook => hook.key !== undefined && hook.key === key?.text))
    ? own
    : all

/** Alertmanager trims the text and fills in templates; what still has blanks is no address (Alertmanager 0.34, `notify/webhook`). */
function addressIn({ text }: AddressFile): KestraAddress | undefined {
  const url = text.trim()
  return /\s/.test(url) ? undefined : readAddress(url)
}

/** Namespace and flow stay only when they read like names: in an address that is put together wrongly the key may stand in their place. */
function withoutSecrets(address: KestraAddress): KestraAddress {
  const hidden = (part: Part | undefined): Part | undefined => part && { ...part, text: '…' }
  const named = (part: Part | undefined): Part | undefined => (part && isName(part.text) ? part : hidden(part))
  return {
    ...address,
    tenant: named(address.tenant),
    namespace: named(address.namespace),
    flow: named(address.flow),
    key: hidden(address.key),
    rest: address.rest?.text === '/' ? address.rest : hidden(address.rest),
    path: { ...address.path, text: '…' },
  }
}

function isOfKestra(address: KestraAddress, flows: readonly FlowStation[], isKestra: (address: KestraAddress) => boolean): boolean {
  if (address.telling || isKestra(address)) return true
  const words = address.path.text.split('/')
  if (flows.some(flow => flow.hooks.some(({ key }) => key !== undefined && key.length > 7 && words.includes(key)))) return true
  const named = /(?:^|[.-])kestra(?:[.-]|$)/i.test(address.host.text)
  if (address.form === 'other' || address.form === 'page') return named && (address.form === 'page' || address.path.text.startsWith('/api/v1/'))
  if (named) return true
  const known = flows.some(one => one.namespace === address.namespace?.text && one.id === address.flow?.text)
  return address.flow !== undefined && (known || (address.tenant !== undefined && (address.namespace?.text.includes('.') ?? false)))
}

type Verdict = Pick<WebhookEdge, 'certainty' | 'flow' | 'hook' | 'broken'>

function judge(address: KestraAddress, flows: readonly FlowStation[]): Verdict {
  const meant = meantBy(address, flows)
  const whole = address.path.span
  if (address.form === 'triggers') return broken('neverExisted', whole, meant)
  if (address.form === 'execution') return broken('executionApi', whole, meant)
  if (address.form === 'page') return broken('page', whole, meant)
  if (address.form === 'other') return broken('noAddress', whole, meant)
  if (!address.key || !address.flow || !address.namespace) return broken('incomplete', whole, meant)
  if (address.rest) return broken('afterKey', address.rest.span, meant)
  return found(address, flows)
}

const broken = (reason: BreakReason, span: Span, hook: HookStation | undefined): Verdict => ({
  certainty: 'no',
  flow: hook?.flow,
  hook,
  broken: { reason, span },
})

function found(address: KestraAddress, flows: readonly FlowStation[]): Verdict {
  const [namespace, id, key] = [address.namespace, address.flow, address.key]
  if (!namespace || !id || !key) return { certainty: 'maybe', flow: undefined, hook: undefined, broken: undefined }
  const named = flows.filter(one => one.namespace === namespace.text && one.id === id.text)
  if (named.length === 0) return notFound(address, flows)
  const hooks = named.flatMap(one => one.hooks)
  const hit = hooks.find(one => one.key === key.text && !one.disabled && !one.flow.disabled) ?? hooks.find(one => one.key === key.text)
  const [flow] = named
  if (hit) {
    if (hit.flow.disabled) return broken('flowDisabled', id.span, hit)
    if (hit.disabled) return broken('triggerDisabled', key.span, hit)
    return { certainty: 'yes', flow: hit.flow, hook: hit, broken: undefined }
  }
  const computed = hooks.filter(one => one.key === undefined)
  const [only] = computed
  if (named.every(one => one.disabled) && flow) return { ...broken('flowDisabled', id.span, only ?? flow.hooks[0]), flow }
  if (named.some(one => one.mayHaveOthers)) return { certainty: 'maybe', flow, hook: undefined, broken: undefined }
  if (computed.length > 0) {
    if (hooks.every(one => one.disabled)) return broken('triggerDisabled', key.span, only)
    return { certainty: 'maybe', flow, hook: computed.length === 1 ? only : undefined, broken: undefined }
  }
  if (hooks.length === 0) return { ...broken('noWebhook', id.span, undefined), flow }
  return broken('key', key.span, hooks.length === 1 ? hooks[0] : undefined)
}

/** No flow of that name: wrong only when another one is so near that it must be meant; flows may live elsewhere. */
function notFound(address: KestraAddress, flows: readonly FlowStation[]): Verdict {
  const [namespace, id, key] = [address.namespace, address.flow, address.key]
  const unknown: Verdict = { certainty: 'maybe', flow: undefined, hook: undefined, broken: undefined }
  if (!namespace || !id || !key) return unknown
  const byKey = flows.flatMap(one => one.hooks).filter(one => one.key === key.text)
  const sameId = flows.filter(one => one.id === id.text && one.hooks.length > 0)
  const sameSpace = flows.filter(one => one.namespace === namespace.text && one.hooks.length > 0)
  const [keyed] = byKey
  if (byKey.length === 1 && keyed) return broken(keyed.flow.id === id.text ? 'namespace' : 'flow', keyed.flow.id === id.text ? namespace.span : id.span, keyed)
  const [other] = sameId
  // Two parts that differ are no slip: a flow of that name may live in that namespace, with that key, and not be in sight.
  const isOther = other?.hooks.every(one => one.key !== undefined && one.key !== key.text) && closest(namespace.text, [other.namespace]) === undefined
  if (sameId.length === 1 && other && !isOther) return { ...broken('namespace', namespace.span, hookOf(other, key.text)), flow: other }
  const near = closest(
    id.text,
    sameSpace.map(one => one.id),
  )
  const flow = near === undefined ? undefined : sameSpace.find(one => one.id === near)
  return flow ? { ...broken('flow', id.span, hookOf(flow, key.text)), flow } : unknown
}

const hookOf = (flow: FlowStation, key: string | undefined): HookStation | undefined =>
  flow.hooks.find(one => one.key === key) ?? (flow.hooks.length === 1 ? flow.hooks[0] : undefined)

/** The trigger that a broken address most likely means: by what it names, else the only one there is. */
function meantBy(address: KestraAddress, flows: readonly FlowStation[]): HookStation | undefined {
  const all = flows.flatMap(one => one.hooks)
  const words = address.path.text.split('/')
  const named = all.filter(one => words.includes(one.flow.id) && (address.key === undefined || one.key === undefined || words.includes(one.key)))
  const byKey = all.filter(one => one.key !== undefined && words.includes(one.key))
  for (const some of [named.filter(one => words.includes(one.flow.namespace)), named, byKey, all]) if (some.length === 1) return some[0]
  return undefined
}

// Addresses of Kestra as people write them into Alertmanager, taken apart by offsets: what form it is, and where each part stands.
// Facts: facts on the routes of Kestra 0.20 to 2.0; the tenant came with 0.23 and may be left out of the open-source edition.
import type { Span } from '../text'

/** `webhook`: the right route. `triggers`: one that never existed. `execution`: the plain API, which wants a login. `page`: of the web interface. */
export type AddressForm = 'webhook' | 'triggers' | 'execution' | 'page' | 'other'

export interface Part {
  /** Without its percent-encoding. */
  readonly text: string
  readonly span: Span
}

export interface KestraAddress {
  readonly form: AddressForm
  readonly host: Part
  readonly port: number | undefined
  readonly scheme: string
  readonly tenant: Part | undefined
  readonly namespace: Part | undefined
  readonly flow: Part | undefined
  readonly key: Part | undefined
  /** What follows the key up to the query, slashes included. */
  readonly rest: Part | undefined
  /** The path from `/api` (or from the first slash) to its end. */
  readonly path: Part
  /** The path names parts of Kestra that no other program has, so it is Kestra whatever the host is called. */
  readonly telling: boolean
}

const shape = /^(\w[\w+.-]*):\/\/(?:[^/@?#]*@)?(\[[^\]]*\]|[^/:?#]*)(?::(\d*))?([^?#]*)/

/** Undefined for what is no address of HTTP, or is only known when it is used (a template, a variable). */
export function readAddress(url: string): KestraAddress | undefined {
  if (isComputed(url)) return undefined
  const found = shape.exec(url)
  if (!found || !/^https?$/i.test(found[1] ?? '')) return undefined
  const [whole, scheme = '', host = '', port = '', path = ''] = found
  const hostAt = url.indexOf(host, scheme.length + 3 + (/^\w+:\/\/([^/@?#]*@)/.exec(url)?.[1]?.length ?? 0))
  const pathAt = whole.length - path.length
  const base = {
    scheme: scheme.toLowerCase(),
    host: { text: host.replace(/^\[|\]$/g, ''), span: { start: hostAt, end: hostAt + host.length } },
    port: port === '' ? undefined : Number(port),
  }
  return { ...base, ...readPath(path, pathAt) }
}

/** Filled in by Alertmanager or by whatever writes the file. */
export const isComputed = (url: string): boolean => /\{\{|\$\{?[A-Za-z_]/.test(url)

type PathParts = Omit<KestraAddress, 'host' | 'port' | 'scheme'>

function readPath(path: string, start: number): PathParts {
  const at = /\/api\/v1(?=\/|$)/.exec(path)
  const from = start + (at?.index ?? 0)
  const end = start + path.length
  const whole: Part = { text: decoded(path.slice(at?.index ?? 0)), span: { start: from, end } }
  const none = { tenant: undefined, namespace: undefined, flow: undefined, key: undefined, rest: undefined, path: whole, telling: false }
  if (!at) return { ...none, form: /(?:^|\/)ui(?:\/|$)/.test(path) ? 'page' : 'other', telling: strays.test(path) }
  const parts = segments(path, at.index + at[0].length, start)
  const tenanted = !/^(?:executions|triggers)$/.test(parts[0]?.text ?? '')
  const words = tenanted ? parts.slice(1) : parts
  const tenant = tenanted && /^(?:executions|triggers)$/.test(words[0]?.text ?? '') ? parts[0] : undefined
  const [first, second, third, fourth, fifth] = words
  if (first?.text === 'triggers' && second?.text === 'webhook') return { ...none, form: 'triggers', tenant, telling: true }
  if (first?.text !== 'executions' || /^web-?hooks$/i.test(second?.text ?? '')) return { ...none, form: 'other', telling: strays.test(path) }
  if (second?.text !== 'webhook') {
    if (strays.test(path)) return { ...none, form: 'other', telling: true }
    const [namespace, flow] = second?.text === 'trigger' ? [third, fourth] : [second, third]
    return { ...none, form: 'execution', tenant, namespace: filled(namespace), flow: filled(flow) }
  }
  const rest = fifth ? { start: fifth.span.end, end } : undefined
  return {
    form: 'webhook',
    tenant,
    namespace: filled(third),
    flow: filled(fourth),
    key: filled(fifth),
    rest: rest && rest.end > rest.start ? { text: path.slice(rest.start - start), span: rest } : undefined,
    path: whole,
    telling: true,
  }
}

/** Words of the right route in another order, or misspelt. */
const strays = /\/executions\/(?:[^/]+\/)?web-?hooks?(?:\/|$)|\/web-?hooks?\/executions?(?:\/|$)/i

const filled = (part: Part | undefined): Part | undefined => (part && part.text !== '' ? part : undefined)

/** What stands between slashes from `from` on; an empty last one is left out. */
function segments(path: string, from: number, start: number): Part[] {
  const out: Part[] = []
  for (const found of path.slice(from).matchAll(/\/([^/]*)/g)) {
    const at = start + from + found.index + 1
    out.push({ text: decoded(found[1] ?? ''), span: { start: at, end: at + (found[1]?.length ?? 0) } })
  }
  return out.at(-1)?.text === '' ? out.slice(0, -1) : out
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** The route of a webhook, each part encoded; `key` is a word to fill in where it is not known. */
export const webhookPath = (tenant: string | undefined, namespace: string, flow: string, key: string): string =>
  `/api/v1/${tenant === undefined ? '' : `${encodeURIComponent(tenant)}/`}executions/webhook/${[namespace, flow, key].map(encodeURIComponent).join('/')}`

/** Words as people name things: a random text, such as a key, is none. */
export const isName = (text: string): boolean =>
  text.split(/[-_.]/).every(word => /^(?:[A-Z]{1,12}|[A-Z]?[a-z]{1,20}(?:[A-Z][a-z]{2,20}){0,4})?\d{0,3}[a-z]{0,3}$/.test(word))

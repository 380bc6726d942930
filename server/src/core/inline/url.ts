// Addresses: URLs as Go's net/url reads them, web addresses with scheme and host, and host:port pairs.
import { type Parsed, refuse } from './parsed'

/** The parts of a URL. `host` includes the port and is '' when there is none; `opaque` is what follows the scheme of `mailto:x`. */
export interface Url {
  readonly scheme: string
  readonly user?: string
  readonly host: string
  readonly port?: string
  readonly path: string
  readonly query?: string
  readonly fragment?: string
  readonly opaque?: string
}

/** A URL as Go's `url.Parse` takes it. Nearly everything is one; what is not breaks an escape, a port, a host or the scheme. */
export function parseUrl(text: string): Parsed<Url> {
  const hash = text.indexOf('#')
  const fragment = hash < 0 ? undefined : text.slice(hash + 1)
  const main = hash < 0 ? text : text.slice(0, hash)
  if (/[\0-\x1f\x7f]/.test(main)) {
    return refuse('The URL contains a control character, such as a line break or a tab.', text.replace(/[\0-\x1f\x7f]/g, ''))
  }
  if (main.startsWith(':')) return refuse(`"${text}" has no scheme before the colon: write "http:" or "https:".`)
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(main)?.[1] ?? ''
  const rest = scheme ? main.slice(scheme.length + 1) : main
  const mark = rest.indexOf('?')
  const query = mark < 0 ? undefined : rest.slice(mark + 1)
  const place = mark < 0 ? rest : rest.slice(0, mark)
  const extra = { ...(query !== undefined && { query }), ...(fragment !== undefined && { fragment }) }
  if (scheme && !place.startsWith('/'))
    return escapes(text, fragment) ?? { value: { scheme: scheme.toLowerCase(), host: '', path: '', opaque: place, ...extra } }
  if (!scheme && !place.startsWith('/') && place.split('/')[0]?.includes(':')) {
    return refuse(`"${text}" has a colon before its first slash, but no scheme: write "http://${text}".`, `http://${text}`)
  }
  const authority = place.startsWith('//') && (scheme || !place.startsWith('///')) ? (place.slice(2).split('/')[0] ?? '') : undefined
  const path = authority === undefined ? place : place.slice(2 + authority.length)
  const parsed = readAuthority(text, authority ?? '', /^https?$/i.test(scheme))
  if (parsed.error !== undefined) return parsed
  return escapes(text, path) ?? escapes(text, fragment) ?? { value: { scheme: scheme.toLowerCase(), ...parsed.value, path, ...extra } }
}

/** A URL with one of `schemes` and a host. What Alertmanager asks of every web address, and Prometheus of most. */
export function parseWebUrl(text: string, schemes: readonly string[] = ['http', 'https']): Parsed<Url> {
  if (text === '') return refuse('A URL is missing: write one with scheme and host, such as "http://localhost:9093".')
  const parsed = parseUrl(text)
  if (parsed.error !== undefined) return parsed
  const { scheme, host } = parsed.value
  const usual = schemes.map(one => `"${one}://"`).join(' or ')
  if (!schemes.includes(scheme)) {
    if (scheme && parsed.value.opaque && /^[0-9]+(?:\/|$)/.test(parsed.value.opaque)) {
      return refuse(`"${text}" has no scheme: write "${schemes[0]}://${text}".`, `${schemes[0]}://${text}`)
    }
    if (!scheme && /^[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:\/|$)/i.test(text)) {
      return refuse(`"${text}" has no scheme: write "${schemes[schemes.length - 1]}://${text}".`)
    }
    return refuse(
      scheme ? `"${scheme}" is not a scheme that works here: the URL must start with ${usual}.` : `"${text}" has no scheme: the URL must start with ${usual}.`,
    )
  }
  if (host === '') return refuse(`"${text}" has no host: write one after "${scheme}://", such as "${scheme}://localhost:9093".`)
  return parsed
}

/** `host:port` as Go's `net.SplitHostPort` takes it, with a port that is not empty. IPv6 stands in brackets. */
export function parseHostPort(text: string): Parsed<{ readonly host: string; readonly port: string }> {
  const colon = text.lastIndexOf(':')
  if (/^[a-z][a-z0-9+.-]*:\/\/.*:/i.test(text)) return refuse(`"${text}" is a URL, but only host and port are wanted, such as "localhost:25".`)
  if (colon < 0) return refuse(`"${text}" has no port: write host and port, such as "${text || 'localhost'}:25".`)
  let host = text.slice(0, colon)
  const port = text.slice(colon + 1)
  if (text.startsWith('[')) {
    const end = text.indexOf(']')
    if (end < 0) return refuse(`"${text}" lacks the closing bracket of its address.`)
    if (end + 1 === text.length || text[end + 1] !== ':') return refuse(`"${text}" has no port after the bracket: write host and port, such as "[::1]:25".`)
    if (end + 1 !== colon) return refuse(`"${text}" has too many colons after its bracket.`)
    host = text.slice(1, end)
  } else if (host.includes(':')) return refuse(`"${text}" has too many colons: write an IPv6 address in brackets, such as "[::1]:25".`)
  if (/[[\]]/.test(host) || /[[\]]/.test(port)) return refuse(`"${text}" has a bracket in the wrong place.`)
  if (port === '') return refuse(`"${text}" has an empty port: write host and port, such as "${host || 'localhost'}:25".`)
  return { value: { host, port } }
}

function readAuthority(text: string, authority: string, strict: boolean): Parsed<{ readonly user?: string; readonly host: string; readonly port?: string }> {
  const at = authority.lastIndexOf('@')
  const host = authority.slice(at + 1)
  const user = at < 0 ? undefined : authority.slice(0, at)
  if (user !== undefined && !/^[a-z0-9\-._:~!$&'()*+,;=%@]*$/i.test(user)) {
    return refuse(`The user name or password in the URL contains a character that must be percent-encoded.`)
  }
  const bracket = host.lastIndexOf('[')
  if (bracket > 0) return refuse(`The host in "${text}" has a bracket in the wrong place.`)
  if (bracket === 0 && !host.includes(']')) return refuse(`The address in "${text}" lacks its closing bracket.`)
  const colon = strict ? host.indexOf(':') : host.lastIndexOf(':')
  const tail = bracket === 0 ? host.slice(host.lastIndexOf(']') + 1) : colon < 0 ? '' : host.slice(colon)
  if (!/^(?::[0-9]*)?$/.test(tail)) return refuse(`"${tail.replace(/^:/, '')}" is not a port: write digits after the colon.`)
  const name = host.slice(0, host.length - tail.length)
  const wrong = checkHost(text, name, bracket === 0)
  if (wrong) return wrong
  const extra = { ...(user !== undefined && { user }), ...(tail.length > 1 && { port: tail.slice(1) }) }
  return (user === undefined ? undefined : escapes(text, user)) ?? { value: { ...extra, host } }
}

function checkHost(text: string, name: string, bracketed: boolean): { readonly error: string } | undefined {
  const zone = bracketed ? name.indexOf('%25') : -1
  const address = zone < 0 ? name : name.slice(0, zone)
  if (bracketed && (!isIpv6(address.replace(/^\[|\]$/g, '')) || (zone >= 0 && !/^%25.+\]$/.test(name.slice(zone)))))
    return refuse(`"${name}" is not an IPv6 address.`)
  const bad = /[ \\^`{|}%]/.exec(address.replace(/%[89a-f][0-9a-f]|%25/gi, ''))?.[0]
  if (bad === undefined) return undefined
  if (bad === '%') return refuse(`The host in "${text}" has a percent sign that is no escape.`)
  return refuse(`The host "${name}" contains ${bad === ' ' ? 'a space' : `"${bad}"`}, which no host name can.`)
}

/** Groups of up to four hexadecimal digits, eight of them or fewer around one `::`; the last two may be written as IPv4. */
function isIpv6(text: string): boolean {
  const halves = text.split('::')
  if (halves.length > 2) return false
  const groups = halves.flatMap(half => (half === '' ? [] : half.split(':')))
  const last = groups.at(-1) ?? ''
  const v4 = last.includes('.')
  if (v4 && !/^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/.test(last)) return false
  const count = groups.length + (v4 ? 1 : 0)
  const plain = v4 ? groups.slice(0, -1) : groups
  return plain.every(group => /^[0-9a-f]{1,4}$/i.test(group)) && (halves.length === 2 ? count < 8 : count === 8) && !(v4 && text.endsWith(':'))
}

function escapes(text: string, part: string | undefined): { readonly error: string } | undefined {
  const bad = part === undefined ? undefined : /%(?![0-9a-f]{2}).{0,2}/i.exec(part)?.[0]
  return bad === undefined ? undefined : refuse(`"${bad}" in "${text}" is not an escape: write "%25" for a percent sign.`)
}

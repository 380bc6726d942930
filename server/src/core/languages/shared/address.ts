// Host and port of an address, as the containers that read the file see them. Data of the problem only; each language says where its
// addresses stand.
import { type Host, type Reach, readAddress } from '../../alertpath'
import { placer } from '../../schema'
import { type Edit, type Fix, lineStart, type Problem, type Related, type Span } from '../../text'
import type { At } from '../../yaml'
import { servicesOf } from '../compose/model'
import type { FileView, Reached, World } from '../language'

/** An address in a file: where its host and its port stand, and what must answer there. */
export interface Address {
  readonly host: string
  readonly port: number
  readonly hostSpan: Span
  /** Undefined when the port is not written. */
  readonly portSpan: Span | undefined
  /** The program that must answer, such as `alertmanager`. */
  readonly wanted?: string
  /** `"Prometheus" finds no alert there`: what does not work. */
  readonly effect: string
}

export function* addressProblems(file: FileView, world: World, address: Address): Generator<Problem> {
  const reached = world.path.reach(file, address.host, address.port, address.wanted)
  if (!reached) return
  const found = problemOf(world, address, reached, reached.reach)
  if (found) yield found
}

/** The machine's name has one remedy, which is in Compose: it is told at its first place in a file. */
export function* gatewayOnce(problems: Iterable<Problem>): Generator<Problem> {
  let told = false
  for (const one of problems) {
    const gateway = one.code === 'host-gateway-missing'
    if (!gateway || !told) yield one
    told ||= gateway
  }
}

function problemOf(world: World, address: Address, { from }: Reached, reach: Reach): Problem | undefined {
  const { effect } = address
  switch (reach.kind) {
    case 'loopback':
      return {
        code: 'localhost-in-container',
        severity: 'warning',
        message: `"${address.host}" is the container of "${from.name}" itself, and nothing in it listens on ${address.port}: ${effect}. ${reach.meant ? `Write "${reach.meant.name}", the name of the service.` : 'Write the name of the service, or "host.docker.internal" for the machine around it.'}`,
        span: address.hostSpan,
        related: [reading(from), ...(reach.meant ? [there(reach.meant)] : [])],
        ...fixes(meantFix(address, reach.meant)),
      }
    case 'no-gateway':
      return {
        code: 'host-gateway-missing',
        severity: 'information',
        message:
          `On Linux "${address.host}" is known in a container only with "extra_hosts: [\\"host.docker.internal:host-gateway\\"]": without it ${effect}. Docker Desktop knows it anyway.`.replaceAll(
            '\\"',
            '"',
          ),
        span: address.hostSpan,
        related: [reading(from)],
        ...fixes(gatewayFix(from, world)),
      }
    case 'unknown-host':
      return {
        code: 'unknown-host',
        severity: 'warning',
        message: `No service is called "${address.host}", and no container name, host name or alias either: ${effect}.${reach.near ? ` Did you mean "${reach.near.name}"?` : ''}`,
        span: address.hostSpan,
        related: [reading(from), ...(reach.near ? [there(reach.near)] : [])],
        ...fixes(meantFix(address, reach.near)),
      }
    case 'no-network':
      return {
        code: 'no-shared-network',
        severity: 'warning',
        message: `"${from.name}" and "${reach.host.name}" have no network in common, so the name is not found: ${effect}. Put "${from.name}" on ${reach.networks.map(one => `"${one}"`).join(' or ')} as well.`,
        span: address.hostSpan,
        related: [reading(from), there(reach.host)],
      }
    case 'published-port':
      return {
        code: 'published-port',
        severity: 'warning',
        message: `${address.port} is the port on the machine; other containers reach "${reach.host.name}" on ${reach.right}: ${effect}.`,
        span: address.portSpan ?? address.hostSpan,
        related: [{ ...reach.spot, message: `Published here: ${address.port} outside, ${reach.right} inside.` }],
        ...fixes(portFix(address, reach.right)),
      }
    case 'wrong-port':
      return {
        code: 'wrong-port',
        severity: 'warning',
        message: `Nothing says that "${reach.host.name}" listens on ${address.port}; its program listens on ${reach.right}: ${effect}.`,
        span: address.portSpan ?? address.hostSpan,
        related: [there(reach.host)],
        ...fixes(portFix(address, reach.right)),
      }
    default:
      return undefined
  }
}

const reading = (from: Host): Related => ({ ...from.spot, message: `The service "${from.name}" reads this file.` })
const there = (host: Host): Related => ({ ...host.spot, message: `The service "${host.name}".` })
const fixes = (fix: Fix | undefined) => fix && { fixes: [fix] }

function meantFix(address: Address, meant: Host | undefined): Fix | undefined {
  if (!meant) return undefined
  const moved = meant.ports.find(one => one.published === address.port && one.target !== undefined)?.target
  const port = meant.listens?.has(address.port) || meant.named.has(address.port) ? undefined : moved
  const edits: Edit[] = [{ span: address.hostSpan, text: meant.name }]
  if (port !== undefined && address.portSpan) edits.push({ span: address.portSpan, text: String(port) })
  return { title: `Change to "${meant.name}${port === undefined ? '' : `:${port}`}"`, edits }
}

const portFix = ({ portSpan }: Address, right: number): Fix | undefined =>
  portSpan && { title: `Change the port to ${right}`, edits: [{ span: portSpan, text: String(right) }] }

/** Adds the entry as the first line of the service; only in block style. */
function gatewayFix(from: Host, world: World): Fix | undefined {
  const { uri } = from.spot
  const view = world.view(uri)
  const service = view && servicesOf(view).find(one => one.name === from.name)
  if (!view || !service || service.at.node.kind !== 'map' || service.at.node.flow || service.extraHosts.length > 0) return undefined
  const { start } = service.at
  const indent = ' '.repeat(start - lineStart(view.doc.source, start))
  const text = `extra_hosts: ["host.docker.internal:host-gateway"]\n${indent}`
  return { title: `Add "extra_hosts" to "${from.name}"`, edits: [{ uri, span: { start, end: start }, text }] }
}

/** The same for a scalar with an address in it: `host:port`, or a URL. */
export function* hostProblems(file: FileView, world: World, at: At, effect: string, wanted?: string): Generator<Problem> {
  const { node, start, doc } = at.resolved
  const found = at.string === undefined || node.kind !== 'scalar' ? undefined : readAnyAddress(at.string)
  if (!found || node.kind !== 'scalar') return
  const place = placer(node, start, doc.source)
  const spanOf = (span: Span): Span => ({ start: place(span.start), end: place(span.end) })
  yield* addressProblems(file, world, {
    host: found.host,
    port: found.port,
    hostSpan: spanOf(found.hostSpan),
    portSpan: found.portSpan && spanOf(found.portSpan),
    ...(wanted && { wanted }),
    effect,
  })
}

function readAnyAddress(text: string) {
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) {
    const found = readHostPort(text)
    return found?.port === undefined ? undefined : { ...found, port: found.port }
  }
  const url = readAddress(text)
  if (!url || url.host.text === '' || /[<>$]/.test(url.host.text)) return undefined
  const { end } = url.host.span
  const portSpan = url.port === undefined ? undefined : { start: end + 1, end: end + 1 + String(url.port).length }
  return { host: url.host.text, port: url.port ?? (url.scheme === 'https' ? 443 : 80), hostSpan: url.host.span, portSpan }
}

export interface HostPort {
  readonly host: string
  readonly port: number | undefined
  /** Offsets in the text. */
  readonly hostSpan: Span
  readonly portSpan: Span | undefined
}

/** A variable, or the name of what is put there before the program reads it. */
export const isFilledIn = (host: string): boolean => /[${}<>]|^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(host)

/** `host`, `host:port`, `[::1]:port`; blanks around the colon are told elsewhere. */
export function readHostPort(text: string): HostPort | undefined {
  const found = /^\s*(\[[^\]]*\]|[^\s:/]+)\s*(?::\s*(\d+))?\s*$/.exec(text)
  const [, host, port] = found ?? []
  if (!found || host === undefined || isFilledIn(host)) return undefined
  const hostAt = text.indexOf(host)
  const portAt = port === undefined ? -1 : text.lastIndexOf(port)
  return {
    host: host.replace(/^\[|\]$/g, ''),
    port: port === undefined ? undefined : Number(port),
    hostSpan: { start: hostAt, end: hostAt + host.length },
    portSpan: portAt < 0 || port === undefined ? undefined : { start: portAt, end: portAt + port.length },
  }
}

// Who reaches whom: services of one Compose project by the names and ports that Docker gives them. Three-valued: where something may
// change at run time, the answer is "maybe".
import { closest } from '../text'
import type { Program } from './images'
import type { Spot } from './station'

/** A file or folder of the machine inside a service. */
export interface MountStation {
  /** Undefined for volumes, and for what is filled in from outside. */
  readonly source: string | undefined
  readonly target: string
  readonly spot: Spot
}

export interface Word {
  readonly text: string
  readonly spot: Spot
}

/** One service, overrides merged in. */
export interface Host {
  readonly name: string
  /** Service name, container name, host name: what Docker resolves on every network of it. */
  readonly names: ReadonlySet<string>
  /** Names that hold on one network only. */
  readonly aliases: ReadonlyMap<string, readonly string[]>
  readonly networks: ReadonlySet<string>
  /** `host`: the machine's own; `shared`: that of another container. */
  readonly mode: 'own' | 'host' | 'shared' | 'none'
  readonly ports: readonly { readonly published: number | undefined; readonly target: number | undefined; readonly spot: Spot }[]
  readonly program: Program | undefined
  readonly image: string | undefined
  /** Ports that something in it listens on; undefined = not known. */
  readonly listens: ReadonlySet<number> | undefined
  /** Further ports that are named: `expose`, published ones. */
  readonly named: ReadonlySet<number>
  readonly extraHosts: ReadonlySet<string>
  readonly links: ReadonlySet<string>
  readonly mounts: readonly MountStation[]
  /** Arguments, those of the last file that has some. */
  readonly command: readonly Word[]
  /** Variables of the environment by name, with their text. */
  readonly environment: ReadonlyMap<string, Word>
  readonly hasEnvFile: boolean
  readonly imageSpot: Spot | undefined
  /** Built here, extended, or in parts filled in from outside. */
  readonly opaque: boolean
  /** Where its program starts, when that is said; undefined = where the image says. */
  readonly workingDir?: string | undefined
  readonly spot: Spot
}

export interface Net {
  readonly hosts: readonly Host[]
  /** Networks that others may be on, too. */
  readonly external: ReadonlySet<string>
  /** Services may come from files that are not seen. */
  readonly open: boolean
}

export type Reach =
  | { readonly kind: 'yes'; readonly host: Host | undefined }
  | { readonly kind: 'maybe' }
  | { readonly kind: 'loopback'; readonly meant: Host | undefined }
  | { readonly kind: 'no-gateway' }
  | { readonly kind: 'unknown-host'; readonly near: Host | undefined }
  | { readonly kind: 'no-network'; readonly host: Host; readonly networks: readonly string[] }
  | { readonly kind: 'published-port'; readonly host: Host; readonly right: number; readonly spot: Spot }
  | { readonly kind: 'wrong-port'; readonly host: Host; readonly right: number }

const maybe: Reach = { kind: 'maybe' }

/** `wanted`: the program that must answer, to guess who is meant by "localhost". */
export function reach(net: Net, from: Host, name: string, port: number, wanted?: string): Reach {
  const host = name.toLowerCase()
  if (from.mode === 'shared' || from.mode === 'none') return maybe
  if (isLoopback(host)) return loopback(net, from, port, wanted)
  if (/^host\.docker\.internal$|^gateway\.docker\.internal$/.test(host)) return gateway(from, host)
  if (from.extraHosts.has(host) || !/^[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?$/.test(host) || /^\d+$/.test(host)) return maybe
  const found = net.hosts.filter(one => one.names.has(host) || [...one.aliases.values()].some(all => all.includes(host)))
  if (from.links.has(host)) return found[0] ? portOf(found[0], port) : maybe
  return found.length > 0 ? shared(net, from, host, found, port) : unknown(net, from, host, port, wanted)
}

export const isLoopback = (host: string): boolean => /^(?:localhost|127\.\d+\.\d+\.\d+|::1|0\.0\.0\.0)$/.test(host)

function loopback(net: Net, from: Host, port: number, wanted: string | undefined): Reach {
  if (from.mode !== 'own' || from.opaque || !from.listens || !from.program) return maybe
  if (from.listens.has(port)) return { kind: 'yes', host: from }
  // a container of its network namespace answers on localhost, too
  if (net.hosts.some(one => one.mode === 'shared') || net.open) return maybe
  return { kind: 'loopback', meant: listener(net, from, port, wanted) }
}

/** The only other service that could be meant: by its program, by a port that it listens on, by a published port. */
function listener(net: Net, from: Host, port: number, wanted: string | undefined): Host | undefined {
  const others = net.hosts.filter(one => one !== from && one.mode === 'own')
  const groups = [
    others.filter(one => one.program !== undefined && one.program.id === wanted),
    others.filter(one => one.listens?.has(port) || one.named.has(port)),
    others.filter(one => one.ports.some(other => other.published === port)),
  ]
  for (const group of groups) if (group.length === 1) return group[0]
  return undefined
}

const gateway = (from: Host, host: string): Reach =>
  from.mode === 'own' && !from.opaque && !from.extraHosts.has(host) && host === 'host.docker.internal' ? { kind: 'no-gateway' } : maybe

function shared(net: Net, from: Host, host: string, found: readonly Host[], port: number): Reach {
  const [first] = found
  if (!first || from.mode === 'host') return maybe
  const known = found.filter(one => one.mode === 'own')
  if (known.length === 0) return maybe
  const common = known.filter(one => [...from.networks].some(network => one.networks.has(network) && answersOn(one, host, network)))
  const [met] = common
  if (met) return common.length === 1 ? portOf(met, port) : { kind: 'yes', host: met }
  const [only] = known
  if (!only || from.opaque || [...from.networks].some(network => net.external.has(network))) return maybe
  return { kind: 'no-network', host: only, networks: [...only.networks] }
}

const answersOn = (one: Host, host: string, network: string): boolean => one.names.has(host) || (one.aliases.get(network) ?? []).includes(host)

function portOf(host: Host, port: number): Reach {
  if (host.listens?.has(port) || host.named.has(port) || host.ports.some(one => one.target === port)) return { kind: 'yes', host }
  // what its program listens on by default, and nobody can say that it was moved away
  if (!host.listens && host.program?.ports.includes(port)) return { kind: 'yes', host }
  const published = host.ports.find(one => one.published === port && one.target !== undefined)
  if (published?.target !== undefined) return { kind: 'published-port', host, right: published.target, spot: published.spot }
  const usual = host.program?.ports ?? []
  // where its usual port was moved, the one that it was moved to
  const right = usual[0] !== undefined && host.listens && !host.listens.has(usual[0]) ? [...host.listens].find(one => !usual.includes(one)) : usual[0]
  if (host.listens && !host.opaque && right !== undefined && host.mode === 'own') return { kind: 'wrong-port', host, right }
  return { kind: 'yes', host }
}

function unknown(net: Net, from: Host, host: string, port: number, wanted: string | undefined): Reach {
  if (from.mode !== 'own' || net.open || [...from.networks].some(network => net.external.has(network))) return maybe
  // names that Docker makes of project, service and number
  if (net.hosts.some(one => new RegExp(`(?:^|[-_])${one.name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}[-_]\\d+$`).test(host))) return maybe
  const near = closest(
    host,
    net.hosts.map(one => one.name),
  )
  const byPart = net.hosts.filter(one => host.includes(one.name) || one.name.includes(host))
  const meant = net.hosts.find(one => one.name === near) ?? (byPart.length === 1 ? byPart[0] : listener(net, from, port, wanted))
  return { kind: 'unknown-host', near: meant }
}

/** The value of `--name=value` or `--name value`. */
export function flagIn(host: Host, name: string): Word | undefined {
  for (const [i, one] of host.command.entries()) {
    if (one.text.startsWith(`${name}=`)) return { text: one.text.slice(name.length + 1).replace(/^(["'])(.*)\1$/, '$2'), spot: one.spot }
    if (one.text === name) return host.command[i + 1]
  }
  return undefined
}

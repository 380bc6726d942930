// Services of a Compose file as the path of an alert needs them: images, mounts, ports, networks, commands. Tolerant of anything missing.
import { isRemade } from '../../alertpath'
import type { At } from '../../yaml'
import type { FileView } from '../language'

export interface Service {
  readonly name: string
  readonly at: At
  readonly image: At | undefined
  /** Built here or by somebody else, or started by something else than the image's own program: what runs inside is not known. */
  readonly opaque: boolean
  readonly containerName: string | undefined
  readonly hostname: string | undefined
  /** Arguments as written, one an item; a text is split at blanks as a shell would. */
  readonly command: readonly Argument[]
  readonly mounts: readonly Mount[]
  /** Files that Docker puts there as secrets; they need not be there before the first start. */
  readonly secrets: readonly Mount[]
  /** The folder that the program starts in. */
  readonly workingDir: string | undefined
  readonly ports: readonly Port[]
  /** Networks by name, with aliases; undefined = the default network. */
  readonly networks: ReadonlyMap<string, readonly string[]> | undefined
  readonly networkMode: string | undefined
  readonly extraHosts: readonly string[]
  readonly environment: ReadonlyMap<string, At>
  readonly links: readonly string[]
  /** Paths of files with environment variables, as written. */
  readonly envFiles: readonly At[]
  readonly dependsOn: readonly string[]
  readonly healthcheck: At | undefined
}

export interface Argument {
  readonly text: string
  readonly at: At
}

export interface Mount {
  /** A path of the host as written, relative to the Compose file; undefined for volumes and what is not known. */
  readonly source: string | undefined
  readonly target: string
  readonly type: 'bind' | 'volume' | 'config' | 'secret' | 'other'
  readonly at: At
}

export interface Port {
  /** Undefined when not published or not a plain number. */
  readonly published: number | undefined
  readonly target: number | undefined
  readonly at: At
}

/** All services; once per text. */
export const servicesOf = (file: FileView): readonly Service[] => file.once(read)

function read(file: FileView): readonly Service[] {
  const named = { configs: file.root?.get('configs'), secrets: file.root?.get('secrets') }
  return [...(file.root?.get('services')?.entries() ?? [])].filter(at => at.resolved.kind === 'map').map(at => serviceOf(at, named))
}

function serviceOf(at: At, { configs, secrets }: { readonly configs: At | undefined; readonly secrets: At | undefined }): Service {
  return {
    name: at.key?.text ?? '',
    at,
    image: at.get('image'),
    opaque: ['build', 'entrypoint', 'extends'].some(key => at.get(key) !== undefined) || isRemade(at.get('image')?.string),
    containerName: at.get('container_name')?.string,
    hostname: at.get('hostname')?.string,
    command: argumentsOf(at.get('command')),
    mounts: [...(at.get('volumes')?.items() ?? [])].flatMap(mountOf).concat(configMounts(at, configs)),
    secrets: secretMounts(at, secrets),
    workingDir: at.get('working_dir')?.string,
    ports: [...(at.get('ports')?.items() ?? [])].flatMap(portOf),
    networks: networksOf(at.get('networks')),
    networkMode: at.get('network_mode')?.string,
    extraHosts: hostsOf(at.get('extra_hosts')),
    environment: environmentOf(at.get('environment')),
    links: [...(at.get('links')?.items() ?? [])].flatMap(one => one.string?.split(':').at(-1) ?? []),
    envFiles: listOf(at.get('env_file')).flatMap(one => (one.resolved.kind === 'map' ? (one.get('path') ?? []) : one)),
    dependsOn: at.get('depends_on')?.resolved.kind === 'map' ? keysOf(at.get('depends_on')) : listOf(at.get('depends_on')).flatMap(one => one.string ?? []),
    healthcheck: at.get('healthcheck'),
  }
}

/** A list, or one value as a list of one. */
const listOf = (at: At | undefined): readonly At[] => (!at || at.isNull ? [] : at.resolved.kind === 'seq' ? [...at.items()] : [at])

const keysOf = (at: At | undefined): string[] => [...(at?.entries() ?? [])].flatMap(one => one.key?.text ?? [])

/** `name:address`, also from `name=address` and from a map. */
const hostsOf = (at: At | undefined): string[] =>
  at?.resolved.kind === 'map'
    ? [...at.entries()].map(one => `${one.key?.text ?? ''}:${one.text ?? ''}`)
    : listOf(at).map(one => (one.text ?? '').replace('=', ':'))

function argumentsOf(at: At | undefined): Argument[] {
  if (!at) return []
  if (at.resolved.kind === 'seq') return [...at.items()].flatMap(item => (item.text === undefined ? [] : [{ text: item.text, at: item }]))
  return [...(at.text ?? '').matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(found => ({ text: found[1] ?? found[2] ?? found[3] ?? '', at }))
}

/** Values of `--name=value` and `--name value`; undefined when the flag is not there. */
export function flagOf(service: Service, name: string): Argument | undefined {
  for (const [i, one] of service.command.entries()) {
    if (one.text.startsWith(`${name}=`)) return { text: one.text.slice(name.length + 1).replace(/^(["'])(.*)\1$/, '$2'), at: one.at }
    if (one.text === name) return service.command[i + 1]
  }
  return undefined
}

/** `./a:/b:ro`, `C:\\a:/b`, or the long form. A single path is an anonymous volume. */
function mountOf(at: At): Mount[] {
  if (at.resolved.kind === 'map') return longMount(at)
  const text = at.string ?? ''
  const found = /^((?:[A-Za-z]:[\\/])?(?:\$\{[^}]*\}|[^:$]|\$(?!\{))+):([^:]+)(?::([\w,]+))?$/.exec(text)
  const source = found?.[1]
  const target = found?.[2]
  if (source === undefined || target === undefined) return text ? [{ source: undefined, target: text, type: 'volume', at }] : []
  const isPath = /^(?:[./~]|[A-Za-z]:[\\/]|\$)/.test(source)
  return [{ source: isPath ? source : undefined, target: trimmed(target), type: isPath ? 'bind' : 'volume', at }]
}

function longMount(at: At): Mount[] {
  const target = at.get('target')?.string
  const type = at.get('type')?.string
  if (target === undefined) return []
  return [
    {
      source: type === 'bind' ? at.get('source')?.string : undefined,
      target: trimmed(target),
      type: type === 'bind' ? 'bind' : type === 'volume' ? 'volume' : 'other',
      at,
    },
  ]
}

/** `configs:` of a service: files that the top-level entry of that name gives. */
function configMounts(service: At, configs: At | undefined): Mount[] {
  return [...(service.get('configs')?.items() ?? [])].flatMap(item => {
    const name = item.resolved.kind === 'map' ? item.get('source')?.string : item.string
    if (name === undefined) return []
    const target = item.get('target')?.string ?? `/${name}`
    return [{ source: configs?.get(name)?.get('file')?.string, target: trimmed(target), type: 'config' as const, at: item }]
  })
}

/** `secrets:` of a service: below `/run/secrets` unless the long form says a whole path. */
function secretMounts(service: At, secrets: At | undefined): Mount[] {
  return [...(service.get('secrets')?.items() ?? [])].flatMap(item => {
    const name = item.resolved.kind === 'map' ? item.get('source')?.string : item.string
    if (name === undefined) return []
    const target = (item.resolved.kind === 'map' && item.get('target')?.string) || name
    const source = secrets?.get(name)?.get('file')?.string
    return [{ source, target: trimmed(target.startsWith('/') ? target : `/run/secrets/${target}`), type: 'secret' as const, at: item }]
  })
}

const trimmed = (path: string): string => (path.length > 1 ? path.replace(/\/+$/, '') : path)

/** `8080:80`, `127.0.0.1:8080:80/tcp`, or the long form; ranges and interpolations are not numbers. */
function portOf(at: At): Port[] {
  if (at.resolved.kind === 'map') return [{ published: numberOf(at.get('published')?.string), target: numberOf(at.get('target')?.string), at }]
  const parts = (at.string ?? '').replace(/\/(?:tcp|udp|sctp)$/, '').split(':')
  return [{ published: parts.length > 1 ? numberOf(parts.at(-2)) : undefined, target: numberOf(parts.at(-1)), at }]
}

const numberOf = (text: string | undefined): number | undefined => (text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined)

function networksOf(at: At | undefined): ReadonlyMap<string, readonly string[]> | undefined {
  if (!at || at.isNull) return undefined
  if (at.resolved.kind === 'seq') return new Map([...at.items()].map(one => [one.text ?? '', []]))
  return new Map([...at.entries()].map(one => [one.key?.text ?? '', [...(one.get('aliases')?.items() ?? [])].flatMap(alias => alias.string ?? [])]))
}

function environmentOf(at: At | undefined): ReadonlyMap<string, At> {
  const out = new Map<string, At>()
  for (const one of at?.entries() ?? []) if (one.key?.text !== undefined) out.set(one.key.text, one)
  for (const one of at?.items() ?? []) out.set((one.text ?? '').split('=')[0] ?? '', one)
  return out
}

/** Is something in it filled in from the environment, so that the text is not the value? */
export const isInterpolated = (text: string): boolean => /(?<!\$)\$(?:\{|[A-Za-z_])/.test(text.replace(/\$\$/g, ''))

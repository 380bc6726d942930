// Services of Compose files as the path sees them: files of one folder are read together, since Docker merges overrides and people pick
// files with -f; what only some of them say makes an answer "maybe", never wrong.
import { type Host, type MountStation, type Net, type Program, programOf, type Spot, type Word } from '../alertpath'
import { type FileView, flagOf, isInterpolated, type Service, servicesOf } from '../languages'
import { lookup } from '../text'
import type { At } from '../yaml'
import { composeViews, containerPaths, hostMounts, mounting, type Placed } from './stack'
import { dirname } from './uri'
import { once, type Workspace } from './workspace'

/** A service with all files that speak of it, the main one first. */
export interface Merged {
  readonly name: string
  readonly parts: readonly Placed[]
  readonly host: Host
}

export interface Project {
  readonly folder: string
  readonly services: readonly Merged[]
  readonly net: Net
}

export const projects = (workspace: Workspace): readonly Project[] => [...once(workspace, projectIndex).values()]

/** Projects by folder. */
export function projectIndex(workspace: Workspace): ReadonlyMap<string, Project> {
  const byFolder = new Map<string, FileView[]>()
  for (const view of composeViews(workspace)) lookup(byFolder, dirname(view.uri), () => []).push(view)
  return new Map([...byFolder].map(([folder, views]) => [folder, projectFor(folder, views.sort(byRank))]))
}

/** Kept with the main file as long as the others are the same. */
function projectFor(folder: string, views: readonly FileView[]): Project {
  const known = views[0]?.once(keptProject)
  if (known?.project && known.views.length === views.length && known.views.every((one, i) => one === views[i])) return known.project
  const project = projectOf(folder, views)
  if (known) Object.assign(known, { views, project })
  return project
}

interface Kept {
  readonly views: readonly FileView[]
  readonly project: Project | undefined
}

const keptProject = (_: FileView): Kept => ({ views: [], project: undefined })

/** Docker's own order: the main file, its override, then the rest. */
const byRank = (a: FileView, b: FileView): number => rank(a.uri) - rank(b.uri) || (a.uri < b.uri ? -1 : 1)
const rank = (uri: string): number => (/\/(?:docker-)?compose\.ya?ml$/.test(uri) ? 0 : /\/(?:docker-)?compose\.override\.ya?ml$/.test(uri) ? 1 : 2)

function projectOf(folder: string, views: readonly FileView[]): Project {
  const byName = new Map<string, Placed[]>()
  for (const view of views) for (const service of servicesOf(view)) lookup(byName, service.name, () => []).push({ service, folder, uri: view.uri })
  const services = [...byName].map(([name, parts]): Merged => ({ name, parts, host: hostOf(name, parts) }))
  return { folder, services, net: { hosts: services.map(one => one.host), external: externals(views), open: views.some(one => one.root?.get('include')) } }
}

function externals(views: readonly FileView[]): ReadonlySet<string> {
  const names = new Set<string>()
  for (const view of views)
    for (const network of view.root?.get('networks')?.entries() ?? []) {
      const external = network.get('external')
      if ((external && external.text !== 'false') || network.get('name')) names.add(network.key?.text ?? '')
    }
  return names
}

function hostOf(name: string, parts: readonly Placed[]): Host {
  const services = parts.map(one => one.service)
  const image = services.flatMap(one => one.image?.string ?? []).at(-1)
  const program = programOf(image)
  const opaque = services.some(one => one.opaque) || image === undefined || isInterpolated(image.replace(/:[^/]*$/, ''))
  const ports = parts.flatMap(({ service, uri }) => service.ports.map(one => ({ ...one, spot: { uri, span: one.at.span } })))
  return {
    name,
    names: namesOf(name, services),
    aliases: aliasesOf(services),
    networks: networksOf(services),
    mode: modeOf(services),
    ports,
    program,
    image,
    listens: listening(program, services),
    named: new Set([...exposed(services), ...ports.flatMap(one => one.target ?? [])]),
    extraHosts: new Set(services.flatMap(one => one.extraHosts.map(host => (host.split(':')[0] ?? '').toLowerCase()))),
    links: new Set(services.flatMap(one => one.links)),
    mounts: parts.flatMap(mountsOf),
    command: parts.flatMap(({ service, uri }) => (service.command.length > 0 ? [service.command.map(one => wordOf(one.text, one.at, uri))] : [])).at(-1) ?? [],
    environment: new Map(parts.flatMap(({ service, uri }) => [...service.environment].map(([key, at]) => [key, variable(at, uri)] as const))),
    hasEnvFile: services.some(one => one.envFiles.length > 0),
    imageSpot: parts.flatMap(({ service, uri }) => (service.image?.string ? [{ uri, span: service.image.span }] : [])).at(-1),
    opaque,
    workingDir: services.find(one => one.workingDir !== undefined)?.workingDir,
    spot: spotOf(parts),
  }
}

const wordOf = (text: string, at: At, uri: string): Word => ({ text, spot: { uri, span: at.span } })

/** `NAME=value` of a list, or the value under a key, whose place is the key. */
function variable(at: At, uri: string): Word {
  const text = at.text ?? ''
  return at.key ? { text, spot: { uri, span: at.key.span } } : wordOf(text.slice(text.indexOf('=') + 1), at, uri)
}

function mountsOf(part: Placed): MountStation[] {
  const followed = new Map(hostMounts(part).map(one => [one.at.start, one.host]))
  return part.service.mounts.map(one => ({ source: followed.get(one.at.start), target: one.target, spot: { uri: part.uri, span: one.at.span } }))
}

function spotOf(parts: readonly Placed[]): Spot {
  const [first] = parts
  const key = first?.service.at.key
  return { uri: first?.uri ?? '', span: key?.span ?? first?.service.at.span ?? { start: 0, end: 0 } }
}

const namesOf = (name: string, services: readonly Service[]): ReadonlySet<string> =>
  new Set([name, ...services.flatMap(one => [one.containerName, one.hostname])].flatMap(one => one?.toLowerCase() ?? []))

const aliasesOf = (services: readonly Service[]): Host['aliases'] =>
  new Map(services.flatMap(one => [...(one.networks ?? [])].map(([network, all]) => [network, all.map(alias => alias.toLowerCase())] as const)))

/** Of all files of the folder; one that can stand alone and names no network puts the service on the default one. */
function networksOf(services: readonly Service[]): ReadonlySet<string> {
  const named = services.flatMap(one => [...(one.networks?.keys() ?? [])])
  const whole = services.some(one => one.networks === undefined && (one.image || one.opaque))
  return new Set(named.length === 0 || whole ? [...named, 'default'] : named)
}

function modeOf(services: readonly Service[]): Host['mode'] {
  const mode = services.find(one => one.networkMode !== undefined)?.networkMode
  if (mode === undefined || mode === 'bridge') return 'own'
  return mode === 'host' ? 'host' : mode === 'none' ? 'none' : 'shared'
}

const exposed = (services: readonly Service[]): number[] =>
  services.flatMap(one => [...(one.at.get('expose')?.items() ?? [])].flatMap(item => (/^\d+$/.test(item.string ?? '') ? Number(item.string) : [])))

/** Known for well-known images whose port nobody moves. */
function listening(program: Program | undefined, services: readonly Service[]): ReadonlySet<number> | undefined {
  if (!program) return undefined
  const { environment } = program
  const moved = services.some(
    one => environment && (one.envFiles.length > 0 || [...one.environment].some(([key, at]) => environment.test(key) && mentionsPort(at.text ?? ''))),
  )
  if (moved) return undefined
  const [usual, ...others] = program.ports
  const ports = new Set<number>(usual === undefined || movesAway(program, services) ? others : program.ports)
  for (const service of services)
    for (const flag of program.flags) {
      const value = flagOf(service, flag)?.text
      if (value === undefined) continue
      const port = /(?:^|:)(\d+)$/.exec(value)?.[1]
      if (port === undefined && value !== '') return undefined
      if (port !== undefined) ports.add(Number(port))
    }
  return ports
}

/** Every command that may be used names another port in place of the usual one; a flag that stands there twice may add one. */
function movesAway({ flags: [flag] }: Program, services: readonly Service[]): boolean {
  const commands = services.filter(one => one.command.length > 0)
  return (
    flag !== undefined &&
    commands.length > 0 &&
    commands.every(one => one.command.filter(({ text }) => text === flag || text.startsWith(`${flag}=`)).length === 1)
  )
}

/** A configuration in a variable may move a port; a plain value may be one. */
const mentionsPort = (text: string): boolean => /port|\$\{/i.test(text) || /^\d+$/.test(text.trim())

/** A service that certainly reads a file: it runs the program of that kind of file and mounts it. */
export interface Reader {
  readonly project: Project
  readonly service: Merged
  /** Where it sees the file. */
  readonly path: string
}

/** Services that mount a file, by program; the same file may be read by several. */
export function readersOf(workspace: Workspace, uri: string, program: string): readonly Reader[] {
  return mounting(workspace, uri).flatMap(part => {
    const project = once(workspace, projectIndex).get(part.folder)
    const service = project?.services.find(one => one.name === part.service.name)
    if (!project || service?.host.program?.id !== program) return []
    return containerPaths(part, uri).map(path => ({ project, service, path }))
  })
}

// Stacks: which files speak of the same running system, and what their Compose file says of paths and versions.
import { isRemade } from '../alertpath'
import type { FileView, Kind, Program } from '../languages'
import { isInterpolated, languageOf, type Mount, type Service, servicesOf } from '../languages'
import { compareVersions, parseVersion, type Version } from '../schema'
import { lookup } from '../text'
import type { File } from './file'
import { isGlob, segmentPattern } from './glob'
import { matches } from './listing'
import { basename, dirname, isInside, join } from './uri'
import { viewOf } from './view'
import { filesByKind, folderOf, kindOf, once, type Workspace } from './workspace'

/** A service, and the folder that its relative paths start from. */
export interface Placed {
  readonly service: Service
  readonly folder: string
  readonly uri: string
}

/** A path of the host as the service sees it. */
interface HostMount extends Mount {
  readonly host: string
}

export function composeViews(workspace: Workspace): readonly FileView[] {
  return once(workspace, viewsOfCompose)
}

const viewsOfCompose = (workspace: Workspace): FileView[] => (once(workspace, filesByKind).get('compose') ?? []).flatMap(file => composeView(file) ?? [])

/** Compose has no versions: one view a file. */
export function composeView(file: File): FileView | undefined {
  const language = languageOf('compose')
  const [grammar] = language?.grammars(undefined) ?? []
  return language && grammar && viewOf(file, language, grammar)
}

export function placedServices(workspace: Workspace): readonly Placed[] {
  return once(workspace, allServices)
}

const allServices = (workspace: Workspace): Placed[] => composeViews(workspace).flatMap(view => view.once(placedIn))

const placedIn = (view: FileView): readonly Placed[] => servicesOf(view).map(service => ({ service, folder: dirname(view.uri), uri: view.uri }))

/** Bind mounts with a source that can be followed. A mount of the whole machine says nothing of single files. */
export const hostMounts = (placed: Placed): readonly HostMount[] => lookup(mountsOf, placed, () => followed(placed))

const mountsOf = new WeakMap<Placed, readonly HostMount[]>()

const followed = ({ service, folder }: Placed): readonly HostMount[] => follow(folder, service.mounts)

const follow = (folder: string, mounts: readonly Mount[]): readonly HostMount[] =>
  mounts.flatMap(mount => {
    if (mount.source === undefined || isInterpolated(mount.source) || mount.source.startsWith('~')) return []
    const host = join(folder, mount.source)
    return mount.source.startsWith('/') && host !== folder && isInside(folder, host) ? [] : [{ ...mount, host }]
  })

/** Services that mount a file, each once; found by the folders above it. */
export function mounting(workspace: Workspace, uri: string): readonly Placed[] {
  const index = once(workspace, mountIndex)
  const found = new Set<Placed>(index.get(uri))
  for (let above = dirname(uri); ; above = dirname(above)) {
    for (const one of index.get(above) ?? []) found.add(one)
    if (above === dirname(above)) return [...found]
  }
}

function mountIndex(workspace: Workspace): ReadonlyMap<string, readonly Placed[]> {
  const index = new Map<string, Placed[]>()
  for (const placed of placedServices(workspace)) for (const { host } of hostMounts(placed)) lookup(index, host.replace(/(.)\/$/, '$1'), () => []).push(placed)
  return index
}

/** Stacks that a file belongs to, by the folder that names each; empty = it stands alone. */
export function stacksOf(workspace: Workspace, uri: string): ReadonlySet<string> {
  return lookup(once(workspace, stackTable), uri, () => findStacks(workspace, uri))
}

const stackTable = (_: Workspace): Map<string, ReadonlySet<string>> => new Map()

function findStacks(workspace: Workspace, uri: string): ReadonlySet<string> {
  const stacks = inCompose(workspace, uri)
  if (stacks.size > 0) return stacks
  const config = nearest(uri, once(workspace, foldersWithConfig), folderOf(workspace, uri))
  if (config !== undefined) stacks.add(config)
  return stacks
}

/** By the Compose file above, and by those that mount it. */
function inCompose(workspace: Workspace, uri: string): Set<string> {
  const above = nearest(uri, once(workspace, foldersWithCompose), folderOf(workspace, uri))
  return new Set([...(above === undefined ? [] : [above]), ...mounting(workspace, uri).map(placed => placed.folder)])
}

export const foldersWithCompose = (workspace: Workspace): ReadonlySet<string> => new Set(composeViews(workspace).map(view => dirname(view.uri)))

/** Without Compose: the folder of a prometheus.yml or alertmanager.yml, or the one above when it is named after a program or for its files. */
function foldersWithConfig(workspace: Workspace): ReadonlySet<string> {
  const kinds = once(workspace, filesByKind)
  return new Set(
    [...(kinds.get('prometheus') ?? []), ...(kinds.get('alertmanager') ?? [])].flatMap(({ uri }) => {
      const folder = dirname(uri)
      if (inCompose(workspace, uri).size > 0) return []
      return /^(?:prometheus|alertmanager|kestra|etc|conf|config|configs|deploy|am|prom)$/i.test(basename(folder)) && folder !== folderOf(workspace, uri)
        ? dirname(folder)
        : folder
    }),
  )
}

function nearest(uri: string, folders: ReadonlySet<string>, top: string | undefined): string | undefined {
  for (let folder = dirname(uri); ; folder = dirname(folder)) {
    if (folders.has(folder)) return folder
    if (folder === top || folder === dirname(folder)) return undefined
  }
}

/** Recognised files of a kind that speak of the same system as a file, itself left out; in the order of all files. */
export function beside(workspace: Workspace, kind: Kind, uri: string): readonly File[] {
  const all = once(workspace, filesByKind).get(kind) ?? []
  if (all.length <= 8) return all.filter(other => other.uri !== uri && sameStack(workspace, other.uri, uri))
  const index = lookup(once(workspace, stackIndexes), kind, () => indexOf(workspace, all))
  const stacks = stacksOf(workspace, uri)
  const found = new Set<File>()
  for (const stack of stacks) for (const file of index.get(stack) ?? []) found.add(file)
  // what stands alone is compared one by one; a flow that does is compared with all
  const rest = stacks.size === 0 && isFlow(workspace, uri) ? all : (index.get('') ?? [])
  for (const file of rest) if (sameStack(workspace, file.uri, uri)) found.add(file)
  return [...found].filter(file => file.uri !== uri)
}

const stackIndexes = (_: Workspace): Map<Kind, ReadonlyMap<string, readonly File[]>> => new Map()

/** Files by stack, those of none under the empty word. */
function indexOf(workspace: Workspace, files: readonly File[]): ReadonlyMap<string, readonly File[]> {
  const index = new Map<string, File[]>()
  for (const file of files) {
    const stacks = stacksOf(workspace, file.uri)
    for (const stack of stacks.size === 0 ? [''] : stacks) lookup(index, stack, () => []).push(file)
  }
  return index
}

/** Do two files speak of the same system? Flows outside any stack serve all; other lone files only those beside or below them. */
export function sameStack(workspace: Workspace, a: string, b: string): boolean {
  const first = stacksOf(workspace, a)
  const second = stacksOf(workspace, b)
  if (first.size > 0 && second.size > 0) return [...first].some(one => second.has(one))
  const lone = [first.size === 0 ? a : undefined, second.size === 0 ? b : undefined].filter(one => one !== undefined)
  if (lone.some(uri => isFlow(workspace, uri))) return folderOf(workspace, a) === folderOf(workspace, b)
  return first.size === 0 && second.size === 0 && (isInside(dirname(a), dirname(b)) || isInside(dirname(b), dirname(a)))
}

function isFlow(workspace: Workspace, uri: string): boolean {
  const file = workspace.files.get(uri)
  return file !== undefined && kindOf(workspace, file) === 'kestra'
}

const images: Readonly<Partial<Record<Program, RegExp>>> = {
  prometheus: /(?:^|\/)prometheus$/,
  alertmanager: /(?:^|\/)alertmanager$/,
  kestra: /(?:^|\/)kestra$/,
}

/** Does the image of a service run this program? */
export const runs = (service: Service, program: Program): boolean => {
  const image = service.image?.string
  return image !== undefined && (images[program]?.test(imageName(image)) ?? false)
}

const imageName = (image: string): string => image.replace(/@.*$/, '').replace(/:[^:/]*$/, '')

/** The tag of an image as a version; undefined for none, `latest`, digests and interpolations. */
export function tagVersion(image: string): Version | undefined {
  const tag = /:([^:/@]+)(?:@.*)?$/.exec(image)?.[1]
  return tag === undefined || isInterpolated(image) ? undefined : parseVersion(tag)
}

/** The version of the service that mounts a file, else of the only service of that program in its stack. */
export function imageVersion(workspace: Workspace, file: File, program: Program): Version | undefined {
  const reading = mounting(workspace, file.uri).filter(({ service }) => runs(service, program))
  const inStack = () => servicesAround(workspace, file.uri)
  const chosen = reading.length > 0 ? reading : inStack().filter(({ service }) => runs(service, program))
  const versions = chosen.map(({ service: { image } }) => (isRemade(image?.string) ? undefined : tagVersion(image?.string ?? '')))
  const [first] = versions
  return first && versions.every(one => one && compareVersions(one, first) === 0) ? first : undefined
}

/** Of the stacks that a file belongs to; a flow outside any stack serves all of the folder. */
function servicesAround(workspace: Workspace, uri: string): readonly Placed[] {
  const stacks = stacksOf(workspace, uri)
  if (stacks.size > 0 || !isFlow(workspace, uri)) return [...stacks].flatMap(stack => once(workspace, servicesByFolder).get(stack) ?? [])
  const top = folderOf(workspace, uri)
  return placedServices(workspace).filter(one => folderOf(workspace, one.uri) === top)
}

/** Services by the folder of their Compose file. */
export function servicesByFolder(workspace: Workspace): ReadonlyMap<string, readonly Placed[]> {
  const out = new Map<string, Placed[]>()
  for (const placed of placedServices(workspace)) lookup(out, placed.folder, () => []).push(placed)
  return out
}

/**
 * Files that a path written in a mounted file names: resolved in the container, mapped back through the mounts of that service.
 * Undefined when no service mounts the file and no Compose file above it has one that may read it.
 */
export function loadedThroughMounts(workspace: Workspace, uri: string, path: string): { uris: string[]; known: boolean } | undefined {
  const seen = mounting(workspace, uri).flatMap(placed => containerPaths(placed, uri).map(inside => ({ placed, inside })))
  if (seen.length === 0) return [...stacksOf(workspace, uri)].some(one => mayBeRead(workspace, one)) ? guessed(workspace, uri, path) : undefined
  const uris = new Set<string>()
  let known = true
  for (const { placed, inside } of seen) {
    if (isInterpolated(path)) known = false
    const target = join(dirname(`c://x${inside}`), path).slice('c://x'.length)
    const found = throughMounts(workspace, placed, target)
    for (const one of found.uris) uris.add(one)
    known &&= found.known
  }
  return { uris: [...uris], known }
}

/** A Compose file in this folder has a service that may hold a copy of a configuration: built here, or of an image that sounds like it. */
function mayBeRead(workspace: Workspace, folder: string): boolean {
  const services = once(workspace, servicesByFolder).get(folder) ?? []
  if (services.length === 0) return once(workspace, foldersWithCompose).has(folder)
  return services.some(({ service }) => {
    const image = service.image?.string
    return service.opaque || image === undefined || isInterpolated(image) || /prom|alert|monitor|metric/i.test(image)
  })
}

/** In a stack, but copied into an image or mounted in a way that cannot be followed: what lies beside it is a guess. */
function guessed(workspace: Workspace, uri: string, path: string): { uris: string[]; known: boolean } {
  if (path.startsWith('/')) return { uris: [], known: false }
  return { uris: matches(workspace, join(dirname(uri), path)).uris, known: false }
}

/** Where a file of the host appears in a container. */
export const containerPaths = (placed: Placed, uri: string): string[] =>
  hostMounts(placed).flatMap(mount => (isInside(uri, mount.host) ? [mount.target + decode(uri.slice(mount.host.length))] : []))

function throughMounts(workspace: Workspace, placed: Placed, target: string): { uris: string[]; known: boolean } {
  const uris: string[] = []
  const folder = target.slice(0, Math.max(1, target.lastIndexOf('/')))
  const last = segmentPattern(target.slice(target.lastIndexOf('/') + 1))
  const parts = (once(workspace, servicesByFolder).get(placed.folder) ?? []).filter(one => one.service.name === placed.service.name)
  const mounts = parts.flatMap(hostMounts)
  let known = !parts.some(one => one.service.opaque)
  for (const mount of mounts) {
    if (isUnder(target, mount.target)) {
      const found = matches(workspace, join(mount.host, `.${target.slice(mount.target.length)}`))
      uris.push(...found.uris)
      known &&= found.known
    } else if (
      isGlob(target) &&
      mount.target.slice(0, Math.max(1, mount.target.lastIndexOf('/'))) === folder &&
      last?.test(mount.target.slice(mount.target.lastIndexOf('/') + 1)) &&
      workspace.listing.has(mount.host)
    )
      uris.push(mount.host)
  }
  const all = parts.flatMap(one => one.service.mounts)
  if (all.length > mounts.length && all.some(mount => isUnder(target, mount.target) && !mounts.some(one => one.at === mount.at))) known = false
  return { uris, known }
}

/**
 * The file of the machine that a path in the container of a service names, whether it is there or not: by the deepest mount that covers
 * it, secrets of Compose included. Undefined when it is in a volume, in the image, or in a mount that cannot be followed.
 */
export function hostFile(workspace: Workspace, placed: Placed, path: string): string | undefined {
  const parts = (once(workspace, servicesByFolder).get(placed.folder) ?? []).filter(one => one.service.name === placed.service.name)
  const all = parts.flatMap(({ service, folder }) => [...service.mounts, ...service.secrets].map(mount => ({ mount, folder })))
  let deepest: (typeof all)[number] | undefined
  for (const one of all) if (isUnder(path, one.mount.target) && one.mount.target.length >= (deepest?.mount.target.length ?? 0)) deepest = one
  const [mount] = deepest ? follow(deepest.folder, [deepest.mount]) : []
  return mount && join(mount.host, `.${path.slice(mount.target.length)}`)
}

const isUnder = (path: string, folder: string): boolean => path === folder || path.startsWith(folder === '/' ? '/' : `${folder}/`)

const decode = (path: string): string =>
  path
    .split('/')
    .map(segment => {
      try {
        return decodeURIComponent(segment)
      } catch {
        return segment
      }
    })
    .join('/')

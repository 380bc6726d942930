// Stacks: which files speak of the same running system, and what their Compose file says of paths and versions.
import type { FileView, Program } from '../languages'
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

function viewsOfCompose(workspace: Workspace): FileView[] {
  const language = languageOf('compose')
  const [grammar] = language?.grammars(undefined) ?? []
  return language && grammar ? (once(workspace, filesByKind).get('compose') ?? []).map(file => viewOf(file, language, grammar)) : []
}

export function placedServices(workspace: Workspace): readonly Placed[] {
  return once(workspace, allServices)
}

const allServices = (workspace: Workspace): Placed[] =>
  composeViews(workspace).flatMap(view => servicesOf(view).map(service => ({ service, folder: dirname(view.uri), uri: view.uri })))

/** Bind mounts with a source that can be followed. A mount of the whole machine says nothing of single files. */
export const hostMounts = ({ service, folder }: Placed): readonly HostMount[] =>
  service.mounts.flatMap(mount => {
    if (mount.source === undefined || isInterpolated(mount.source) || mount.source.startsWith('~')) return []
    const host = join(folder, mount.source)
    return mount.source.startsWith('/') && host !== folder && isInside(folder, host) ? [] : [{ ...mount, host }]
  })

/** Stacks that a file belongs to, by the folder that names each; empty = it stands alone. */
export function stacksOf(workspace: Workspace, uri: string): ReadonlySet<string> {
  return lookup(once(workspace, stackTable), uri, () => findStacks(workspace, uri))
}

const stackTable = (_: Workspace): Map<string, ReadonlySet<string>> => new Map()

function findStacks(workspace: Workspace, uri: string): ReadonlySet<string> {
  const stacks = new Set<string>()
  const composeFolders = once(workspace, foldersWithCompose)
  const above = nearest(uri, composeFolders, folderOf(workspace, uri))
  if (above !== undefined) stacks.add(above)
  for (const placed of placedServices(workspace)) if (hostMounts(placed).some(mount => isInside(uri, mount.host))) stacks.add(placed.folder)
  if (stacks.size > 0) return stacks
  const config = nearest(uri, once(workspace, foldersWithConfig), folderOf(workspace, uri))
  if (config !== undefined) stacks.add(config)
  return stacks
}

const foldersWithCompose = (workspace: Workspace): ReadonlySet<string> => new Set(composeViews(workspace).map(view => dirname(view.uri)))

/** Without Compose: the folder of a prometheus.yml or alertmanager.yml, or the one above when it is named after a program or for its files. */
function foldersWithConfig(workspace: Workspace): ReadonlySet<string> {
  const kinds = once(workspace, filesByKind)
  return new Set(
    [...(kinds.get('prometheus') ?? []), ...(kinds.get('alertmanager') ?? [])].map(({ uri }) => {
      const folder = dirname(uri)
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
  const all = placedServices(workspace).filter(({ service }) => runs(service, program))
  if (all.length === 0) return undefined
  const mounting = all.filter(placed => hostMounts(placed).some(mount => isInside(file.uri, mount.host)))
  const stacks = stacksOf(workspace, file.uri)
  const chosen = mounting.length > 0 ? mounting : all.filter(placed => stacks.has(placed.folder))
  const versions = chosen.map(({ service }) => tagVersion(service.image?.string ?? ''))
  const [first] = versions
  return first && versions.every(one => one && compareVersions(one, first) === 0) ? first : undefined
}

/**
 * Files that a path written in a mounted file names: resolved in the container, mapped back through the mounts of that service.
 * Undefined when no service mounts the file and no Compose file stands above it.
 */
export function loadedThroughMounts(workspace: Workspace, uri: string, path: string): { uris: string[]; known: boolean } | undefined {
  const seen = placedServices(workspace).flatMap(placed => containerPaths(placed, uri).map(inside => ({ placed, inside })))
  if (seen.length === 0)
    return once(workspace, foldersWithCompose).size > 0 && [...stacksOf(workspace, uri)].some(one => once(workspace, foldersWithCompose).has(one))
      ? beside(workspace, uri, path)
      : undefined
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

/** In a stack, but copied into an image or mounted in a way that cannot be followed: what lies beside it is a guess. */
function beside(workspace: Workspace, uri: string, path: string): { uris: string[]; known: boolean } {
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
  const parts = placedServices(workspace).filter(one => one.folder === placed.folder && one.service.name === placed.service.name)
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

// What a check may see around its file: files of its stack, and what paths written in it name.
import type { AlertPath, FileView, Kind, World } from '../languages'
import { isGlob, segmentPattern } from './glob'
import { pathOf } from './path'
import { ownErrors, viewsOf } from './problems'
import { loadedThroughMounts, sameStack } from './stack'
import { dirname, isInside, join } from './uri'
import { filesByKind, once, type Workspace } from './workspace'

const nowhere: AlertPath = { webhooks: () => [], callers: () => [], reach: () => undefined, services: () => [] }

const alone: World = {
  *files() {},
  view: () => undefined,
  loaded: () => ({ uris: [], known: false }),
  errorIn: () => undefined,
  exists: () => undefined,
  isFolder: () => false,
  path: nowhere,
}

/** Undefined: a file on its own, of whose surroundings nothing is known. */
export const worldOf = (workspace: Workspace | undefined): World => (workspace ? once(workspace, makeWorld) : alone)

function makeWorld(workspace: Workspace): World {
  return {
    *files(kind: Kind, file: FileView) {
      for (const other of once(workspace, filesByKind).get(kind) ?? []) {
        if (other.uri === file.uri || !sameStack(workspace, other.uri, file.uri)) continue
        const [view] = viewsOf(workspace, other)
        if (view) yield view
      }
    },
    view(uri) {
      const file = workspace.files.get(uri)
      return file && viewsOf(workspace, file)[0]
    },
    loaded: (file, path) => loadedThroughMounts(workspace, file.uri, path) ?? besideFile(workspace, file.uri, path),
    errorIn: uri => ownErrors(workspace, uri)[0],
    exists: uri => exists(workspace, uri),
    isFolder: uri => once(workspace, listedFolders).has(uri),
    get path() {
      return pathOf(workspace)
    },
  }
}

/** Relative to the file, as Prometheus and Alertmanager do without a container in between. */
function besideFile(workspace: Workspace, uri: string, path: string) {
  if (/^(?:\/|[A-Za-z]:)|\$\{?[A-Za-z_]/.test(path)) return { uris: [], known: false }
  return matches(workspace, join(dirname(uri), path))
}

/** Files of the listing that a path with wildcards in its last segments names. */
export function matches(workspace: Workspace, target: string): { uris: string[]; known: boolean } {
  const known = workspace.whole && workspace.folders.some(folder => isInside(target, folder))
  const plainPath = decodeGlob(target)
  if (!isGlob(plainPath)) return { uris: workspace.listing.has(target) ? [target] : [], known }
  const wanted = plainPath.split('/').map(segment => segmentPattern(segment))
  if (wanted.some(one => one === undefined)) return { uris: [], known: false }
  const uris = [...workspace.listing].filter(uri => {
    const segments = decodeGlob(uri).split('/')
    return segments.length === wanted.length && segments.every((segment, i) => wanted[i]?.test(segment))
  })
  return { uris, known }
}

/** All folders that hold a listed file. */
function listedFolders(workspace: Workspace): ReadonlySet<string> {
  const folders = new Set<string>()
  for (const uri of workspace.listing)
    for (let above = dirname(uri); above !== dirname(above) && !folders.has(above); above = dirname(above)) folders.add(above)
  return folders
}

function decodeGlob(uri: string): string {
  try {
    return decodeURIComponent(uri)
  } catch {
    return uri
  }
}

function exists(workspace: Workspace, uri: string): boolean | undefined {
  if (workspace.listing.has(uri)) return true
  if (once(workspace, listedFolders).has(uri)) return true
  if (!workspace.whole || !workspace.folders.some(folder => isInside(uri, folder))) return undefined
  // below what is listed as one thing (a folder that nobody looks into) anything may be
  for (let above = dirname(uri); above !== dirname(above); above = dirname(above)) if (workspace.listing.has(above)) return undefined
  return false
}

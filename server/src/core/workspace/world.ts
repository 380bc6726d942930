// What a check may see around its file: files of its stack, and what paths written in it name.
import type { AlertPath, FileView, Kind, World } from '../languages'
import { exists, isFolder } from './listing'
import { loadedFrom } from './loaded'
import { pathOf } from './path'
import { ownErrors, viewsOf } from './problems'
import { beside } from './stack'
import { once, type Workspace } from './workspace'

const nowhere: AlertPath = {
  webhooks: () => [],
  callers: () => [],
  reach: () => undefined,
  alerts: () => [],
  stations: () => [],
  routings: () => [],
  sender: () => ({ external: new Map(), grouped: new Set(), relabelled: false }),
  loaders: () => [],
  services: () => [],
}

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
      for (const other of beside(workspace, kind, file.uri)) {
        const [view] = viewsOf(workspace, other)
        if (view) yield view
      }
    },
    view(uri) {
      const file = workspace.files.get(uri)
      return file && viewsOf(workspace, file)[0]
    },
    loaded: (file, path) => loadedFrom(workspace, file.uri, path),
    errorIn: uri => ownErrors(workspace, uri)[0],
    exists: uri => exists(workspace, uri),
    isFolder: uri => isFolder(workspace, uri),
    get path() {
      return pathOf(workspace)
    },
  }
}

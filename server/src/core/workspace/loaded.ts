// Files that a path written in another file names, as the program that reads it resolves it.
import { matches } from './listing'
import { loadedThroughMounts } from './stack'
import { dirname, join } from './uri'
import type { Workspace } from './workspace'

export interface Loaded {
  readonly uris: readonly string[]
  /** False when something in between cannot be followed. */
  readonly known: boolean
}

export const loadedFrom = (workspace: Workspace, uri: string, path: string): Loaded =>
  loadedThroughMounts(workspace, uri, path) ?? besideFile(workspace, uri, path)

/** Relative to the file, as Prometheus and Alertmanager do without a container in between. */
function besideFile(workspace: Workspace, uri: string, path: string): Loaded {
  if (/^(?:\/|[A-Za-z]:)|\$\{?[A-Za-z_]/.test(path)) return { uris: [], known: false }
  return matches(workspace, join(dirname(uri), path))
}

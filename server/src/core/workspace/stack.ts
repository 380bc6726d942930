// Stacks: which files speak of the same running system, and what their Compose file says of paths and versions.
import type { Program } from '../languages'
import type { Version } from '../schema'
import type { File } from './file'
import type { Workspace } from './workspace'

export function imageVersion(_workspace: Workspace, _file: File, _program: Program): Version | undefined {
  return undefined
}

export function sameStack(_workspace: Workspace, _a: string, _b: string): boolean {
  return true
}

export function loadedThroughMounts(_workspace: Workspace, _uri: string, _path: string): { uris: string[]; known: boolean } | undefined {
  return undefined
}

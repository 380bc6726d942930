// The version of a program that reads a file: command line and settings first, then the image that runs it in the same stack.
import type { Program } from '../languages'
import { parseVersion, type Version } from '../schema'
import type { File } from './file'
import { imageVersion } from './stack'
import { settingsFor, type Workspace } from './workspace'

/** Undefined = unknown: no tag, `latest`, a digest, an interpolation, or two stacks that disagree. */
export function versionFor(workspace: Workspace, file: File, program: Program): Version | undefined {
  const said = settingsFor(workspace, file.uri).versions[program]
  return said === undefined ? imageVersion(workspace, file, program) : parseVersion(said)
}

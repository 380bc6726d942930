// Paths in outputs that other programs match against a repository: relative to the working directory, with forward slashes.
import path from 'node:path'
import { pathOfUri } from '../node/paths'

export function relativeTo(cwd: string, uri: string): string {
  const full = pathOfUri(uri)
  return full === undefined ? uri : path.relative(cwd, full).split(path.sep).join('/')
}

// Paths of an operating system ↔ URIs as the core spells them. Strings only: Windows paths are handled on every system.
import { join } from '../core/workspace'

/** `/a b/c.yml` → `file:///a%20b/c.yml`, `C:\x` → `file:///c%3A/x`, `\\host\share` → `file://host/share`. The path is absolute. */
export function uriOf(path: string): string {
  const unc = /^[\\/]{2}([^\\/?.][^\\/]*)(.*)$/.exec(path)
  if (unc && path.startsWith('\\\\')) return join(`file://${unc[1]?.toLowerCase()}`, unc[2] || '/')
  const drive = /^([A-Za-z]):(.*)$/.exec(path)
  return drive ? join('file://', `/${drive[1]?.toLowerCase()}:${drive[2]}`) : join('file://', path)
}

/** The path of a `file:` URI; undefined for other schemes. */
export function pathOfUri(uri: string, windows = process.platform === 'win32'): string | undefined {
  const found = /^file:\/\/([^/]*)(\/.*)?$/.exec(uri)
  if (!found) return undefined
  const path = decoded(found[2] ?? '/')
  if (path === undefined) return undefined
  if (!windows) return found[1] && found[1] !== 'localhost' ? undefined : path
  const back = path.replace(/\//g, '\\')
  if (found[1]) return `\\\\${found[1]}${back}`
  return /^\\[A-Za-z]:/.test(back) ? back.slice(1) : back
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path)
  } catch {
    return undefined
  }
}

// The disk as the server's port: nothing outside the workspace folders is read, links included.
import { realpath } from 'node:fs/promises'
import path from 'node:path'
import type { Port } from '../lsp/port'
import { isBelow, listFolder, readText } from './disk'
import { pathOfUri, uriOf } from './paths'

export function diskPort(folders: () => readonly string[]): Port {
  return {
    async list(uri) {
      const folder = pathOfUri(uri)
      if (folder === undefined) return { files: [], truncated: true, everyName: true }
      const { files, unreadable } = await listFolder(folder)
      return {
        files: files.filter(one => !one.ignored).map(one => ({ uri: uriOf(one.path), size: one.size })),
        others: [...files.filter(one => one.ignored), ...unreadable].map(one => uriOf(one.path)),
        everyName: true,
        truncated: false,
      }
    },
    async read(uri) {
      const full = pathOfUri(uri)
      if (full === undefined || !(await isInside(full, folders()))) return { outside: true }
      const read = await readText(full)
      if (!('refused' in read)) return { text: read.text }
      if (read.why === 'large') return { tooLarge: true }
      return read.why === 'binary' ? { binary: true } : { missing: true }
    },
  }
}

/** A file that is gone has no real path: then its own must do, so that it can be reported missing. */
async function isInside(full: string, folders: readonly string[]): Promise<boolean> {
  const roots = folders.flatMap(uri => pathOfUri(uri) ?? [])
  if (!roots.some(root => isBelow(full, root))) return false
  const real = await realpath(full).catch(() => undefined)
  if (real === undefined) return true
  const reals = await Promise.all(roots.map(root => realpath(root).catch(() => path.resolve(root))))
  return reals.some(root => isBelow(real, root))
}

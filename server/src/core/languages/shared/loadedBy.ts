// Is a file that its content alone makes ours seen to be read by the program? If not, it may be another program's.
import type { FileView, Kind, World } from '../language'

/** Some configuration around the file loads it, or loads files of its name from where nobody can look. */
export function seemsLoaded(file: FileView, world: World, kind: Kind, key: string): boolean {
  const name = file.uri.slice(file.uri.lastIndexOf('/') + 1)
  for (const configuration of world.files(kind, file))
    for (const item of configuration.root?.get(key)?.items() ?? []) {
      const path = item.string
      if (path === undefined) continue
      const { uris, known } = world.loaded(configuration, path)
      if (uris.includes(file.uri) || (!known && namedLike(name, path.slice(path.lastIndexOf('/') + 1)))) return true
    }
  return false
}

/** The last part of a path, in which `*` and `?` stand for any letters; what else a pattern may say is believed. */
function namedLike(name: string, pattern: string): boolean {
  if (/[[\\$]/.test(pattern)) return true
  const letters = pattern
    .replace(/[.+^${}()|\]]/g, '\\$&')
    .replace(/\*+/g, '.*')
    .replace(/\?/g, '.')
  return new RegExp(`^${letters}$`).test(decoded(name))
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

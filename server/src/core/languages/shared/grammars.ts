// Grammars by version, made once each: their identity is what facts are remembered under.
import { type Grammar, type Version, versionText } from '../../schema'
import { lookup } from '../../text'

/** One grammar a version (undefined = unknown, read as the newest). */
export function byVersion(make: (version: Version | undefined) => Grammar): (version: Version | undefined) => readonly Grammar[] {
  const made = new Map<string, readonly Grammar[]>()
  return version => {
    return lookup(made, version ? versionText(version) : '', () => [make(version)])
  }
}

// What the user decided: versions, kinds, severities, ignored paths. From the command line, the project file and the editor, in that order.
import { codes, type Kind, kinds } from '../languages'
import type { Severity } from '../text'

export type Level = Severity | 'off'

export interface Settings {
  /** `3.16`, by program; missing = unknown. */
  readonly versions: Readonly<Record<string, string>>
  /** Path globs to kinds; the first that matches wins. `none` = not ours. */
  readonly kinds: readonly (readonly [glob: string, kind: Kind | 'none'])[]
  readonly severities: Readonly<Record<string, Level>>
  readonly ignore: readonly string[]
  /** Plain syntax problems are another extension's. */
  readonly otherYaml: boolean
  /** Kinds of lenses that are switched off. */
  readonly hiddenLenses?: readonly string[]
}

export const noSettings: Settings = { versions: {}, kinds: [], severities: {}, ignore: [], otherYaml: false }

/** `first` wins over `second`, entry by entry. */
export function merge(first: Settings, second: Settings): Settings {
  return {
    versions: { ...second.versions, ...first.versions },
    kinds: [...first.kinds, ...second.kinds],
    severities: { ...second.severities, ...first.severities },
    ignore: [...first.ignore, ...second.ignore],
    otherYaml: first.otherYaml || second.otherYaml,
  }
}

/** Reads untyped settings (JSON of an editor). Whatever is not understood is named in `wrong` and left out. */
export function readSettings(value: unknown): { readonly settings: Settings; readonly wrong: readonly string[] } {
  const wrong: string[] = []
  const map = (at: unknown, name: string): Record<string, unknown> => {
    if (at === undefined || at === null) return {}
    if (typeof at === 'object' && !Array.isArray(at)) return at as Record<string, unknown>
    wrong.push(`"${name}" must be a map of keys.`)
    return {}
  }
  const all = map(value, 'alertpath')
  const pick = <T>(name: string, at: unknown, accept: (value: unknown) => T | undefined, want: string): Record<string, T> => {
    const out: Record<string, T> = {}
    for (const [key, one] of Object.entries(map(at, name))) {
      const good = accept(one)
      if (good !== undefined) out[key] = good
      else if (one !== null && one !== '') wrong.push(`"${name}.${key}" must be ${want}.`)
    }
    return out
  }
  const versions = pick('versions', all.versions, one => (/^v?\d+(\.\d+)*$/.test(String(one)) ? String(one) : undefined), 'a version such as "3.16"')
  const associations = pick('files.associations', map(all.files, 'files').associations, asKind, `one of ${[...kinds, 'none'].join(', ')}`)
  const severities = pick('problems.severity', map(all.problems, 'problems').severity, asLevel, 'error, warning, information, hint or off')
  for (const code of Object.keys(severities)) {
    if (!codes.includes(code)) wrong.push(`"problems.severity.${code}" is the code of no problem.`)
  }
  const lenses = pick('codeLens', all.codeLens, one => (typeof one === 'boolean' ? one : undefined), 'true or false')
  const hiddenLenses = Object.keys(lenses).filter(one => lenses[one] === false)
  const settings: Settings = {
    ...noSettings,
    ...(hiddenLenses.length > 0 && { hiddenLenses }),
    versions,
    kinds: Object.entries(associations),
    severities,
    otherYaml: all.yamlExtension === true,
  }
  return { settings, wrong }
}

export const asKind = (one: unknown): Kind | 'none' | undefined => (one === 'none' || kinds.includes(one as Kind) ? (one as Kind | 'none') : undefined)

export const asLevel = (one: unknown): Level | undefined =>
  one === 'info' ? 'information' : ['error', 'warning', 'information', 'hint', 'off'].includes(String(one)) ? (one as Level) : undefined

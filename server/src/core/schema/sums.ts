// How much of each there is somewhere below: lets a reader pass over whole parts.
import type { Mention } from '../text'

/** What is somewhere below: lets a reader skip whole parts. */
export interface Sums {
  readonly problems: number
  readonly inlined: number
  /** Roles and kinds, see `keyOf`. */
  readonly mentions: ReadonlySet<string>
  readonly found: ReadonlySet<string>
}

const none: ReadonlySet<string> = new Set()

export const noSums: Sums = { problems: 0, inlined: 0, mentions: none, found: none }

export const roles: readonly Mention['role'][] = ['declares', 'uses']
/** What sums know mentions by. */
export const keyOf = (role: Mention['role'], kind: string): string => `${role} ${kind}`

export function anyOf(has: Sums, keys: readonly string[]): boolean {
  for (let i = 0; i < keys.length; i++) if (has.mentions.has(keys[i] ?? '')) return true
  return false
}

/** Sums of several, which mostly have the same set objects: looking at each once is enough. */
export function together(all: readonly Sums[]): Sums {
  let problems = 0
  let inlined = 0
  const mentions = new Set<string>()
  const found = new Set<string>()
  let last: Sums | undefined
  for (const one of all) {
    problems += one.problems
    inlined += one.inlined
    if (one.mentions !== last?.mentions) for (const kind of one.mentions) mentions.add(kind)
    if (one.found !== last?.found) for (const model of one.found) found.add(model)
    last = one
  }
  return { problems, inlined, mentions: intern(mentions), found: intern(found) }
}

/** Equal small sets share one object: ten thousand rules have a handful of different ones. */
export function intern(set: ReadonlySet<string>): ReadonlySet<string> {
  if (set.size === 0) return none
  const key = [...set].sort().join(' ')
  const known = interned.get(key)
  if (known) return known
  if (interned.size < 10_000) interned.set(key, set)
  return set
}
const interned = new Map<string, ReadonlySet<string>>()

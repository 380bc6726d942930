// How often names are mentioned: counted once per part and once per collection of parts, and carried over an edit.
import { lookup, type Mention, splicedList } from '../text'
import { memo, recalled } from '../yaml'
import { type Chunk, type Facts, noFacts, type PartFacts } from './facts'
import { anyOf, keyOf, roles } from './sums'

/** Distinct names. They are looked up when asked for: what was counted moves on with the next edit. */
export interface Names extends Iterable<string> {
  readonly size: number
  has(name: string): boolean
}

/** Distinct names of a kind, counted once per part and once per collection of parts. */
export function namesOf(facts: Facts, kind: string, role?: Mention['role']): Names {
  const question = questionOf(kind, role)
  if (!anyOf(facts.has, question.keys)) return noCounts
  return {
    get size() {
      return countsOf(facts, question).size
    },
    has: name => countsOf(facts, question).has(name),
    [Symbol.iterator]: () => countsOf(facts, question)[Symbol.iterator](),
  }
}

/** Names of a kind that are declared more than once. */
export function repeatedNames(facts: Facts, kind: string): ReadonlySet<string> {
  const question = questionOf(kind, 'declares')
  return new Set(countsOf(facts, question).repeated)
}

export interface Question {
  readonly kind: string
  readonly role: Mention['role'] | undefined
  readonly keys: readonly string[]
}

/** One object for each kind and role: there are only so many. */
export const questionOf = (kind: string, role: Mention['role'] | undefined): Question =>
  lookup(questions, `${role ?? ''} ${kind}`, () => ({ kind, role, keys: (role ? [role] : roles).map(one => keyOf(one, kind)) }))

const questions = new Map<string, Question>()

/** How often each name is there. */
class Counts implements Names {
  private readonly byName = new Map<string, number>()
  /** Names that are there more than once. */
  readonly repeated = new Set<string>()

  get size(): number {
    return this.byName.size
  }
  has(name: string): boolean {
    return this.byName.has(name)
  }
  [Symbol.iterator](): IterableIterator<string> {
    return this.byName.keys()
  }

  add(name: string, by: number): void {
    const count = (this.byName.get(name) ?? 0) + by
    if (count === 0) this.byName.delete(name)
    else this.byName.set(name, count)
    if (count > 1) this.repeated.add(name)
    else this.repeated.delete(name)
  }

  addAll(other: Counts, by: 1 | -1): void {
    for (const [name, count] of other.byName) this.add(name, by * count)
  }

  copy(): Counts {
    const copy = new Counts()
    copy.addAll(this, 1)
    return copy
  }
}

const noCounts = new Counts()

/** How often each name is mentioned in a part and below it. To be read at once: the next edit may take the map along. */
function countsOf(facts: Facts, question: Question): Counts {
  if (!anyOf(facts.has, question.keys)) return noCounts
  const own = facts.mentions.some(one => isAsked(one, question))
  const groups = facts.groups.filter(one => anyOf(one.parts.has, question.keys))
  const [only] = groups
  if (!own && only && groups.length === 1) return partCounts(only.parts, question)
  return memo(facts, question, () => {
    const counts = new Counts()
    addCounts(facts, question, counts, 1)
    return counts
  })
}

const isAsked = (one: Mention, { kind, role }: Question): boolean => one.kind === kind && (role === undefined || one.role === role)

/** Adds the names of a part and below it, or takes them away. */
function addCounts(facts: Facts, question: Question, into: Counts, by: 1 | -1): void {
  if (!anyOf(facts.has, question.keys)) return
  for (const one of facts.mentions) if (isAsked(one, question)) into.add(one.name, by)
  for (const group of facts.groups) into.addAll(partCounts(group.parts, question), by)
}

/** Kept with the collection, but for what a single part of it says: that has been kept there. */
function partCounts(parts: PartFacts, question: Question): Counts {
  const known = recalled<Counts>(parts, question)
  if (known) return known
  if (!anyOf(parts.has, question.keys)) return noCounts
  const asked = parts.facts.filter(one => anyOf(one.has, question.keys))
  const [only] = asked
  if (only && asked.length === 1) return countsOf(only, question)
  return memo(parts, question, () => {
    const counts = new Counts()
    for (const one of asked) addCounts(one, question, counts, 1)
    return counts
  })
}

/**
 * What was counted of `before` with `fresh` in the place of the parts `gone`: asked for once, it is asked for again. Large tables go on to the
 * next text: should somebody ask for those of this one, they are counted anew.
 */
export function carriedCounts(before: PartFacts, gone: readonly Facts[], fresh: readonly Facts[]): PartFacts['memos'] {
  const all = before.memos
  if (all) before.memos = all.filter(({ value }) => !isLarge(value as Counts))
  return all?.map(({ key, value }) => ({ key, value: recounted(key as Question, value as Counts, gone, fresh) }))
}

const isLarge = ({ size }: Counts): boolean => size > 256

function recounted(question: Question, counts: Counts, gone: readonly Facts[], fresh: readonly Facts[]): Counts {
  const next = isLarge(counts) ? counts : counts.copy()
  for (const one of fresh) addCounts(one, question, next, 1)
  for (const one of gone) addCounts(one, question, next, -1)
  return next
}

/** Which names are looked for. The same object always has the same answers: they are kept with the parts of a text for a while. */
export interface Wanted {
  has(name: string): boolean
  /** All with the same `same` have the same answers of `has`. */
  readonly same?: object
  /** Of a wanted name: whether a mention may be one of those, as it does not stand before a place. Not kept. */
  hasFrom?(name: string, place: number): boolean
}

/** What a chunk knows of a question. */
interface Known {
  readonly names: Counts
  /** Who asked lately, and the names that were wanted. */
  readonly asked: { readonly same: object; readonly found: readonly string[] }[]
}

const mostAsked = 4

/** Who looks for a few names passes by most of so many parts. */
const chunkSize = 64

/** Whether a chunk, whose first part is `from` and stands at `place`, may have a mention that is looked for. */
export function mayHave(chunk: Chunk, parts: readonly Facts[], from: number, place: number, question: Question, wanted: Wanted): boolean {
  const known = memo(chunk, question, (): Known => {
    const names = new Counts()
    for (let i = from; i < from + chunk.count; i++) addCounts(parts[i] ?? noFacts, question, names, 1)
    return { names, asked: [] }
  })
  const found = wantedIn(known, wanted)
  return wanted.hasFrom ? found.some(name => wanted.hasFrom?.(name, place)) : found.length > 0
}

function wantedIn({ names, asked }: Known, wanted: Wanted): readonly string[] {
  const same = wanted.same ?? wanted
  for (let i = 0; i < asked.length; i++) if (asked[i]?.same === same) return asked[i]?.found ?? []
  const found = Array.from(names).filter(name => wanted.has(name))
  if (asked.length >= mostAsked) asked.shift()
  asked.push({ same, found })
  return found
}

export function chunksOf(count: number): Chunk[] {
  const chunks: Chunk[] = []
  for (let left = count; left > 0; left -= chunkSize) chunks.push({ count: Math.min(left, chunkSize) })
  return chunks
}

/** Chunks that an edit of the parts does not touch stay as they are. */
export function changedChunks(before: readonly Chunk[], from: number, removed: number, inserted: number): Chunk[] {
  let [at, first] = [0, 0]
  for (; first < before.length && at + (before[first]?.count ?? 0) <= from; first++) at += before[first]?.count ?? 0
  let [end, next] = [at, first]
  while (next < before.length && (end < from + removed || end === from)) end += before[next++]?.count ?? 0
  return splicedList(before, first, next - first, chunksOf(end - at - removed + inserted))
}

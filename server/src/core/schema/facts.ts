// What decoding saw, relative to the node that owns it: facts move with their node and are summed, never searched.
import { lookup, type Mention, type Problem, shift, shiftProblem, splicedList } from '../text'
import { lastNotAfter, type Memo, memo, recalled, type ScalarNode, type YamlNode } from '../yaml'
import type { Schema } from './schema'

/** A scalar in an inline language. `start` is the start of the scalar. */
export interface Inlined {
  readonly start: number
  readonly node: ScalarNode
  readonly schema: Schema
}

/** An object whose schema names a model. */
export interface Found {
  readonly start: number
  readonly node: YamlNode
  readonly model: string
}

/** All places count from the owner. */
export interface Facts extends Memo {
  readonly problems: readonly Problem[]
  readonly mentions: readonly Mention[]
  readonly inlined: readonly Inlined[]
  readonly found: readonly Found[]
  readonly groups: readonly Group[]
  readonly has: Sums
}

/** Facts of the parts of a cut collection, which outlive edits elsewhere: part `i` starts at `delta + offsets[i]`. */
export interface Group {
  readonly delta: number
  readonly offsets: ArrayLike<number>
  readonly parts: PartFacts
}

/** What is somewhere below: lets a reader skip whole parts. */
export interface Sums {
  readonly problems: number
  readonly inlined: number
  /** Roles and kinds, see `keyOf`. */
  readonly mentions: ReadonlySet<string>
  readonly found: ReadonlySet<string>
}

const none: ReadonlySet<string> = new Set()
export const noFacts: Facts = {
  problems: [],
  mentions: [],
  inlined: [],
  found: [],
  groups: [],
  has: { problems: 0, inlined: 0, mentions: none, found: none },
}

export function problemsOf(facts: Facts, base = 0, out: Problem[] = []): Problem[] {
  if (facts.has.problems === 0) return out
  for (const problem of facts.problems) out.push(shiftProblem(problem, base))
  for (const {
    delta,
    offsets,
    parts: { facts: parts, has },
  } of facts.groups)
    for (let i = 0; has.problems > 0 && i < parts.length; i++) {
      const part = parts[i]
      if (part && part.has.problems > 0) problemsOf(part, base + delta + (offsets[i] ?? 0), out)
    }
  return out
}

/** Mentions of the kinds, the role and the names asked for, with absolute places. */
export function mentionsOf(facts: Facts, kinds: readonly string[], role?: Mention['role'], isWanted?: (name: string) => boolean): Mention[] {
  const keys = kinds.flatMap(kind => (role ? [keyOf(role, kind)] : roles.map(one => keyOf(one, kind))))
  return mentionsBelow(facts, { kinds, role, isWanted, keys }, 0, [])
}

interface Wanted {
  readonly kinds: readonly string[]
  readonly role: Mention['role'] | undefined
  readonly isWanted: ((name: string) => boolean) | undefined
  readonly keys: readonly string[]
}

const roles: readonly Mention['role'][] = ['declares', 'uses']
/** What sums know mentions by. */
const keyOf = (role: Mention['role'], kind: string): string => `${role} ${kind}`

function mentionsBelow(facts: Facts, wanted: Wanted, base: number, out: Mention[]): Mention[] {
  if (!anyOf(facts.has, wanted.keys)) return out
  const { mentions, groups } = facts
  for (let i = 0; i < mentions.length; i++) {
    const mention = mentions[i]
    if (mention && isOf(mention, wanted)) out.push(base === 0 ? mention : { ...mention, span: shift(mention.span, base) })
  }
  for (let g = 0; g < groups.length; g++) {
    const group = groups[g]
    if (!group || !anyOf(group.parts.has, wanted.keys)) continue
    const parts = group.parts.facts
    let from = 0
    for (const chunk of group.parts.chunks) {
      const to = from + chunk.count
      for (let i = mayHave(chunk, parts, from, wanted) ? from : to; i < to; i++) {
        const part = parts[i]
        if (part) mentionsBelow(part, wanted, base + group.delta + (group.offsets[i] ?? 0), out)
      }
      from = to
    }
  }
  return out
}

/** Names of some parts in a row, so that who looks for a few names passes by most of them. */
interface Chunk extends Memo {
  readonly count: number
}

const chunkSize = 64

function mayHave(chunk: Chunk, parts: readonly Facts[], from: number, { kinds, role, isWanted }: Wanted): boolean {
  const [kind] = kinds
  if (!isWanted || kind === undefined || kinds.length > 1) return true
  const question = questionOf(kind, role)
  const names = memo(chunk, question, () => {
    const counts = new Counts()
    for (let i = from; i < from + chunk.count; i++) addCounts(parts[i] ?? noFacts, question, counts, 1)
    return counts
  })
  for (const name of names.names()) if (isWanted(name)) return true
  return false
}

function chunksOf(count: number): Chunk[] {
  const chunks: Chunk[] = []
  for (let left = count; left > 0; left -= chunkSize) chunks.push({ count: Math.min(left, chunkSize) })
  return chunks
}

/** Chunks that an edit of the parts does not touch stay as they are. */
function changedChunks(before: readonly Chunk[], from: number, removed: number, inserted: number): Chunk[] {
  let [at, first] = [0, 0]
  for (; first < before.length && at + (before[first]?.count ?? 0) <= from; first++) at += before[first]?.count ?? 0
  let [end, next] = [at, first]
  while (next < before.length && (end < from + removed || end === from)) end += before[next++]?.count ?? 0
  return splicedList(before, first, next - first, chunksOf(end - at - removed + inserted))
}

function isOf({ kind, role, name }: Mention, wanted: Wanted): boolean {
  const { kinds } = wanted
  if (wanted.role !== undefined && role !== wanted.role) return false
  if (kinds.length === 1 ? kind !== kinds[0] : !kinds.includes(kind)) return false
  return wanted.isWanted === undefined || wanted.isWanted(name)
}

function anyOf(has: Sums, keys: readonly string[]): boolean {
  for (let i = 0; i < keys.length; i++) if (has.mentions.has(keys[i] ?? '')) return true
  return false
}

/** Mentions that touch `[from, to]`; parts elsewhere are not looked at. */
export function* mentionsIn(facts: Facts, from: number, to: number, base = 0): Generator<Mention> {
  for (const mention of facts.mentions) {
    const span = shift(mention.span, base)
    if (span.start <= to && span.end >= from) yield { ...mention, span }
  }
  for (const { part, at } of partsIn(facts, from, to, base)) yield* mentionsIn(part, from, to, at)
}

/** Parts that may touch `[from, to]`. */
function* partsIn(facts: Facts, from: number, to: number, base: number): Generator<{ readonly part: Facts; readonly at: number }> {
  for (const {
    delta,
    offsets,
    parts: { facts: parts },
  } of facts.groups)
    for (let i = Math.max(0, lastNotAfter(offsets, from - base - delta)); i < parts.length; i++) {
      const at = base + delta + (offsets[i] ?? 0)
      const part = parts[i]
      if (at > to) break
      if (part) yield { part, at }
    }
}

/** Nodes of a model with their absolute starts, in order of the text, however it was cut. */
export function foundOf(facts: Facts, model: string): Placed[] {
  const all = placedOf(facts, model, 0, [])
  for (let i = 1; i < all.length; i++) if ((all[i - 1]?.start ?? 0) > (all[i]?.start ?? 0)) return all.sort((a, b) => a.start - b.start)
  return all
}

function placedOf(facts: Facts, model: string, base: number, out: Placed[]): Placed[] {
  if (!facts.has.found.has(model)) return out
  for (const one of facts.found) if (one.model === model) out.push({ node: one.node, start: base + one.start })
  for (const {
    delta,
    offsets,
    parts: { facts: parts, has },
  } of facts.groups)
    for (let i = 0; has.found.has(model) && i < parts.length; i++) {
      const part = parts[i]
      if (part?.has.found.has(model)) placedOf(part, model, base + delta + (offsets[i] ?? 0), out)
    }
  return out
}

export interface Placed {
  readonly node: YamlNode
  readonly start: number
}

/** Scalars in inline languages that touch `[from, to)`. */
export function* inlinedOf(facts: Facts, from = 0, to = Number.POSITIVE_INFINITY, base = 0): Generator<Inlined> {
  if (facts.has.inlined === 0) return
  for (const one of facts.inlined) {
    const start = base + one.start
    if (start + one.node.length >= from && start < to) yield { ...one, start }
  }
  for (const { part, at } of partsIn(facts, from, to, base)) yield* inlinedOf(part, from, to, at)
}

/** Distinct names. They are looked up when asked for: what was counted moves on with the next edit. */
export interface Names extends Iterable<string> {
  readonly size: number
  has(name: string): boolean
}

/** Distinct names of a kind, counted once per part and once per collection of parts. */
export function namesOf(facts: Facts, kind: string, role?: Mention['role']): Names {
  const question = questionOf(kind, role)
  if (!anyOf(facts.has, question.keys)) return none
  return {
    get size() {
      return countsOf(facts, question).size
    },
    has: name => countsOf(facts, question).has(name),
    [Symbol.iterator]: () => countsOf(facts, question).names(),
  }
}

/** Names of a kind that are declared more than once. */
export function repeatedNames(facts: Facts, kind: string): ReadonlySet<string> {
  const question = questionOf(kind, 'declares')
  return new Set(countsOf(facts, question).repeated)
}

/** Kinds of which names are declared. */
export const declaredKinds = (facts: Facts): readonly string[] =>
  Array.from(facts.has.mentions).flatMap(key => (key.startsWith('declares ') ? key.slice('declares '.length) : []))

interface Question {
  readonly kind: string
  readonly role: Mention['role'] | undefined
  readonly keys: readonly string[]
}

const questionOf = (kind: string, role: Mention['role'] | undefined): Question =>
  lookup(questions, `${role ?? ''} ${kind}`, () => ({ kind, role, keys: (role ? [role] : roles).map(one => keyOf(one, kind)) }))

/** One object per question: there are only so many kinds. */
const questions = new Map<string, Question>()

/** How often each name is there. */
class Counts {
  private readonly byName = new Map<string, number>()
  /** Names that are there more than once. */
  readonly repeated = new Set<string>()

  get size(): number {
    return this.byName.size
  }
  has(name: string): boolean {
    return this.byName.has(name)
  }
  names(): IterableIterator<string> {
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

/** Collects facts whose places are absolute and keeps them relative to `base`. */
export class Collector {
  private readonly problems: Problem[] = []
  private readonly mentions: Mention[] = []
  private readonly inlined: Inlined[] = []
  private readonly found: Found[] = []
  private readonly groups: Group[] = []

  constructor(readonly base: number) {}

  problem(problem: Problem): void {
    this.problems.push(shiftProblem(problem, -this.base))
  }

  /** A name whose offsets `place` carries into the file. One object a name: large files have tens of thousands. */
  placed({ kind, name, role, span, within }: Mention, place: (offset: number) => number): void {
    const start = place(span.start)
    const at = { start: start - this.base, end: Math.max(start, place(span.end)) - this.base }
    this.mentions.push(within === undefined ? { kind, name, role, span: at } : { kind, name, role, span: at, within })
  }

  mention(mention: Mention): void {
    this.mentions.push(this.base === 0 ? mention : { ...mention, span: shift(mention.span, -this.base) })
  }

  inline(node: ScalarNode, start: number, schema: Schema): void {
    this.inlined.push({ start: start - this.base, node, schema })
  }

  find(model: string, node: YamlNode, start: number): void {
    this.found.push({ model, node, start: start - this.base })
  }

  /** Facts of the parts of a cut collection that starts at `start`. */
  parts(start: number, offsets: ArrayLike<number>, parts: PartFacts): void {
    this.groups.push({ delta: start - this.base, offsets, parts })
  }

  get worst(): Problem | undefined {
    return this.problems.find(one => one.severity === 'error')
  }

  done(): Facts {
    return { problems: this.problems, mentions: this.mentions, inlined: this.inlined, found: this.found, groups: this.groups, has: this.sums() }
  }

  private sums(): Sums {
    const own: Sums = {
      problems: this.problems.length,
      inlined: this.inlined.length,
      mentions: intern(new Set(this.mentions.map(one => keyOf(one.role, one.kind)))),
      found: intern(new Set(this.found.map(one => one.model))),
    }
    return this.groups.length === 0 ? own : together([own, ...this.groups.map(one => one.parts.has)])
  }
}

/** Sums of several, which mostly have the same set objects: looking at each once is enough. */
function together(all: readonly Sums[]): Sums {
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

/** Facts of all parts of a cut collection, remembered with it so that the next one can start from them. */
export interface PartFacts extends Memo {
  readonly facts: readonly Facts[]
  /** Of all parts together. Kinds of names and models may be among them that an edit took away. */
  readonly has: Sums
  readonly chunks: readonly Chunk[]
}

export const partFacts = (facts: readonly Facts[]): PartFacts => ({ facts, has: together(facts.map(one => one.has)), chunks: chunksOf(facts.length) })

export const noParts: PartFacts = partFacts([])

/** `before` with `fresh` in the place of `removed` parts from `from` on. */
export function replacedFacts(before: PartFacts, from: number, removed: number, fresh: readonly Facts[]): PartFacts {
  const gone = before.facts.slice(from, from + removed)
  const facts = splicedList(before.facts, from, removed, fresh)
  const sum = together([before.has, ...fresh.map(one => one.has)])
  const less = (of: (has: Sums) => number): number => gone.reduce((total, one) => total + of(one.has), 0)
  const has = { ...sum, problems: sum.problems - less(one => one.problems), inlined: sum.inlined - less(one => one.inlined) }
  const all = before.memos
  // large maps go on to the next text: should somebody ask for those of this one, they are counted anew
  if (all) before.memos = all.filter(({ value }) => !isLarge(value as Counts))
  const memos = all?.map(({ key, value }) => ({ key, value: recounted(key as Question, value as Counts, gone, fresh) }))
  return { facts, has, chunks: changedChunks(before.chunks, from, removed, fresh.length), ...(memos && { memos }) }
}

const isLarge = ({ size }: Counts): boolean => size > 256

/** Counts that were asked for once are asked for again: they are carried over. */
function recounted(question: Question, counts: Counts, gone: readonly Facts[], fresh: readonly Facts[]): Counts {
  const next = isLarge(counts) ? counts : counts.copy()
  for (const one of fresh) addCounts(one, question, next, 1)
  for (const one of gone) addCounts(one, question, next, -1)
  return next
}

/** Equal small sets share one object: ten thousand rules have a handful of different ones. */
function intern(set: ReadonlySet<string>): ReadonlySet<string> {
  if (set.size === 0) return none
  const key = [...set].sort().join(' ')
  const known = interned.get(key)
  if (known) return known
  if (interned.size < 10_000) interned.set(key, set)
  return set
}
const interned = new Map<string, ReadonlySet<string>>()

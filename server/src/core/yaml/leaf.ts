// A part that is read as a text of its own, when first asked for.
import { type Problem, shiftProblem } from '../text'
import type { Kind } from './cut'
import { duplicateKey, syntax } from './mistake'
import type { Pair } from './node'
import { type Mark, nothing, type Part, type Placed, type Source, type Sums } from './part'
import { type Read, readItem, readPair } from './read'
import { CR, HASH, LF, type Named, SPACE } from './reader'

interface Content {
  readonly pair: Pair | undefined
  readonly item: Placed | undefined
  readonly own: readonly Problem[]
  readonly marks: readonly Mark[]
  /** The same part, cut finer: it cannot be read as a whole. */
  readonly split: Part | undefined
  readonly sums: Sums
}

export class Leaf implements Part {
  #content: Content | undefined

  constructor(
    readonly kind: Kind,
    readonly column: number,
    readonly length: number,
    private source: Source | undefined,
    private readonly start: number,
    /** -1: not known before it is read. */
    readonly knownAt: number,
  ) {}

  get settled(): boolean {
    return this.#content !== undefined
  }

  get inside(): Part['inside'] {
    return this.#content?.split?.inside
  }

  get sums(): Sums {
    return this.#read().sums
  }

  get itemAt(): number {
    return this.knownAt >= 0 ? this.knownAt : (this.item()?.at ?? 0)
  }

  settle(budget: number): number {
    if (this.#content) return budget
    this.#read()
    return budget - this.length
  }

  pair(): Pair | undefined {
    const { split, pair } = this.#read()
    return split ? split.pair() : pair
  }

  item(): Placed | undefined {
    const { split, item } = this.#read()
    return split ? split.item() : item
  }

  problems(base: number, out: Problem[]): void {
    const { own, split } = this.#read()
    for (const problem of own) out.push(shiftProblem(problem, base))
    split?.problems(base, out)
  }

  marks(base: number, out: Mark[]): void {
    const { marks, split } = this.#read()
    for (const mark of marks) out.push({ ...mark, start: base + mark.start, end: base + mark.end })
    split?.marks(base, out)
  }

  #read(): Content {
    if (!this.#content) {
      this.#content = this.source ? contentOf(this, this.source, this.start) : unread
      this.source = undefined
    }
    return this.#content
  }
}

const unread: Content = { pair: undefined, item: undefined, own: [], marks: [], split: undefined, sums: nothing }

function contentOf({ kind, column, length, knownAt }: Leaf, source: Source, start: number): Content {
  const { text } = source
  const end = start + length
  if (kind === 'map') {
    const read = readPair(text, start, end, column)
    return { ...unread, pair: read.pair, ...facts(read, source, { kind, column, start, length }) }
  }
  const read = readItem(text, start, end, column)
  return { ...unread, item: { node: read.node, at: knownAt < 0 ? read.at - start : knownAt }, ...facts(read, source, { kind, column, start, length }) }
}

interface Place {
  readonly kind: Kind
  readonly column: number
  readonly start: number
  readonly length: number
}

function facts(read: Read, source: Source, { kind, column, start, length }: Place): Partial<Content> {
  const { failure, duplicates } = read
  if (!failure && duplicates.length + read.anchors.length + read.aliases.length === 0) return {}
  const split = failure && failure.fault !== 'deep' ? source.split(kind, column, start, length) : undefined
  const own: Problem[] = []
  if (failure && !split?.sums.syntax) own.push(shiftProblem(syntax(source.text, failure, start, start + length), -start))
  if (!split) for (const one of duplicates) own.push(shiftProblem(duplicateKey(one), -start))
  const marks = split ? [] : marksOf(read, -start)
  const inner = split?.sums ?? nothing
  const sums = { syntax: failure ? Math.max(1, inner.syntax) : 0, problems: own.length + inner.problems, marks: marks.length + inner.marks }
  return { own, marks, split, sums }
}

/** Anchors and aliases in order of place. */
export function marksOf({ anchors, aliases }: Read, by: number): Mark[] {
  const moved = (one: Named, alias: boolean): Mark => ({ alias, name: one.name, start: one.start + by, end: one.end + by })
  return [...anchors.map(one => moved(one, false)), ...aliases.map(one => moved(one, true))].sort((a, b) => a.start - b.start)
}

/** From a dash to its item, if the item starts in the same line and without anchor or tag; otherwise -1. */
export function afterDash(text: string, dash: number, end: number): number {
  let i = dash + 1
  while (i < end && text.charCodeAt(i) === SPACE) i++
  const c = text.charCodeAt(i)
  return i >= end || c === LF || c === CR || c === HASH || c === 38 || c === 33 ? -1 : i - dash
}

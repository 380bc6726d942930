// Collections that are cut into parts, and the parts that consist of one. They know lengths, never absolute places.
import type { Problem } from '../text'
import { nameOf } from './build'
import type { Kind } from './cut'
import type { Leaf } from './leaf'
import { duplicateKey } from './mistake'
import type { Inherited, MapNode, Memo, Pair, SeqNode, YamlNode } from './node'
import { type Mark, minus, nothing, type Part, type Placed, plus, type Sums } from './part'
import type { Duplicate } from './reader'

export type CutNode = CutMap | CutSeq

export interface Hints {
  /** No alias can stand inside: nothing in the text looks like one. */
  readonly plain: boolean
  /** Some line inside stands at a wrong column: which lines are parts depends on lines further away. */
  readonly askew: boolean
}

/** Part `i` begins `starts[i]` units after the collection, and ends where the next does, the last one at `extent`. */
abstract class Cut implements Memo {
  readonly cut = true
  readonly flow = false
  memos?: Memo['memos']
  inherited?: Inherited | undefined
  #sums: Sums | undefined
  /** Sums that hold but for some parts. */
  #before: { readonly sums: Sums; readonly gone: readonly Part[]; readonly fresh: readonly Part[] } | undefined
  /** Parts that may not be settled: `#from` up to, not including, `#to`. */
  #from = 0
  #to: number

  constructor(
    readonly column: number,
    readonly parts: readonly Part[],
    readonly starts: Int32Array,
    readonly extent: number,
    readonly hints: Hints,
  ) {
    this.#to = parts.length
  }

  /** What is known of `before`, of which parts were replaced, holds here but for those: a list of 10,000 is not summed anew for a letter. */
  adopt(before: Cut, { from, removed, inserted }: Splice): void {
    if (!before.settled) return
    this.#from = from
    this.#to = from + inserted
    // keys of a map are counted across its parts
    if (this.kind === 'seq' && (before.#sums || before.#before))
      this.#before = { sums: before.sums, gone: before.parts.slice(from, from + removed), fresh: this.parts.slice(from, from + inserted) }
  }

  abstract readonly kind: Kind

  get aliased(): boolean {
    return !this.hints.plain && this.sums.marks > 0 && this.all().some(one => one.aliased)
  }

  /** Offset of the last part and of what follows it. */
  protected get last(): number {
    return this.starts[this.starts.length - 1] ?? 0
  }

  get settled(): boolean {
    while (this.#from < this.#to && this.parts[this.#from]?.settled) this.#from++
    return this.#from >= this.#to
  }

  settle(budget: number): number {
    let left = budget
    while (!this.settled) {
      left = this.parts[this.#from]?.settle(left) ?? left
      if (left <= 0) break
    }
    return left
  }

  get sums(): Sums {
    if (!this.#sums && this.#before) {
      const { sums, gone, fresh } = this.#before
      const less = gone.reduce((sum, part) => minus(sum, part.sums), sums)
      this.#sums = fresh.reduce((sum, part) => plus(sum, part.sums), less)
      this.#before = undefined
    }
    this.#sums ??= this.parts.reduce((sum, part) => plus(sum, part.sums), this.own())
    return this.#sums
  }

  problemsInto(base: number, out: Problem[]): void {
    if (this.sums.problems === 0) return
    this.parts.forEach((part, i) => {
      if (part.sums.problems) part.problems(base + (this.starts[i] ?? 0), out)
    })
  }

  marksInto(base: number, out: Mark[]): void {
    if (this.sums.marks === 0) return
    this.parts.forEach((part, i) => {
      if (part.sums.marks) part.marks(base + (this.starts[i] ?? 0), out)
    })
  }

  protected abstract own(): Sums
  protected abstract all(): readonly { readonly aliased: boolean }[]
}

export class CutMap extends Cut implements MapNode {
  readonly kind = 'map'
  #pairs: readonly Pair[] | undefined
  #twice: readonly Duplicate[] | undefined

  get offsets(): Int32Array {
    return this.starts
  }

  get pairs(): readonly Pair[] {
    this.#pairs ??= this.parts.map(part => part.pair()).filter(pair => pair !== undefined)
    return this.#pairs
  }

  pair(i: number): Pair | undefined {
    return this.parts[i]?.pair()
  }

  get length(): number {
    return this.last + (this.pair(this.parts.length - 1)?.length ?? 0)
  }

  /** Keys that stand twice, in different parts. */
  get twice(): readonly Duplicate[] {
    this.#twice ??= [...twice(this)]
    return this.#twice
  }

  override problemsInto(base: number, out: Problem[]): void {
    for (const one of this.twice) out.push(duplicateKey(one, base))
    super.problemsInto(base, out)
  }

  protected override own(): Sums {
    return this.twice.length ? { ...nothing, problems: this.twice.length } : nothing
  }

  protected override all(): readonly Pair[] {
    return this.pairs
  }
}

/** Parts `from` on, `removed` of them, gave way to `inserted` others. */
export interface Splice {
  readonly from: number
  readonly removed: number
  readonly inserted: number
  /** How much longer the text is. */
  readonly by: number
}

/** Offsets after a splice: those before it, the new ones, and the rest moved on. */
export function spliced(before: Int32Array, { from, removed, by }: Splice, fresh: readonly number[]): Int32Array {
  const out = new Int32Array(before.length - removed + fresh.length)
  out.set(before.subarray(0, from))
  out.set(fresh, from)
  const shift = from + removed - (from + fresh.length)
  for (let i = from + fresh.length; i < out.length; i++) out[i] = (before[i + shift] ?? 0) + by
  return out
}

function* twice(map: CutMap): Generator<Duplicate> {
  const seen = new Map<string, number>()
  const place = (i: number) => {
    const pair = map.pairs[i]
    const start = (map.starts[i] ?? 0) + (pair?.keyAt ?? 0)
    return { start, end: start + (pair?.key.length ?? 0) }
  }
  for (const [i, pair] of map.pairs.entries()) {
    const name = nameOf(pair)
    if (name === undefined) continue
    const first = seen.get(name)
    if (first === undefined) seen.set(name, i)
    else yield { name, ...place(i), first: place(first) }
  }
}

export class CutSeq extends Cut implements SeqNode {
  readonly kind = 'seq'
  #items: readonly YamlNode[] | undefined
  #offsets: Int32Array | undefined

  get offsets(): Int32Array {
    this.#offsets ??= this.starts.map((start, i) => start + (this.parts[i]?.itemAt ?? 0))
    return this.#offsets
  }

  override adopt(before: Cut, splice: Splice): void {
    super.adopt(before, splice)
    if (!(before instanceof CutSeq) || !before.#offsets) return
    const fresh = this.parts.slice(splice.from, splice.from + splice.inserted)
    this.#offsets = spliced(
      before.#offsets,
      splice,
      fresh.map((part, i) => (this.starts[splice.from + i] ?? 0) + part.itemAt),
    )
  }

  get items(): readonly YamlNode[] {
    this.#items ??= this.parts.map(part => part.item()?.node).filter(node => node !== undefined)
    return this.#items
  }

  item(i: number): YamlNode | undefined {
    return this.parts[i]?.item()?.node
  }

  get length(): number {
    const last = this.parts.at(-1)?.item()
    return last ? this.last + last.at + last.node.length : 0
  }

  protected override own(): Sums {
    return nothing
  }

  protected override all(): readonly YamlNode[] {
    return this.items
  }
}

/** `key:` and a collection below it. `head` is all that stands before the collection. */
export class PairBox implements Part {
  readonly kind: Kind = 'map'
  readonly itemAt = 0
  #pair: Pair | undefined

  constructor(
    readonly head: Leaf,
    readonly value: CutNode,
  ) {}

  get column(): number {
    return this.head.column
  }
  get length(): number {
    return this.head.length + this.value.extent
  }
  get inside(): NonNullable<Part['inside']> {
    return { node: this.value, at: this.head.length }
  }
  get settled(): boolean {
    return this.head.settled && this.value.settled
  }
  settle(budget: number): number {
    return this.value.settle(this.head.settle(budget))
  }
  get sums(): Sums {
    return plus(this.value.sums, this.head.sums)
  }
  problems(base: number, out: Problem[]): void {
    if (this.head.sums.problems) this.head.problems(base, out)
    if (this.value.sums.problems) this.value.problemsInto(base + this.head.length, out)
  }
  marks(base: number, out: Mark[]): void {
    if (this.head.sums.marks) this.head.marks(base, out)
    if (this.value.sums.marks) this.value.marksInto(base + this.head.length, out)
  }
  pair(): Pair | undefined {
    const given = this.head.pair()
    if (given) this.#pair ??= new CutPair(given.key, given.keyAt, this.value, this.head.length)
    return this.#pair
  }
  item(): undefined {
    return undefined
  }
}

class CutPair implements Pair {
  memos?: Memo['memos']

  constructor(
    readonly key: YamlNode,
    readonly keyAt: number,
    readonly value: CutNode,
    readonly valueAt: number,
  ) {}

  get length(): number {
    return this.valueAt + this.value.length
  }
  get aliased(): boolean {
    return this.value.aliased
  }
}

/** `- ` and a map. */
export class ItemBox implements Part {
  readonly kind: Kind = 'seq'

  constructor(
    readonly value: CutNode,
    readonly itemAt: number,
  ) {}

  get column(): number {
    return this.value.column - this.itemAt
  }
  get length(): number {
    return this.itemAt + this.value.extent
  }
  get inside(): NonNullable<Part['inside']> {
    return { node: this.value, at: this.itemAt }
  }
  get settled(): boolean {
    return this.value.settled
  }
  settle(budget: number): number {
    return this.value.settle(budget)
  }
  get sums(): Sums {
    return this.value.sums
  }
  problems(base: number, out: Problem[]): void {
    this.value.problemsInto(base + this.itemAt, out)
  }
  marks(base: number, out: Mark[]): void {
    this.value.marksInto(base + this.itemAt, out)
  }
  pair(): undefined {
    return undefined
  }
  item(): Placed {
    return { node: this.value, at: this.itemAt }
  }
}

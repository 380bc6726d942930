// What the parts of a cut text have in common: text between two seams, read at most once, outliving every edit elsewhere.
import type { Problem } from '../text'
import type { CutMap, CutSeq } from './box'
import type { Kind } from './cut'
import type { Pair, YamlNode } from './node'
import type { Named } from './reader'

/** An anchor or an alias at an absolute place. */
export interface Mark extends Named {
  readonly alias: boolean
}

/** How much of each there is inside, so that whole parts can be passed over. */
export interface Sums {
  /** Parts that cannot be read. */
  readonly syntax: number
  readonly problems: number
  readonly marks: number
}

export const nothing: Sums = { syntax: 0, problems: 0, marks: 0 }

export const plus = (a: Sums, b: Sums): Sums =>
  b.syntax + b.problems + b.marks === 0 ? a : { syntax: a.syntax + b.syntax, problems: a.problems + b.problems, marks: a.marks + b.marks }

export const minus = (a: Sums, b: Sums): Sums => ({ syntax: a.syntax - b.syntax, problems: a.problems - b.problems, marks: a.marks - b.marks })

export interface Placed {
  readonly node: YamlNode
  /** From the start of the part. */
  readonly at: number
}

/** One pair of a cut map, or one item of a cut sequence. Its text begins at its key or dash and ends where the next part's begins. */
export interface Part {
  readonly kind: Kind
  /** Of its key or dash. */
  readonly column: number
  readonly length: number
  /** The collection that it consists of, but for a key or dash; only of what is known to be one without reading. */
  readonly inside: { readonly node: CutMap | CutSeq; readonly at: number } | undefined
  readonly settled: boolean
  /** Reads what is not read yet, until about `budget` characters are used. Gives what is left of it. */
  settle(budget: number): number
  readonly sums: Sums
  /** Absolute places, as the part starts at `base`. */
  problems(base: number, out: Problem[]): void
  marks(base: number, out: Mark[]): void
  pair(): Pair | undefined
  item(): Placed | undefined
  /** Where the item's node starts; known without reading as a rule. */
  readonly itemAt: number
}

/** What a part needs to be read. Each lets go of it when it is. */
export interface Source {
  readonly text: string
  /** Cuts a part that cannot be read as a whole, so that all but the faulty lines can. */
  split(kind: Kind, column: number, start: number, length: number): Part | undefined
}

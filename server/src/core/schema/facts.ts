// What decoding saw, relative to the node that owns it: facts move with their node and are summed, never searched.
import type { Mention, Problem } from '../text'
import type { Memo, ScalarNode, YamlNode } from '../yaml'
import type { Schema } from './schema'
import { noSums, type Sums } from './sums'

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

/** Facts of all parts of a cut collection, remembered with it so that the next one can start from them. */
export interface PartFacts extends Memo {
  readonly facts: readonly Facts[]
  /** Of all parts together. Kinds of names and models may be among them that an edit took away. */
  readonly has: Sums
  readonly chunks: readonly Chunk[]
}

/** Some parts in a row: what is asked of them often is kept here. */
export interface Chunk extends Memo {
  readonly count: number
}

export const noFacts: Facts = {
  problems: [],
  mentions: [],
  inlined: [],
  found: [],
  groups: [],
  has: noSums,
}

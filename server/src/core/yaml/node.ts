// The tree of a YAML text as the rest of the core sees it. Nodes are immutable and know lengths, never absolute places:
// an edit replaces the path to what changed, everything else stays the same object. `At` (at.ts) walks it with places.

export type Style = 'plain' | 'single' | 'double' | 'literal' | 'folded'

interface Base {
  /** UTF-16 units from its first character (after anchor and tag) to the end of its content. */
  readonly length: number
  readonly anchor?: string
  /** As written: `!!str`, `!custom`. */
  readonly tag?: string
  /** An alias (so also a merge key) stands somewhere inside: facts of such a node depend on the whole text. */
  readonly aliased: boolean
}

/** Decoded text, before any type: what `5`, `yes` or `~` mean is the target program's business (`schema/scalar.ts`). */
export interface ScalarNode extends Base {
  readonly kind: 'scalar'
  readonly style: Style
  readonly text: string
  /** Columns of the parent, for block scalars with an explicit indentation indicator; -1 at the root. */
  readonly indent: number
}

export interface AliasNode extends Base {
  readonly kind: 'alias'
  readonly name: string
}

/** `keyAt` and `valueAt` count from the start of the pair. A missing value is an empty plain scalar of length 0 after the colon. */
export interface Pair extends Memo {
  readonly key: YamlNode
  readonly keyAt: number
  readonly value: YamlNode
  readonly valueAt: number
  /** From the start of the pair to the end of its value. */
  readonly length: number
  readonly aliased: boolean
}

/** Pair `i` starts `offsets[i]` units after the map. */
export interface MapNode extends Base, Memo {
  readonly kind: 'map'
  readonly flow: boolean
  readonly pairs: readonly Pair[]
  readonly offsets: ArrayLike<number>
  /** Cut: pairs outlive edits elsewhere, so facts are memoised on each of them. */
  readonly cut: boolean
  /** Where `pairs` would read all of a large text: the same pair, reading no other. */
  pair?(i: number): Pair | undefined
  inherited?: Inherited | undefined
}

/** Item `i` starts (after its dash) `offsets[i]` units after the sequence. */
export interface SeqNode extends Base, Memo {
  readonly kind: 'seq'
  readonly flow: boolean
  readonly items: readonly YamlNode[]
  readonly offsets: ArrayLike<number>
  readonly cut: boolean
  /** As `pair` of a map. */
  item?(i: number): YamlNode | undefined
  inherited?: Inherited | undefined
}

export type YamlNode = (ScalarNode & Memo) | (AliasNode & Memo) | MapNode | SeqNode

/**
 * A cut collection that came from another by an edit: its parts are those of the other one, but for `inserted` parts from `from` on,
 * which stand for `removed` ones. Carries what was remembered with the other, not the other itself.
 */
export interface Inherited extends Memo {
  readonly from: number
  readonly removed: number
  readonly inserted: number
}

/** A slot for what was computed from this very object. Used through `memo` only. */
export interface Memo {
  memos?: { readonly key: object; readonly value: unknown }[]
}

/** `compute(owner)` once per owner and key: the owner is immutable, so there is nothing to clear. */
export function memo<T>(owner: Memo, key: object, compute: () => T): T {
  const { memos } = owner
  if (memos) for (let i = 0; i < memos.length; i++) if (memos[i]?.key === key) return memos[i]?.value as T
  const value = compute()
  if (owner.memos) owner.memos.push({ key, value })
  else owner.memos = [{ key, value }]
  return value
}

/** What `memo` keeps under a key, if it was computed. */
export function recalled<T>(owner: Memo, key: object): T | undefined {
  const { memos } = owner
  if (memos) for (let i = 0; i < memos.length; i++) if (memos[i]?.key === key) return memos[i]?.value as T
  return undefined
}

/** An empty value, `~` or `null`, unquoted and without a tag: null to YAML 1.1 and 1.2 alike. */
export const isNull = (node: YamlNode): boolean =>
  node.kind === 'scalar' && node.style === 'plain' && node.tag === undefined && /^(?:~|null|Null|NULL|)$/.test(node.text)

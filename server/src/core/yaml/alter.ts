// Changes a cut text where it was edited: cuts the touched parts anew and shares all others.

import { type Slices, splicedList } from '../text'
import { lastNotAfter } from './at'
import { type CutNode, ItemBox, PairBox, type Splice, spliced } from './box'
import { type Kind, rows, seamAt, seamLike, startsPart } from './cut'
import type { Inherited } from './node'
import type { Part } from './part'
import { LF } from './reader'
import { reuse } from './reuse'
import { container, cutting, partsOf } from './split'

export interface Change {
  /** The text before. */
  readonly old: Slices
  readonly start: number
  readonly end: number
  readonly insert: string
  readonly min: number
  readonly plain: boolean
}

interface Outer {
  readonly kind: Kind
  readonly column: number
}

/** The collection after the edit, which lies within it; `base` is where it starts. Undefined: what is around it has to be cut anew. */
export function alter(node: CutNode, base: number, change: Change, outer: readonly Outer[] = []): CutNode | undefined {
  const from = lastNotAfter(node.starts, change.start - base)
  if (from < 0 || node.hints.askew) return undefined
  const to = touched(node, base, change)
  const deep = from === to ? alterInside(node, base, from, change, outer) : undefined
  if (deep) return replaced(node, from, to, [deep], change)
  const parts = recut(node, base, from, to, change, outer)
  if (parts) return replaced(node, from, to, parts, change)
  if (from === 0) return undefined
  const more = recut(node, base, from - 1, to, change, outer)
  return more && replaced(node, from - 1, to, more, change)
}

/** The last part that the edit touches: the indentation of a part's first line counts as its own. */
function touched(node: CutNode, base: number, { old, start, end, insert }: Change): number {
  const to = lastNotAfter(node.starts, end - base)
  const next = node.starts[to + 1]
  if (next === undefined) return to
  const indentation = base + next - node.column
  const atLine = insert ? insert.endsWith('\n') : old.charCodeAt(start - 1) === LF
  return end > indentation || (end === indentation && !atLine) ? to + 1 : to
}

function alterInside(node: CutNode, base: number, i: number, change: Change, outer: readonly Outer[]): Part | undefined {
  const part = node.parts[i]
  const inside = part instanceof PairBox || part instanceof ItemBox ? part.inside : undefined
  if (!part || !inside) return undefined
  const at = base + (node.starts[i] ?? 0) + inside.at
  if (change.start < at) return undefined
  const value = alter(inside.node, at, change, [...outer, { kind: node.kind, column: node.column }])
  if (!value) return undefined
  return part instanceof PairBox ? new PairBox(part.head, value) : new ItemBox(value, inside.at)
}

/** Characters that are not looked through twice. */
const large = 100_000

/** Parts `from` to `to` cut anew; nothing if their text would be cut differently together with what is around it. */
function recut(node: CutNode, base: number, from: number, to: number, change: Change, outer: readonly Outer[]): readonly Part[] | undefined {
  const { old, start, end, insert } = change
  const { column } = node
  const kind = node.kind
  const first = base + (node.starts[from] ?? 0)
  const stop = base + (node.starts[to + 1] ?? node.extent)
  // most of a large text is cut anew as a whole: that looks at each line once
  if (outer.length === 0 && stop - first > large && 2 * (stop - first) > old.length) return undefined
  // with all of its first line, which problems are told by
  const text = [old.slice(first - column, start), insert, old.slice(end, stop)].join('')
  const seam = seamAt(text, column)
  if (text.length === column || /[\s#]/.test(text[column] ?? '') || !startsPart(kind, seam) || (from === 0 && seam === 'other')) return undefined
  const lines = rows(text, column, text.length, 0)
  if (lines.end < text.length || lines.count === 0) return undefined
  for (let i = 1; i < lines.count; i++) {
    const col = lines.columns[i] ?? -1
    if (col < 0 || col > column) continue
    const at = (lines.starts[i] ?? 0) + col
    if (col < column && seamLike(text, at)) return undefined
    if (outer.some(one => one.column === col && ends(one.kind, text, at))) return undefined
  }
  const window = { start, end, by: insert.length - (end - start), askew: false }
  const known = reuse(node.parts.slice(from, to + 1), i => base + (node.starts[from + i] ?? 0), window, first - column)
  const next = cutting(text, change.min, change.plain, known)
  const cut = partsOf(next, lines, { first: 0, to: lines.count, end: text.length, depth: outer.length, min: change.min, askew: false }, kind, column)
  return cut.askew ? undefined : cut.parts
}

function ends(kind: Kind, text: string, at: number): boolean {
  const seam = seamAt(text, at)
  return seam === 'closer' || startsPart(kind, seam)
}

function replaced(node: CutNode, from: number, to: number, parts: readonly Part[], { start, end, insert, plain }: Change): CutNode {
  const splice: Splice = { from, removed: to - from + 1, inserted: parts.length, by: insert.length - (end - start) }
  const all = splicedList(node.parts, from, splice.removed, parts)
  let at = node.starts[from] ?? 0
  const fresh = parts.map(part => {
    at += part.length
    return at - part.length
  })
  const starts = spliced(node.starts, splice, fresh)
  const next = container(node.kind, node.column, all, node.extent + splice.by, { plain, askew: false }, starts)
  next.adopt(node, splice)
  next.inherited = inheritance(node, from, splice.removed, parts.length)
  // what is remembered holds nodes: they would hold all that came before them
  node.inherited = undefined
  return next
}

/** From what was remembered with `node`, or with what it inherited itself when nobody asked it anything: both changes as one. */
function inheritance({ memos, inherited }: CutNode, from: number, removed: number, inserted: number): Inherited | undefined {
  if (memos) return { memos, from, removed, inserted }
  if (!inherited) return undefined
  const start = Math.min(inherited.from, from)
  const end = Math.max(inherited.from + inherited.inserted, from + removed)
  const removedBefore = end - start - inherited.inserted + inherited.removed
  return { memos: inherited.memos, from: start, removed: removedBefore, inserted: end - start - removed + inserted }
}

// Cuts texts into parts: top keys → items of their sequence → keys of an item → items … as deep as parts are large.
import { CutMap, type CutNode, CutSeq, type Hints, ItemBox, PairBox } from './box'
import { type Kind, keyAlone, type Rows, rows, seamAt, significant } from './cut'
import { afterDash, Leaf } from './leaf'
import type { Part, Source } from './part'
import { DASH, SPACE } from './reader'
import type { Reuse } from './reuse'
import { type Range as Rowed, seams } from './seams'

const deepest = 200
/** Parts that cannot be read are cut to their last line, unless they are so large that this itself takes long. */
export const fineUpTo = 65536

export interface Cutting extends Source {
  /** Parts of at most so many characters are not cut further. */
  readonly min: number
  /** Nothing in the text looks like an alias. */
  readonly plain: boolean
  /** Parts of the text before an edit. */
  readonly reuse: Reuse | undefined
}

export function cutting(text: string, min: number, plain: boolean, reuse: Reuse | undefined): Cutting {
  const to: Cutting = { text, min, plain, reuse, split: (kind, column, start, length) => finer(to, { kind, column, start, length }) }
  return to
}

/** The whole of a text whose root is a collection at column 0; undefined: it is read as one. Its document ends at `end`. */
export function cutRoot(to: Cutting): { root: CutNode; at: number; end: number } | undefined {
  const { text } = to
  let start = text.charCodeAt(0) === 0xfeff ? 1 : 0
  let lines = rows(text, start, text.length, start)
  if (lines.end < text.length && significant(lines, 0, lines.count) === lines.count) {
    const stop = text.indexOf('\n', lines.end)
    if (text.charCodeAt(lines.end) !== DASH || stop < 0 || !/^---[ \t]*(?:[ \t]#.*)?\r?$/.test(text.slice(lines.end, stop))) return undefined
    start = stop + 1
    lines = rows(text, start, text.length, start)
  }
  const first = significant(lines, 0, lines.count)
  if (first === lines.count || lines.columns[first] !== 0) return undefined
  const root = collection(to, lines, { first, to: lines.count, end: lines.end, depth: 0, min: to.min, askew: false })
  return root && { root, at: lines.starts[first] ?? 0, end: lines.end }
}

interface Range extends Rowed {
  /** Where the text of the rows ends. */
  readonly end: number
  readonly depth: number
  readonly min: number
  /** A line inside was left out because it stands at a wrong column. */
  readonly askew: boolean
}

function collection(to: Cutting, lines: Rows, range: Range): CutNode | undefined {
  const column = lines.columns[range.first] ?? 0
  const seam = seamAt(to.text, (lines.starts[range.first] ?? 0) + column)
  if ((seam !== 'item' && seam !== 'key') || range.depth > deepest) return undefined
  return collect(to, lines, range, seam === 'item' ? 'seq' : 'map', column)
}

/** The collection at `column` that begins in row `range.first`. */
function collect(to: Cutting, lines: Rows, range: Range, kind: Kind, column: number): CutNode {
  const { parts, askew } = partsOf(to, lines, range, kind, column)
  const start = (lines.starts[range.first] ?? 0) + column
  return container(kind, column, parts, range.end - start, { plain: to.plain, askew })
}

export function container(kind: Kind, column: number, parts: readonly Part[], extent: number, marks: Hints, known?: Int32Array): CutNode {
  const starts = known ?? startsOf(parts)
  return kind === 'map' ? new CutMap(column, parts, starts, extent, marks) : new CutSeq(column, parts, starts, extent, marks)
}

function startsOf(parts: readonly Part[]): Int32Array {
  const starts = new Int32Array(parts.length)
  let at = 0
  parts.forEach((part, i) => {
    starts[i] = at
    at += part.length
  })
  return starts
}

export interface Parts {
  readonly parts: readonly Part[]
  readonly askew: boolean
}

export function partsOf(to: Cutting, lines: Rows, range: Range, kind: Kind, column: number): Parts {
  const found = seams(to.text, lines, range, kind, column)
  const kept = found.filter(seam => !seam.stray)
  // to all that is inside, a stray line is like a comment
  for (const seam of found) if (seam.stray) lines.columns[seam.row] = -1
  const parts = kept.map((seam, i) => {
    const next = kept[i + 1]?.row ?? range.to
    const end = next < range.to ? (lines.starts[next] ?? 0) + column : range.end
    const min = seam.closed ? Number.POSITIVE_INFINITY : range.min
    return part(to, lines, { first: seam.row, to: next, end, depth: range.depth, min, askew: range.askew || kept.length < found.length }, kind, column)
  })
  return { parts, askew: found.some(seam => seam.askew) }
}

function part(to: Cutting, lines: Rows, range: Range, kind: Kind, column: number): Part {
  const start = (lines.starts[range.first] ?? 0) + column
  const length = range.end - start
  const known = to.reuse?.find(kind, column, start, length)
  if (known && (!range.askew || known instanceof Leaf)) return known
  const box = length > range.min ? (kind === 'map' ? pairBox(to, lines, range, column, false) : itemBox(to, lines, range, column)) : undefined
  return box ?? leaf(to, kind, column, start, length)
}

const leaf = (to: Cutting, kind: Kind, column: number, start: number, length: number): Leaf =>
  new Leaf(kind, column, length, to, start, kind === 'seq' ? afterDash(to.text, start, start + length) : 0)

/** `key:` alone in its line, then a collection below it. `anyway`: whatever else stands in the line of the key. */
function pairBox(to: Cutting, lines: Rows, range: Range, column: number, anyway: boolean): Part | undefined {
  const { text } = to
  const start = (lines.starts[range.first] ?? 0) + column
  if (!anyway && keyAlone(text, start) < 0) return undefined
  const first = significant(lines, range.first + 1, range.to)
  if (first === range.to) return undefined
  const col = lines.columns[first] ?? 0
  const at = (lines.starts[first] ?? 0) + col
  if (col < column || (col === column && seamAt(text, at) !== 'item')) return undefined
  const value = collection(to, lines, { ...range, first, depth: range.depth + 1 })
  return value && new PairBox(leaf(to, 'map', column, start, at - start), value)
}

/** `- key: …` and more keys of the same column below it. */
function itemBox(to: Cutting, lines: Rows, range: Range, column: number): Part | undefined {
  const { text } = to
  const line = lines.starts[range.first] ?? 0
  let at = line + column + 1
  while (text.charCodeAt(at) === SPACE) at++
  if (seamAt(text, at) !== 'key' || range.depth > deepest) return undefined
  return new ItemBox(collect(to, lines, { ...range, depth: range.depth + 1 }, 'map', at - line), at - line - column)
}

interface Place {
  readonly kind: Kind
  readonly column: number
  readonly start: number
  readonly length: number
}

/** A part that cannot be read, cut to the last line that can. */
function finer(to: Cutting, { kind, column, start, length }: Place): Part | undefined {
  const { text } = to
  const end = start + length
  const stop = text.indexOf('\n', start)
  if (stop < 0 || stop >= end) return undefined
  const lines = rows(text, start, end, start - column)
  if (lines.end < end) return undefined
  // what was cut less fine elsewhere is no part of it
  const fine = length <= fineUpTo
  const next = fine ? { ...to, reuse: undefined } : to
  const range: Range = { first: 0, to: lines.count, end, depth: 0, min: fine ? 0 : to.min, askew: false }
  return kind === 'map' ? pairBox(next, lines, range, column, true) : itemBox(next, lines, range, column)
}

// Finds where a text can be cut into parts that are read alone. Knows lines and columns only: no scalars, no brackets.
// Whether a line is a seam depends on that line and the column of its collection, on nothing before it: so cutting is local.
import { COLON, CR, DASH, gap, HASH, LF, SPACE, TAB } from './reader'

/** Lines of `text` from `start`: where each begins, and its column; -1: blank or comment. */
export interface Rows {
  readonly starts: Int32Array
  readonly columns: Int32Array
  readonly count: number
  /** Where the rows end: the end, or the first line that ends the document. */
  readonly end: number
}

export type Seam = 'item' | 'key' | 'closer' | 'noise' | 'other'
export type Kind = 'map' | 'seq'

/** `line`: where the line of `start` would begin, so that `start - line` is its column. Stops before `---` or `...`. */
export function rows(text: string, start: number, end: number, line = start): Rows {
  let size = Math.max(16, (end - start) >> 4)
  let starts = new Int32Array(size)
  let columns = new Int32Array(size)
  let count = 0
  let from = line
  for (let at = start; at < end; count++) {
    let i = at
    let c = text.charCodeAt(i)
    while (c === SPACE) c = text.charCodeAt(++i)
    if (i === from && (c === DASH || c === 46) && marks(text, i, end)) return { starts, columns, count, end: at }
    if (count === size) {
      size *= 2
      starts = grown(starts, size)
      columns = grown(columns, size)
    }
    starts[count] = from
    columns[count] = i >= end || ignorable(text, i, c) ? -1 : i - from
    const found = text.indexOf('\n', i)
    from = at = found < 0 ? end : found + 1
  }
  return { starts, columns, count, end }
}

function grown(array: Int32Array, size: number): Int32Array<ArrayBuffer> {
  const next = new Int32Array(size)
  next.set(array)
  return next
}

/** `---` or `...` with nothing touching it. */
export function marks(text: string, i: number, end: number): boolean {
  const c = text.charCodeAt(i)
  if (text.charCodeAt(i + 1) !== c || text.charCodeAt(i + 2) !== c) return false
  return i + 3 >= end || gap(text.charCodeAt(i + 3))
}

/** The first row from `i` with content; `to` if there is none. */
export function significant(rows: Rows, i: number, to: number): number {
  while (i < to && (rows.columns[i] ?? -1) < 0) i++
  return i
}

/**
 * `item` (`- `), `key` (a plain key of word characters), `closer` (ends or goes on with what stands above), `noise` (has no
 * colon: half typed, never valid left of a collection; or begins with a tab), `other` (quoted keys and the like).
 */
export function seamAt(text: string, start: number): Seam {
  let i = start
  let c = text.charCodeAt(i)
  if (c === 93 || c === 125 || (c === COLON && gap(text.charCodeAt(i + 1)))) return 'closer'
  if (c === DASH) return gap(text.charCodeAt(i + 1)) ? 'item' : 'other'
  if (c === TAB) return 'noise'
  if (c === 63) return 'other'
  if (wordStart(c)) while (word(c)) c = text.charCodeAt(++i)
  if (c === COLON && wordStart(text.charCodeAt(start)) && gap(text.charCodeAt(i + 1))) return 'key'
  while (c !== LF && c !== COLON && !Number.isNaN(c)) c = text.charCodeAt(++i)
  return c === COLON ? 'other' : 'noise'
}

/** Does a line of this kind start a part of such a collection, when it stands at its column? */
export const startsPart = (kind: Kind, seam: Seam): boolean => (kind === 'seq' ? seam === 'item' : seam === 'key' || seam === 'other')

/** A line that can only be one of a collection: `key:` or `- `. */
export function seamLike(text: string, i: number): boolean {
  const seam = seamAt(text, i)
  return seam === 'key' || seam === 'item'
}

/** `key:` and nothing but a comment: the index after the colon; otherwise -1. */
export function keyAlone(text: string, i: number): number {
  if (seamAt(text, i) !== 'key') return -1
  while (text.charCodeAt(i) !== COLON) i++
  return restIgnorable(text, i + 1) ? i + 1 : -1
}

const wordStart = (c: number): boolean => (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 95
const word = (c: number): boolean => wordStart(c) || (c >= 48 && c <= 57) || c === DASH || c === 46 || c === 47

function ignorable(text: string, i: number, c: number): boolean {
  if (c === HASH || c === LF || Number.isNaN(c)) return true
  if (c !== TAB && c !== CR) return false
  while (c === TAB || c === SPACE || c === CR) c = text.charCodeAt(++i)
  return c === LF || Number.isNaN(c)
}

function restIgnorable(text: string, i: number): boolean {
  let c = text.charCodeAt(i)
  const blank = gap(c)
  while (c === SPACE || c === CR) c = text.charCodeAt(++i)
  return blank && (c === LF || Number.isNaN(c) || (c === HASH && text.charCodeAt(i - 1) !== COLON))
}

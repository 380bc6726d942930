// Decodes a scalar's source as runs: which piece of the source became which text. Knows the five styles, no tree.
import type { Style } from './node'

/** `length` units of source at `at` stand for `text`; `verbatim` when they are the same units. */
export interface Run {
  readonly at: number
  readonly length: number
  readonly text: string
  readonly verbatim: boolean
}

/** Source is exactly the scalar's own text, quotes and block header included. Faulty source is decoded as far as it goes. */
export function runs(source: string, style: Style, indent: number): Run[] {
  if (style === 'plain') return lines(source, 0, source.length)
  if (style === 'single') return single(source)
  if (style === 'double') return double(source)
  return block(source, style === 'folded', indent)
}

const verbatim = (source: string, at: number, end: number): Run => ({ at, length: end - at, text: source.slice(at, end), verbatim: true })
const instead = (at: number, end: number, text: string): Run => ({ at, length: end - at, text, verbatim: false })

const blank = (c: number): boolean => c === 32 || c === 9

/** Lines between `start` and `end` that are folded into one: blanks around a break go, a lone break is a space. */
function lines(source: string, start: number, end: number): Run[] {
  const out: Run[] = []
  let at = start
  for (;;) {
    let stop = source.indexOf('\n', at)
    if (stop < 0 || stop >= end) {
      if (at < end) out.push(verbatim(source, at, end))
      return out
    }
    const fold = foldAt(source, at, stop, end)
    if (fold.at > at) out.push(verbatim(source, at, fold.at))
    out.push(fold)
    stop = fold.at + fold.length
    at = stop
  }
}

/** The fold whose first break stands at `stop`: from the blanks before it to the next line's first character. */
function foldAt(source: string, from: number, stop: number, end: number): Run {
  let first = stop
  if (source[first - 1] === '\r' && first - 1 >= from) first--
  while (first > from && blank(source.charCodeAt(first - 1))) first--
  const { next, breaks } = skipBreaks(source, stop, end)
  return instead(first, next, breaks > 1 ? '\n'.repeat(breaks - 1) : ' ')
}

function skipBreaks(source: string, stop: number, end: number): { next: number; breaks: number } {
  let next = stop
  let breaks = 0
  while (next < end) {
    const c = source.charCodeAt(next)
    if (c === 10) breaks++
    else if (!blank(c) && !(c === 13 && source.charCodeAt(next + 1) === 10)) break
    next++
  }
  return { next, breaks }
}

const closed = (source: string, quote: string): number => (source.length > 1 && source.endsWith(quote) ? source.length - 1 : source.length)

function single(source: string): Run[] {
  const out: Run[] = []
  const end = closed(source, "'")
  let at = 1
  for (let i = source.indexOf("''", 1); i >= 0 && i + 1 < end; i = source.indexOf("''", at)) {
    out.push(...lines(source, at, i), instead(i, i + 2, "'"))
    at = i + 2
  }
  out.push(...lines(source, at, end))
  return out
}

const escapes: Readonly<Record<string, string>> = {
  0: '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  ' ': ' ',
  '"': '"',
  "'": "'",
  '/': '/',
  '\\': '\\',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
}
const digits: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 }

function double(source: string): Run[] {
  const out: Run[] = []
  const end = endOfDouble(source)
  let at = 1
  for (let i = source.indexOf('\\', 1); i >= 0 && i < end; i = source.indexOf('\\', at)) {
    out.push(...lines(source, at, i))
    const run = escaped(source, i, end)
    out.push(run)
    at = i + run.length
  }
  out.push(...lines(source, at, end))
  return out
}

/** Before the closing quote; a last quote that is escaped closes nothing. */
function endOfDouble(source: string): number {
  const last = source.length - 1
  if (last < 1 || source[last] !== '"') return source.length
  let i = last
  while (source[i - 1] === '\\') i--
  return (last - i) % 2 === 0 ? last : source.length
}

function escaped(source: string, i: number, end: number): Run {
  const c = source[i + 1] ?? ''
  const count = digits[c]
  if (count !== undefined) {
    const hex = source.slice(i + 2, i + 2 + count)
    const code = /^[\da-fA-F]+$/.test(hex) && hex.length === count ? Number.parseInt(hex, 16) : -1
    return instead(i, Math.min(end, i + 2 + count), code >= 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '')
  }
  const at = c === '\r' && source[i + 2] === '\n' ? i + 2 : i + 1
  if (source[at] === '\n') {
    const { next, breaks } = skipBreaks(source, at, end)
    return instead(i, next, '\n'.repeat(breaks - 1))
  }
  return instead(i, Math.min(end, i + 2), escapes[c] ?? c)
}

interface Header {
  readonly keep: boolean
  readonly strip: boolean
  readonly indent: number
  /** Where the first line after the header starts. */
  readonly body: number
}

function header(source: string, parent: number): Header {
  const end = source.indexOf('\n')
  const marks = /^[|>]([-+\d]*)/.exec(source)?.[1] ?? ''
  const explicit = Number(/\d/.exec(marks)?.[0] ?? 0)
  const body = end < 0 ? source.length : end + 1
  return {
    keep: marks.includes('+'),
    strip: marks.includes('-'),
    indent: explicit ? Math.max(parent, 0) + explicit : firstColumn(source, body),
    body,
  }
}

/** The column of the first line that is not blank. */
function firstColumn(source: string, body: number): number {
  let most = 1
  for (let at = body; at < source.length; ) {
    let i = at
    while (source.charCodeAt(i) === 32) i++
    const c = source.charCodeAt(i)
    if (c !== 10 && !(c === 13 && source.charCodeAt(i + 1) === 10) && i < source.length) return Math.max(1, i - at)
    most = Math.max(most, i - at)
    const stop = source.indexOf('\n', i)
    if (stop < 0) break
    at = stop + 1
  }
  return most
}

/** `break` and `blank` describe the line before, as the folding of a break depends on both sides. */
function block(source: string, folded: boolean, parent: number): Run[] {
  const { keep, strip, indent, body } = header(source, parent)
  const out: Run[] = []
  let leading: Run | undefined
  let trailing: Run[] = []
  let before = false
  for (let at = body; at < source.length; ) {
    const start = Math.min(at + indent, source.length)
    const found = source.indexOf('\n', at)
    const next = found < 0 ? source.length : found + 1
    const stop = found < 0 ? source.length : source[found - 1] === '\r' && found > at ? found - 1 : found
    if (start >= stop) {
      if (found >= 0) trailing.push(instead(Math.min(start, stop), next, '\n'))
    } else {
      const here = blank(source.charCodeAt(start))
      if (leading) {
        const fold = folded && !here && !before
        out.push(fold ? { ...leading, text: trailing.length ? '' : ' ' } : leading)
      }
      out.push(...trailing, verbatim(source, start, stop))
      trailing = []
      before = here
      leading = instead(stop, next, found < 0 ? '' : '\n')
    }
    at = next
  }
  if (leading && !strip) out.push(leading)
  if (keep) out.push(...trailing)
  return out
}

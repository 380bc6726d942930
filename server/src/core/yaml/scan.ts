// Scalars of a YAML text: each function stands at the first character of one and leaves the reader behind it.
import type { ScalarNode, Style } from './node'
import { COLON, CR, code, fail, gap, HASH, LF, marker, type Reader, SPACE, TAB } from './reader'
import { runs } from './runs'

const BACKSLASH = 92
const QUOTE = 34

export function plain(r: Reader): ScalarNode {
  const start = r.at
  const { line } = r
  let end = start
  let stop = false
  r.fresh = false
  while (!stop) {
    const stopped = plainLine(r, end)
    end = r.last
    if (stopped) break
    stop = !nextPlainLine(r)
  }
  return scalar(r, 'plain', start, end, line !== r.line && r.text.slice(start, end).includes('\n'))
}

/** One line's share of a plain scalar, `r.last` behind its last character. True if something other than the line's end ends it. */
function plainLine(r: Reader, before: number): boolean {
  const { text, end } = r
  const inFlow = r.flow > 0
  let at = r.at
  let last = before
  let blank = true
  for (; at < end; at++) {
    const c = text.charCodeAt(at)
    if (c === LF) break
    if (c === SPACE || c === TAB || (c === CR && code(r, at + 1) === LF)) {
      blank = true
      continue
    }
    if ((c === HASH && blank) || (c === COLON && gap(code(r, at + 1))) || (inFlow && ends(c))) {
      // the blanks before belong to nobody
      r.at = at
      r.last = last
      return true
    }
    blank = false
    last = at + 1
  }
  r.at = Math.min(at, end)
  r.last = last
  return r.at >= end
}

/** `, ? [ ] { }` end a plain scalar within brackets. */
const ends = (c: number): boolean => c === 44 || c === 63 || c === 91 || c === 93 || c === 123 || c === 125

/** Over the line break to the next line with content; false if the scalar does not go on there. */
function nextPlainLine(r: Reader): boolean {
  const { text, end } = r
  const least = r.indent + 1
  let at = r.at
  r.fresh = true
  for (; at < end; at++) {
    const c = text.charCodeAt(at)
    if (c === LF) r.line = at + 1
    else if (c === TAB && at - r.line < least) {
      fail(r, 'tab', at)
      return false
    } else if (c !== SPACE && c !== TAB && !(c === CR && code(r, at + 1) === LF)) break
  }
  r.at = at
  if (at >= end || (r.flow === 0 && at - r.line < least) || text.charCodeAt(at) === HASH || marker(r)) return false
  // a colon at the start of the line is no part of the scalar and leaves `fresh` as it is
  if (text.charCodeAt(at) === COLON && gap(code(r, at + 1))) return false
  if (r.flow > 0 && ends(text.charCodeAt(at))) return false
  r.fresh = false
  return true
}

export function quoted(r: Reader): ScalarNode {
  const { text, end } = r
  const start = r.at
  const double = text.charCodeAt(start) === QUOTE
  const quote = text.charCodeAt(start)
  let special = false
  let at = start + 1
  for (; at < end; at++) {
    const c = text.charCodeAt(at)
    if (c === quote) {
      if (double || code(r, at + 1) !== quote) break
      special = true
      at++
    } else if (c === LF) {
      special = true
      r.line = at + 1
      r.at = at + 1
      if (marker(r)) return broken(r, 'marker', start, at + 1, at + 4)
    } else if (double && c === BACKSLASH) {
      special = true
      const length = escapeLength(r, at)
      if (length < 0) return broken(r, 'escape', start, at, at - length)
      // a break that is escaped is a break all the same
      at += code(r, at + 1) === LF || code(r, at + 1) === CR ? 0 : length - 1
    }
  }
  if (at >= end) return broken(r, 'unclosed-quote', start, start, start + 1)
  r.at = r.last = at + 1
  r.fresh = false
  return scalar(r, double ? 'double' : 'single', start, at + 1, special)
}

/** What stands there although it is not complete: up to the end of the line. */
function broken(r: Reader, fault: 'marker' | 'escape' | 'unclosed-quote', start: number, from: number, to: number): ScalarNode {
  const style = r.text.charCodeAt(start) === QUOTE ? 'double' : 'single'
  let stop = r.text.indexOf('\n', start)
  if (stop < 0 || stop > r.end) stop = r.end
  while (stop > start + 1 && gap(r.text.charCodeAt(stop - 1))) stop--
  r.last = stop
  fail(r, fault, from, to, start)
  return scalar(r, style, start, stop, true)
}

/** Units of the escape at `at`, its backslash included; negative (of what to show) if there is no such escape. */
function escapeLength(r: Reader, at: number): number {
  const c = r.text[at + 1] ?? ''
  if (at + 1 >= r.end) return 1
  const digits = c === 'x' ? 2 : c === 'u' ? 4 : c === 'U' ? 8 : 0
  if (digits === 0) return /[0abt\tnvfre "'\\/N_LP\r\n]/.test(c) ? 2 : -2
  const hex = r.text.slice(at + 2, Math.min(r.end, at + 2 + digits))
  if (!/^[\da-fA-F]+$/.test(hex) || hex.length < digits || Number.parseInt(hex, 16) > 0x10ffff) return -(2 + (/^[\da-fA-F]*/.exec(hex)?.[0].length ?? 0))
  return 2 + digits
}

/** `|` or `>`. Ends before the first line that is not its own. */
export function block(r: Reader): ScalarNode {
  const { text, end } = r
  const start = r.at
  const style: Style = text.charCodeAt(start) === 62 ? 'folded' : 'literal'
  const head = /[-+]?[1-9]?[-+]?/y
  head.lastIndex = start + 1
  const marks = head.exec(text)?.[0] ?? ''
  let at = Math.min(end, start + 1 + (/^[-+]\d?[-+]$/.test(marks) ? marks.length - 1 : marks.length))
  const headEnd = at
  while (code(r, at) === SPACE || code(r, at) === TAB) at++
  if (code(r, at) === HASH) at = lineEnd(r, at)
  if (code(r, at) === CR && code(r, at + 1) === LF) at++
  if (at < end && code(r, at) !== LF) {
    r.last = headEnd
    fail(r, 'block-header', at, lineEnd(r, at), start)
    return scalar(r, style, start, headEnd, false)
  }
  r.fresh = true
  r.line = r.at = Math.min(end, at + 1)
  r.last = headEnd
  body(r, explicit(marks, r.indent))
  return { kind: 'scalar', style, text: join(r, start, r.at, style), length: r.last - start, indent: r.indent, aliased: false }
}

const explicit = (marks: string, indent: number): number => {
  const digit = /\d/.exec(marks)?.[0]
  return digit ? Math.max(indent, 0) + Number(digit) : 0
}

/** The lines of a block scalar. `indent` 0: as the first line that is not blank has it, or the widest blank one before it. */
function body(r: Reader, indent: number): void {
  const { text, end } = r
  let widest = 0
  for (let at = r.at; at < end; ) {
    let i = at
    while (i < end && (indent === 0 || i - at < indent) && text.charCodeAt(i) === SPACE) i++
    const c = code(r, i)
    if (c === TAB && (indent === 0 || i - at < indent)) return fail(r, 'tab', i)
    widest = Math.max(widest, i - at)
    if (c !== LF && !(c === CR && code(r, i + 1) === LF)) {
      if (indent === 0) indent = Math.max(widest, r.indent + 1, 1)
      if (i - at < indent || i >= end) break
      r.last = lineEnd(r, i)
      i = r.last
    } else if (c === CR) i++
    if (code(r, i) === CR) i++
    at = Math.min(end, i + 1)
    r.line = r.at = at
  }
}

/** Before the line break, CR included. */
function lineEnd(r: Reader, at: number): number {
  const found = r.text.indexOf('\n', at)
  if (found < 0 || found >= r.end) return r.end
  return found > at && r.text.charCodeAt(found - 1) === CR ? found - 1 : found
}

function scalar(r: Reader, style: Style, start: number, end: number, special: boolean): ScalarNode {
  const quotes = style === 'plain' ? 0 : 1
  const text = special || style === 'literal' || style === 'folded' ? join(r, start, end, style) : r.text.slice(start + quotes, end - quotes)
  return { kind: 'scalar', style, text, length: end - start, indent: r.indent, aliased: false }
}

function join(r: Reader, start: number, end: number, style: Style): string {
  let text = ''
  for (const run of runs(r.text.slice(start, end), style, r.indent)) text += run.text
  return text
}

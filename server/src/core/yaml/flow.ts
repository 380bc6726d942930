// Brackets and braces. Columns mean nothing inside them, so every step is by token.

import { duplicates, pairOf, withProperties } from './build'
import type { MapNode, Pair, ScalarNode, SeqNode, YamlNode } from './node'
import { afterProperties, alias, type Properties, properties } from './properties'
import { COLON, code, DASH, fail, gap, marker, missing, over, type Reader, skip } from './reader'
import { plain, quoted } from './scan'

const OPEN_BRACE = 123
const CLOSE_BRACE = 125
const CLOSE_BRACKET = 93
const COMMA = 44
const QUESTION = 63

/** At `[` or `{`. */
export function collection(r: Reader): MapNode | SeqNode {
  const start = r.at
  const braces = code(r, start) === OPEN_BRACE
  r.flow++
  r.depth++
  if (r.depth > 200) fail(r, 'deep')
  else {
    r.at = r.last = start + 1
    r.fresh = true
  }
  const node = braces ? map(r, start) : seq(r, start)
  r.flow--
  r.depth--
  r.fresh = false
  r.from = start
  return node
}

/** True at the closing bracket, which is taken; reports what else stands where a comma or that should be. */
function closes(r: Reader, close: number, first: boolean, start: number): boolean {
  skip(r)
  if (over(r)) {
    if (r.at < r.end) fail(r, 'marker', r.at, r.at + 3, start)
    else fail(r, 'unclosed-bracket', start, start + 1, start)
    return true
  }
  if (code(r, r.at) !== close) {
    if (first) return false
    if (code(r, r.at) === COMMA) {
      r.last = ++r.at
      r.fresh = true
      skip(r)
      if (over(r)) return closes(r, close, true, start)
    } else {
      fail(r, 'comma', r.at, r.at + 1, start)
      return true
    }
  }
  if (code(r, r.at) !== close) return false
  r.last = ++r.at
  return true
}

function seq(r: Reader, start: number): SeqNode {
  const items: YamlNode[] = []
  const offsets: number[] = []
  let aliased = false
  for (let first = true; !closes(r, CLOSE_BRACKET, first, start); first = false) {
    const item = entry(r)
    offsets.push(r.from - start)
    items.push(item)
    aliased ||= item.aliased
  }
  return { kind: 'seq', flow: true, items, offsets, cut: false, length: r.last - start, aliased }
}

/** An item of a sequence: a node, or one pair without braces. */
function entry(r: Reader): YamlNode {
  const at = r.at
  const pair = pairIn(r, CLOSE_BRACKET)
  if (!pair.colon) {
    r.from = at + pair.pair.keyAt
    return pair.pair.key
  }
  r.from = at
  return { kind: 'map', flow: true, pairs: [pair.pair], offsets: [0], cut: false, length: r.last - at, aliased: pair.pair.aliased }
}

function map(r: Reader, start: number): MapNode {
  const pairs: Pair[] = []
  const offsets: number[] = []
  let aliased = false
  for (let first = true; !closes(r, CLOSE_BRACE, first, start); first = false) {
    const at = r.at
    const { pair } = pairIn(r, CLOSE_BRACE)
    offsets.push(at - start)
    pairs.push(pair)
    aliased ||= pair.aliased
  }
  duplicates(r, pairs, offsets, start)
  return { kind: 'map', flow: true, pairs, offsets, cut: false, length: r.last - start, aliased }
}

/** `key: value`, `key`, `? key : value`; `colon` if it is more than a node alone. */
function pairIn(r: Reader, close: number): { pair: Pair; colon: boolean } {
  const start = r.at
  const { line } = r
  const complex = code(r, start) === QUESTION
  if (complex) {
    r.last = ++r.at
    r.fresh = false
    skip(r)
  }
  const allowed = complex || r.fresh
  const key = complex && ends(r, close) ? absent(r) : node(r)
  const keyAt = r.from
  skip(r)
  const colon = code(r, r.at) === COLON
  if (colon && !complex && (!allowed || line !== r.line || r.at - start > 1024)) fail(r, 'comma', r.at, r.at + 1, start)
  if (!colon || r.at >= r.end) return { pair: pairOf(start, key, keyAt, missing(r.indent), r.last), colon: complex }
  r.last = ++r.at
  r.fresh = false
  skip(r)
  const value = ends(r, close) || r.at >= r.end ? absent(r) : node(r)
  return { pair: pairOf(start, key, keyAt, value, r.from), colon: true }
}

const ends = (r: Reader, close: number): boolean => code(r, r.at) === COMMA || code(r, r.at) === close || code(r, r.at) === COLON

function absent(r: Reader): ScalarNode {
  r.from = r.last
  return missing(r.indent)
}

function node(r: Reader): YamlNode {
  const c = code(r, r.at)
  if (c === 42) return alias(r)
  if (c !== 38 && c !== 33) return content(r)
  const found: Properties = {}
  if (!properties(r, found)) return afterProperties(r, found)
  skip(r)
  const next = code(r, r.at)
  if (over(r) || next === COMMA || next === COLON || next === CLOSE_BRACE || next === CLOSE_BRACKET) return afterProperties(r, found)
  if (next === 42) fail(r, 'alias-name', r.at, r.at + 1)
  return withProperties(content(r), found)
}

function content(r: Reader): YamlNode {
  const start = r.at
  const c = code(r, start)
  r.from = start
  if (marker(r)) fail(r, 'marker', start, start + 3)
  if (c === 91 || c === OPEN_BRACE) return collection(r)
  if (c === 34 || c === 39) {
    const node = quoted(r)
    r.from = start
    return node
  }
  const dash = c === DASH && gap(code(r, start + 1))
  if (dash || Number.isNaN(c) || (/[-?:,\]}#&*!|>%@`\s]/.test(r.text[start] ?? '') && c !== DASH)) {
    fail(r, dash ? 'dash' : c === COMMA || c === COLON || c === CLOSE_BRACE || c === CLOSE_BRACKET ? 'content' : 'start', start)
    r.last = start
    return missing(r.indent)
  }
  const node = plain(r)
  r.from = start
  return node
}

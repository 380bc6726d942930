// Maps and sequences by columns. A collection ends at the first token left of its column; what else may stand where is said by `fail`.
import { duplicates, endOfPairs, pairOf, withProperties } from './build'
import { collection } from './flow'
import type { MapNode, Pair, ScalarNode, SeqNode, YamlNode } from './node'
import { afterProperties, alias, type Properties, properties } from './properties'
import { COLON, code, column, DASH, fail, gap, missing, over, type Reader, SPACE, skip, TAB } from './reader'
import { block, plain, quoted } from './scan'

const deepest = 200

/** What stands before the content of a node. `outer` belongs to a map that starts in a later line, `inner` to its first key. */
interface Head {
  outer: Properties
  inner: Properties
  /** Where a key would start, and whether one may. */
  start: number
  line: number
  fresh: boolean
}

/**
 * The value of something whose collection is at `r.indent`: below or right of it. `indentless`: a sequence at the same column is
 * meant, as after a key. Nothing there is a missing value at `r.last`.
 */
export function value(r: Reader, indentless: boolean): YamlNode {
  skip(r)
  if (leaves(r, indentless)) return absent(r)
  const head: Head = { outer: {}, inner: {}, start: r.at, line: r.line, fresh: r.fresh }
  let c = code(r, r.at)
  if (c === 38 || c === 33) {
    if (!heads(r, head)) return afterProperties(r, both(r, head))
    if (leaves(r, indentless)) return afterProperties(r, both(r, head))
    c = code(r, r.at)
  }
  return content(r, head, c)
}

/** The next token belongs to something further out. */
function leaves(r: Reader, indentless: boolean): boolean {
  if (over(r)) return true
  const col = column(r)
  if (col !== r.indent) return col < r.indent
  const c = code(r, r.at)
  // libyaml lets a block scalar start there
  return !(c === 124 || c === 62 || (indentless && dashed(r)))
}

function absent(r: Reader): ScalarNode {
  r.from = r.last
  return missing(r.indent)
}

const dashed = (r: Reader): boolean => code(r, r.at) === DASH && gap(code(r, r.at + 1))

/** Anchors and tags of this line and the next ones. */
function heads(r: Reader, head: Head): boolean {
  for (;;) {
    const { line } = r
    if (!properties(r, head.inner)) return false
    if (r.line === line) return true
    head.outer = both(r, head)
    head.inner = {}
    head.start = r.at
    head.line = r.line
    head.fresh = r.fresh
    const c = code(r, r.at)
    if (over(r) || column(r) <= r.indent || (c !== 38 && c !== 33)) return true
  }
}

function both(r: Reader, { outer, inner }: Head): Properties {
  if ((outer.anchor !== undefined && inner.anchor !== undefined) || (outer.tag !== undefined && inner.tag !== undefined)) fail(r, 'anchor-twice')
  return { ...outer, ...inner }
}

function content(r: Reader, head: Head, c: number): YamlNode {
  if ((c === DASH || c === 63) && gap(code(r, r.at + 1))) {
    if (!r.fresh) {
      fail(r, c === DASH ? 'dash' : 'question')
      return absent(r)
    }
    const found = both(r, head)
    return withProperties(c === DASH ? sequence(r) : mapping(r, column(r)), found)
  }
  if (c === 124 || c === 62) {
    const start = r.at
    const node = withProperties(block(r), both(r, head))
    r.from = start
    return node
  }
  const bare = c === COLON && gap(code(r, r.at + 1))
  if (bare && !(head.fresh && head.start < r.at)) {
    fail(r, 'colon')
    return absent(r)
  }
  const node = bare ? absent(r) : atom(r, c)
  const from = r.from
  if (head.fresh && isKey(r, head)) {
    const key = withProperties(node, head.inner)
    return withProperties(mapping(r, head.start - head.line, { key, keyAt: from, start: head.start }), head.outer)
  }
  r.from = from
  if (node.kind === 'alias' && head.start < from) fail(r, 'alias-name', from, from + 1)
  return withProperties(node, both(r, head))
}

/** A scalar, an alias or brackets. */
function atom(r: Reader, c: number): YamlNode {
  const start = r.at
  if (c === 42) return alias(r)
  if (c === 91 || c === 123) return collection(r)
  let node: ScalarNode
  if (c === 34 || c === 39) node = quoted(r)
  else if (startsNothing(r, c)) {
    fail(r, c === TAB ? 'tab' : 'start', start)
    r.last = start
    node = missing(r.indent)
  } else node = plain(r)
  r.from = start
  return node
}

/** `# & * ! | > % @` a backtick, closing brackets, a comma; the rest of the indicators only before a blank. */
function startsNothing(r: Reader, c: number): boolean {
  if (c === DASH || c === 63 || c === COLON) return gap(code(r, r.at + 1)) && !(c === DASH && code(r, r.at + 1) !== SPACE && code(r, r.at + 1) !== TAB)
  return c === 35 || c === 37 || c === 38 || c === 33 || c === 44 || c === 62 || c === 64 || c === 93 || c === 96 || c === 124 || c === 125 || gap(c)
}

/** At a colon that makes what was just read a key: in the same line, not too far. */
function isKey(r: Reader, { start, line }: { start: number; line: number }): boolean {
  if (r.line !== line) return false
  while (code(r, r.at) === SPACE || code(r, r.at) === TAB) r.at++
  return code(r, r.at) === COLON && gap(code(r, r.at + 1)) && r.at - start <= 1024
}

interface Key {
  readonly key: YamlNode
  readonly keyAt: number
  readonly start: number
}

/** A map at `col`. With `first` its key was read already and the reader is at the colon. */
export function mapping(r: Reader, col: number, first?: Key): MapNode {
  const outer = r.indent
  const start = first ? first.start : r.at
  const pairs: Pair[] = []
  const offsets: number[] = []
  let aliased = false
  r.indent = col
  if (++r.depth > deepest) fail(r, 'deep')
  for (let key = first; ; key = undefined) {
    const at = key ? key.start : r.at
    const pair = pairAt(r, key)
    if (!pair) break
    pairs.push(pair)
    offsets.push(at - start)
    aliased ||= pair.aliased
    skip(r)
    if (over(r) || column(r) < col) break
    if (column(r) > col) {
      stray(r)
      break
    }
  }
  r.depth--
  r.indent = outer
  r.from = start
  duplicates(r, pairs, offsets, start)
  return { kind: 'map', flow: false, pairs, offsets, cut: false, length: endOfPairs(pairs, offsets), aliased }
}

/** A token right of the column of its collection, after a complete value. */
function stray(r: Reader): void {
  const colon = code(r, r.at) === COLON && gap(code(r, r.at + 1))
  if (colon) fail(r, 'colon', r.at, r.at + 1, r.from)
  else if (r.fresh) fail(r, code(r, r.at) === TAB ? 'tab' : 'indent')
  else fail(r, 'after', r.at, r.at + 1, r.last)
}

export function pairAt(r: Reader, given: Key | undefined): Pair | undefined {
  const start = given ? given.start : r.at
  if (!given && code(r, r.at) === 63 && gap(code(r, r.at + 1))) return complexPair(r)
  const key = given ?? keyAt(r)
  if (!key) return undefined
  if (r.failure) return pairOf(start, key.key, key.keyAt, missing(r.indent), r.last)
  r.last = ++r.at
  r.fresh = false
  const node = value(r, true)
  return pairOf(start, key.key, key.keyAt, node, r.from)
}

/** A key that must be one: its colon is in the same line. */
function keyAt(r: Reader): Key | undefined {
  const start = r.at
  const { line } = r
  const c = code(r, start)
  if (c === DASH && gap(code(r, start + 1))) {
    fail(r, 'dash')
    return undefined
  }
  const found: Properties = {}
  if ((c === 38 || c === 33) && !properties(r, found)) return undefined
  if (r.line !== line) {
    fail(r, 'no-colon', start, r.last)
    return undefined
  }
  const next = code(r, r.at)
  const bare = next === COLON && gap(code(r, r.at + 1))
  if (bare && r.at === start) {
    fail(r, 'colon')
    return undefined
  }
  const node = bare ? absent(r) : atom(r, next)
  const from = r.from
  if (r.failure) return undefined
  if (!isKey(r, { start, line })) {
    fail(r, 'no-colon', start, Math.max(start + 1, r.last))
    return undefined
  }
  if (node.kind === 'alias' && from > start) fail(r, 'alias-name', from, from + 1)
  return { key: withProperties(node, found), keyAt: from, start }
}

/** `? key` and, perhaps, `: value` below it. */
function complexPair(r: Reader): Pair {
  const start = r.at
  const col = column(r)
  r.last = ++r.at
  r.fresh = true
  const key = value(r, true)
  const keyFrom = r.from
  skip(r)
  if (over(r) || column(r) !== col || !(code(r, r.at) === COLON && gap(code(r, r.at + 1)))) return pairOf(start, key, keyFrom, missing(r.indent), r.last)
  r.last = ++r.at
  r.fresh = true
  const node = value(r, true)
  return pairOf(start, key, keyFrom, node, r.from)
}

/** A sequence at the column of its first dash, where the reader stands. */
export function sequence(r: Reader): SeqNode {
  const outer = r.indent
  const col = column(r)
  const start = r.at
  const items: YamlNode[] = []
  const offsets: number[] = []
  let aliased = false
  r.indent = col
  if (++r.depth > deepest) fail(r, 'deep')
  while (dashed(r)) {
    r.last = ++r.at
    r.fresh = true
    const item = value(r, false)
    items.push(item)
    offsets.push(r.from - start)
    aliased ||= item.aliased
    skip(r)
    if (over(r) || column(r) < col) break
    if (column(r) > col) {
      stray(r)
      break
    }
  }
  if (!over(r) && column(r) === col && col !== outer) fail(r, 'no-dash')
  r.depth--
  r.indent = outer
  r.from = start
  const length = items.length ? (offsets.at(-1) ?? 0) + (items.at(-1)?.length ?? 0) : 0
  return { kind: 'seq', flow: false, items, offsets, cut: false, length, aliased }
}

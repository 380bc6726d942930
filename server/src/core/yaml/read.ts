// Reads one part of a text, or a whole one: from places to a tree and what is wrong with it. Never more than one failure.

import type { Slices } from '../text'
import { pairAt, value } from './block'
import { pairOf } from './build'
import type { Pair, YamlNode } from './node'
import {
  COLON,
  code,
  column,
  DASH,
  type Duplicate,
  type Failure,
  fail,
  gap,
  HASH,
  marker,
  missing,
  type Named,
  over,
  type Reader,
  reader,
  skip,
  TAB,
} from './reader'

/** Places are offsets into the text that was given. */
export interface Read {
  readonly failure: Failure | undefined
  readonly duplicates: readonly Duplicate[]
  readonly anchors: readonly Named[]
  readonly aliases: readonly Named[]
}

export interface ReadNode extends Read {
  readonly node: YamlNode
  readonly at: number
}

export interface ReadPair extends Read {
  readonly pair: Pair
}

export interface ReadDocument extends Read {
  readonly root: YamlNode | undefined
  readonly rootAt: number
  /** Content after the root that is no document of its own: programs do not read it. */
  readonly rest: number | undefined
  /** After the `---` of a second document that has content. */
  readonly second: number | undefined
}

const none: readonly never[] = []

const found = (r: Reader): Read => ({
  failure: r.failure,
  duplicates: r.duplicates ?? none,
  anchors: r.anchors ?? none,
  aliases: r.aliases ?? none,
})

/** `key: value` of a map at `col`, from its first character. `line`: where the line of `start` begins. */
export function readPair(text: string, start: number, end: number, col: number): ReadPair {
  const r = reader(text, start, end, start - col)
  r.indent = col
  controls(r)
  const pair = pairAt(r, undefined) ?? pairOf(start, missing(col), start, missing(col), start)
  rest(r, 'no-colon')
  const value = asWritten(r, pair.value, start + pair.valueAt)
  return { pair: value === pair.value ? pair : { ...pair, value, length: pair.valueAt + value.length }, ...found(r) }
}

/** `- value` of a sequence at `col`, from its dash. */
export function readItem(text: string, start: number, end: number, col: number): ReadNode {
  const r = reader(text, start, end, start - col)
  r.indent = col
  controls(r)
  r.last = ++r.at
  const node = value(r, false)
  const at = r.from
  rest(r, 'no-dash')
  return { node: asWritten(r, node, at), at, ...found(r) }
}

/** A value that breaks off within its line, as the text that its author meant: the rest of the line. */
function asWritten(r: Reader, node: YamlNode, at: number): YamlNode {
  const { failure, text } = r
  if (!failure || failure.fault === 'unclosed-quote' || failure.start < at) return node
  if (node.kind === 'alias' || (node.kind !== 'scalar' && !node.flow)) return node
  let end = text.indexOf('\n', at)
  if (end < 0 || end > r.end) end = r.end
  if (failure.start >= end) return node
  while (end > at && gap(text.charCodeAt(end - 1))) end--
  return { kind: 'scalar', style: 'plain', text: text.slice(at, end), length: end - at, indent: r.indent, aliased: false }
}

/** Nothing may stand behind what was read: it is no part of it, nor the start of a next one. */
function rest(r: Reader, fault: 'no-colon' | 'no-dash'): void {
  skip(r)
  if (r.at >= r.end) return
  const word = /\S+/y
  word.lastIndex = r.at
  const end = r.at + (word.exec(r.text)?.[0].length ?? 1)
  if (!r.fresh && code(r, r.at) === COLON) fail(r, 'colon', r.at, end, r.from)
  else if (!r.fresh) fail(r, 'after', r.at, end, r.last)
  else if (code(r, r.at) === TAB) fail(r, 'tab')
  else if (column(r) === r.indent) fail(r, fault, r.at, end)
  else fail(r, 'indent', r.at, end)
}

const controlled = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/

/** No program reads a text with control characters, wherever they stand. */
function controls(r: Reader): void {
  r.failure = controlIn(r.text, r.at, r.end)
}

export function controlIn(text: Slices, from: number, to: number): Failure | undefined {
  const at = text.slice(from, to).search(controlled) + from
  return at < from ? undefined : { fault: 'control', start: at, end: at + 1, from: at }
}

export function readDocument(text: string): ReadDocument {
  const r = reader(text, 0, text.length, 0)
  controls(r)
  if (code(r, 0) === 0xfeff) r.at = r.line = r.last = 1
  skip(r)
  directives(r)
  if (marker(r) && code(r, r.at) === DASH) {
    r.at += 3
    r.last = r.at
    r.fresh = false
    skip(r)
  }
  if (over(r)) {
    // an end without a start
    if (r.at < r.end && r.fresh && code(r, r.at) !== DASH) fail(r, 'content', r.at, r.at + 3)
    return { root: undefined, rootAt: 0, rest: undefined, second: second(r), ...found(r) }
  }
  const root = value(r, false)
  const rootAt = r.from
  skip(r)
  let after: number | undefined
  if (!over(r)) {
    const c = code(r, r.at)
    if (!r.fresh && (c === COLON || c === DASH) && gap(code(r, r.at + 1))) fail(r, c === COLON ? 'colon' : 'dash')
    else after = r.at
  }
  return { root, rootAt, rest: after, second: after === undefined ? second(r) : undefined, ...found(r) }
}

/** Lines such as `%YAML 1.1` before the `---` that they call for. */
function directives(r: Reader): void {
  const start = r.at
  const handles: string[] = ['!!']
  while (code(r, r.at) === 37 && r.at === r.line) {
    const line = /%(?:YAML[ \t]+1\.1|TAG[ \t]+(!(?:[\w-]*!)?)[ \t]+\S+)[ \t]*(?:#.*)?(?=\r?\n|$)/y
    line.lastIndex = r.at
    const match = line.exec(r.text)
    if (!match) return fail(r, 'directive', r.at, lineEnd(r))
    if (match[1]) handles.push(match[1])
    r.at += match[0].length
    skip(r)
  }
  r.handles = handles
  if (r.at > start && !(marker(r) && code(r, r.at) === DASH)) fail(r, 'directive', start, start + 1)
}

const lineEnd = (r: Reader): number => {
  const at = r.text.indexOf('\n', r.at)
  return at < 0 ? r.end : at
}

/** The same, as the first document ends at `at`. */
export function secondAfter(text: string, at: number): number | undefined {
  return at < text.length ? second(reader(text, at, text.length, at)) : undefined
}

function second(r: Reader): number | undefined {
  while (r.at < r.end) {
    if (!marker(r)) return undefined
    const dashes = code(r, r.at) === DASH
    r.at += 3
    const at = r.at
    r.fresh = false
    skip(r)
    if (dashes && r.at < r.end && !marker(r)) return at
    if (!marker(r) && code(r, r.at) !== HASH) return r.at < r.end ? r.at : undefined
  }
  return undefined
}

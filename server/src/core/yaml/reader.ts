// Where a reading of YAML text stands, and the steps between tokens. The rules are those of libyaml (go-yaml, SnakeYAML):
// the programs of this field read with it, and it is laxer here and stricter there than YAML 1.2.
import type { ScalarNode } from './node'

/** Why a text cannot be read; `mistake.ts` finds the words. */
export type Fault =
  | 'after' // text after a complete value
  | 'alias-name'
  | 'anchor-twice'
  | 'block-header'
  | 'colon' // a second `: ` in a value
  | 'comma'
  | 'content' // a value was expected
  | 'control'
  | 'dash' // `- ` after something else on its line
  | 'deep'
  | 'directive'
  | 'escape'
  | 'handle'
  | 'indent'
  | 'marker' // `---` or `...` in quotes or brackets
  | 'no-colon'
  | 'no-dash'
  | 'question'
  | 'start' // a character that starts no value
  | 'tab'
  | 'tag'
  | 'unclosed-bracket'
  | 'unclosed-quote'

export interface Failure {
  readonly fault: Fault
  readonly start: number
  readonly end: number
  /** Where the thing that is broken began: its quote or bracket. */
  readonly from: number
}

export interface Named {
  readonly name: string
  readonly start: number
  readonly end: number
}

export interface Duplicate extends Named {
  readonly first: { readonly start: number; readonly end: number }
}

export interface Reader {
  readonly text: string
  readonly end: number
  at: number
  /** Start of the line that `at` is in, such that `at - line` is the column. */
  line: number
  /** A key may start here: at the start of a line or after a dash, not after a value. */
  fresh: boolean
  /** End of the last token. */
  last: number
  /** Start of the node that was read last: nodes know no places. */
  from: number
  /** Column of the innermost block collection. */
  indent: number
  flow: number
  depth: number
  failure: Failure | undefined
  aliases: Named[] | undefined
  anchors: Named[] | undefined
  duplicates: Duplicate[] | undefined
  /** Handles that a `%TAG` line declares. */
  handles: readonly string[]
}

/** `line`: where the line of `start` would begin, so that `start - line` is its column. */
export function reader(text: string, start: number, end: number, line: number): Reader {
  return {
    text,
    end,
    at: start,
    line,
    fresh: true,
    last: start,
    from: start,
    indent: -1,
    flow: 0,
    depth: 0,
    failure: undefined,
    aliases: undefined,
    anchors: undefined,
    duplicates: undefined,
    handles: ['!!'],
  }
}

/** Only the first mistake counts: what follows would be its consequence. Reading stops by being at the end. */
export function fail(r: Reader, fault: Fault, start = r.at, end = start + 1, from = start): void {
  r.failure ??= { fault, start: Math.min(start, r.end), end: Math.min(end, r.end), from }
  r.at = r.end
}

export const LF = 10
export const CR = 13
export const SPACE = 32
export const TAB = 9
export const HASH = 35
export const DASH = 45
export const COLON = 58

/** The code unit at `i`; NaN at and after the end of the part that is read. */
export const code = (r: Reader, i: number): number => (i < r.end ? r.text.charCodeAt(i) : Number.NaN)

/** A blank, a line break or the end. */
export const gap = (c: number): boolean => c === SPACE || c === LF || c === CR || c === TAB || Number.isNaN(c)

/** To the next token: over blanks, comments and line breaks. A tab where a key may start is left standing: it is no indentation. */
export function skip(r: Reader): void {
  const { text, end } = r
  let at = r.at
  while (at < end) {
    let c = text.charCodeAt(at)
    if (c === SPACE || (c === TAB && (r.flow > 0 || !r.fresh))) {
      at++
      continue
    }
    if (c === HASH) {
      at = text.indexOf('\n', at)
      if (at < 0 || at >= end) {
        at = end
        break
      }
      c = LF
    }
    if (c === CR && text.charCodeAt(at + 1) === LF) c = text.charCodeAt(++at)
    if (c !== LF) break
    r.line = ++at
    if (r.flow === 0) r.fresh = true
  }
  r.at = Math.min(at, end)
}

/** `---` or `...` alone at the start of a line. */
export function marker(r: Reader): boolean {
  if (r.at !== r.line) return false
  const c = code(r, r.at)
  return (c === DASH || c === 46) && code(r, r.at + 1) === c && code(r, r.at + 2) === c && gap(code(r, r.at + 3))
}

/** Nothing more to read here: the end, or the document's. */
export const over = (r: Reader): boolean => r.at >= r.end || marker(r)

export const column = (r: Reader): number => r.at - r.line

/** A value that is not written. */
export const missing = (indent: number): ScalarNode => ({ kind: 'scalar', style: 'plain', text: '', length: 0, indent, aliased: false })

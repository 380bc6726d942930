// Words of a Pebble template as Kestra's engine splits it. Where the engine gives up, a token says why and the next `{{ }}`
// or `{% %}` is looked at all the same.
import type { Span } from '../../text'
import { foreign, symbols } from './operators'

export type TokenKind =
  | 'text'
  | 'comment'
  | 'raw'
  | 'printStart'
  | 'printEnd'
  | 'tagStart'
  | 'tagEnd'
  | 'name'
  | 'number'
  | 'string'
  | 'operator'
  | 'punctuation'
  | 'partStart'
  | 'partEnd'
  | 'error'
  | 'end'

export interface PebbleToken {
  readonly kind: TokenKind
  readonly span: Span
  readonly text: string
  /** Why the engine gives up here; only for `error`. */
  readonly error?: string
}

/** All tokens, the last one of kind `end`. Every start has its end, an empty one when the text has none. */
export function lex(text: string): readonly PebbleToken[] {
  const tokens: PebbleToken[] = []
  let at = 0
  let lost = 0
  while (at < text.length) {
    const open = nextOpen(text, at)
    if (open > at) tokens.push(token('text', at, open, text))
    if (open >= text.length) break
    // Looking for the end of each of many open regions would take forever: later ones end at the next opening.
    const limit = lost < patience ? text.length : nextOpen(text, open + 2)
    at = text[open + 1] === '#' ? comment(text, open, tokens) : (verbatim(text, open, tokens) ?? region(text, open, limit, tokens))
    if (tokens.at(-1)?.span.end === tokens.at(-1)?.span.start) lost++
  }
  tokens.push(token('end', text.length, text.length, text))
  return tokens
}

const patience = 20

const token = (kind: TokenKind, start: number, end: number, text: string, error?: string): PebbleToken => ({
  kind,
  span: { start, end },
  text: text.slice(start, end),
  ...(error === undefined ? {} : { error }),
})

const opening = /\{[{%#]/g

function nextOpen(text: string, at: number): number {
  opening.lastIndex = at
  return opening.exec(text)?.index ?? text.length
}

function comment(text: string, open: number, tokens: PebbleToken[]): number {
  const close = text.indexOf('#}', open + 2)
  // The engine does not mind a comment that begins with the last two characters.
  if (close >= 0 || open + 2 === text.length) {
    const end = close < 0 ? text.length : close + 2
    tokens.push(token('comment', open, end, text))
    return end
  }
  tokens.push(
    token(
      'error',
      open,
      open + 2,
      text,
      '"{#" begins a comment, and this one is not closed: "#}" is missing. (For a shell\'s "${#…}", put the text into {% raw %}…{% endraw %}.)',
    ),
  )
  return open + 2
}

const rawStart = /\{%-*\s*raw\s*-*%\}/y
const rawEnd = /\{%-*\s*endraw\s*-*%\}/g
const verbatimStart = /\{%(?:-\s+)?\s*verbatim\s*-?%\}/y
const verbatimEnd = /\{%-?\s*endverbatim\s*-?%\}/g

/** `{% raw %}…{% endraw %}`, which the renderer takes out before the engine looks, or `{% verbatim %}`. */
function verbatim(text: string, open: number, tokens: PebbleToken[]): number | undefined {
  for (const [start, end] of [
    [rawStart, rawEnd],
    [verbatimStart, verbatimEnd],
  ] as const) {
    start.lastIndex = open
    if (!start.test(text)) continue
    end.lastIndex = start.lastIndex
    const close = end.exec(text)
    if (close) {
      tokens.push(token('raw', open, end.lastIndex, text))
      return end.lastIndex
    }
  }
  return undefined
}

const printClose = /[ \t\n\v\f\r]*-?\}\}/y
const tagClose = /[ \t\n\v\f\r]*-?%\}/y
const partClose = /[ \t\n\v\f\r]*\}/y
const leadingTrim = /-[ \t\n\v\f\r]+/y
const space = /[\t-\r\x1c-\x1f \u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]*/y

const match = (pattern: RegExp, text: string, at: number): number | undefined => {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : undefined
}

/** One `{{ … }}` or `{% … %}`; returns where the text goes on. */
function region(text: string, open: number, limit: number, tokens: PebbleToken[]): number {
  const print = text[open + 1] === '{'
  const close = print ? printClose : tagClose
  let at = match(leadingTrim, text, open + 2) ?? open + 2
  tokens.push(token(print ? 'printStart' : 'tagStart', open, Math.min(at, open + 3), text))
  const first = tokens.length
  const brackets: string[] = []
  for (;;) {
    const ended = brackets.length === 0 ? match(close, text, at) : undefined
    if (ended !== undefined) {
      tokens.push(token(print ? 'printEnd' : 'tagEnd', ended - 2 - (text[ended - 3] === '-' ? 1 : 0), ended, text))
      return ended
    }
    const next = at < limit ? step(text, at, brackets) : undefined
    if (next === undefined) return unclosed(text, open, print, tokens, first)
    if (next.kind !== 'space') tokens.push(next as PebbleToken)
    if (next.kind === 'error') return recover(text, next.span.start, print, tokens)
    at = next.span.end
  }
}

type Step = PebbleToken | { readonly kind: 'space'; readonly span: Span }

/** The next token inside delimiters; undefined at the end of the text. Opens and closes `brackets`. */
function step(text: string, at: number, brackets: string[]): Step | undefined {
  const top = brackets.at(-1)
  if (top === '"') return stringPart(text, at, brackets)
  const part = top === '#{' ? match(partClose, text, at) : undefined
  if (part !== undefined) {
    brackets.pop()
    return token('partEnd', part - 1, part, text)
  }
  const start = match(space, text, at) ?? at
  if (start >= text.length) return undefined
  if (start > at) return { kind: 'space', span: { start: at, end: start } }
  return word(text, at, brackets)
}

const identifier = /[\p{L}_][\p{L}\p{Nd}_]*/uy
const numeral = /[0-9]+L|[0-9]+(?:\.[0-9]+)?/y
const plainString = /"[^#"\\]*(?:\\.[^#"\\]*)*"|'[^'\\]*(?:\\.[^'\\]*)*'/sy
const stringRun = /[^#"\\]*(?:(?:\\.|#(?!\{))[^#"\\]*)*/sy

function word(text: string, at: number, brackets: string[]): PebbleToken {
  const pair = text.slice(at, at + 2)
  const own = Object.hasOwn(foreign, pair) ? foreign[pair] : undefined
  if (own) return token('error', at, at + 2, text, `There is no "${pair}": write "${own}".`)
  for (const [pattern, kind] of patterns) {
    const end = match(pattern, text, at)
    if (end !== undefined) return token(kind, at, end, text)
  }
  const c = text[at] ?? ''
  if ('()[]{}?:.,|='.includes(c)) return bracket(text, at, c, brackets)
  const whole = match(plainString, text, at)
  if (whole !== undefined) return token('string', at, whole, text)
  if (c === '"') {
    brackets.push('"')
    return token('string', at, at + 1, text)
  }
  if (c === "'") return token('error', at, lineEnd(text, at), text, `This text is not closed: a "'" is missing.`)
  const point = String.fromCodePoint(text.codePointAt(at) ?? 0)
  return token('error', at, at + point.length, text, stranger(point))
}

const patterns: readonly (readonly [RegExp, TokenKind])[] = [
  [symbols, 'operator'],
  [identifier, 'name'],
  [numeral, 'number'],
]

const pairs: Readonly<Record<string, string | undefined>> = { '(': ')', '[': ']', '{': '}' }

function bracket(text: string, at: number, c: string, brackets: string[]): PebbleToken {
  if (pairs[c]) brackets.push(c)
  if (!')]}'.includes(c)) return token('punctuation', at, at + 1, text)
  const last = brackets.pop()
  if (last === undefined)
    return token('error', at, at + 1, text, c === '}' ? 'The expression ends with "}}"; one "}" is missing.' : `This "${c}" closes nothing.`)
  const expected = pairs[last] ?? ''
  return expected === c ? token('punctuation', at, at + 1, text) : token('error', at, at + 1, text, `"${last}" is not closed: "${expected}" is missing.`)
}

/** Inside a double-quoted text with `#{…}` in it. */
function stringPart(text: string, at: number, brackets: string[]): PebbleToken | undefined {
  if (text.startsWith('#{', at)) {
    brackets.push('#{')
    return token('partStart', at, at + 2, text)
  }
  const end = match(stringRun, text, at) ?? at
  if (end > at) return token('string', at, end, text)
  if (text[at] !== '"') return undefined
  brackets.pop()
  return token('string', at, at + 1, text)
}

const lineEnd = (text: string, at: number): number => {
  const line = text.indexOf('\n', at)
  const close = text.indexOf('}}', at)
  return Math.min(line < 0 ? text.length : line, close < 0 ? text.length : close)
}

function stranger(point: string): string {
  const hint = strangers[point]
  if (hint) return hint
  if (point === '\u00a0') return 'There is a no-break space here (U+00A0), which Pebble refuses: write an ordinary space.'
  return `The character "${point}" means nothing in Pebble.`
}

const strangers: Readonly<Record<string, string | undefined>> = {
  '!': 'There is no "!": write "not".',
  ';': 'There is no ";": an expression ends with "}}".',
  '`': 'Text is written in \' or ".',
  $: 'There is no "$" in an expression: write the name alone.',
}

/** A region without its end: stops where the next one seems to begin, so that this one is still understood. */
function unclosed(text: string, open: number, print: boolean, tokens: PebbleToken[], first: number): number {
  const next = nextOpen(text, open + 2)
  while (tokens.length > first && (tokens.at(-1)?.span.end ?? 0) > next) tokens.pop()
  const wanted = print ? '}}' : '%}'
  const inText = tokens.slice(first).some(one => one.kind === 'string' && one.text === '"')
  tokens.push(
    token(
      'error',
      open,
      open + 2,
      text,
      inText ? "A text in double quotes is not closed: a '\"' is missing." : `"${text.slice(open, open + 2)}" is not closed: "${wanted}" is missing.`,
    ),
  )
  tokens.push(token(print ? 'printEnd' : 'tagEnd', next, next, text))
  return next
}

/** Behind the end of the broken region: its own delimiter when that comes before the next opening one. */
function recover(text: string, from: number, print: boolean, tokens: PebbleToken[]): number {
  const close = text.indexOf(print ? '}}' : '%}', from)
  const open = nextOpen(text, from)
  const own = close >= 0 && close <= open
  const at = own ? close : open
  tokens.push(token(print ? 'printEnd' : 'tagEnd', at, own ? at + 2 : at, text))
  return own ? at + 2 : at
}

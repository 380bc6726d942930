// Alertmanager's newer matcher grammar (`matcher/parse`): braces both or none, names and values bare or in double quotes.
import type { Span } from '../../text'
import { unquote } from '../goString'
import { isWellFormed } from '../label'
import { type Matcher, type MatchOp, space } from './matcher'

export interface GrammarError {
  readonly message: string
  readonly span: Span
}

export type Grammar =
  | { readonly matchers: readonly Matcher[]; readonly error?: undefined }
  | { readonly error: GrammarError; readonly matchers: readonly Matcher[] }

/** Reads all of `text`; after an error, `matchers` holds those before it. Regular expressions are not compiled here. */
export function parseUtf8(text: string): Grammar {
  const tokens = [...lex(text)]
  const matchers: Matcher[] = []
  const fail = (message: string, token: Token): Grammar => ({ matchers, error: { message: token.error ?? message, span: token.span } })
  let at = 0
  const next = (): Token => tokens[at] ?? { kind: 'end', span: { start: text.length, end: text.length }, value: '' }
  const open = next().kind === '{' ? tokens[at++] : undefined
  while (next().kind !== '}' && next().kind !== 'end') {
    const name = next()
    if (name.kind !== 'word') return fail('A label name is expected here.', name)
    at++
    const op = next()
    if (op.kind !== 'op') return fail(missingOperator(name, op), op.kind === 'end' ? name : op)
    at++
    const value = next()
    if (value.kind !== 'word') return fail(`A value is expected after "${op.value}".`, value.kind === 'end' ? op : value)
    at++
    matchers.push(toMatcher(name, op, value))
    const after = next()
    if (after.kind === ',') at++
    else if (after.kind !== '}' && after.kind !== 'end')
      return fail('A comma is expected between two matchers; a value with other characters needs double quotes.', after)
  }
  const close = next()
  if (close.kind === '}' && !open) return fail('This brace closes nothing: remove it, or add "{" at the start.', close)
  if (close.kind === '}') at++
  else if (open) return fail('This brace is not closed: add "}" at the end.', open)
  return next().kind === 'end' ? { matchers } : fail('Nothing may follow the closing brace.', next())
}

interface Token {
  readonly kind: 'word' | 'op' | '{' | '}' | ',' | 'end' | 'error'
  /** With quotes. */
  readonly span: Span
  /** Decoded. */
  readonly value: string
  readonly quoted?: boolean
  readonly error?: string
}

const bare = new RegExp(`[^${space}{}!=~,\\\\"'\`]+`, 'y')
const blank = new RegExp(`[${space}]+`, 'y')
const string = /"(?:[^"\\]|\\.)*"/sy

/** Tokens up to the first that is wrong. */
function* lex(text: string): Generator<Token> {
  const take = (pattern: RegExp, at: number): string | undefined => {
    pattern.lastIndex = at
    return pattern.exec(text)?.[0]
  }
  for (let at = 0; at < text.length; ) {
    const skipped = take(blank, at)
    if (skipped) {
      at += skipped.length
      continue
    }
    const token = lexOne(text, at, take)
    yield token
    if (token.kind === 'error') return
    at = token.span.end
  }
}

function lexOne(text: string, at: number, take: (pattern: RegExp, at: number) => string | undefined): Token {
  const token = (kind: Token['kind'], length: number, value = text.slice(at, at + length)): Token => ({ kind, value, span: { start: at, end: at + length } })
  const first = text.charAt(at)
  if (first === '{' || first === '}' || first === ',') return token(first, 1)
  const op = /^(?:=~|=|!=|!~)/.exec(text.slice(at, at + 2))?.[0]
  if (op) return token('op', op.length)
  if (first === '"') return lexString(text, at, take(string, at))
  const word = take(bare, at)
  if (word) return isWellFormed(word) ? token('word', word.length) : { ...token('error', word.length), error: 'Half of a surrogate pair stands here.' }
  const why = first === '!' ? 'After "!" only "=" or "~" can follow.' : `"${first}" cannot stand here without double quotes around the text.`
  return { ...token('error', 1), error: why }
}

function lexString(text: string, at: number, found: string | undefined): Token {
  const span = { start: at, end: found === undefined ? text.length : at + found.length }
  if (found === undefined) return { kind: 'error', span: { start: at, end: at + 1 }, value: '', error: 'This double quote is not closed.' }
  const body = found.slice(1, -1)
  const { value, bad, utf8 } = unquote(body, '"')
  if (bad) {
    const place = { start: at + 1 + bad.start, end: at + 1 + bad.end }
    return { kind: 'error', span: place, value: '', error: `"${body.slice(bad.start, bad.end)}" is not an escape: write two backslashes for one.` }
  }
  if (body.includes('\n')) return { kind: 'error', span, value: '', error: 'A line break inside quotes must be written as "\\n".' }
  if (!utf8 || !isWellFormed(value)) return { kind: 'error', span, value: '', error: 'The escapes in this text do not spell UTF-8.' }
  return { kind: 'word', span, value, quoted: true }
}

function missingOperator(name: Token, after: Token): string {
  if (after.kind === 'end') return `"${name.value}" has no operator and no value: write ${name.value || 'name'}="…".`
  return 'An operator is expected after the label name: "=", "!=", "=~" or "!~".'
}

function toMatcher(name: Token, op: Token, value: Token): Matcher {
  return {
    name: name.value,
    op: op.value as MatchOp,
    value: value.value,
    span: { start: name.span.start, end: value.span.end },
    nameSpan: inner(name),
    opSpan: op.span,
    valueSpan: inner(value),
  }
}

const inner = ({ span, quoted }: Token): Span => (quoted ? { start: span.start + 1, end: span.end - 1 } : span)

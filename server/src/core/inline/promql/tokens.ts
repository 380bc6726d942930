// Colours of PromQL, from lexemes alone: they stay while a text is half written.
import type { Token, TokenType } from '../inline'
import { promFunctions } from './functions'
import { type Lexeme, lex } from './lex'
import type { PromTree } from './tree'
import { aggregators, keywords, wordOperators } from './words'

export function tokens({ text }: PromTree): readonly Token[] {
  const lexemes = lex(text)
  const found: Token[] = []
  const open: string[] = []
  for (const [i, one] of lexemes.entries()) {
    if (one.kind === 'mark' && /^[([{]$/.test(one.text)) open.push(isList(lexemes[i - 1]) ? 'list' : one.text)
    else if (one.kind === 'mark' && /^[)\]}]$/.test(one.text)) open.pop()
    const type = typeOf(lexemes, i, open.at(-1))
    if (type) found.push({ span: { start: one.start, end: one.end }, type })
  }
  return withComments(text, found)
}

/** Whether a parenthesis after this word holds label names. */
const isList = (before: Lexeme | undefined): boolean => /^(?:by|without|on|ignoring|group_left|group_right)$/i.test(before?.text ?? '')

function typeOf(lexemes: readonly Lexeme[], i: number, around: string | undefined): TokenType | undefined {
  const one = lexemes[i] as Lexeme
  const next = lexemes[i + 1]?.text
  if (one.kind === 'number') return 'number'
  if (one.kind === 'string') return /^[=!]~$/.test(lexemes[i - 1]?.text ?? '') ? 'regexp' : around === 'list' ? 'property' : 'string'
  if (one.kind === 'mark') return /^[-+*/%^=!<>@~]/.test(one.text) ? 'operator' : undefined
  if (one.kind !== 'word') return undefined
  if (around === '{' || around === 'list') return 'property'
  const lower = one.text.toLowerCase()
  const called = next === '(' || (next !== undefined && /^(?:by|without)$/i.test(next))
  if (aggregators.has(lower) && called) return 'function'
  if (wordOperators.includes(lower) && i > 0) return 'operator'
  if (next === '(' && promFunctions.has(one.text) && lexemes[i - 1]?.text !== '@') return 'function'
  if (lower === 'inf' || lower === 'nan') return 'number'
  return keywords.has(lower) && isKeyword(lexemes, i) ? 'keyword' : next === '(' ? 'function' : 'variable'
}

/** A keyword between operands, not a metric of that name. */
function isKeyword(lexemes: readonly Lexeme[], i: number): boolean {
  const one = lexemes[i] as Lexeme
  if (/^(?:on|ignoring|group_left|group_right|bool)$/i.test(one.text)) return true
  const before = lexemes[i - 1]
  return before !== undefined && (before.kind !== 'mark' || /^[)\]}@]$/.test(before.text))
}

function withComments(text: string, found: readonly Token[]): readonly Token[] {
  if (!text.includes('#')) return found
  const inside = (at: number) => found.some(one => one.span.start < at && at < one.span.end)
  const comments: Token[] = []
  for (const part of text.matchAll(/#.*/g)) {
    const last = comments.at(-1)
    if (inside(part.index) || (last && part.index < last.span.end)) continue
    comments.push({ span: { start: part.index, end: part.index + part[0].length }, type: 'comment' })
  }
  return [...found, ...comments].sort((a, b) => a.span.start - b.span.start)
}

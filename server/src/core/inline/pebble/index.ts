// Pebble as Kestra speaks it: expressions in nearly every text of a flow. `scope.version` is Kestra's line; without one only
// what every line says is said. A slip fails the run, not the save, hence warnings.
import type { InlineLanguage, InlineProblem, InlineScope, Token, TokenType } from '../inline'
import { check } from './check'
import { complete } from './complete'
import { explain } from './explain'
import type { PebbleToken, TokenKind } from './lex'
import { mentions } from './mentions'
import type { Pebble } from './node'
import { foreign, operatorWords } from './operators'
import { parse } from './parse'

export const pebbleLanguage: InlineLanguage<Pebble> = {
  id: 'pebble',
  isAbsent: text => !/\{[{%#]/.test(text),
  parse: text => parse(text),
  problems,
  mentions,
  tokens,
  complete,
  explain,
}

function problems(tree: Pebble, scope: InlineScope): readonly InlineProblem[] {
  const syntax = tree.errors.map(({ message, span, fix }): InlineProblem => {
    const place = span.end > span.start ? span : { start: Math.max(0, span.start - 1), end: Math.min(tree.text.length, Math.max(span.end, 1)) }
    const right = fix ?? foreign[tree.text.slice(place.start, place.end)]
    const fixes = right === undefined ? {} : { fixes: [{ title: `Write "${right}"`, edits: [{ span: place, text: right }] }] }
    return { code: 'pebble-syntax', severity: 'warning', message: `${message} The run fails here.`, span: place, ...fixes }
  })
  const names = check(tree, scope)
  const tests = names.filter(one => one.code === 'unknown-pebble-test').map(one => one.span.end)
  return [...syntax.filter(one => !tests.some(end => isBlank(tree.text, end, one.span.start))), ...names].sort((a, b) => a.span.start - b.span.start)
}

/** What stands behind a test of another language, as `'b'` in `a is sameas 'b'`, is wrong only because of it. */
const isBlank = (text: string, start: number, end: number): boolean => start <= end && text.slice(start, end).trim() === ''

function tokens(tree: Pebble): readonly Token[] {
  const found: Token[] = []
  tree.tokens.forEach((token, i) => {
    const type = typeOf(token, tree.tokens[i - 1], tree.tokens[i + 1])
    if (type && token.span.end > token.span.start) found.push({ span: token.span, type })
  })
  return found
}

function typeOf(token: PebbleToken, before: PebbleToken | undefined, after: PebbleToken | undefined): TokenType | undefined {
  if (token.kind === 'operator') return Object.hasOwn(operatorWords, token.text) && /[a-z]/i.test(token.text) ? 'keyword' : 'operator'
  if (token.kind !== 'name') return types[token.kind]
  if (before?.kind === 'tagStart') return 'keyword'
  if (before?.text === '|' || before?.text === 'is' || before?.text === 'is not') return 'function'
  if (before?.text === '.') return 'property'
  if (after?.text === '(') return 'function'
  return words.has(token.text) ? 'keyword' : 'variable'
}

const words: ReadonlySet<string> = new Set(['true', 'false', 'null', 'none', 'in'])

const types: Readonly<Partial<Record<TokenKind, TokenType>>> = {
  comment: 'comment',
  printStart: 'operator',
  printEnd: 'operator',
  tagStart: 'operator',
  tagEnd: 'operator',
  partStart: 'operator',
  partEnd: 'operator',
  number: 'number',
  string: 'string',
}

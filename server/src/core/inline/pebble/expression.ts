// Expressions of Pebble: climbing by how tightly operators bind, the way the engine does.
import type { Span } from '../../text'
import type { Cursor } from './cursor'
import type { PebbleToken } from './lex'
import type { Argument, Expression, Word } from './node'
import { binary, unary, unaryStrength } from './operators'

const deepest = 100
const longest = 400

export function parseExpression(cursor: Cursor, least = 0): Expression {
  if (cursor.depth >= deepest) {
    cursor.giveUp()
    return missing(cursor)
  }
  cursor.depth++
  const first = operand(cursor)
  const whole = operations(cursor, first, least)
  const result = least === 0 ? choice(cursor, whole) : whole
  cursor.depth--
  return result
}

const missing = (cursor: Cursor): Expression => {
  const at = cursor.before()
  return { kind: 'missing', span: { start: at, end: at } }
}

const between = (start: number, cursor: Cursor): Span => ({ start, end: Math.max(start, cursor.before()) })

function operand(cursor: Cursor): Expression {
  const token = cursor.peek()
  const { start } = token.span
  if (token.kind === 'operator' && unary.has(token.text)) {
    cursor.next()
    const inner = parseExpression(cursor, unaryStrength)
    return { kind: 'unary', span: between(start, cursor), operator: token.text, operand: inner }
  }
  if (cursor.take('punctuation', '(')) {
    const inner = parseExpression(cursor)
    cursor.expect('punctuation', ')', unexpected(cursor.peek(), 'A ")" is missing.'))
    return postfix(cursor, { kind: 'group', span: between(start, cursor), inner })
  }
  if (cursor.is('punctuation', '[')) return list(cursor)
  if (cursor.is('punctuation', '{')) return map(cursor)
  return postfix(cursor, simple(cursor))
}

function operations(cursor: Cursor, first: Expression, least: number): Expression {
  let left = first
  for (let count = 0; !cursor.failed; count++) {
    const token = cursor.peek()
    const strength = token.kind === 'operator' ? binary[token.text] : undefined
    if (strength === undefined || strength < least) break
    if (count > longest) cursor.giveUp()
    cursor.next()
    left = operation(cursor, left, token, strength)
  }
  return left
}

function operation(cursor: Cursor, left: Expression, token: PebbleToken, strength: number): Expression {
  const { start } = left.span
  if (token.text === '|') {
    const name = cursor.word('The name of a filter is missing behind "|".')
    return { kind: 'filter', input: left, name, arguments: optionalArguments(cursor), span: between(start, cursor) }
  }
  if (token.text === 'is' || token.text === 'is not') {
    const name = cursor.word(`The name of a test is missing behind "${token.text}", such as "defined" or "empty".`)
    return { kind: 'test', input: left, name, negated: token.text === 'is not', arguments: optionalArguments(cursor), span: between(start, cursor) }
  }
  const right = parseExpression(cursor, strength + 1)
  return { kind: 'binary', operator: { name: token.text, span: token.span }, left, right, span: between(start, cursor) }
}

function choice(cursor: Cursor, condition: Expression): Expression {
  if (cursor.failed || !cursor.take('punctuation', '?')) return condition
  const yes = parseExpression(cursor)
  cursor.expect('punctuation', ':', 'A ":" is missing: "condition ? this : that".')
  const no = parseExpression(cursor)
  return { kind: 'choice', condition, yes, no, span: between(condition.span.start, cursor) }
}

function simple(cursor: Cursor): Expression {
  const token = cursor.peek()
  switch (token.kind) {
    case 'name':
      return named(cursor)
    case 'number':
      cursor.next()
      return { kind: 'number', span: token.span }
    case 'string':
    case 'partStart':
      return string(cursor)
    default:
      cursor.fail(token, unexpected(token, 'A value is missing here.'))
      return missing(cursor)
  }
}

const constants: Readonly<Record<string, 'boolean' | 'null' | undefined>> = {
  true: 'boolean',
  TRUE: 'boolean',
  false: 'boolean',
  FALSE: 'boolean',
  null: 'null',
  NULL: 'null',
  none: 'null',
  NONE: 'null',
}

function named(cursor: Cursor): Expression {
  const token = cursor.next()
  const constant = Object.hasOwn(constants, token.text) ? constants[token.text] : undefined
  if (constant) return { kind: constant, span: token.span }
  if (!cursor.is('punctuation', '(')) return { kind: 'name', span: token.span, name: token.text }
  const name: Word = { name: token.text, span: token.span }
  return { kind: 'call', name, arguments: parseArguments(cursor, false), span: between(token.span.start, cursor) }
}

function string(cursor: Cursor): Expression {
  const token = cursor.next()
  if (token.text.length > 1 || token.text === "'") return plain(token)
  const items: Expression[] = []
  while (!cursor.failed) {
    const next = cursor.next()
    if (next.kind === 'partStart') {
      items.push(parseExpression(cursor))
      cursor.expect('partEnd', undefined, 'A "}" is missing: "#{…}" fills a value into the text.')
    } else if (next.kind !== 'string') {
      cursor.fail(next, "A '\"' is missing at the end of this text.")
    } else if (next.text === '"') break
    else items.push({ kind: 'string', span: next.span, value: next.text, inner: next.span })
  }
  return { kind: 'joined', items, span: between(token.span.start, cursor) }
}

function plain(token: PebbleToken): Expression {
  const quote = token.text[0] ?? ''
  const value = token.text.slice(1, -1).replaceAll(`\\${quote}`, quote).replaceAll('\\\\', '\\')
  return { kind: 'string', span: token.span, value, inner: { start: token.span.start + 1, end: token.span.end - 1 } }
}

/** Members, elements and calls behind a value. */
function postfix(cursor: Cursor, value: Expression): Expression {
  let object = value
  for (let count = 0; !cursor.failed; count++) {
    const token = cursor.peek()
    if (token.kind !== 'punctuation' || !'.[('.includes(token.text)) break
    if (count > longest) cursor.giveUp()
    else if (token.text === '(') cursor.fail(token, 'Only a name can be called: a function, or a method behind a ".".')
    else object = token.text === '.' ? memberOf(cursor, object) : elementOf(cursor, object)
  }
  return object
}

function memberOf(cursor: Cursor, object: Expression): Expression {
  cursor.next()
  const name = cursor.word(afterDot(cursor.peek()))
  const called = !cursor.failed && cursor.is('punctuation', '(')
  const given = called ? parseArguments(cursor, false) : undefined
  return { kind: 'member', object, name, ...(given && { arguments: given }), span: between(object.span.start, cursor) }
}

function afterDot(token: PebbleToken): string {
  if (token.kind === 'number') return `An element of a list is taken with brackets: "[${token.text}]".`
  if (token.kind === 'operator' && /[a-z]/i.test(token.text)) return `"${token.text}" is an operator: take this member with brackets: "['${token.text}']".`
  return 'A name is missing behind this ".".'
}

function elementOf(cursor: Cursor, object: Expression): Expression {
  cursor.next()
  const key = parseExpression(cursor)
  cursor.expect('punctuation', ']', 'A "]" is missing.')
  return { kind: 'item', object, key, span: between(object.span.start, cursor) }
}

const optionalArguments = (cursor: Cursor): readonly Argument[] => (!cursor.failed && cursor.is('punctuation', '(') ? parseArguments(cursor, false) : [])

/** `(1, b=2)`; of a macro: names with optional values. */
export function parseArguments(cursor: Cursor, ofMacro: boolean): readonly Argument[] {
  const found: Argument[] = []
  cursor.expect('punctuation', '(', 'A "(" is missing.')
  while (!cursor.failed && !cursor.take('punctuation', ')')) {
    if (found.length > 0) cursor.expect('punctuation', ',', unexpected(cursor.peek(), 'A "," or ")" is missing.'))
    if (cursor.failed) break
    const named = ofMacro || cursor.peek(1).text === '='
    const name = named ? cursor.word('The name of an argument is missing.') : undefined
    if (!name && found.some(one => one.name) && !cursor.failed) cursor.fail(cursor.peek(), 'Arguments without a name come before those with one.')
    const value = !named || cursor.take('punctuation', '=') ? parseExpression(cursor) : missing(cursor)
    found.push({ ...(name && { name }), value })
  }
  return found
}

function list(cursor: Cursor): Expression {
  const { start } = cursor.next().span
  const items: Expression[] = []
  while (!cursor.failed && !cursor.take('punctuation', ']')) {
    if (items.length > 0) cursor.expect('punctuation', ',', 'A "," or "]" is missing.')
    if (cursor.failed) break
    if (items.length > 0 && cursor.is('punctuation', ']')) cursor.fail(cursor.peek(), 'Nothing follows this last ",": leave it out.')
    items.push(parseExpression(cursor))
  }
  return withoutPostfix(cursor, { kind: 'list', items, span: between(start, cursor) }, 'list')
}

function map(cursor: Cursor): Expression {
  const { start } = cursor.next().span
  const entries: (readonly [Expression, Expression])[] = []
  while (!cursor.failed && !cursor.take('punctuation', '}')) {
    if (entries.length > 0) cursor.expect('punctuation', ',', 'A "," or "}" is missing.')
    if (cursor.failed) break
    const key = parseExpression(cursor)
    cursor.expect('punctuation', ':', 'A ":" is missing between key and value.')
    entries.push([key, parseExpression(cursor)])
  }
  return withoutPostfix(cursor, { kind: 'map', entries, span: between(start, cursor) }, 'map')
}

function withoutPostfix(cursor: Cursor, value: Expression, what: string): Expression {
  const token = cursor.peek()
  if (!cursor.failed && token.kind === 'punctuation' && '.['.includes(token.text))
    cursor.fail(token, `Nothing can be taken from a ${what} at once: put the ${what} in round brackets first.`)
  return value
}

/** What to say about a token where `otherwise` is missing; knows what people bring from other languages. */
export function unexpected(token: PebbleToken, otherwise: string): string {
  if (token.kind === 'printEnd' || token.kind === 'tagEnd') return otherwise
  const hint = Object.hasOwn(hints, token.text) ? hints[token.text] : undefined
  return (
    hint ??
    (token.kind === 'name' || token.kind === 'number' || token.kind === 'string'
      ? `"${token.text.slice(0, 40)}" has no place here: an operator or a "," is missing before it.`
      : `"${token.text}" has no place here.`)
  )
}

const hints: Readonly<Record<string, string | undefined>> = {
  '=': 'There is no "===" and no single "=" here: compare with "==".',
  '>': 'There is no "->", "=>" or "<>": members are taken with ".", inequality is "!=".',
  in: 'There is no "in" here: write "isIn" ("list contains x" asks the other way round).',
  ':': 'This ":" belongs to "condition ? this : that", and one side is missing. (For "?:", write "??".)',
  '.': 'Nothing stands before this ".": Pebble has no leading dot.',
  if: 'There is no "if" inside an expression: write "condition ? this : that".',
  matches: 'There is no "matches": write "x | regexMatch(\'…\')" (Kestra 2.0).',
}

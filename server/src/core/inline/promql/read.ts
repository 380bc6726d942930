// Reads PromQL that is right, in one pass over its characters, into the nodes of `tree.ts`. It knows no mistakes: at whatever it does not
// take it gives up, and the tolerant reading says what is there. Grammar and precedences: `generated_parser.y` of Prometheus 3.16.
import { promFunctions } from './functions'
import { type Node, node } from './node'
import { duration, number, offsetDuration, signedNumber } from './readDuration'
import { labelList, literal, matchers } from './readLabels'
import { Cursor } from './scan'
import { aggregators } from './words'

/** The root of the tree; undefined when the text is not right, or right in a rare way. */
export function readPromql(text: string): Node | undefined {
  const cursor = Cursor.of(text)
  const whole = expression(cursor, 0)
  return whole && cursor.kind === 'end' ? node('PromQL', 0, text.length, [whole]) : undefined
}

/** Operands and the operators between them that bind at least so tightly. */
function expression(cursor: Cursor, least: number): Node | undefined {
  if (!cursor.enter()) return undefined
  let left = operand(cursor)
  while (left) {
    const operator = operators.get(keyOf(cursor))
    if (!operator || operator.rank < least) break
    left = cursor.link() ? binary(cursor, left, operator) : undefined
  }
  cursor.leave()
  return left
}

/** A keyword or mark. */
const keyOf = ({ kind, key }: Cursor): string => (kind === 'word' ? key : kind)

interface Operator {
  readonly type: string
  readonly rank: number
}

const power = 6

/** How tightly they bind; a sign less than `^` alone. */
const operators: ReadonlyMap<string, Operator> = new Map([
  ['or', { type: 'Or', rank: 1 }],
  ['and', { type: 'And', rank: 2 }],
  ['unless', { type: 'Unless', rank: 2 }],
  ['==', { type: 'Eql', rank: 3 }],
  ['!=', { type: 'Neq', rank: 3 }],
  ['<', { type: 'Lss', rank: 3 }],
  ['<=', { type: 'Lte', rank: 3 }],
  ['>', { type: 'Gtr', rank: 3 }],
  ['>=', { type: 'Gte', rank: 3 }],
  ['</', { type: 'TrimUpper', rank: 3 }],
  ['>/', { type: 'TrimLower', rank: 3 }],
  ['+', { type: 'Add', rank: 4 }],
  ['-', { type: 'Sub', rank: 4 }],
  ['*', { type: 'Mul', rank: 5 }],
  ['/', { type: 'Div', rank: 5 }],
  ['%', { type: 'Mod', rank: 5 }],
  ['atan2', { type: 'Atan2', rank: 5 }],
  ['^', { type: 'Pow', rank: power }],
])

function binary(cursor: Cursor, left: Node, { type, rank }: Operator): Node | undefined {
  const children = [left, wordNode(cursor, type)]
  if (cursor.key !== '' && !modifiers(cursor, children)) return undefined
  const right = expression(cursor, rank === power ? rank : rank + 1)
  if (!right) return undefined
  children.push(right)
  return node('BinaryExpr', left.start, right.end, children)
}

/** The word here as a node; the cursor goes behind it. */
function wordNode(cursor: Cursor, type: string): Node {
  const word = node(type, cursor.start, cursor.end)
  cursor.next()
  return word
}

/** `bool`, matching and filling, in this order; false when they are not right. */
function modifiers(cursor: Cursor, into: Node[]): boolean {
  if (cursor.key === 'bool') {
    const bool = wordNode(cursor, 'Bool')
    into.push(node('BoolModifier', bool.start, bool.end, [bool]))
  }
  if (cursor.key === 'on' || cursor.key === 'ignoring') {
    const clause = matching(cursor)
    if (!clause) return false
    into.push(clause)
  }
  if (!fills.has(cursor.key) || !cursor.isCalled()) return true
  const filling = fill(cursor)
  if (filling) into.push(filling)
  return filling !== undefined
}

function matching(cursor: Cursor): Node | undefined {
  const word = wordNode(cursor, cursor.key === 'on' ? 'On' : 'Ignoring')
  const list = labelList(cursor)
  if (!list) return undefined
  const children = [word, list]
  if (cursor.key === 'group_left' || cursor.key === 'group_right') {
    children.push(wordNode(cursor, cursor.key === 'group_left' ? 'GroupLeft' : 'GroupRight'))
    if (cursor.kind === '(') {
      const included = labelList(cursor)
      if (!included) return undefined
      children.push(included)
    }
  }
  return node('MatchingModifierClause', word.start, cursor.last, children)
}

const fills: ReadonlyMap<string, string> = new Map([
  ['fill', 'Fill'],
  ['fill_left', 'FillLeft'],
  ['fill_right', 'FillRight'],
])

function fill(cursor: Cursor): Node | undefined {
  const { start, key } = cursor
  const children: Node[] = []
  const other = key === 'fill_left' ? 'fill_right' : key === 'fill_right' ? 'fill_left' : undefined
  do {
    const clause = fillClause(cursor)
    if (!clause) return undefined
    children.push(clause)
  } while (children.length < 2 && cursor.key === other && cursor.isCalled())
  return node('FillModifier', start, cursor.last, children)
}

function fillClause(cursor: Cursor): Node | undefined {
  const type = fills.get(cursor.key) ?? ''
  const word = wordNode(cursor, type)
  const value = cursor.take('(') ? signedNumber(cursor) : undefined
  return value && cursor.take(')') ? node(`${type}Clause`, word.start, cursor.last, [word, value]) : undefined
}

/** An operand with its sign and what follows it. */
function operand(cursor: Cursor): Node | undefined {
  if (cursor.kind !== '+' && cursor.kind !== '-') {
    const first = primary(cursor)
    return first && following(cursor, first)
  }
  const sign = wordNode(cursor, 'UnaryOp')
  const inner = expression(cursor, power)
  return inner && node('UnaryExpr', sign.start, inner.end, [sign, inner])
}

function primary(cursor: Cursor): Node | undefined {
  switch (cursor.kind) {
    case 'word':
      return named(cursor)
    case 'number':
      return number(cursor, 'NumberDurationLiteral')
    case 'string':
      return literal(cursor)
    case '{': {
      const braces = matchers(cursor)
      return braces && node('VectorSelector', braces.start, braces.end, [braces])
    }
    case '(': {
      const { start } = cursor
      cursor.next()
      const inner = expression(cursor, 0)
      return inner && cursor.take(')') ? node('ParenExpr', start, cursor.last, [inner]) : undefined
    }
    default:
      return undefined
  }
}

/** Words that are never a metric. */
const reserved: ReadonlySet<string> = new Set(['bool', 'ignoring', 'on', 'group_left', 'group_right', 'offset'])

/** What begins with a word: a call, an aggregation, `Inf`, a selector. */
function named(cursor: Cursor): Node | undefined {
  const { key, start, end } = cursor
  if (key === '' || key === 'start' || key === 'end') {
    const type = cursor.isCalled() ? functionTypes.get(cursor.text()) : undefined
    if (type !== undefined) return call(cursor, type)
  }
  if (key === 'inf' || key === 'nan') return number(cursor, 'NumberDurationLiteral')
  cursor.next()
  const type = aggregatorTypes.get(key)
  if (type !== undefined && (cursor.kind === '(' || isGrouping(cursor))) return aggregate(cursor, node(type, start, end))
  if (cursor.kind === '(' || reserved.has(key)) return undefined
  const identifier = node('Identifier', start, end)
  if (cursor.kind !== '{') return node('VectorSelector', start, end, [identifier])
  const braces = matchers(cursor)
  return braces && node('VectorSelector', start, braces.end, [identifier, braces])
}

const isGrouping = ({ key }: Cursor): boolean => key === 'by' || key === 'without'

function call(cursor: Cursor, type: string): Node | undefined {
  const name = wordNode(cursor, type)
  const body = argumentsIn(cursor)
  return body && node('FunctionCall', name.start, body.end, [node('FunctionIdentifier', name.start, name.end, [name]), body])
}

function argumentsIn(cursor: Cursor): Node | undefined {
  const { start } = cursor
  if (!cursor.take('(')) return undefined
  if (cursor.take(')')) return node('FunctionCallBody', start, cursor.last)
  const children: Node[] = []
  do {
    const one = expression(cursor, 0)
    if (!one) return undefined
    children.push(one)
  } while (cursor.take(','))
  return cursor.take(')') ? node('FunctionCallBody', start, cursor.last, children) : undefined
}

/** `sum(…)`, `sum by (…) (…)`, `sum(…) by (…)`. */
function aggregate(cursor: Cursor, name: Node): Node | undefined {
  const children = [node('AggregateOp', name.start, name.end, [name])]
  const before = isGrouping(cursor)
  if (before && !grouping(cursor, children)) return undefined
  const body = argumentsIn(cursor)
  if (!body) return undefined
  children.push(body)
  if (!before && isGrouping(cursor) && !grouping(cursor, children)) return undefined
  return node('AggregateExpr', name.start, cursor.last, children)
}

function grouping(cursor: Cursor, into: Node[]): boolean {
  const word = wordNode(cursor, cursor.key === 'by' ? 'By' : 'Without')
  const list = labelList(cursor)
  if (list) into.push(node('AggregateModifier', word.start, list.end, [word, list]))
  return list !== undefined
}

/** Ranges, offsets and the like: they bind more tightly than any operator. */
function following(cursor: Cursor, first: Node): Node | undefined {
  let base: Node | undefined = first
  while (base) {
    const read = postfixes.get(keyOf(cursor))
    if (!read) break
    base = cursor.link() ? read(cursor, base) : undefined
  }
  return base
}

const postfixes: ReadonlyMap<string, (cursor: Cursor, base: Node) => Node | undefined> = new Map([
  ['[', range],
  ['@', fixedTime],
  ['offset', offset],
  ['anchored', anchored],
  ['smoothed', smoothed],
])

function range(cursor: Cursor, base: Node): Node | undefined {
  cursor.next()
  const length = duration(cursor)
  if (!length) return undefined
  if (cursor.take(']')) return node('MatrixSelector', base.start, cursor.last, [base, length])
  if (!cursor.take(':')) return undefined
  if (cursor.take(']')) return node('SubqueryExpr', base.start, cursor.last, [base, length])
  const step = duration(cursor)
  return step && cursor.take(']') ? node('SubqueryExpr', base.start, cursor.last, [base, length, step]) : undefined
}

function offset(cursor: Cursor, base: Node): Node | undefined {
  const word = wordNode(cursor, 'Offset')
  const by = offsetDuration(cursor)
  return by && node('OffsetExpr', base.start, by.end, [base, word, by])
}

function anchored(cursor: Cursor, base: Node): Node {
  const word = wordNode(cursor, 'Anchored')
  return node('AnchoredExpr', base.start, word.end, [base, word])
}

function smoothed(cursor: Cursor, base: Node): Node {
  const word = wordNode(cursor, 'Smoothed')
  return node('SmoothedExpr', base.start, word.end, [base, word])
}

/** `@ 1700000000`, `@ start()`. */
function fixedTime(cursor: Cursor, base: Node): Node | undefined {
  const sign = wordNode(cursor, 'At')
  if (cursor.key !== 'start' && cursor.key !== 'end') {
    const time = signedNumber(cursor)
    return time && node('StepInvariantExpr', base.start, time.end, [base, sign, time])
  }
  const word = wordNode(cursor, cursor.key === 'start' ? 'AtStart' : 'AtEnd')
  if (!cursor.take('(') || !cursor.take(')')) return undefined
  return node('StepInvariantExpr', base.start, cursor.last, [base, sign, node('AtModifierPreprocessors', word.start, word.end, [word])])
}

/** Names of nodes by names of functions. */
export const functionTypes = typesOf(promFunctions.keys())
const aggregatorTypes = typesOf(aggregators.keys())

/** `histogram_quantile` is `HistogramQuantile`. */
function typesOf(names: Iterable<string>): ReadonlyMap<string, string> {
  const unlike = new Map([
    ['start', 'StartFn'],
    ['end', 'EndFn'],
    ['histogram_stddev', 'HistogramStdDev'],
    ['histogram_stdvar', 'HistogramStdVar'],
    ['limitk', 'LimitK'],
  ])
  const camel = (name: string): string => name.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase())
  return new Map(Array.from(names, name => [name, unlike.get(name) ?? camel(name)]))
}

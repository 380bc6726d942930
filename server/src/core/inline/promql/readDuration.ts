// Numbers, and durations with what computes them (`5m * 2`, `step()`), when they are right. What is not is undefined.
import { type Node, node } from './node'
import type { Cursor } from './scan'

/** A number or duration that may have a sign. */
export function signedNumber(cursor: Cursor): Node | undefined {
  const { start } = cursor
  if (cursor.kind === '+' || cursor.kind === '-') cursor.next()
  const value = number(cursor, 'NumberDurationLiteral')
  return value && node(value.type, start, value.end)
}

/** A number or duration without a sign. */
export function number(cursor: Cursor, type: string): Node | undefined {
  if (cursor.kind !== 'number' && !isNumberWord(cursor)) return undefined
  const value = node(type, cursor.start, cursor.end)
  cursor.next()
  return value
}

const isNumberWord = ({ key }: Cursor): boolean => key === 'inf' || key === 'nan'

/** What stands in the brackets of a range. */
export const duration = (cursor: Cursor): Node | undefined => computed(cursor, 0)

/** What stands behind `offset`: operators only in parentheses. */
export const offsetDuration = (cursor: Cursor): Node | undefined => operand(cursor, 'OffsetDurationExpr')

function computed(cursor: Cursor, least: number): Node | undefined {
  if (!cursor.enter()) return undefined
  let left = operand(cursor, 'DurationExpr')
  while (left) {
    const operator = operators[cursor.kind]
    if (!operator || operator.rank < least) break
    if (!cursor.link()) return undefined
    const op = node(operator.type, cursor.start, cursor.end)
    cursor.next()
    const right = computed(cursor, operator.rank === power ? power : operator.rank + 1)
    left = right && node('DurationExpr', left.start, right.end, [left, op, right])
  }
  cursor.leave()
  return left
}

const power = 3

/** How tightly they bind; a sign less than `^` alone. */
const operators: Readonly<Record<string, { readonly type: string; readonly rank: number } | undefined>> = {
  '+': { type: 'Add', rank: 1 },
  '-': { type: 'Sub', rank: 1 },
  '*': { type: 'Mul', rank: 2 },
  '/': { type: 'Div', rank: 2 },
  '%': { type: 'Mod', rank: 2 },
  '^': { type: 'Pow', rank: power },
}

type Kind = 'DurationExpr' | 'OffsetDurationExpr'

function operand(cursor: Cursor, kind: Kind): Node | undefined {
  const { start } = cursor
  if (cursor.kind === '+' || cursor.kind === '-') return signed(cursor, kind)
  if (cursor.take('(')) {
    const inner = computed(cursor, 0)
    return inner && cursor.take(')') ? node(kind, start, cursor.last, [inner]) : undefined
  }
  if (cursor.kind === 'word' && !isNumberWord(cursor)) return called(cursor, kind)
  const value = number(cursor, 'NumberDurationLiteralInDurationContext')
  return value && node(kind, start, value.end, [value])
}

function signed(cursor: Cursor, kind: Kind): Node | undefined {
  if (!cursor.enter()) return undefined
  const sign = node('UnaryOp', cursor.start, cursor.end)
  cursor.next()
  const inner = kind === 'DurationExpr' ? computed(cursor, power) : operand(cursor, kind)
  cursor.leave()
  return inner && node(kind, sign.start, inner.end, [sign, inner])
}

/** `step()`, `range()`, `min_of(5m, step())`. */
function called(cursor: Cursor, kind: Kind): Node | undefined {
  const { start, end } = cursor
  const type = functions.get(cursor.text())
  cursor.next()
  if (type === undefined || !cursor.take('(')) return undefined
  const children = [node(type, start, end)]
  if (type === 'DurationMinOf' || type === 'DurationMaxOf') {
    const first = computed(cursor, 0)
    const second = first && cursor.take(',') ? computed(cursor, 0) : undefined
    if (!first || !second) return undefined
    children.push(first, second)
  }
  return cursor.take(')') ? node(kind, start, cursor.last, children) : undefined
}

const functions: ReadonlyMap<string, string> = new Map([
  ['step', 'DurationStep'],
  ['range', 'DurationRange'],
  ['min_of', 'DurationMinOf'],
  ['max_of', 'DurationMaxOf'],
])

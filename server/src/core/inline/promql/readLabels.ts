// What is written in braces and in lists of labels, when it is right. What is not is undefined.
import { type Node, node } from './node'
import type { Cursor } from './scan'

/** `{a="b", "c"=~"d", "e"}`. */
export const matchers = (cursor: Cursor): Node | undefined => listed(cursor, 'LabelMatchers', '}', matcher)

/** `(a, "b")`. */
export const labelList = (cursor: Cursor): Node | undefined => (cursor.kind === '(' ? listed(cursor, 'GroupingLabels', ')', label) : undefined)

/** A text in quotes. */
export function literal(cursor: Cursor): Node | undefined {
  if (cursor.kind !== 'string') return undefined
  const text = node('StringLiteral', cursor.start, cursor.end)
  cursor.next()
  return text
}

/** Anything between brackets, with commas; there may be one behind the last, too. */
function listed(cursor: Cursor, type: string, close: string, read: (cursor: Cursor) => Node | undefined): Node | undefined {
  const { start } = cursor
  cursor.next()
  const children: Node[] = []
  while (cursor.kind !== close) {
    const one = read(cursor)
    if (!one) return undefined
    children.push(one)
    if (!cursor.take(',')) break
  }
  return cursor.take(close) ? node(type, start, cursor.last, children) : undefined
}

function label(cursor: Cursor): Node | undefined {
  const { kind, start, end } = cursor
  if (kind === 'string') {
    const text = literal(cursor)
    return text && node('QuotedLabelName', start, end, [text])
  }
  if (kind !== 'word' || cursor.holdsColon()) return undefined
  cursor.next()
  return node('LabelName', start, end)
}

function matcher(cursor: Cursor): Node | undefined {
  const name = label(cursor)
  if (!name) return undefined
  const quoted = name.type === 'QuotedLabelName'
  const type = operators[cursor.kind]
  if (type === undefined) return quoted ? name : undefined
  const { start, end } = cursor
  cursor.next()
  const value = literal(cursor)
  const op = node('MatchOp', start, end, [node(type, start, end)])
  return value && node(quoted ? 'QuotedLabelMatcher' : 'UnquotedLabelMatcher', name.start, value.end, [name, op, value])
}

const operators: Readonly<Record<string, string | undefined>> = { '=': 'EqlSingle', '!=': 'Neq', '=~': 'EqlRegex', '!~': 'NeqRegex' }

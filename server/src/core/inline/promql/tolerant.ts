// Reads any PromQL, also what is wrong or half written, with the grammar of Prometheus' own editor. The only module that knows lezer.
import { parser } from '@prometheus-io/lezer-promql'
import { promFunctions } from './functions'
import { type Lexeme, lex } from './lex'
import { type Node, node } from './node'
import { functionTypes } from './read'
import { skip, wordEnd } from './scan'
import { aggregators, keywords } from './words'

interface Tolerant {
  readonly root: Node
  /** Nodes where the grammar was lost, in order. */
  readonly lost: readonly Node[]
}

/** Brackets that may be open at once: recovering from mistakes within more takes seconds, in which nothing else is answered. */
const deepest = 1000

/** Nothing is said of a text that is nested too deeply: lezer goes down by calls, and comes back slowly. */
export function readTolerantly(text: string): Tolerant {
  if (depthOf(text) > deepest) return { root: node('PromQL', 0, text.length), lost: [] }
  try {
    const first = read(text, text)
    if (first.lost.length === 0) return first
    const changed = adapt(text)
    return changed === text ? first : read(text, changed)
  } catch {
    return { root: node('PromQL', 0, text.length), lost: [] }
  }
}

/** Brackets in strings count, too: it is a bound. */
function depthOf(text: string): number {
  let depth = 0
  let most = 0
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c === 0x28 || c === 0x5b || c === 0x7b) most = Math.max(most, ++depth)
    else if (c === 0x29 || c === 0x5d || c === 0x7d) depth--
  }
  return most
}

function read(text: string, adapted: string): Tolerant {
  const lost: Node[] = []
  const cursor = parser.parse(adapted).cursor()
  const build = (within: string): Node => {
    const { from: start, to: end } = cursor
    const type = cursor.type.isError ? 'Lost' : cursor.name
    const children: Node[] = []
    if (cursor.firstChild()) {
      do {
        if (cursor.name !== 'LineComment') children.push(build(type))
      } while (cursor.nextSibling())
      cursor.parent()
    }
    const built = children.length > 0 ? node(type, start, end, children) : node(type, start, end)
    if (type === 'Lost') lost.push(built)
    if (type === 'FunctionIdentifier' && adapted !== text) return functionNamed(text, start)
    if (type === 'BinaryExpr') return text.length > longest ? built : regroup(built)
    if (type === 'NumberDurationLiteral') return literals.has(within) ? built : signed(text, built)
    return postfixes.has(type) ? sink(built) : built
  }
  return { root: build(''), lost }
}

/** The function that is really written where the grammar was shown another. */
function functionNamed(text: string, start: number): Node {
  const end = wordEnd(text, start)
  return node('FunctionIdentifier', start, end, [node(functionTypes.get(text.slice(start, end)) ?? 'UnknownFunction', start, end)])
}

/** Longer texts are not regrouped: a chain of thousands would become too deep to walk. */
const longest = 4000

/** What follows an operand: the grammar ties it to a whole `a + b`, Go to `b` alone. */
const postfixes: ReadonlySet<string> = new Set(['MatrixSelector', 'SubqueryExpr', 'OffsetExpr', 'StepInvariantExpr', 'AnchoredExpr', 'SmoothedExpr'])

/** `(a + b)⟨postfix⟩` without parentheses becomes `a + (b⟨postfix⟩)`. */
function sink(outer: Node): Node {
  const [base, ...rest] = outer.children
  const last = base?.children.at(-1)
  if (!base || !last || (base.type !== 'BinaryExpr' && base.type !== 'UnaryExpr')) return outer
  return { ...base, end: outer.end, children: [...base.children.slice(0, -1), sink({ ...outer, start: last.start, children: [last, ...rest] })] }
}

/** Behind a postfix, the grammar has forgotten how loosely the left side binds: `(a or b⟨postfix⟩) > c` becomes `a or (b⟨postfix⟩ > c)`. */
function regroup(outer: Node): Node {
  const [left, op, ...rest] = outer.children
  const last = left?.children.at(-1)
  if (!left || !op || !last || rankOf(left) === undefined || left.children.length < 2) return outer
  const inner = rankOf(left) ?? 0
  const own = ranks[op.type] ?? 0
  if (inner > own || (inner === own && op.type !== 'Pow')) return outer
  return { ...left, end: outer.end, children: [...left.children.slice(0, -1), regroup({ ...outer, start: last.start, children: [last, op, ...rest] })] }
}

const rankOf = ({ type, children }: Node): number | undefined =>
  type === 'UnaryExpr' ? ranks.Mul : type === 'BinaryExpr' ? ranks[children[1]?.type ?? ''] : undefined

/** How tightly operators bind. */
const ranks: Readonly<Record<string, number>> = {
  ...{ Or: 1, And: 2, Unless: 2 },
  ...{ Eql: 3, Neq: 3, Lss: 3, Lte: 3, Gtr: 3, Gte: 3, TrimUpper: 3, TrimLower: 3 },
  ...{ Add: 4, Sub: 4, Mul: 5, Div: 5, Mod: 5, Atan2: 5, Pow: 6 },
}

/** Where a sign belongs to the number. */
const literals: ReadonlySet<string> = new Set(['StepInvariantExpr', 'FillClause', 'FillLeftClause', 'FillRightClause'])

/** `-1`: the grammar takes the sign into the number or not, by what follows; to Go it is an operator, and `-1 ^ 2` is `-(1 ^ 2)`. */
function signed(text: string, number: Node): Node {
  const { type, start, end } = number
  if (!/[-+]/.test(text.charAt(start))) return number
  return node('UnaryExpr', start, end, [node('UnaryOp', start, start + 1), node(type, skip(text, start + 1), end)])
}

/**
 * A text of the same length that the grammar reads as Go reads the original, where the two differ: `5.`, a metric called `offset`,
 * `STEP()`, `min_of(…)` as a function; and functions that do not exist, so that only their name is wrong.
 */
function adapt(text: string): string {
  const lexemes = lex(text)
  let changed = text
  const put = (at: number, part: string) => {
    changed = changed.slice(0, at) + part + changed.slice(at + part.length)
  }
  let brackets = 0
  for (const [i, one] of lexemes.entries()) {
    if (one.text === '[') brackets++
    if (one.text === ']') brackets--
    const before = lexemes[i - 1]
    if (one.kind === 'number' && /^\d[\d_]*\.$/.test(one.text)) put(one.end - 1, ' ')
    if (one.kind !== 'word') continue
    const lower = one.text.toLowerCase()
    if (one.text.includes(':') && isInList(lexemes, i)) put(one.start, one.text.replaceAll(':', '_'))
    else if (lower === 'offset' && startsExpression(before)) put(one.start, 'offse_')
    else if (lexemes[i + 1]?.text === '(') {
      if (durationWords.has(lower) && (brackets > 0 || isInOffset(lexemes, i))) put(one.start, lower)
      else if (isCall(lexemes, i)) put(one.start, standIn(one.text.length))
    }
  }
  return changed
}

const durationWords: ReadonlySet<string> = new Set(['step', 'range', 'min_of', 'max_of'])

/** Whether the word at `i` is a label in the parentheses of `by`, `on` and the like, where Go takes colons. */
function isInList(lexemes: readonly Lexeme[], i: number): boolean {
  let at = i - 1
  while (at > 0 && lexemes[at]?.text !== '(' && (lexemes[at]?.text === ',' || lexemes[at]?.kind === 'word' || lexemes[at]?.kind === 'string')) at--
  return lexemes[at]?.text === '(' && /^(?:by|without|on|ignoring|group_left|group_right)$/i.test(lexemes[at - 1]?.text ?? '')
}

const startsExpression = (before: Lexeme | undefined): boolean =>
  before === undefined || (before.kind === 'mark' && !/^[)\]}@]$/.test(before.text)) || /^(?:and|or|unless|bool|atan2)$/i.test(before.text)

/** Whether the duration behind `offset` goes on here: after a number it does in parentheses only. */
function isInOffset(lexemes: readonly Lexeme[], i: number): boolean {
  let isBehindNumber = false
  for (let at = i - 1; at >= 0; at--) {
    const one = lexemes[at]
    if (one?.kind === 'word' && one.text.toLowerCase() === 'offset') return !isBehindNumber
    if (one?.kind === 'number') isBehindNumber = true
    else if (one?.text === '(') isBehindNumber = false
    else if (!/^[-+*/%^]$/.test(one?.text ?? '')) return false
  }
  return false
}

/** Whether the word at `i` stands as the name of a function, also of one that the grammar is too old to know. */
function isCall(lexemes: readonly Lexeme[], i: number): boolean {
  const one = lexemes[i]
  if (one?.kind !== 'word' || lexemes[i + 1]?.text !== '(' || lexemes[i - 1]?.text === '@') return false
  const lower = one.text.toLowerCase()
  return !aggregators.has(lower) && !(keywords.has(lower) && lower !== 'start' && lower !== 'end')
}

/** Whether the word at `i` is called, and no function has that name. */
export const isUnknownCall = (lexemes: readonly Lexeme[], i: number): boolean => isCall(lexemes, i) && !promFunctions.has(lexemes[i]?.text ?? '')

/** A function of the grammar, filled up to a length. */
const standIn = (length: number): string => (length === 1 ? ' ' : length === 2 ? 'ln' : 'abs'.padEnd(length))

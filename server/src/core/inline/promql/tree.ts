// Reads PromQL with the grammar of Prometheus' own editor and gives plain nodes. The only module that knows lezer.
import { parser } from '@prometheus-io/lezer-promql'
import type { Span } from '../../text'
import { promFunctions } from './functions'
import { type Lexeme, lex } from './lex'
import { aggregators, keywords } from './words'

/** A node of the grammar; `type` is its name there. */
export interface Node extends Span {
  readonly type: string
  readonly children: readonly Node[]
}

export interface PromTree {
  readonly text: string
  readonly root: Node
  /** Nodes where the grammar was lost, in order; empty for a text that it reads. */
  readonly lost: readonly Node[]
}

export function parsePromql(text: string): PromTree {
  if (text !== last?.text) last = { text, tree: parsed(text) }
  return last.tree
}

/** The text before: problems, names and labels of one expression are asked for one after another, and reading it is most of the work. */
let last: { readonly text: string; readonly tree: PromTree } | undefined

function parsed(text: string): PromTree {
  const first = read(text, text)
  if (first.lost.length === 0) return first
  const changed = adapt(text)
  return changed === text ? first : read(text, changed)
}

/** The name that a word node stands for, as written: nodes of an adapted text may cover less than the word. */
export function wordAt(text: string, start: number): string {
  let end = start
  while (isWordCode(text.charCodeAt(end))) end++
  return text.slice(start, end)
}

export const child = (node: Node, type: string): Node | undefined => node.children.find(one => one.type === type)

/** Letters, digits, `_` and `:`. */
const isWordCode = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 48 && code <= 58) || (code >= 65 && code <= 90) || code === 95

const none: readonly Node[] = []

function read(text: string, adapted: string): PromTree {
  const lost: Node[] = []
  const cursor = parser.parse(adapted).cursor()
  const build = (): Node => {
    const { from: start, to: end } = cursor
    const type = cursor.type.isError ? 'Lost' : cursor.name
    let children = none as Node[]
    if (cursor.firstChild()) {
      children = []
      do {
        if (cursor.name !== 'LineComment') children.push(build())
      } while (cursor.nextSibling())
      cursor.parent()
    }
    const node = { type, start, end, children }
    if (type === 'Lost') lost.push(node)
    return postfixes.has(type) ? sink(node) : node
  }
  return { text, root: build(), lost }
}

/** What follows an operand: the grammar ties it to a whole `a + b`, Go to `b` alone. */
const postfixes: ReadonlySet<string> = new Set(['MatrixSelector', 'SubqueryExpr', 'OffsetExpr', 'StepInvariantExpr', 'AnchoredExpr', 'SmoothedExpr'])

/** `(a + b)⟨postfix⟩` without parentheses becomes `a + (b⟨postfix⟩)`. */
function sink(node: Node): Node {
  const [base, ...rest] = node.children
  const last = base?.children.at(-1)
  if (!base || !last || (base.type !== 'BinaryExpr' && base.type !== 'UnaryExpr')) return node
  return { ...base, end: node.end, children: [...base.children.slice(0, -1), sink({ ...node, start: last.start, children: [last, ...rest] })] }
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

/** Whether only signs, parentheses and numbers stand between `offset` and here. */
function isInOffset(lexemes: readonly Lexeme[], i: number): boolean {
  for (let at = i - 1; at >= 0; at--) {
    const one = lexemes[at]
    if (one?.kind === 'word' && one.text.toLowerCase() === 'offset') return true
    if (one?.kind !== 'number' && !/^[-+*/%^(]$/.test(one?.text ?? '')) return false
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

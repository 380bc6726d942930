// Completion of PromQL, from the lexemes before the cursor: what can stand here, and the names that the scope knows.
import { lineStart, type Span } from '../../text'
import { quote } from '../goString'
import type { InlineScope, Suggestion } from '../inline'
import { isClassicLabelName, isClassicMetricName } from '../label'
import { parameterText, promFunctions, signature } from './functions'
import { type Lexeme, lex } from './lex'
import type { PromTree } from './tree'
import { aggregators, keywords, matchOperators, wordOperators } from './words'

export function complete({ text }: PromTree, offset: number, scope: InlineScope): readonly Suggestion[] {
  const before = lex(text.slice(0, offset))
  const last = before.at(-1)
  if (isInComment(text, offset)) return []
  const typed = last && last.end === offset && (last.kind === 'word' || last.kind === 'number' || last.kind === 'string') ? last : undefined
  const left = typed ? before.slice(0, -1) : before
  const tail = typed?.kind === 'string' ? 0 : (/^[\w:]*/.exec(text.slice(offset))?.[0].length ?? 0)
  const place: Place = { text, offset, scope, left, typed, span: { start: typed?.start ?? offset, end: offset + tail } }
  const around = enclosing(left)
  if (around.kind === '{') return inBraces(place, around.before)
  if (typed?.kind === 'string') return []
  if (around.kind === '[') return durations(place)
  if (around.kind === 'list') return labelNames(place, around.metric)
  return outside(place)
}

interface Place {
  readonly text: string
  readonly offset: number
  readonly scope: InlineScope
  /** Lexemes before the word at the cursor. */
  readonly left: readonly Lexeme[]
  readonly typed: Lexeme | undefined
  readonly span: Span
}

interface Around {
  readonly kind: '(' | '[' | '{' | 'list' | undefined
  /** The metric before a brace. */
  readonly before?: string
  /** The metric that a list of labels is about, if there is one before it. */
  readonly metric?: string
}

const lists = /^(?:by|without|on|ignoring|group_left|group_right)$/i

function enclosing(left: readonly Lexeme[]): Around {
  const open: number[] = []
  for (const [i, { kind, text }] of left.entries()) {
    if (kind !== 'mark') continue
    if (/^[([{]$/.test(text)) open.push(i)
    else if (/^[)\]}]$/.test(text)) open.pop()
  }
  const at = open.at(-1)
  if (at === undefined) return { kind: undefined }
  const before = left[at - 1]
  const kind = left[at]?.text as '(' | '[' | '{'
  if (kind === '{') return { kind, ...(before?.kind === 'word' && { before: before.text }) }
  if (kind !== '(' || !lists.test(before?.text ?? '')) return { kind }
  const metrics = left.slice(0, at).filter((one, i) => one.kind === 'word' && isMetric(left, i) && left[i - 1]?.text !== '{' && left[i - 1]?.text !== ',')
  return { kind: 'list', ...(metrics.length > 0 && { metric: metrics.at(-1)?.text }) }
}

const isMetric = (lexemes: readonly Lexeme[], i: number): boolean => {
  const { text } = lexemes[i] as Lexeme
  const lower = text.toLowerCase()
  return lexemes[i + 1]?.text !== '(' && !keywords.has(lower) && !aggregators.has(lower)
}

function inBraces(place: Place, metric: string | undefined): readonly Suggestion[] {
  const { left, typed } = place
  const last = left.at(-1)
  if (last && matchOperators.some(([op]) => op === last.text)) return values(place, last.text, left.at(-2))
  if (last?.text === '{' || last?.text === ',') return typed?.kind === 'string' ? [] : labelNames(place, metric)
  if (last?.kind === 'word' || (last?.kind === 'string' && left.at(-2)?.text !== '=')) return typed ? [] : operators(place.span)
  return []
}

function labelNames({ scope, span, typed }: Place, metric: string | undefined): readonly Suggestion[] {
  const inQuotes = typed?.kind === 'string'
  const names = (metric === undefined ? undefined : scope.names?.('label', metric)) ?? scope.names?.('label') ?? []
  return [...names].map(name => ({ label: name, kind: 'field', span, text: isClassicLabelName(name) && !inQuotes ? name : quote(name), detail: 'label' }))
}

function values({ scope, text, offset, typed }: Place, op: string, name: Lexeme | undefined): readonly Suggestion[] {
  const label = name?.text.replace(/^["'`]|["'`]$/g, '') ?? ''
  const mark = typed?.kind === 'string' ? typed.text.charAt(0) : undefined
  const body = mark ? (typed?.text.slice(1) ?? '') : ''
  const regex = op.endsWith('~')
  const part = regex ? body.slice(Math.max(body.lastIndexOf('|'), body.lastIndexOf('(')) + 1) : body
  const tail = mark ? (/^[^"'`|),}\s]*/.exec(text.slice(offset))?.[0].length ?? 0) : 0
  const span = { start: mark ? offset - part.length : (typed?.start ?? offset), end: offset + tail }
  const closed = mark !== undefined && text.startsWith(mark, span.end)
  return [...(scope.names?.('label-value', label) ?? [])].map(value => {
    const plain = regex ? value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') : value
    const inner = mark === '`' ? plain : quote(plain).slice(1, -1)
    return { label: value, kind: 'value', span, text: mark ? `${inner}${closed ? '' : mark}` : quote(plain), detail: label }
  })
}

const operators = (span: Span): readonly Suggestion[] =>
  matchOperators.map(([op, documentation], i) => ({ label: op, kind: 'operator', span, text: op, documentation, sort: `${i}` }))

const usualDurations = ['1m', '5m', '10m', '15m', '30m', '1h', '6h', '12h', '1d', '7d']

/** Durations, or units after a number that has none yet. */
function durations({ span, typed }: Place): readonly Suggestion[] {
  if (typed?.kind === 'number') {
    if (!/^\d+$/.test(typed.text)) return []
    return ['s', 'm', 'h', 'd'].map((unit, i) => ({ label: `${typed.text}${unit}`, kind: 'unit', span, text: `${typed.text}${unit}`, sort: `${i}` }))
  }
  return typed ? [] : usualDurations.map((one, i) => ({ label: one, kind: 'unit', span, text: one, sort: String(i).padStart(2, '0') }))
}

function outside(place: Place): readonly Suggestion[] {
  const { left, span, typed } = place
  const last = left.at(-1)
  if (typed?.kind === 'number') return []
  if (/^offset$/i.test(last?.text ?? '')) return durations(place)
  if (last?.text === '@') return ['start()', 'end()'].map(one => ({ label: one, kind: 'keyword', span, text: one }))
  if (last && endsOperand(left)) return after(left, span)
  const bool = last?.kind === 'mark' && /^(?:==|!=|<|>|<=|>=)$/.test(last.text) ? [keyword('bool', span, 'bool ')] : []
  const matching =
    last && /^(?:[-+*/%^<>]|==|!=|<=|>=|and|or|unless|bool)$/i.test(last.text) ? ['on', 'ignoring'].map(word => keyword(word, span, `${word} ($0)`)) : []
  return [...bool, ...matching, ...calls(span, place), ...metrics(place)]
}

/** Whether an expression is complete before the cursor. */
function endsOperand(left: readonly Lexeme[]): boolean {
  const last = left.at(-1) as Lexeme
  if (last.kind === 'mark') return last.text === ')' ? !isList(left) : last.text === ']' || last.text === '}'
  return last.kind !== 'word' || isMetric(left, left.length - 1) || aggregators.has(last.text.toLowerCase())
}

/** Whether the text ends in a list of labels, after which an operand follows. */
function isList(left: readonly Lexeme[]): boolean {
  let depth = 0
  for (let i = left.length - 1; i >= 0; i--) {
    const text = left[i]?.text
    if (text === ')') depth++
    if (text === '(' && --depth === 0) return /^(?:on|ignoring|group_left|group_right)$/i.test(left[i - 1]?.text ?? '')
  }
  return false
}

/** What can follow an operand. */
function after(left: readonly Lexeme[], span: Span): readonly Suggestion[] {
  const last = left.at(-1) as Lexeme
  const aggregation = aggregators.has(last.text.toLowerCase()) || (last.text === ')' && aggregators.has(calledBy(left)?.toLowerCase() ?? ''))
  const grouping = aggregation ? ['by', 'without'].map(word => keyword(word, span, `${word} ($0)`)) : []
  const selector = last.kind === 'word' || last.text === '}' || last.text === ']' ? [keyword('offset', span, 'offset ')] : []
  return [...grouping, ...selector, ...wordOperators.map(word => keyword(word, span, `${word} `))]
}

function calledBy(left: readonly Lexeme[]): string | undefined {
  let depth = 0
  for (let i = left.length - 1; i >= 0; i--) {
    const text = left[i]?.text
    if (text === ')') depth++
    if (text === '(' && --depth === 0) return left[i - 1]?.text
  }
  return undefined
}

function keyword(word: string, span: Span, text: string): Suggestion {
  const documentation = keywords.get(word)
  return { label: word, kind: 'keyword', span, text, sort: `1${word}`, ...(text.includes('$0') && { snippet: true }), ...(documentation && { documentation }) }
}

function calls(span: Span, { text, scope }: Place): readonly Suggestion[] {
  const open = text[span.end] === '('
  const flags = scope.flavour?.split(',')
  const usable = (experimental: boolean | undefined) => !experimental || flags === undefined || flags.includes('promql-experimental-functions')
  const functions = [...promFunctions.values()]
    .filter(one => usable(one.experimental))
    .map(
      (one): Suggestion => ({
        label: one.name,
        kind: 'function',
        span,
        text: open ? one.name : one.most === 0 ? `${one.name}()` : `${one.name}($0)`,
        snippet: !open && one.most > 0,
        detail: signature(one).slice(one.name.length),
        documentation: one.words,
        sort: `${one.experimental ? 4 : 3}${one.name}`,
      }),
    )
  const aggregations = [...aggregators]
    .filter(([, one]) => usable(one.experimental))
    .map(
      ([name, { words, parameter, experimental }]): Suggestion => ({
        label: name,
        kind: 'function',
        span,
        text: open ? name : parameter ? `${name}(\${1:${parameter.name}}, $0)` : `${name}($0)`,
        snippet: !open,
        detail: `(${parameter ? `${parameterText({ ...parameter })}, ` : ''}v instant-vector)`,
        documentation: words,
        sort: `${experimental ? 4 : 3}${name}`,
      }),
    )
  return [...functions, ...aggregations]
}

const metrics = ({ scope, span, text }: Place): readonly Suggestion[] =>
  [...(scope.names?.('metric') ?? [])].map(name => ({
    label: name,
    kind: 'metric',
    span,
    text: isClassicMetricName(name) || text[span.end] === '"' ? name : `{${quote(name)}}`,
    sort: `2${name}`,
  }))

function isInComment(text: string, offset: number): boolean {
  const line = text.slice(lineStart(text, offset), offset)
  return line.includes('#') && !lex(line).some(one => one.kind === 'string' && one.text.includes('#'))
}

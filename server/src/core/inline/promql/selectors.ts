// Selectors: the metric, its matchers, their places; and what Prometheus refuses about them.
import type { Span } from '../../text'
import { type MatchOp, matches } from '../matcher/matcher'
import { checkRegex, compileRegex } from '../regex'
import { insideLiteral, type Report, refuse, source, stringValue } from './report'
import { checkString } from './strings'
import { child, type Node, type PromTree } from './tree'

export interface SelectorMatcher {
  readonly label: string
  readonly op: MatchOp
  /** Decoded. */
  readonly value: string
  /** Without quotes. */
  readonly labelSpan: Span
  readonly valueSpan: Span
}

export interface Selector {
  /** The metric's name if it is certain: before the braces, quoted in them, or by `__name__="…"`. */
  readonly metric?: string
  readonly metricSpan?: Span
  /** All others, `__name__` with other operators included. */
  readonly matchers: readonly SelectorMatcher[]
  readonly span: Span
}

/** All selectors of an expression, in order. Broken parts are left out. */
export function selectors({ text, root }: PromTree): Selector[] {
  const found: Selector[] = []
  collect(text, root, found)
  return found
}

function collect(text: string, node: Node, found: Selector[]): void {
  if (node.type === 'VectorSelector') found.push(readSelector(text, node))
  else for (const one of node.children) collect(text, one, found)
}

export function checkSelector(report: Report, node: Node): void {
  const first = node.children[0]
  if (first?.type === 'Identifier' && first.end - first.start === 5 && source(report, first).toLowerCase() === 'atan2') {
    return refuse(report, 'promql-syntax', first, '"atan2" is an operator and stands between two values; a metric of that name is written {"atan2"}.')
  }
  const braces = child(node, 'LabelMatchers')
  if (!braces) return
  let sound = true
  for (const one of braces.children) sound = checkMatcher(report, one) && sound
  if (!sound) return
  const named = node.children[0]?.type === 'Identifier'
  if (named && !mayNameTwice(report.text, braces)) return
  const { matchers, metric, metricSpan } = readSelector(report.text, node)
  const again = named ? matchers.find(one => one.label === '__name__') : undefined
  if (again) refuse(report, 'promql-syntax', again.valueSpan, `The metric has two names: "${metric}" before the braces and "${again.value}" in them.`)
  else if (metricSpan === undefined && matchers.every(one => isEmptyMatch(one))) {
    refuse(report, 'promql-syntax', braces, 'This selects every series: name a metric, or add a matcher that does not match the empty value, such as job="…".')
  }
}

/** Whether the braces could hold a name of the metric; spares reading them in the usual case. */
const mayNameTwice = (text: string, braces: Node): boolean =>
  braces.children.some(one => one.type !== 'UnquotedLabelMatcher' || (text.charCodeAt(one.start) === 95 && text.startsWith('__name__', one.start)))

function checkMatcher(report: Report, node: Node): boolean {
  for (const one of node.children) {
    const literal = one.type === 'QuotedLabelName' ? (one.children[0] ?? one) : one.type === 'StringLiteral' ? one : undefined
    if (literal && !checkString(report, literal)) return false
  }
  const [, op, literal] = node.children
  if (!op || !literal || report.text[op.end - 1] !== '~') return true
  const value = stringValue(report.text, literal)
  const wrong = value === undefined ? undefined : checkRegex(value, 'matcher')
  if (!wrong) return true
  refuse(report, 'promql-regex', insideLiteral(literal, value ?? '', wrong.span), wrong.message)
  return false
}

const isEmptyMatch = ({ label, op, value }: SelectorMatcher): boolean =>
  op === '=~' || op === '!~' ? (compileRegex(value, 'matcher')?.('') ?? false) === (op === '=~') : matches({ name: label, op, value }, {})

/** What the node of a selector says. */
export function readSelector(text: string, node: Node): Selector {
  const first = node.children[0]
  let metric: string | undefined
  let metricSpan: Span | undefined
  if (first?.type === 'Identifier') {
    metric = text.slice(first.start, first.end)
    metricSpan = { start: first.start, end: first.end }
  }
  const matchers: SelectorMatcher[] = []
  for (const one of child(node, 'LabelMatchers')?.children ?? none) {
    const matcher = readMatcher(text, one)
    if (!matcher) continue
    if (matcher.label === '__name__' && matcher.op === '=' && metric === undefined && matcher.value !== '') {
      metric = matcher.value
      metricSpan = matcher.valueSpan
    } else matchers.push(matcher)
  }
  const span = { start: node.start, end: node.end }
  return metric === undefined || metricSpan === undefined ? { matchers, span } : { metric, metricSpan, matchers, span }
}

const none: readonly Node[] = []

function readMatcher(text: string, node: Node): SelectorMatcher | undefined {
  const literal = node.children.at(-1)
  if (!literal) return undefined
  const value = stringValue(text, literal)
  const valueSpan = { start: literal.start + 1, end: Math.max(literal.start + 1, literal.end - 1) }
  if (value === undefined) return undefined
  if (node.type === 'QuotedLabelName') return { label: '__name__', op: '=', value, labelSpan: valueSpan, valueSpan }
  const [name, op] = node.children
  if (!name || op?.type !== 'MatchOp' || literal.type !== 'StringLiteral') return undefined
  const quoted = name.type === 'QuotedLabelName'
  const label = quoted ? stringValue(text, name) : text.slice(name.start, name.end)
  if (label === undefined) return undefined
  const labelSpan = quoted ? { start: name.start + 1, end: name.end - 1 } : { start: name.start, end: name.end }
  return { label, op: text.slice(op.start, op.end) as MatchOp, value, labelSpan, valueSpan }
}

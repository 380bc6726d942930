// What follows an operand: ranges, subqueries, `offset`, `@`, `anchored`, `smoothed`, and the durations in them.
import { milliseconds, parseDuration, type Unit } from '../duration'
import { article, check } from './check'
import type { ValueType } from './functions'
import { type Report, refuse, source } from './report'
import { endsWord } from './scan'
import { child, type Node, wordAt } from './tree'

export function checkRange(report: Report, node: Node): ValueType | undefined {
  const base = node.children[0]
  if (!base) return undefined
  const type = check(report, base)
  for (const duration of node.children.slice(1)) checkDuration(report, duration, 'positive')
  const comment = report.text.indexOf('#', base.end) >= 0 && /^[^[]*\[\s*(?=#)/.exec(report.text.slice(base.end, node.end))
  if (comment) {
    const start = base.end + comment[0].length
    return refuse(report, 'promql-syntax', { start, end: start + 1 }, 'A comment cannot stand right after the opening bracket.')
  }
  if (node.type === 'MatrixSelector' && base.type === 'VectorSelector') return 'matrix'
  const bracket = { start: report.text.indexOf('[', base.end), end: node.end }
  if (node.type === 'SubqueryExpr') {
    if (type === undefined || type === 'vector') return 'matrix'
    return refuse(report, 'promql-type', bracket, `A subquery needs an instant vector before it, but this is ${article(type).toLowerCase()}.`)
  }
  const { core, offset, at } = unwrap(base)
  if (core.type !== 'VectorSelector') {
    if (type === undefined) return 'matrix'
    const colon = type === 'vector' ? { text: ':]', span: { start: node.end - 1, end: node.end } } : undefined
    const hint = colon ? `: for other expressions write a subquery, ${source(report, bracket).slice(0, -1)}:]` : ''
    return refuse(report, 'promql-type', bracket, `A range can only follow a selector${hint}.`, colon)
  }
  if (offset) refuse(report, 'promql-syntax', node, '"offset" must come after the range.')
  else if (at) refuse(report, 'promql-syntax', node, '"@" must come after the range.')
  return 'matrix'
}

export function checkModifier(report: Report, node: Node): ValueType | undefined {
  const base = node.children[0]
  if (!base) return undefined
  const type = check(report, base)
  const { core, offset, at, edge } = unwrap(base)
  const place = { start: node.children[1]?.start ?? node.start, end: node.end }
  const word = words[node.type] ?? ''
  if (core.type === 'VectorSelector' || core.type === 'MatrixSelector' || core.type === 'SubqueryExpr') {
    const twice = (node.type === 'OffsetExpr' && offset && !isZero(report, offset)) || (node.type === 'StepInvariantExpr' && at)
    if (twice) refuse(report, 'promql-syntax', place, `"${word}" stands twice after the same selector.`)
    else if (edge && edge.type !== node.type && words[edge.type] && isEdge(node))
      refuse(report, 'promql-syntax', place, '"anchored" and "smoothed" exclude each other.')
    else if (core.type === 'SubqueryExpr' && isEdge(node)) refuse(report, 'promql-syntax', place, `"${word}" does not work on a subquery.`)
    else checkArgument(report, node)
  } else if (type !== undefined) {
    refuse(
      report,
      'promql-syntax',
      place,
      `"${word}" can only follow a selector or a subquery${node.type === 'OffsetExpr' ? ': put it inside, at the selector' : ''}.`,
    )
  }
  return type
}

const words: Readonly<Record<string, string>> = { OffsetExpr: 'offset', StepInvariantExpr: '@', AnchoredExpr: 'anchored', SmoothedExpr: 'smoothed' }
const isEdge = ({ type }: Node): boolean => type === 'AnchoredExpr' || type === 'SmoothedExpr'

interface Unwrapped {
  readonly core: Node
  readonly offset?: Node
  readonly at?: Node
  readonly edge?: Node
}

function unwrap(node: Node): Unwrapped {
  const inner = node.children[0]
  if (!inner || !words[node.type]) return { core: node }
  const rest = unwrap(inner)
  if (node.type === 'OffsetExpr') return { ...rest, offset: node }
  return node.type === 'StepInvariantExpr' ? { ...rest, at: node } : { ...rest, edge: node }
}

function checkArgument(report: Report, node: Node): void {
  const argument = node.children[2]
  if (node.type === 'OffsetExpr' && argument) checkDuration(report, argument, 'any')
  if (node.type !== 'StepInvariantExpr' || argument?.type !== 'NumberDurationLiteral' || checkGlued(report, argument)) return
  const value = numberOf(source(report, argument))
  if (!(Math.abs(value) < 2 ** 63)) refuse(report, 'promql-syntax', argument, 'The time after "@" must be a number of unix seconds.')
}

const isZero = (report: Report, offset: Node): boolean => {
  const duration = offset.children[2]
  return duration !== undefined && secondsOf(report, duration) === 0
}

/** Reports a number that runs into the next word, such as `0.9and`. */
export function checkGlued(report: Report, node: Node): boolean {
  if (endsWord(report.text, node.end)) return false
  const rest = wordAt(report.text, node.end)
  const span = { start: node.start, end: node.end + rest.length }
  refuse(report, 'promql-syntax', span, `A space is missing before "${rest}".`, { text: ' ', span: { start: node.end, end: node.end } })
  return true
}

const isGlued = (report: Report, node: Node): boolean =>
  node.type === 'NumberDurationLiteralInDurationContext' ? checkGlued(report, node) : node.children.some(one => isGlued(report, one))

/** Checks a duration expression; only what is written as one number has a sign that is known. */
function checkDuration(report: Report, node: Node, sign: 'positive' | 'any'): void {
  if (node.type === 'Lost' || isGlued(report, node)) return
  const value = secondsOf(report, node)
  if (value !== undefined && sign === 'positive' && !(value > 0)) refuse(report, 'promql-syntax', node, 'The duration must be greater than zero.')
  else if (value !== undefined && Math.abs(value) >= 2 ** 63 / 1e9)
    refuse(report, 'promql-syntax', node, 'The duration is longer than the 292 years that one can hold.')
  else checkDivision(report, node)
}

function checkDivision(report: Report, node: Node): void {
  if (node.children.length === 0) return
  const op = child(node, 'Div') ?? child(node, 'Mod')
  const divisor = node.children.at(-1)
  if (op && divisor && secondsOf(report, divisor) === 0) refuse(report, 'promql-syntax', divisor, 'A duration cannot be divided by zero.')
  else for (const one of node.children) checkDivision(report, one)
}

/** Seconds of a duration that is one number, possibly signed; undefined for all else. */
function secondsOf(report: Report, node: Node): number | undefined {
  if (node.type === 'NumberDurationLiteralInDurationContext') return numberOf(source(report, node))
  if (node.type !== 'DurationExpr' && node.type !== 'OffsetDurationExpr') return undefined
  const inner = node.children.at(-1)
  if (!inner || node.children.length > 2 || (node.children.length === 2 && node.children[0]?.type !== 'UnaryOp')) return undefined
  const value = secondsOf(report, inner)
  return value !== undefined && report.text[node.start] === '-' && node.children.length === 2 ? -value : value
}

/** A PromQL number or duration, the latter in seconds. */
export function numberOf(text: string): number {
  const simple = /^(\d{1,9})([smhd])$/.exec(text)
  if (simple) return Number(simple[1]) * (milliseconds[simple[2] as Unit] / 1000)
  const sign = text.startsWith('-') ? -1 : 1
  const body = text
    .replace(/^[-+]\s*/, '')
    .replaceAll('_', '')
    .toLowerCase()
  if (body === 'inf') return sign * Number.POSITIVE_INFINITY
  if (/[ywdhms]$/.test(body) && !body.startsWith('0x')) {
    const parsed = parseDuration(body)
    return sign * (parsed.error === undefined ? parsed.value / 1000 : Number.POSITIVE_INFINITY)
  }
  return sign * Number(body === 'nan' ? Number.NaN : body)
}

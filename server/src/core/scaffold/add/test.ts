// A promtool test of an alert, as far as its expression says when it fires: a comparison of one series with a number.
import { formatDuration, type PromNode, type PromTree, parseDuration, type Selector } from '../../inline'
import { type Lines, scalar } from '../stack'
import type { AlertRequest } from './alert'

/** Undefined where nothing can be expected for sure. */
export function testLines(request: AlertRequest, tree: PromTree, all: readonly Selector[]): Lines | undefined {
  const compared = comparison(tree)
  const [selector] = all
  if (compared && selector?.metric !== undefined && all.length === 1) return firing(request, selector, compared)
  return /\b(?:absent|absent_over_time|vector|scalar|time)\s*\(/.test(request.expr) || all.length === 0 ? undefined : quiet(request)
}

/** Without a series there is nothing that could fire. */
const quiet = ({ alert }: AlertRequest): Lines => [
  `- name: ${scalar(`${alert}, nothing measured`)}`,
  '  interval: 1m',
  '  input_series: []',
  '  alert_rule_test:',
  '    - eval_time: 10m',
  `      alertname: ${scalar(alert)}`,
  '      exp_alerts: []',
]

interface Comparison {
  readonly op: string
  readonly number: number
}

/** `selector OP number`, and nothing around it. */
function comparison({ root, text }: PromTree): Comparison | undefined {
  const node = root.type === 'PromQL' ? root.children[0] : root
  if (node?.type !== 'BinaryExpr') return undefined
  const [left, , right] = parts(node)
  const op = left && right && /^\s*(==|!=|>=|<=|>|<)\s*$/.exec(text.slice(left.end, right.start))?.[1]
  if (!op || left.type !== 'VectorSelector') return undefined
  const number = Number(text.slice(right.start, right.end))
  return Number.isFinite(number) ? { op, number } : undefined
}

/** Both sides, and what stands between them. */
const parts = (node: PromNode): readonly (PromNode | undefined)[] => [node.children[0], undefined, node.children.at(-1)]

/** A value that the comparison takes, and one that it does not. */
const samples: Readonly<Record<string, (number: number) => readonly [takes: number, leaves: number]>> = {
  '==': n => [n, n + 1],
  '!=': n => [n + 1, n],
  '>': n => [n + 1, n],
  '>=': n => [n, n - 1],
  '<': n => [n - 1, n],
  '<=': n => [n, n + 1],
}

function firing({ alert, for: wait, severity, summary }: AlertRequest, { metric, matchers }: Selector, { op, number }: Comparison): Lines | undefined {
  const values = samples[op]?.(number)
  if (!values || matchers.some(one => one.op !== '=') || /\{\{/.test(summary)) return undefined
  const duration = parseDuration(wait)
  const minutes = duration.error === undefined ? Math.ceil(duration.value / 60_000) : 0
  const labels = Object.fromEntries(matchers.map(one => [one.label, one.value]))
  const series = `${metric}{${Object.entries(labels)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(', ')}}`
  const expected = Object.entries({ severity, ...labels })
  return [
    `- name: ${scalar(alert)}`,
    '  interval: 1m',
    '  input_series:',
    `    - series: ${scalar(series)}`,
    `      values: ${scalar(`${values[1]} ${values[0]}x${minutes + 5}`)}`,
    '  alert_rule_test:',
    '    - eval_time: 0m',
    `      alertname: ${scalar(alert)}`,
    '      exp_alerts: []',
    `    - eval_time: ${formatDuration((minutes + 2) * 60_000)}`,
    `      alertname: ${scalar(alert)}`,
    '      exp_alerts:',
    '        - exp_labels:',
    expected.map(([name, value]) => `            ${name}: ${scalar(value)}`),
    '          exp_annotations:',
    `            summary: ${scalar(summary)}`,
  ]
}

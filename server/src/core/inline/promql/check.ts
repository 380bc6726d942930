// Types and arguments of PromQL as Prometheus' parser checks them (`parse.go` checkAST), in one walk over the nodes.

import { checkBinary } from './binary'
import { checkAggregate, checkCall } from './calls'
import { typeNames, type ValueType } from './functions'
import { checkGlued, checkModifier, checkRange, numberOf } from './modifiers'
import { type Report, refuse } from './report'
import { checkSelector } from './selectors'
import { checkString } from './strings'
import type { Node } from './tree'

/** The type of an expression, after all of it was checked; undefined when a problem makes it unknown. */
export function check(report: Report, node: Node): ValueType | undefined {
  switch (node.type) {
    case 'PromQL':
    case 'ParenExpr':
      return node.children[0] && check(report, node.children[0])
    case 'NumberDurationLiteral':
      return checkNumber(report, node)
    case 'StringLiteral':
      checkString(report, node)
      return 'string'
    case 'VectorSelector':
      checkSelector(report, node)
      return 'vector'
    case 'FunctionCall':
      return checkCall(report, node)
    case 'AggregateExpr':
      return checkAggregate(report, node)
    case 'BinaryExpr':
      return checkBinary(report, node)
    case 'UnaryExpr':
      return checkUnary(report, node)
    case 'MatrixSelector':
    case 'SubqueryExpr':
      return checkRange(report, node)
    case 'OffsetExpr':
    case 'StepInvariantExpr':
    case 'AnchoredExpr':
    case 'SmoothedExpr':
      return checkModifier(report, node)
    default:
      return undefined
  }
}

interface Wrong {
  readonly node: Node
  readonly found: ValueType
  readonly type: ValueType
  readonly i: number
}

/**
 * Checks arguments and compares their types with those that `wanted` says of each. Two that were swapped are one problem. `place` completes
 * "… is expected ⟨place⟩".
 */
export function expect(report: Report, nodes: readonly Node[], wanted: (i: number) => ValueType, name: string, place: (i: number) => string): void {
  const wrong: Wrong[] = []
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i] as Node
    const found = check(report, node)
    if (found !== undefined && found !== wanted(i)) wrong.push({ node, found, type: wanted(i), i })
  }
  const [first, second] = wrong
  if (first && second && wrong.length === 2 && first.found === second.type && second.found === first.type) {
    const span = { start: first.node.start, end: second.node.end }
    const { text } = report
    const right = text.slice(second.node.start, second.node.end) + text.slice(first.node.end, second.node.start) + text.slice(first.node.start, first.node.end)
    refuse(report, 'promql-type', span, `The arguments of "${name}" are swapped: the ${typeNames[first.type]} comes first.`, { text: right })
    return
  }
  for (const one of wrong) mismatch(report, one, place(one.i))
}

function mismatch(report: Report, { node, type, found }: Wrong, place: string): void {
  const range = found === 'vector' && type === 'matrix' && node.type === 'VectorSelector'
  const right = range ? { text: `${report.text.slice(node.start, node.end)}[5m]` } : undefined
  const hint = right ? `: add a range, such as ${right.text.length > 60 ? '[5m]' : right.text}` : ''
  refuse(report, 'promql-type', node, `${article(type)} is expected ${place}, but this is ${article(found).toLowerCase()}${hint}.`, right)
}

export const article = (type: ValueType): string => `${type === 'vector' ? 'An' : 'A'} ${typeNames[type]}`

function checkUnary(report: Report, node: Node): ValueType | undefined {
  const inner = node.children.at(-1)
  const type = inner && check(report, inner)
  if (type !== 'string' && type !== 'matrix') return type
  return refuse(report, 'promql-type', node, `A sign cannot stand before ${article(type).toLowerCase()}, only before a number or an instant vector.`)
}

function checkNumber(report: Report, node: Node): ValueType {
  if (checkGlued(report, node)) return 'scalar'
  const text = report.text.slice(node.start, node.end)
  const long = text.length > 300 || /e\+?[\d_]{3}/i.test(text)
  if (long && Number(text.replaceAll('_', '')) === Number.POSITIVE_INFINITY) refuse(report, 'promql-syntax', node, 'The number is too large.')
  else if (/[ywdhms]$/.test(text) && !/^0x/i.test(text) && Math.abs(numberOf(text)) >= 2 ** 63 / 1e9)
    refuse(report, 'promql-syntax', node, 'The duration is longer than the 292 years that one can hold.')
  return 'scalar'
}

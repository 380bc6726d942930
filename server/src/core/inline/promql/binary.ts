// Binary operators: types of both sides, `bool`, matching and grouping.

import { article, check } from './check'
import type { ValueType } from './functions'
import { needsFlag, type Report, refuse, source, stringValue } from './report'
import { child, type Node } from './tree'
import { comparisons, setOperators } from './words'

export function checkBinary(report: Report, node: Node): ValueType | undefined {
  const [left, op] = node.children
  const right = node.children.at(-1)
  if (!left || !op || !right || right === op) return undefined
  const types = [check(report, left), check(report, right)] as const
  const sign = source(report, op).toLowerCase()
  const bool = child(node, 'BoolModifier')
  const fill = child(node, 'FillModifier')
  if (fill) needsFlag(report, fill, 'Filling in missing series', 'promql-binop-fill-modifiers')
  if (bool && !comparisons.has(sign)) {
    refuse(report, 'promql-type', bool, `"bool" can only follow a comparison, not "${sign}".`)
    return result(types)
  }
  for (const [side, type] of [
    [left, types[0]],
    [right, types[1]],
  ] as const) {
    if (type !== 'string' && type !== 'matrix') continue
    return refuse(
      report,
      'promql-type',
      side,
      `Operators work on numbers and instant vectors, but this is ${article(type).toLowerCase()}${type === 'matrix' ? ': use a function such as "rate" on it' : ''}.`,
    )
  }
  if (types[0] && types[1]) checkSides(report, node, sign, types[0] === 'scalar' ? (types[1] === 'scalar' ? 2 : 1) : types[1] === 'scalar' ? 1 : 0)
  return result(types)
}

const result = ([left, right]: readonly [ValueType | undefined, ValueType | undefined]): ValueType | undefined =>
  left === 'vector' || right === 'vector' ? 'vector' : left && right ? 'scalar' : undefined

/** Both sides are numbers or instant vectors; `scalars` counts the numbers. */
function checkSides(report: Report, node: Node, sign: string, scalars: 0 | 1 | 2): void {
  const op = node.children[1] ?? node
  if (setOperators.has(sign) && scalars > 0) {
    refuse(report, 'promql-type', op, `"${sign}" works between two instant vectors, but ${scalars === 2 ? 'both sides are numbers' : 'one side is a number'}.`)
    return
  }
  if (scalars === 2 && comparisons.has(sign) && !child(node, 'BoolModifier')) {
    refuse(report, 'promql-type', op, `A comparison of two numbers needs "bool": write "${sign} bool".`, {
      text: `${sign} bool`,
      span: { start: op.start, end: op.end },
    })
    return
  }
  const clause = child(node, 'MatchingModifierClause')
  if (clause) checkMatching(report, clause, sign, scalars > 0)
}

function checkMatching(report: Report, clause: Node, sign: string, withScalar: boolean): void {
  const [word, list, group, include] = clause.children
  for (const one of [list, include]) checkLabelList(report, one)
  const matching = labels(report, list)
  if (withScalar) {
    if (matching.length)
      refuse(report, 'promql-type', clause, `"${source(report, word ?? clause).toLowerCase()}" works between two instant vectors, but one side is a number.`)
    return
  }
  if (!group) return
  const name = source(report, group).toLowerCase()
  if (setOperators.has(sign)) {
    refuse(report, 'promql-type', group, `"${name}" cannot be used with "${sign}", which matches many to many anyway.`)
    return
  }
  if (word?.type !== 'On') return
  const copied = labels(report, include)
  const twice = copied.find(label => matching.includes(label))
  if (twice !== undefined)
    refuse(report, 'promql-type', include ?? group, `The label "${twice}" cannot be in "on" and "${name}" at once: it is equal on both sides.`)
}

/** Reports words in a list of labels that are numbers to Go, and the empty name. */
export function checkLabelList(report: Report, list: Node | undefined): void {
  const bad = list?.children.find(one => one.type === 'LabelName' && one.end - one.start === 3 && /^(?:inf|nan)$/i.test(source(report, one)))
  if (bad)
    refuse(report, 'promql-syntax', bad, `"${source(report, bad)}" is a number here: a label of that name stands in quotes.`, {
      text: `"${source(report, bad)}"`,
    })
  const empty = list?.children.find(one => one.type === 'QuotedLabelName' && stringValue(report.text, one) === '')
  if (empty) refuse(report, 'promql-syntax', empty, 'The name of a label must not be empty.')
}

const labels = (report: Report, list: Node | undefined): string[] =>
  (list?.children ?? []).map(one => (one.type === 'QuotedLabelName' ? (stringValue(report.text, one) ?? '') : source(report, one)))

// Calls of functions and aggregators: names, numbers of arguments, types of arguments.
import { closest } from '../../text'
import { checkRegex } from '../regex'
import { checkLabelList } from './binary'
import { check, expect } from './check'
import { type PromFunction, promFunctions, removedFunctions, signature, type ValueType } from './functions'
import { bare, compareVersions, insideLiteral, needsFlag, type Report, refuse, stringValue } from './report'
import { child, type Node, wordAt } from './tree'
import { aggregators } from './words'

const flag = 'promql-experimental-functions'

export function checkCall(report: Report, node: Node): ValueType | undefined {
  const name = wordAt(report.text, node.start)
  const args = child(node, 'FunctionCallBody')?.children ?? []
  const known = promFunctions.get(name)
  if (!known) {
    for (const arg of args) check(report, arg)
    return unknownFunction(report, name, node.start)
  }
  const place = { start: node.start, end: node.start + name.length }
  checkRelease(report, known, place)
  if (args.length < known.least || args.length > known.most) {
    for (const arg of args) check(report, arg)
    refuse(
      report,
      'promql-arguments',
      place,
      `"${name}" takes ${amount(known)}, but ${args.length === 0 ? 'none is' : args.length === 1 ? '1 is' : `${args.length} are`} given: ${signature(known)}.`,
    )
    return known.returns
  }
  const { parameters } = known
  const wanted = (i: number): ValueType => parameters[Math.min(i, parameters.length - 1)]?.type ?? 'vector'
  if (name !== 'info') expect(report, args, wanted, name, i => `as argument ${i + 1} of "${name}"`)
  if (name === 'label_replace') checkReplacement(report, args[4])
  return known.returns
}

export function checkAggregate(report: Report, node: Node): ValueType {
  const op = child(node, 'AggregateOp') ?? node
  const name = wordAt(report.text, node.start)
  const known = aggregators.get(name.toLowerCase())
  const args = child(node, 'FunctionCallBody')?.children ?? []
  const parameter = known?.parameter
  if (known?.experimental) needsFlag(report, op, `"${name}"`, flag)
  checkLabelList(report, child(child(node, 'AggregateModifier') ?? node, 'GroupingLabels'))
  const wanted = parameter ? 2 : 1
  if (args.length !== wanted) {
    for (const arg of args) check(report, arg)
    const form = parameter ? `${name}(${parameter.name}, vector)` : `${name}(vector)`
    refuse(
      report,
      'promql-arguments',
      op,
      `"${name}" takes ${wanted === 1 ? 'one argument' : 'two arguments'}, but ${args.length === 0 ? 'none is' : args.length === 1 ? 'one is' : `${args.length} are`} given: write ${form}.`,
    )
    return 'vector'
  }
  const place = (i: number): string => (parameter && i === 0 ? `as the first argument of "${name}"` : `inside "${name}"`)
  expect(report, args, i => (parameter && i === 0 ? parameter.type : 'vector'), name, place)
  return 'vector'
}

/** Reports a name that no function has. */
export function unknownFunction(report: Report, name: string, start: number): undefined {
  const span = { start, end: start + name.length }
  const removed = removedFunctions.get(name)
  const { version } = report.scope
  if (removed && version && compareVersions(version, removed.until) < 0) return undefined
  if (removed)
    return refuse(
      report,
      'promql-unknown-function',
      span,
      `The function "${name}" was removed from Prometheus: use "${removed.by}".`,
      removed.by.includes('_') ? { text: removed.by } : undefined,
    )
  const lower = name.toLowerCase()
  const near = promFunctions.has(lower) ? lower : closest(name, [...promFunctions.keys(), ...aggregators.keys()])
  return refuse(
    report,
    'promql-unknown-function',
    span,
    `There is no function "${name}"${near ? `; the nearest is "${near}"` : ''}.`,
    near ? { text: near } : undefined,
  )
}

function checkRelease(report: Report, known: PromFunction, place: { readonly start: number; readonly end: number }): void {
  const { version } = report.scope
  if (version && known.since && compareVersions(version, known.since) < 0) {
    refuse(report, 'promql-unknown-function', place, `The function "${known.name}" exists since Prometheus ${known.since}, and this one is ${version}.`)
  } else if (known.experimental || (version && known.stable && compareVersions(version, known.stable) < 0))
    needsFlag(report, place, `The function "${known.name}"`, flag)
}

/** A wrong expression in `label_replace` loads, and fails at every evaluation. */
function checkReplacement(report: Report, node: Node | undefined): void {
  const literal = node && bare(node)
  if (literal?.type !== 'StringLiteral') return
  const value = stringValue(report.text, literal)
  const wrong = value === undefined ? undefined : checkRegex(value, 'relabel')
  if (!wrong) return
  const message = `${wrong.message.replace(/\.$/, '')}; every evaluation will fail.`
  report.problems.push({ code: 'promql-regex', severity: 'warning', message, span: insideLiteral(literal, value ?? '', wrong.span) })
}

function amount({ least, most }: PromFunction): string {
  const plural = (n: number) => (n === 0 ? 'no argument' : n === 1 ? '1 argument' : `${n} arguments`)
  if (least === most) return plural(least)
  return most === Number.POSITIVE_INFINITY ? `at least ${plural(least)}` : least === 0 ? `at most ${plural(most)}` : `${least} to ${plural(most)}`
}

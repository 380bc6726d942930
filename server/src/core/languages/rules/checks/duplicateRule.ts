// Two recording rules that write the same series: samples of both get mixed up. promtool says so of every two with the same name and
// labels; people also write several on purpose, each for other series, and of those that surely are such nothing is said.
import { type LabelFlow, labelFlow, mayHave, type PromTree, parsePromql, selectors } from '../../../inline'
import { lookup } from '../../../text'
import type { At } from '../../../yaml'
import type { Check } from '../../language'

export const duplicateRule: Check = {
  code: 'duplicate-rule',
  *run(file) {
    const same = new Map<string, At[]>()
    for (const rule of file.found('recording-rule')) if (rule.get('record')) lookup(same, seriesKey(rule), () => []).push(rule)
    const told = new Set<string>()
    for (const rules of same.values()) if (rules.length > 1 && rules.length <= most) yield* among(rules, told)
  },
}

/** More rules of one series are made by a program; comparing each with each would take long. */
const most = 50

/** What is not certain is told once a metric. */
function* among(rules: readonly At[], told: Set<string>) {
  const trees = rules.map(rule => parsePromql(rule.get('expr')?.string ?? ''))
  for (const [i, rule] of rules.entries()) {
    const record = rule.get('record')
    const meets = trees.slice(0, i).map(other => meeting(other, trees[i] as PromTree))
    const sure = meets.indexOf('always')
    const maybe = told.has(record?.text ?? '') ? -1 : meets.indexOf('maybe')
    const first = rules[sure >= 0 ? sure : maybe]?.get('record')
    if (!record || !first) continue
    told.add(record.text ?? '')
    yield {
      code: 'duplicate-rule',
      severity: sure >= 0 ? ('warning' as const) : ('information' as const),
      message: `Another rule records "${record.text}" with the same labels: ${sure >= 0 ? 'samples of both get mixed up' : 'where both give a series of the same labels, samples of both get mixed up'}.`,
      span: record.span,
      related: [{ span: first.span, message: 'The first rule that records it.' }],
    }
  }
}

/** Name and labels as written. Group labels differ by group, so only rules of equal own labels compare. */
function seriesKey(rule: At): string {
  const labels: string[] = []
  for (const value of rule.get('labels')?.entries() ?? []) labels.push(`${value.key?.text}=${value.text}`)
  return JSON.stringify([rule.get('record')?.text, labels.sort()])
}

/** Do both give series of the same labels? Surely, where both take the same metrics and leave the same labels. */
function meeting(a: PromTree, b: PromTree): 'always' | 'maybe' | 'never' {
  if (squeezed(a.text) === squeezed(b.text)) return 'always'
  const flows = [labelFlow(a), labelFlow(b)] as const
  if (flows.every(one => one.only?.size === 0)) return 'always'
  const [left, right] = [fixedBy(a), fixedBy(b)]
  for (const [label, values] of left) {
    const others = right.get(label)
    if (others && others !== values && flows.every(one => mayHave(one, label))) return 'never'
  }
  return metricsOf(a) === metricsOf(b) && leavesSame(...flows) ? 'always' : 'maybe'
}

const metricsOf = (tree: PromTree): string => [...new Set(selectors(tree).map(one => one.metric ?? ''))].sort().join(' ')

const leavesSame = (a: LabelFlow, b: LabelFlow): boolean =>
  a.only || b.only ? a.only !== undefined && b.only !== undefined && isSame(a.only, b.only) : isSame(a.without, b.without)

const isSame = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => a.size === b.size && [...a].every(one => b.has(one))

const squeezed = (text: string): string => text.replace(/\s+/g, '')

/** What an expression says that a label is: in all its selectors, or as a constant that it sets. */
function fixedBy(tree: PromTree): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const all = selectors(tree)
  for (const { label, op, value } of all.flatMap(one => one.matchers)) {
    const said = `${op}${value}`
    if ((op === '=' || op === '=~') && all.every(one => one.matchers.some(other => other.label === label && `${other.op}${other.value}` === said)))
      found.set(label, said)
  }
  for (const [, label, value] of tree.text.matchAll(/,\s*"([A-Za-z_]\w*)"\s*,\s*"([^"$\\]*)"\s*,/g)) found.set(label ?? '', `=${value}`)
  return found
}

// Rules that stand twice. Two recording rules that write the same series mix their samples: promtool says so of every two with the same
// name and labels; people also write several on purpose, each for other series, and of those that surely are such nothing is said. The same
// one in two files of a server writes each sample twice, and an alert that is a copy of another says nothing new.
import { labelFlow, leavesSameLabels, mayHave, type PromTree, parsePromql, selectors } from '../../../inline'
import { lookup } from '../../../text'
import type { At } from '../../../yaml'
import type { Check, FileView } from '../../language'
import { groupLabelsOf } from '../stations'

const code = 'duplicate-rule'

export const duplicateRule: Check = {
  code,
  *run(file) {
    const repeated = file.repeated('metric')
    if (repeated.size === 0) return
    const same = new Map<string, At[]>()
    for (const { span } of file.mentions(['metric'], 'declares', repeated)) {
      const rule = namedBy('record', file.root?.find(span.start))
      if (rule) lookup(same, seriesKey(rule), () => []).push(rule)
    }
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
      code,
      severity: sure >= 0 ? ('warning' as const) : ('information' as const),
      message: `Another rule records "${record.text}" with the same labels: ${sure >= 0 ? 'samples of both get mixed up' : 'where both give a series of the same labels, samples of both get mixed up'}.`,
      span: record.span,
      related: [{ span: first.span, message: 'The first rule that records it.' }],
    }
  }
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
  return metricsOf(a) === metricsOf(b) && leavesSameLabels(...flows) ? 'always' : 'maybe'
}

const metricsOf = (tree: PromTree): string => [...new Set(selectors(tree).map(one => one.metric ?? ''))].sort().join(' ')

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

export const copiedAlert: Check = {
  code,
  *run(file) {
    const repeated = file.repeated('alert')
    if (repeated.size === 0 || groupLabelsOf(file).size > 0) return
    const first = new Map<string, At>()
    for (const { span } of file.mentions(['alert'], 'declares', repeated)) {
      const rule = namedBy('alert', file.root?.find(span.start))
      const name = rule?.get('alert')
      const key = rule && alertKey(rule)
      if (!name || key === undefined) continue
      const original = first.get(key)
      if (!original) first.set(key, name)
      else
        yield {
          code,
          severity: 'information',
          message: `The alert "${name.text}" stands here a second time, with the same expression and labels: it is computed twice and says nothing new.`,
          span: name.span,
          related: [{ span: original.span, message: 'The first one.' }],
        }
    }
  },
}

/** The rule around its name. */
function namedBy(key: 'alert' | 'record', at: At | undefined): At | undefined {
  for (let one = at; one; one = one.parent) if (one.get(key)) return one
  return undefined
}

/** Files of one server that record the same series by the same expression; said in the one whose address comes last. */
export const recordedElsewhere: Check = {
  code,
  across: true,
  *run(file, world) {
    if (file.names('metric', 'declares').size === 0) return
    const loaders = new Set(world.path.loaders(file))
    if (loaders.size === 0) return
    for (const other of world.files('rules', file)) {
      if (other.uri >= file.uri) continue
      const mine = seriesOf(file)
      const theirs = seriesOf(other)
      const both = [...mine].flatMap(([key, record]) => (theirs.has(key) ? [{ record, there: theirs.get(key) ?? record }] : []))
      // asked last: finding out who loads a file costs more than comparing names
      if (both.length === 0 || !world.path.loaders(other).some(one => loaders.has(one))) continue
      for (const { record, there } of both)
        yield {
          code,
          severity: 'warning',
          message: `The same server records "${record.text}" by the same expression in another file, too: each sample is written twice.`,
          span: record.span,
          related: [{ uri: other.uri, span: there.span, message: 'The other rule.' }],
        }
    }
  },
}

const seriesOf = (file: FileView): ReadonlyMap<string, At> => file.once(readSeries)

function readSeries(file: FileView): ReadonlyMap<string, At> {
  const found = new Map<string, At>()
  if (groupLabelsOf(file).size > 0) return found
  for (const rule of file.found('recording-rule')) {
    const record = rule.get('record')
    const key = JSON.stringify([seriesKey(rule), expressionOf(rule)])
    if (record && !found.has(key)) found.set(key, record)
  }
  return found
}

/** Undefined for what is no alert. */
function alertKey(rule: At): string | undefined {
  const name = rule.get('alert')?.string
  return name === undefined ? undefined : JSON.stringify([name, expressionOf(rule), labelsOf(rule)])
}

const expressionOf = (rule: At): string => (rule.get('expr')?.text ?? '').replace(/\s+/g, ' ').trim()

/** Name and labels. Group labels differ by group, so only rules of equal own labels compare. */
const seriesKey = (rule: At): string => JSON.stringify([rule.get('record')?.text, labelsOf(rule)])

const labelsOf = (rule: At): readonly string[] => [...(rule.get('labels')?.entries() ?? [])].map(one => `${one.key?.text}=${one.text}`).sort()

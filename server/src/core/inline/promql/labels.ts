// Which labels the result of an expression may have, and which values are certain. An upper bound: where something is not known, any
// label may be there. Source of the rules: `promql/engine.go` of Prometheus 3.16 (resultMetric, aggregation, absent).
import { promFunctions } from './functions'
import { stringValue } from './report'
import { readSelector, type Selector } from './selectors'
import { child, type Node, type PromTree, wordAt } from './tree'

export interface LabelFlow {
  /** Only these may be there; undefined = any but `without`. */
  readonly only: ReadonlySet<string> | undefined
  readonly without: ReadonlySet<string>
  /** Values that are certain, by label. */
  readonly values: ReadonlyMap<string, string>
  /** What took labels away, the word of it: for messages. */
  readonly dropper: Node | undefined
}

const none: ReadonlySet<string> = new Set()
const noValues: ReadonlyMap<string, string> = new Map()
const anything: LabelFlow = { only: undefined, without: none, values: noValues, dropper: undefined }
const nothing: LabelFlow = { ...anything, only: none }

/** May the result have this label? The name of the metric is not asked about: it may stay or go. */
export const mayHave = (flow: LabelFlow, label: string): boolean => label === '__name__' || (flow.only ? flow.only.has(label) : !flow.without.has(label))

/** What is known of the series of a metric; undefined = nothing. */
export type KnownSeries = (metric: string) => LabelFlow | undefined

export function labelFlow(tree: PromTree, known?: KnownSeries): LabelFlow {
  return tree.lost.length > 0 ? anything : flowOf({ text: tree.text, known }, tree.root)
}

/** What labels are there once a rule adds its own: set to a value, or to something that is not known. One that is set to nothing counts as there. */
export const withLabels = (flow: LabelFlow, labels: Iterable<readonly [name: string, value: string | undefined]>): LabelFlow => {
  let after = flow
  for (const [name, value] of labels) {
    after = plus(after, name)
    if (value !== undefined) after = { ...after, values: new Map([...after.values, [name, value]]) }
  }
  return after
}

/** What an expression is read with. */
interface Read {
  readonly text: string
  readonly known: KnownSeries | undefined
}

function flowOf(read: Read, node: Node | undefined): LabelFlow {
  if (!node) return anything
  switch (node.type) {
    case 'VectorSelector':
      return ofSelector(read, node)
    case 'AggregateExpr':
      return aggregated(read, node)
    case 'FunctionCall':
      return called(read, node)
    case 'BinaryExpr':
      return combined(read, node)
    case 'NumberDurationLiteral':
    case 'StringLiteral':
      return nothing
    case 'UnaryExpr':
      return flowOf(read, node.children.at(-1))
    case 'PromQL':
    case 'ParenExpr':
    case 'MatrixSelector':
    case 'SubqueryExpr':
    case 'OffsetExpr':
    case 'StepInvariantExpr':
    case 'AnchoredExpr':
    case 'SmoothedExpr':
      return flowOf(read, node.children[0])
    default:
      return anything
  }
}

/** A matcher asks for one value: a pattern without anything special does so, too. */
export const isEquality = (op: string, value: string): boolean => op === '=' || (op === '=~' && /^[\w-]+$/.test(value))

function ofSelector({ text, known }: Read, node: Node, asks = isEquality): LabelFlow {
  const { matchers, metric } = readSelector(text, node)
  const series = metric === undefined ? undefined : known?.(metric)
  return series ? meet(series, asked(matchers, asks)) : asked(matchers, asks)
}

function asked(matchers: Selector['matchers'], asks: typeof isEquality): LabelFlow {
  if (matchers.length === 0) return anything
  const values = new Map<string, string>()
  const without = new Set<string>()
  for (const { label, op, value } of matchers) {
    if (!asks(op, value)) continue
    if (value === '') without.add(label)
    else values.set(label, value)
  }
  return { only: undefined, without, values, dropper: undefined }
}

/** These pick series as they are. */
const picking: ReadonlySet<string> = new Set(['topk', 'bottomk', 'limitk', 'limit_ratio'])

function aggregated(read: Read, node: Node): LabelFlow {
  const { text } = read
  const name = wordAt(text, node.start).toLowerCase()
  const args = child(node, 'FunctionCallBody')?.children ?? []
  const inner = flowOf(read, args.at(-1))
  if (picking.has(name)) return inner
  const modifier = child(node, 'AggregateModifier')
  const listed = labelsIn(text, modifier && child(modifier, 'GroupingLabels'))
  const grouped = modifier && child(modifier, 'Without') ? minus(inner, listed, node) : keep(inner, modifier ? listed : [], child(node, 'AggregateOp') ?? node)
  if (name !== 'count_values') return grouped
  const added = args[0]?.type === 'StringLiteral' ? stringValue(text, args[0]) : undefined
  return added === undefined ? anything : plus(grouped, added)
}

function called(read: Read, node: Node): LabelFlow {
  const { text } = read
  const name = wordAt(text, node.start)
  const args = child(node, 'FunctionCallBody')?.children ?? []
  if (name === 'absent' || name === 'absent_over_time') return absent(read, args[0], node)
  const known = promFunctions.get(name)
  if (!known || name === 'info') return anything
  if (known.returns === 'scalar') return nothing
  const at = known.parameters.findIndex(one => one.type === 'vector' || one.type === 'matrix')
  const inner = at < 0 || !args[at] ? nothing : flowOf(read, args[at])
  if (name === 'label_replace' || name === 'label_join') {
    const target = args[1]?.type === 'StringLiteral' ? stringValue(text, args[1]) : undefined
    return target === undefined ? anything : plus(inner, target)
  }
  return name === 'histogram_quantile' || name === 'histogram_fraction' ? minus(inner, ['le'], child(node, 'FunctionIdentifier') ?? node) : inner
}

/** One sample with the labels that the selector asks for by equality; none for any other expression. */
function absent({ text }: Read, arg: Node | undefined, node: Node): LabelFlow {
  let core = arg
  while (core && /^(?:ParenExpr|OffsetExpr|StepInvariantExpr|MatrixSelector|AnchoredExpr|SmoothedExpr)$/.test(core.type)) core = core.children[0]
  const dropper = child(node, 'FunctionIdentifier') ?? node
  if (core?.type !== 'VectorSelector') return { ...nothing, dropper }
  const { values } = ofSelector({ text, known: undefined }, core, op => op === '=')
  return { only: new Set(values.keys()), without: none, values, dropper }
}

const setOperators: ReadonlySet<string> = new Set(['and', 'or', 'unless'])

function combined(read: Read, node: Node): LabelFlow {
  const { text } = read
  const [left, op] = node.children
  const right = node.children.at(-1)
  if (!left || !op || !right || right === op) return anything
  const sign = text.slice(op.start, op.end).toLowerCase()
  const sides = [flowOf(read, left), flowOf(read, right)] as const
  if (sign === 'or') return either(...sides)
  if (setOperators.has(sign)) return sides[0]
  if (isScalar(text, left)) return isScalar(text, right) ? nothing : sides[1]
  return isScalar(text, right) ? sides[0] : matched(text, node, sides)
}

function matched(text: string, node: Node, [left, right]: readonly [LabelFlow, LabelFlow]): LabelFlow {
  const clause = child(node, 'MatchingModifierClause')
  const parts = clause?.children ?? []
  const group = parts.find(one => one.type === 'GroupLeft' || one.type === 'GroupRight')
  const lists = parts.filter(one => one.type === 'GroupingLabels')
  const groupAt = group ? parts.indexOf(group) : -1
  const matching = labelsIn(
    text,
    lists.find(one => groupAt < 0 || parts.indexOf(one) < groupAt),
  )
  if (group) {
    const copied = labelsIn(
      text,
      lists.find(one => parts.indexOf(one) > groupAt),
    )
    const many = group.type === 'GroupLeft' ? left : right
    return copied.reduce(plus, many)
  }
  const word = parts[0]
  const both = meet(left, right)
  if (!clause || !word) return both
  return word.type === 'On' ? keep(both, matching, word) : minus(left, matching, word)
}

/** The same labels may be there, with the same certain values. */
export const leavesSame = (a: LabelFlow, b: LabelFlow): boolean =>
  leavesSameLabels(a, b) && a.values.size === b.values.size && Array.from(a.values).every(([name, value]) => b.values.get(name) === value)

/** The same labels may be there, whatever their values. */
export const leavesSameLabels = (a: LabelFlow, b: LabelFlow): boolean =>
  a.only && b.only ? isSame(a.only, b.only) : !a.only && !b.only && isSame(a.without, b.without)

const isSame = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => a.size === b.size && Array.from(a).every(one => b.has(one))

/** Both sides have the same labels, so only what both may have. */
function meet(left: LabelFlow, right: LabelFlow): LabelFlow {
  if (!right.only) return { ...left, without: left.only ? left.without : new Set([...left.without, ...right.without]) }
  const only = left.only ? [...left.only].filter(one => right.only?.has(one)) : [...right.only].filter(one => !left.without.has(one))
  return { only: new Set(only), without: none, values: pick(left.values, one => only.includes(one)), dropper: left.dropper ?? right.dropper }
}

/** What either side may have; only values on which both agree are certain. */
export function either(left: LabelFlow, right: LabelFlow): LabelFlow {
  const values = pick(left.values, (label, value) => right.values.get(label) === value)
  if (left.only && right.only) return { only: new Set([...left.only, ...right.only]), without: none, values, dropper: left.dropper ?? right.dropper }
  const open = [left, right].filter(one => !one.only)
  const without = [...(open[0]?.without ?? [])].filter(label => !mayHave(left, label) && !mayHave(right, label))
  return { only: undefined, without: new Set(without), values, dropper: undefined }
}

function keep(flow: LabelFlow, labels: readonly string[], dropper: Node): LabelFlow {
  const only = new Set(labels.filter(one => mayHave(flow, one)))
  return { only, without: none, values: pick(flow.values, one => only.has(one)), dropper }
}

function minus(flow: LabelFlow, labels: readonly string[], dropper: Node): LabelFlow {
  const values = pick(flow.values, one => !labels.includes(one))
  if (flow.only) return { ...flow, only: new Set([...flow.only].filter(one => !labels.includes(one))), values }
  return { ...flow, without: new Set([...flow.without, ...labels]), values, dropper: flow.dropper ?? dropper }
}

function plus(flow: LabelFlow, label: string): LabelFlow {
  const values = pick(flow.values, one => one !== label)
  if (flow.only) return { ...flow, only: new Set([...flow.only, label]), values }
  return { ...flow, without: new Set([...flow.without].filter(one => one !== label)), values }
}

const pick = (values: ReadonlyMap<string, string>, wanted: (label: string, value: string) => boolean): ReadonlyMap<string, string> =>
  values.size === 0 ? values : new Map([...values].filter(([label, value]) => wanted(label, value)))

const labelsIn = (text: string, list: Node | undefined): string[] =>
  (list?.children ?? []).map(one => (one.type === 'QuotedLabelName' ? (stringValue(text, one.children[0] ?? one) ?? '') : text.slice(one.start, one.end)))

/** A number without labels: literals, `scalar(…)`, `time()` and what is computed of them. */
function isScalar(text: string, node: Node): boolean {
  if (node.type === 'NumberDurationLiteral') return true
  if (node.type === 'FunctionCall') return promFunctions.get(wordAt(text, node.start))?.returns === 'scalar'
  if (node.type === 'ParenExpr') return node.children[0] !== undefined && isScalar(text, node.children[0])
  if (node.type === 'UnaryExpr') return node.children.at(-1) !== undefined && isScalar(text, node.children.at(-1) ?? node)
  if (node.type !== 'BinaryExpr') return false
  const [first] = node.children
  const last = node.children.at(-1)
  return first !== undefined && last !== undefined && isScalar(text, first) && isScalar(text, last)
}

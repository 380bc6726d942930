// Which labels the series have that recording rules write, as far as one server's rule files say. Only names with a colon are looked at:
// others may come from anywhere.
import { either, type KnownSeries, type LabelFlow, labelFlow, parsePromql, withLabels } from '../../inline'
import { lookup, type Span, shift } from '../../text'
import { type At, gather, memo } from '../../yaml'
import type { FileView, World } from '../language'
import { groupLabelsOf, type RuleList, ruleLists } from './stations'

/** What a recording rule writes; kept with the rule. */
interface Series {
  readonly name: string
  readonly flow: LabelFlow
  /** Of its name, from the start of the rule. */
  readonly span: Span
}

const key = {}

/** Nothing of rules with aliases, which depend on the whole text. */
const seriesIn = (at: At): Series | undefined => (at.node.aliased ? undefined : memo(at.node, key, () => read(at)))

function read(at: At): Series | undefined {
  const record = at.get('record')
  const name = record?.string
  const expr = at.get('expr')?.string
  if (!record || name === undefined || !name.includes(':') || expr === undefined) return undefined
  const labels = Array.from(at.get('labels')?.entries() ?? [], one => [one.key?.text ?? '', one.isNull ? undefined : one.text] as const)
  return { name, flow: withLabels(labelFlow(parsePromql(expr)), labels), span: shift(record.span, -at.start) }
}

export interface Recorded {
  readonly flow: LabelFlow
  readonly file: FileView
  readonly series: Series
  readonly list: RuleList
  readonly item: number
}

/** The word of a record's name. */
export const recordSpan = ({ series, list, item }: Recorded): Span => shift(series.span, list.start(item))

/** What the rules of a file write, by name; once per text. */
const recordsOf = (file: FileView): ReadonlyMap<string, readonly Recorded[]> => file.once(readRecords)

function readRecords(file: FileView): ReadonlyMap<string, readonly Recorded[]> {
  const found = new Map<string, Recorded[]>()
  const labels = [...groupLabelsOf(file)]
  for (const list of ruleLists(file)) {
    const { items, counts } = gather(list.list, key, (item, i) => seriesIn(list.at(item, i)))
    for (let item = 0; counts.size > 0 && item < items.length; item++) {
      const series = items[item]
      if (series) lookup(found, series.name, () => []).push({ flow: inGroup(series.flow, labels), file, series, list, item })
    }
  }
  return found
}

/** The same object for the same flow and labels: what follows from it is kept. */
const inGroup = (flow: LabelFlow, labels: readonly string[]): LabelFlow => {
  if (labels.length === 0) return flow
  const made = lookup(grouped, flow, () => new Map<string, LabelFlow>())
  const unknown = labels.map(name => [name, undefined] as const)
  return lookup(made, labels.join(' '), () => withLabels(flow, unknown))
}
const grouped = new WeakMap<LabelFlow, Map<string, LabelFlow>>()

export interface Records {
  readonly known: KnownSeries
  readonly of: (name: string) => readonly Recorded[]
}

/**
 * What the servers that load a rule file record, in it and in their other rule files. Undefined when that cannot be told: a series may also
 * come from elsewhere, with other labels.
 */
export function recordsFor(file: FileView, world: World): Records | undefined {
  const loaders = world.path.loaders(file)
  if (loaders.some(bringsOthers)) return undefined
  const others = loaders.length === 0 ? [] : [...world.files('rules', file)]
  const all = [file, ...others.filter(other => world.path.loaders(other).some(one => loaders.includes(one)))].map(recordsOf).filter(one => one.size > 0)
  if (all.length === 0) return undefined
  const of = (name: string): readonly Recorded[] => (all.length === 1 ? (all[0]?.get(name) ?? none) : all.flatMap(one => one.get(name) ?? none))
  const known = (name: string): LabelFlow | undefined => {
    if (!name.includes(':')) return undefined
    const [first, ...more] = of(name)
    return first && more.reduce((flow, one) => either(flow, one.flow), first.flow)
  }
  return { known, of }
}

const none: readonly Recorded[] = []

/** Series of other servers come in under the same names: by federation, or by reading from them. */
const bringsOthers = ({ root }: FileView): boolean =>
  root?.get('remote_read') !== undefined ||
  root?.get('scrape_config_files') !== undefined ||
  [...(root?.get('scrape_configs')?.items() ?? [])].some(job => job.get('metrics_path')?.text?.includes('federate'))

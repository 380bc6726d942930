// Which labels the series have that recording rules write, as far as one server's rule files say. Only names with a colon are looked at:
// others may come from anywhere. What an edit leaves as it was stays the same object, and so does all that follows from it.
import { either, type KnownSeries, type LabelFlow, labelFlow, leavesSame, parsePromql, withLabels } from '../../inline'
import { lookup, type Span, shift } from '../../text'
import { type At, gather, memo } from '../../yaml'
import type { FileView, World } from '../language'
import { type Edited, edited } from '../shared/kept'
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

interface ListSeries {
  readonly items: readonly (Series | undefined)[]
  /** The same object until an edit makes it write something else. */
  readonly same: object
}

const listKey = {}

function seriesOf({ list, at }: RuleList): ListSeries {
  const make = (): ListSeries => {
    const { items } = gather(list, key, (item, i) => seriesIn(at(item, i)))
    const edit = edited<ListSeries>(list, listKey)
    return { items, same: edit && leavesAlike(edit, items) ? edit.before.same : {} }
  }
  return list.aliased ? make() : memo(list, listKey, make)
}

function leavesAlike({ before, from, removed, inserted }: Edited<ListSeries>, items: ListSeries['items']): boolean {
  if (removed !== inserted || before.items.length !== items.length) return false
  for (let i = from; i < from + inserted; i++) {
    const [one, other] = [before.items[i], items[i]]
    if (one !== other && (!one || !other || one.name !== other.name || !leavesSame(one.flow, other.flow))) return false
  }
  return true
}

/** Where a series is written: the list of rules of a file, and the item there. */
export interface Recorded {
  readonly uri: string
  readonly list: number
  readonly item: number
  readonly flow: LabelFlow
}

/** What the rules of a file write, by name. */
type FileRecords = ReadonlyMap<string, readonly Recorded[]>

const recordsOf = (file: FileView): FileRecords => file.once(readRecords)

function readRecords(file: FileView): FileRecords {
  const lists = Array.from(ruleLists(file), seriesOf)
  const labels = [...groupLabelsOf(file)]
  return unlessSame(lastOfFile, [...lists.map(one => one.same), ...labels, file.uri], () => {
    const found = new Map<string, Recorded[]>()
    lists.forEach(({ items }, list) => {
      items.forEach((series, item) => {
        if (series) lookup(found, series.name, () => []).push({ uri: file.uri, list, item, flow: inGroup(series.flow, labels) })
      })
    })
    return found
  })
}

interface Last<T> {
  readonly parts: readonly unknown[]
  readonly made: T
}

/** What was made the last time, if all that it was made of is the same. */
function unlessSame<T>(last: WeakMap<object, Last<T>>, parts: readonly unknown[], make: () => T): T {
  const [first] = parts
  const before = typeof first === 'object' && first !== null ? last.get(first) : undefined
  if (before && before.parts.length === parts.length && before.parts.every((one, i) => one === parts[i])) return before.made
  const made = make()
  if (typeof first === 'object' && first !== null) last.set(first, { parts, made })
  return made
}

const lastOfFile = new WeakMap<object, Last<FileRecords>>()
const lastOfServer = new WeakMap<object, Last<Records>>()

const inGroup = (flow: LabelFlow, labels: readonly string[]): LabelFlow =>
  labels.length === 0
    ? flow
    : withLabels(
        flow,
        labels.map(name => [name, undefined]),
      )

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
  const others = [...world.files('rules', file)].filter(other => loaders.length === 0 || world.path.loaders(other).some(one => loaders.includes(one)))
  const all = [file, ...others].map(recordsOf).filter(one => one.size > 0)
  // where nobody is seen to load it, its own records count, and those beside it only as what may be there, too
  const own = loaders.length === 0 ? recordsOf(file) : undefined
  return all.length === 0 || own?.size === 0 ? undefined : unlessSame(lastOfServer, [...all, own], () => recordsIn(all, own))
}

function recordsIn(all: readonly FileRecords[], own: FileRecords | undefined): Records {
  const of = (name: string): readonly Recorded[] => (all.length === 1 ? (all[0]?.get(name) ?? none) : all.flatMap(one => one.get(name) ?? none))
  const flows = new Map<string, LabelFlow | null>()
  const known = (name: string): LabelFlow | undefined =>
    name.includes(':') && (!own || own.has(name)) ? (lookup(flows, name, () => together(of(name))) ?? undefined) : undefined
  return { known, of }
}

const together = ([first, ...more]: readonly Recorded[]): LabelFlow | null => (first ? more.reduce((flow, one) => either(flow, one.flow), first.flow) : null)

const none: readonly Recorded[] = []

const listsOf = (file: FileView): readonly RuleList[] => [...ruleLists(file)]

/** The word of the name there. */
export function recordSpan({ uri, list, item }: Recorded, file: FileView, world: World): Span | undefined {
  const view = uri === file.uri ? file : world.view(uri)
  const rules = view?.once(listsOf)[list]
  const series = rules && seriesOf(rules).items[item]
  return series && shift(series.span, rules.start(item))
}

/** Series of other servers come in under the same names: by federation, or by reading from them. */
const bringsOthers = ({ root }: FileView): boolean =>
  root?.get('remote_read') !== undefined ||
  root?.get('scrape_config_files') !== undefined ||
  [...(root?.get('scrape_configs')?.items() ?? [])].some(job => [job.get('metrics_path'), ...pathsOf(job)].some(one => one?.text?.includes('federate')))

/** Other paths that targets of a job may have. */
function* pathsOf(job: At): Generator<At | undefined> {
  for (const step of job.get('relabel_configs')?.items() ?? []) yield step.get('replacement')
  for (const group of job.get('static_configs')?.items() ?? []) yield group.path('labels', '__metrics_path__')
}

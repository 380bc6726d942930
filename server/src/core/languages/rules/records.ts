// Which labels the series have that recording rules write, as far as one server's rule files say. Only names with a colon are looked at:
// others may come from anywhere.
import { either, type KnownSeries, type LabelFlow, labelFlow, parsePromql, withLabels } from '../../inline'
import { lookup } from '../../text'
import type { At } from '../../yaml'
import type { FileView, World } from '../language'
import { groupLabelsOf } from './stations'

export interface Recorded {
  readonly name: string
  readonly flow: LabelFlow
  readonly file: FileView
  /** Start of the rule. */
  readonly start: number
}

const seriesIn = (at: At): { readonly name: string; readonly flow: LabelFlow } | undefined => {
  const name = at.get('record')?.string
  const expr = at.get('expr')?.string
  if (name === undefined || !name.includes(':') || expr === undefined) return undefined
  const labels = Array.from(at.get('labels')?.entries() ?? [], one => [one.key?.text ?? '', one.isNull ? undefined : one.text] as const)
  return { name, flow: withLabels(labelFlow(parsePromql(expr)), labels) }
}

/** What the rules of a file write, by name; once per text. */
const recordsOf = (file: FileView): ReadonlyMap<string, readonly Recorded[]> => file.once(readRecords)

function readRecords(file: FileView): ReadonlyMap<string, readonly Recorded[]> {
  const found = new Map<string, Recorded[]>()
  const grouped = Array.from(groupLabelsOf(file), name => [name, undefined] as const)
  for (const { value, start } of file.each('rule', seriesIn))
    lookup(found, value.name, () => []).push({ ...value, flow: grouped.length > 0 ? withLabels(value.flow, grouped) : value.flow, file, start })
  return found
}

export interface Records {
  readonly known: KnownSeries
  readonly of: (name: string) => readonly Recorded[]
}

/**
 * What the servers that load a rule file record, in it and in their other rule files. Undefined when that cannot be told: a series may also
 * come from elsewhere, with other labels.
 */
export function recordsFor(file: FileView, world: World): Records | undefined {
  const used = Array.from(file.names('metric', 'uses')).filter(name => name.includes(':'))
  if (used.length === 0) return undefined
  const loaders = world.path.loaders(file)
  if (loaders.some(bringsOthers)) return undefined
  const files = [file, ...[...world.files('rules', file)].filter(other => world.path.loaders(other).some(one => loaders.includes(one)))]
  const of = (name: string): readonly Recorded[] => files.flatMap(one => recordsOf(one).get(name) ?? [])
  if (used.every(name => of(name).length === 0)) return undefined
  const flows = new Map<string, LabelFlow | undefined>()
  const known = (name: string): LabelFlow | undefined => {
    if (!name.includes(':')) return undefined
    if (!flows.has(name))
      flows.set(
        name,
        of(name).reduce<LabelFlow | undefined>((all, { flow }) => (all ? either(all, flow) : flow), undefined),
      )
    return flows.get(name)
  }
  return { known, of }
}

/** Series of other servers come in under the same names: by federation, or by reading from them. */
const bringsOthers = ({ root }: FileView): boolean =>
  root?.get('remote_read') !== undefined ||
  root?.get('scrape_config_files') !== undefined ||
  [...(root?.get('scrape_configs')?.items() ?? [])].some(job => job.get('metrics_path')?.text?.includes('federate'))

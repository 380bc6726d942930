// Alerts on what recording rules write. Read while the rule is at hand and kept with it, its places from its start.
import { type LabelFlow, parsePromql, selectors } from '../../inline'
import { shift } from '../../text'
import { type At, gather, memo } from '../../yaml'
import type { FileView } from '../language'
import { type LabelRead, labelsRead, textsOf } from './labelsRead'
import { alertIn, type RuleList, ruleLists } from './stations'

export interface RecordReading {
  readonly expr: string
  /** Metrics that only a rule can have written: they have a colon in their name. */
  readonly metrics: readonly string[]
  /** What is left by the expression alone. */
  readonly own: LabelFlow
  readonly labels: readonly LabelRead[]
}

const key = {}

/** Nothing of rules with aliases, which depend on the whole text. */
export const recordReading = (at: At): RecordReading | undefined => (at.node.aliased ? undefined : memo(at.node, key, () => read(at)))

/** Of all rules, by list and item; lists without any are left out. */
export const recordReadings = (file: FileView): { readonly list: RuleList; readonly items: readonly (RecordReading | undefined)[] }[] =>
  Array.from(ruleLists(file)).flatMap(list => {
    const { items, counts } = gather(list.list, key, (item, i) => recordReading(list.at(item, i)))
    return counts.size > 0 ? [{ list, items }] : []
  })

function read(at: At): RecordReading | undefined {
  const expr = at.get('expr')?.string
  const own = expr?.includes(':') ? alertIn(at)?.flow : undefined
  if (expr === undefined || !own) return undefined
  const metrics = selectors(parsePromql(expr)).flatMap(({ metric }) => (metric?.includes(':') ? [metric] : []))
  if (metrics.length === 0) return undefined
  const texts = Array.from(textsOf(at)).filter(one => /abels\b/.test(one.text ?? ''))
  const labels = texts.flatMap(labelsRead).map(({ name, span }) => ({ name, span: shift(span, -at.start) }))
  return labels.length > 0 ? { expr, metrics, own, labels } : undefined
}

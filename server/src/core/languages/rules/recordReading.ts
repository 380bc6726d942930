// Labels that alerts read of series that recording rules write without them. What an alert reads is kept with the rule, and what is lost with
// the list of rules, for as long as the records are the same.
import { type LabelFlow, labelFlow, mayHave, parsePromql, selectors } from '../../inline'
import { shift } from '../../text'
import { type At, gather, memo } from '../../yaml'
import { edited } from '../shared/kept'
import { type LabelRead, labelsRead, textsOf } from './labelsRead'
import type { Records } from './records'
import { alertIn, type RuleList } from './stations'

interface RecordReading {
  readonly expr: string
  /** Metrics that only a rule can have written: they have a colon in their name. */
  readonly metrics: readonly string[]
  /** What is left by the expression alone. */
  readonly own: LabelFlow
  /** Places count from the start of the rule. */
  readonly labels: readonly LabelRead[]
}

const key = {}

/** Nothing of rules with aliases, which depend on the whole text. */
export const recordReading = (at: At): RecordReading | undefined => (at.node.aliased ? undefined : memo(at.node, key, () => read(at)))

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

/** What the templates of one rule read in vain. */
export interface Lost {
  readonly item: number
  readonly labels: readonly LabelRead[]
  /** What the expression leaves of the records. */
  readonly flow: LabelFlow
  readonly metrics: readonly string[]
}

interface Slot {
  records?: Records
  lost?: readonly Lost[]
}

const slotKey = {}

/** Of all rules of a list; `of`: gives the records, asked only where somebody reads one. */
export function lostIn({ list, at }: RuleList, of: () => Records | undefined): readonly Lost[] {
  const { items, counts } = gather(list, key, (item, i) => recordReading(at(item, i)))
  const records = counts.size > 0 ? of() : undefined
  if (!records) return []
  const slot: Slot = list.aliased ? {} : memo(list, slotKey, () => ({}))
  if (slot.records === records) return slot.lost ?? []
  const judge = (first: number, end: number): Lost[] => {
    const found: Lost[] = []
    for (let i = first; i < end; i++) {
      const lost = items[i] && judged(items[i], i, records)
      if (lost) found.push(lost)
    }
    return found
  }
  const edit = edited<Slot>(list, slotKey)
  slot.records = records
  slot.lost = edit?.before.records === records ? changed(edit.before.lost ?? [], edit, judge) : judge(0, items.length)
  return slot.lost
}

/** What was said of the rules that an edit left alone stays. */
function changed(
  before: readonly Lost[],
  { from, removed, inserted }: { readonly from: number; readonly removed: number; readonly inserted: number },
  judge: (first: number, end: number) => Lost[],
): readonly Lost[] {
  const by = inserted - removed
  const after = before.filter(one => one.item >= from + removed)
  return [
    ...before.filter(one => one.item < from),
    ...judge(from, from + inserted),
    ...(by === 0 ? after : after.map(one => ({ ...one, item: one.item + by }))),
  ]
}

function judged(reading: RecordReading | undefined, item: number, { known }: Records): Lost | undefined {
  if (!reading?.metrics.some(known)) return undefined
  const flow = labelFlow(parsePromql(reading.expr), known)
  // what the expression itself takes away is said already
  const labels = reading.labels.filter(({ name }) => !mayHave(flow, name) && mayHave(reading.own, name))
  return labels.length > 0 ? { item, labels, flow, metrics: reading.metrics } : undefined
}

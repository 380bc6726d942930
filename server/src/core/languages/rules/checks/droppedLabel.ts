// A label in an annotation that the expression surely takes away: the text is empty there. Only what is certain is said.
import { type LabelFlow, labelFlow, mayHave, parsePromql } from '../../../inline'
import { type LocalCheck, listed, placer } from '../../../schema'
import { type Problem, type Span, shift } from '../../../text'
import type { At } from '../../../yaml'
import type { Check } from '../../language'
import { labelsRead, textsOf } from '../labelsRead'
import { type RecordReading, recordReadings } from '../recordReading'
import { type Records, recordSpan, recordsFor } from '../records'
import { alertIn } from '../stations'

const code = 'dropped-label'

export const droppedLabel: LocalCheck = function* (at) {
  const expr = at.get('expr')
  const flow = expr?.string === undefined ? undefined : alertIn(at)?.flow
  if (!expr || !flow || (!flow.only && flow.without.size === 0)) return
  for (const one of textsOf(at)) if (mayNameOther(one.text ?? '', flow)) yield* inText(one, flow, expr)
}

/** The same of labels that a recording rule has taken away before. */
export const droppedByRecord: Check = {
  code,
  across: true,
  *run(file, world) {
    const readings = recordReadings(file)
    const records = readings.length > 0 ? recordsFor(file, world) : undefined
    if (records) for (const { list, items } of readings) for (let i = 0; i < items.length; i++) yield* ofRule(items[i], list.start(i), records)
  },
}

function ofRule(reading: RecordReading | undefined, start: number, records: Records): readonly Problem[] {
  const flow = reading && flowFrom(reading, records)
  if (!flow || (!flow.only && flow.without.size === 0)) return []
  // what the expression itself takes away is said already
  const lost = reading.labels.filter(({ name }) => !mayHave(flow, name) && mayHave(reading.own, name))
  return lost.map(({ name, span }) => dropped(name, shift(span, start), flow, recordedAt(records, reading.metrics, name)))
}

function recordedAt({ of }: Records, metrics: readonly string[], label: string): Pick<Problem, 'related'> {
  const [found] = metrics.flatMap(of).filter(one => !mayHave(one.flow, label))
  return found ? { related: [{ uri: found.file.uri, span: recordSpan(found), message: 'This rule records it without the label.' }] } : {}
}

/** What it comes to with these records; kept as long as they leave the same. */
function flowFrom(reading: RecordReading, { known }: Records): LabelFlow | undefined {
  const series = reading.metrics.map(known)
  const before = flows.get(reading)
  if (before && series.every((one, i) => one === before.series[i])) return before.flow
  const flow = series.some(Boolean) ? labelFlow(parsePromql(reading.expr), known) : undefined
  flows.set(reading, { series, flow })
  return flow
}
const flows = new WeakMap<RecordReading, { readonly series: readonly (LabelFlow | undefined)[]; readonly flow: LabelFlow | undefined }>()

/** Whether a template may name a label that is not there: spares reading those that surely do not. */
function mayNameOther(text: string, flow: LabelFlow): boolean {
  if (!/abels\b/.test(text)) return false
  for (const [, field, key] of text.matchAll(/\.([\p{L}\p{Nd}_]+)|["`]([^"`]*)/gu)) {
    const name = field ?? key ?? ''
    if (name !== 'Labels' && !mayHave(flow, name)) return true
  }
  return false
}

function* inText(at: At, flow: LabelFlow, expr: At): Generator<Problem> {
  for (const { name, span } of labelsRead(at)) if (!mayHave(flow, name)) yield dropped(name, span, flow, related(flow, expr))
}

const dropped = (name: string, span: Span, flow: LabelFlow, more: Pick<Problem, 'related'> | undefined): Problem => ({
  code,
  severity: 'warning',
  message: `The expression leaves no label "${name}", so this is empty. ${left(flow)}`,
  span,
  ...more,
})

function left({ only, without }: LabelFlow): string {
  if (!only) return `It takes away ${listed([...without].map(quoted), 'and')}.`
  return only.size === 0 ? 'It leaves no labels at all.' : `It leaves ${listed([...only].map(quoted), 'and')}.`
}

const quoted = (text: string): string => `"${text}"`

function related({ dropper }: LabelFlow, expr: At) {
  const { node, start, doc } = expr.resolved
  if (!dropper || node.kind !== 'scalar') return undefined
  const place = placer(node, start, doc.source)
  const end = Math.min(dropper.end, node.text.length)
  return { related: [{ span: { start: place(dropper.start), end: place(end) }, message: 'The labels are taken away here.' }] }
}

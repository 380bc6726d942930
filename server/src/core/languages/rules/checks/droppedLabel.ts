// A label in an annotation that the expression surely takes away: the text is empty there. Only what is certain is said.
import { type LabelFlow, mayHave } from '../../../inline'
import { type LocalCheck, listed, placer } from '../../../schema'
import { type Problem, type Span, shift } from '../../../text'
import type { At } from '../../../yaml'
import type { Check, FileView, World } from '../../language'
import { labelsRead, textsOf } from '../labelsRead'
import { lostIn } from '../recordReading'
import { type Recorded, type Records, recordSpan, recordsFor } from '../records'
import { alertIn, ruleLists } from '../stations'

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
    let records: { readonly found: Records | undefined } | undefined
    const asked = (): Records | undefined => {
      records ??= { found: recordsFor(file, world) }
      return records.found
    }
    for (const list of ruleLists(file))
      for (const { item, labels, flow, metrics } of lostIn(list, asked))
        for (const { name, span } of labels) {
          const found = metrics.flatMap(metric => asked()?.of(metric) ?? []).find(one => !mayHave(one.flow, name))
          yield dropped(name, shift(span, list.start(item)), flow, found && recordedAt(found, file, world))
        }
  },
}

function recordedAt(found: Recorded, file: FileView, world: World): Pick<Problem, 'related'> {
  const span = recordSpan(found, file, world)
  return span ? { related: [{ uri: found.uri, span, message: 'This rule records it without the label.' }] } : {}
}

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

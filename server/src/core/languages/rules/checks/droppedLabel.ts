// A label in an annotation that the expression surely takes away: the text is empty there. Only what is certain is said.
import { goTemplateLanguage, type LabelFlow, mayHave } from '../../../inline'
import { type LocalCheck, listed, placer } from '../../../schema'
import type { Problem } from '../../../text'
import type { At } from '../../../yaml'
import { alertIn } from '../stations'

export const droppedLabel: LocalCheck = function* (at) {
  const expr = at.get('expr')
  const flow = expr?.string === undefined ? undefined : alertIn(at)?.flow
  if (!expr || !flow || (!flow.only && flow.without.size === 0)) return
  for (const part of ['annotations', 'labels'])
    for (const one of at.get(part)?.entries() ?? []) if (mayNameOther(one.text ?? '', flow)) yield* inText(one, flow, expr)
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
  const { node, start, doc } = at.resolved
  if (node.kind !== 'scalar' || at.kind === 'alias') return
  const tree = goTemplateLanguage.parse(node.text, { flavour: 'prometheus' })
  const said = new Set<string>()
  for (const { kind, name, within, span } of goTemplateLanguage.mentions(tree)) {
    if (kind !== 'label' || within !== 'Labels' || mayHave(flow, name) || isAsked(node.text, name)) continue
    if (said.has(name)) continue
    said.add(name)
    const place = placer(node, start, doc.source)
    yield {
      code: 'dropped-label',
      severity: 'warning',
      message: `The expression leaves no label "${name}", so this is empty. ${left(flow)}`,
      span: { start: place(span.start), end: place(span.end) },
      ...related(flow, expr),
    }
  }
}

/** A text that asks whether the label is there is written for several expressions. */
const isAsked = (text: string, name: string): boolean =>
  [...text.matchAll(/\{\{-?\s*(?:(?:else\s+)?(?:if|with)|.*\b(?:or|and)\b)[^}]*/g)].some(found => found[0].includes(name))

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

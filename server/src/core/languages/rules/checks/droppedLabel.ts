// A label in an annotation that the expression surely takes away: the text is empty there. Only what is certain is said.
import { goTemplateLanguage, type LabelFlow, labelFlow, mayHave, parsePromql, selectors } from '../../../inline'
import { type LocalCheck, listed, placer } from '../../../schema'
import type { Problem, Span } from '../../../text'
import type { At } from '../../../yaml'
import type { Check, FileView } from '../../language'
import { type Records, recordsFor } from '../records'
import { alertIn } from '../stations'

const code = 'dropped-label'

export const droppedLabel: LocalCheck = function* (at) {
  const expr = at.get('expr')
  const flow = expr?.string === undefined ? undefined : alertIn(at)?.flow
  if (!expr || !flow || (!flow.only && flow.without.size === 0)) return
  for (const one of textsOf(at)) if (mayNameOther(one.text ?? '', flow)) yield* inText(one, flow, () => related(flow, expr))
}

/** The same of labels that a recording rule has taken away before. */
export const droppedByRecord: Check = {
  code,
  across: true,
  *run(file, world) {
    const records = recordsFor(file, world)
    if (!records) return
    for (const { value, start } of file.each('rule', readsRecord)) {
      if (!value.metrics.some(name => records.known(name))) continue
      const flow = labelFlow(parsePromql(value.expr), records.known)
      const at = mayLack(flow, value.texts) ? file.root?.find(start) : undefined
      const rule = at && ruleAround(at)
      const own = rule && alertIn(rule)?.flow
      if (!rule || !own) continue
      for (const one of textsOf(rule))
        // what the expression itself takes away is said already
        for (const problem of inText(one, flow, name => recordedAt(records, value.metrics, name))) if (mayHave(own, nameAt(file, problem.span))) yield problem
    }
  },
}

function* textsOf(at: At): Generator<At> {
  for (const part of ['annotations', 'labels']) yield* at.get(part)?.entries() ?? []
}

interface Reading {
  readonly expr: string
  /** Metrics that only a rule can have written. */
  readonly metrics: readonly string[]
  /** Texts that read a label. */
  readonly texts: readonly string[]
}

/** Kept with the rule. */
function readsRecord(at: At): Reading | undefined {
  const expr = at.get('expr')?.string
  if (at.get('alert')?.string === undefined || !expr?.includes(':')) return undefined
  const metrics = selectors(parsePromql(expr)).flatMap(({ metric }) => (metric?.includes(':') ? [metric] : []))
  const texts = Array.from(textsOf(at), one => one.text ?? '').filter(text => /abels\b/.test(text))
  return metrics.length > 0 && texts.length > 0 ? { expr, metrics, texts } : undefined
}

const mayLack = (flow: LabelFlow, texts: readonly string[]): boolean =>
  (flow.only !== undefined || flow.without.size > 0) && texts.some(text => mayNameOther(text, flow))

function ruleAround(at: At): At | undefined {
  for (let one: At | undefined = at; one; one = one.parent) if (one.get('alert') && one.get('expr')) return one
  return undefined
}

const nameAt = (file: FileView, { start, end }: Span): string => file.doc.source.slice(start, end)

function recordedAt({ of }: Records, metrics: readonly string[], label: string): Pick<Problem, 'related'> | undefined {
  const [found] = metrics.flatMap(of).filter(one => !mayHave(one.flow, label))
  const rule = found?.file.root?.find(found.start)
  const record = rule && recordAround(rule)
  return found && record && { related: [{ uri: found.file.uri, span: record.span, message: 'This rule records it without the label.' }] }
}

function recordAround(at: At): At | undefined {
  for (let one: At | undefined = at; one; one = one.parent) if (one.get('record')) return one.get('record')
  return undefined
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

function* inText(at: At, flow: LabelFlow, related: (name: string) => Pick<Problem, 'related'> | undefined): Generator<Problem> {
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
      code,
      severity: 'warning',
      message: `The expression leaves no label "${name}", so this is empty. ${left(flow)}`,
      span: { start: place(span.start), end: place(span.end) },
      ...related(name),
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

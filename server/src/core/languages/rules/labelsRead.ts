// Labels that the templates of an alerting rule read from its series.
import { goTemplateLanguage } from '../../inline'
import { placer } from '../../schema'
import type { Span } from '../../text'
import type { At } from '../../yaml'

/** Values with templates. */
export function* textsOf(rule: At): Generator<At> {
  for (const part of ['annotations', 'labels']) yield* rule.get(part)?.entries() ?? []
}

export interface LabelRead {
  readonly name: string
  readonly span: Span
}

/** Each label once a text; without those that the text itself asks for. */
export function labelsRead(at: At): LabelRead[] {
  const { node, start, doc } = at.resolved
  if (node.kind !== 'scalar' || at.kind === 'alias') return []
  const tree = goTemplateLanguage.parse(node.text, { flavour: 'prometheus' })
  const found = new Map<string, LabelRead>()
  for (const { kind, name, within, span } of goTemplateLanguage.mentions(tree)) {
    if (kind !== 'label' || within !== 'Labels' || found.has(name) || isAsked(node.text, name)) continue
    const place = placer(node, start, doc.source)
    found.set(name, { name, span: { start: place(span.start), end: place(span.end) } })
  }
  return [...found.values()]
}

/** A text that asks whether the label is there is written for several expressions. */
const isAsked = (text: string, name: string): boolean =>
  [...text.matchAll(/\{\{-?\s*(?:(?:else\s+)?(?:if|with)|.*\b(?:or|and)\b)[^}]*/g)].some(found => found[0].includes(name))

// Names that an expression uses: metrics and labels.
import type { Mention } from '../../text'
import { alertNames } from '../alertName'
import { stringValue } from './report'
import { readSelector, type Selector } from './selectors'
import type { Node, PromTree } from './tree'

export function mentions(tree: PromTree): readonly Mention[] {
  const found: Mention[] = []
  collect(tree.text, tree.root, found)
  return found.sort((a, b) => a.span.start - b.span.start)
}

function collect(text: string, node: Node, found: Mention[]): void {
  if (node.type === 'VectorSelector') inSelector(readSelector(text, node), found)
  else if (node.type === 'GroupingLabels') inList(text, node, found)
  else for (const one of node.children) collect(text, one, found)
}

function inSelector({ metric, metricSpan, matchers }: Selector, found: Mention[]): void {
  if (metric !== undefined && metricSpan) found.push({ kind: 'metric', name: metric, role: 'uses', span: metricSpan })
  for (const { label, labelSpan, op, value, valueSpan } of matchers) {
    if (label === '__name__') continue
    found.push({ kind: 'label', name: label, role: 'uses', span: labelSpan }, ...alertNames(label, op, value, valueSpan))
  }
}

function inList(text: string, list: Node, found: Mention[]): void {
  for (const one of list.children) {
    const quoted = one.type === 'QuotedLabelName'
    if (!quoted && one.type !== 'LabelName') continue
    const span = quoted ? { start: one.start + 1, end: one.end - 1 } : { start: one.start, end: one.end }
    const name = quoted ? stringValue(text, one) : text.slice(one.start, one.end)
    if (name !== undefined && span.end >= span.start) found.push({ kind: 'label', name, role: 'uses', span })
  }
}

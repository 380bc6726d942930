// Hover text of matchers.
import { contains, type Span } from '../../text'
import { operatorText } from './complete'
import { matcherText } from './matcher'
import type { MatcherTree } from './tree'

export function explain(tree: MatcherTree, offset: number): { readonly span: Span; readonly markdown: string } | undefined {
  const matcher = tree.matchers.find(one => contains(one.span, offset))
  if (!matcher) return undefined
  const code = inline(matcherText(matcher))
  return { span: matcher.span, markdown: `${code}\n\n${operatorText.get(matcher.op) ?? ''}` }
}

/** Code that survives backticks in it. */
const inline = (text: string): string => {
  const ticks = '`'.repeat(Math.max(0, ...[...text.matchAll(/`+/g)].map(one => one[0].length)) + 1)
  const pad = text.startsWith('`') || text.endsWith('`') ? ' ' : ''
  return `${ticks}${pad}${text.replaceAll('\n', ' ')}${pad}${ticks}`
}

// `match` and `match_re` in their newer form. The fix rewrites the whole route, or one side of an inhibition rule.
import { matcherText } from '../../../inline'
import { isThere, type LocalCheck } from '../../../schema'
import { type Edit, lineStart, newlineOf, type Problem } from '../../../text'
import type { At } from '../../../yaml'
import { matchersOf, type PlacedMatcher } from '../model'
import { wholeLines } from './edits'

const sides = {
  route: [{ matchers: 'matchers', match: 'match', match_re: 'match_re' }],
  'inhibit-rule': [
    { matchers: 'source_matchers', match: 'source_match', match_re: 'source_match_re' },
    { matchers: 'target_matchers', match: 'target_match', match_re: 'target_match_re' },
  ],
} as const

export const deprecatedMatch = (model: keyof typeof sides): LocalCheck =>
  function* (at, { version }) {
    if (version && !isThere({ since: '0.22' }, version)) return
    for (const side of sides[model]) {
      const old = [side.match, side.match_re].filter(key => at.get(key)?.parent?.start === at.start)
      const first = old[0]
      if (first === undefined) continue
      const { matchers, broken } = matchersOf(at, side)
      yield problem(at, old, side.matchers, broken ? undefined : rewrite(at, old, side.matchers, matchers))
    }
  }

function problem(at: At, old: readonly string[], key: string, edits: readonly Edit[] | undefined): Problem {
  const first = at.get(old[0] ?? '')
  return {
    code: 'deprecated-match',
    severity: 'hint',
    message: `${old.map(one => `"${one}"`).join(' and ')} ${old.length > 1 ? 'are the older form' : 'is the older form'} of "${key}", which can also say "!=" and "!~".`,
    span: first?.key?.span ?? at.span,
    tags: ['deprecated'],
    ...(edits && { fixes: [{ title: `Write "${key}"`, edits }] }),
  }
}

/** The first old key becomes the list, the other old key goes; an existing list takes the new items at its end. */
function rewrite(at: At, old: readonly string[], key: string, matchers: readonly PlacedMatcher[]): Edit[] | undefined {
  const { node, doc } = at
  const there = at.get(key)
  if (node.kind !== 'map' || node.flow || there || matchers.length === 0) return undefined
  const values = old.map(one => at.get(one))
  const [first] = values
  if (!first?.key || values.some(value => !value?.key || value.kind === 'alias' || hasMore(doc.text, value))) return undefined
  const column = first.key.start - lineStart(doc.source, first.key.start)
  const newline = newlineOf(doc.source)
  const items = matchers.map(matcher => `${' '.repeat(column + 2)}- ${quoted(matcherText(matcher))}`)
  const edits: Edit[] = [{ span: { start: first.key.start, end: contentEnd(doc.text, first) }, text: [`${key}:`, ...items].join(newline) }]
  for (const value of values.slice(1))
    if (value?.key) edits.push({ span: wholeLines(doc.text, { start: value.key.start, end: contentEnd(doc.text, value) }), text: '' })
  return edits
}

/** The end of the last character of a value, without line breaks that a block collection may take with it. */
function contentEnd(text: string, value: At): number {
  let end = value.span.end
  while (end > value.start && /\s/.test(text[end - 1] ?? '')) end--
  return end
}

/** Comments, and anchors that something else may name. */
const hasMore = (text: string, value: At): boolean => /(?:^|\s)(?:#|&[^\s&])/.test(text.slice(value.key?.span.end ?? value.start, value.span.end))

/** Plain where YAML reads it as the same text. */
const quoted = (text: string): string => (/^[\w.]+(?:=~|!~|!=|=)"[^"\\#:]*"$/.test(text) ? text : `'${text.replaceAll("'", "''")}'`)

// A pattern behind `=`: it compares letter by letter, so such a matcher matches nothing.
import { checkRegex, matcherText } from '../../../inline'
import type { LocalCheck } from '../../../schema'
import type { Problem } from '../../../text'
import { matchersOf, type PlacedMatcher } from '../model'

const route = [{ matchers: 'matchers', match: 'match', match_re: 'match_re' }]
const rule = [
  { matchers: 'source_matchers', match: 'source_match', match_re: 'source_match_re' },
  { matchers: 'target_matchers', match: 'target_match', match_re: 'target_match_re' },
]

const judge = (sides: typeof route): LocalCheck =>
  function* (at) {
    for (const side of sides)
      for (const matcher of matchersOf(at, side).matchers) {
        if (matcher.op !== '=' && matcher.op !== '!=') continue
        const kind = looksLike(matcher.value)
        if (kind) yield problem(matcher, kind)
      }
  }

export const regexInEquality = judge(route)
export const regexInInhibition = judge(rule)

/** Only what no label value would be: `.*`, anchors, alternatives of words, a lone or trailing star. */
function looksLike(value: string): 'regex' | 'star' | undefined {
  if (
    /\.[*+]|\(\?[:i]|\\[dws][+*{]|^\^.|\[[\w-]+\][+*{]|^.*[.|)\]].*[^\\]\$$|^\(.*\|.*\)$|^[\w./:-]+(?:\|[\w./:-]+)+$/.test(value) &&
    !checkRegex(value, 'alertmanager')
  )
    return 'regex'
  return /^[\w./:-]*\*[\w./:-]*$/.test(value) ? 'star' : undefined
}

function problem(matcher: PlacedMatcher, kind: 'regex' | 'star'): Problem {
  const { name, op, value } = matcher
  const pattern = kind === 'star' ? (value === '*' ? '.+' : value.replaceAll('.', '\\.').replaceAll('*', '.*')) : value.replace(/^\^|\$$/g, '')
  const right = matcherText({ name, op: op === '=' ? '=~' : '!~', value: pattern })
  const what = kind === 'star' ? `"${value}" is not a wildcard` : `"${value}" is not read as a regular expression`
  const effect = op === '=' ? `only alerts whose "${name}" is exactly that text match` : `only alerts whose "${name}" is exactly that text are left out`
  const instead = matcher.from === 'matchers' ? right : `${right} under "matchers"`
  return {
    code: kind === 'star' ? 'star-as-wildcard' : 'regex-in-equality',
    severity: 'warning',
    message: `${what} behind "${matcher.from === 'match' ? 'match' : op}": ${effect}. Write ${instead}.`,
    span: matcher.span,
    ...(matcher.from === 'matchers' && { fixes: [{ title: `Write ${right}`, edits: [{ span: matcher.span, text: right }] }] }),
  }
}

// Inhibition rules that mute more than was meant: no `equal`, no source.
import { covers } from '../../../alertpath'
import { headSpan, insertKey, type LocalCheck } from '../../../schema'
import type { At } from '../../../yaml'
import { matchersOf, type PlacedMatcher } from '../model'
import { inhibitRule } from '../schema/inhibit'

const source = { matchers: 'source_matchers', match: 'source_match', match_re: 'source_match_re' }
const target = { matchers: 'target_matchers', match: 'target_match', match_re: 'target_match_re' }

export const inhibitWithoutEqual: LocalCheck = function* (at) {
  const from = matchersOf(at, source)
  if (hasItems(at, 'equal') || from.broken || from.matchers.length === 0) return
  // One alert picked by its name, muting everything else of a kind, is a choice.
  if (from.matchers.some(one => one.name === 'alertname' && (one.op === '=' || one.op === '=~'))) return
  const to = matchersOf(at, target)
  if (to.broken || to.matchers.some(one => one.name === 'alertname') || sameSides(from.matchers, to.matchers)) return
  const equal = at.get('equal')
  const edit = equal ? undefined : insertKey(at, 'equal', inhibitRule, inhibitRule)
  yield {
    code: 'inhibit-without-equal',
    severity: 'warning',
    message: `Without "equal", one alert that fulfils the source mutes every alert that fulfils the target, wherever it comes from. Name the labels that both must share, such as "instance".`,
    span: equal?.key?.span ?? headSpan(at),
    ...(edit && { fixes: [{ title: 'Add "equal"', edits: [edit] }] }),
  }
}

export const inhibitWithoutSource: LocalCheck = function* (at) {
  const from = matchersOf(at, source)
  if (from.broken || from.matchers.length > 0) return
  const to = matchersOf(at, target)
  if (to.broken || (to.matchers.length === 0 && !at.get('target_matchers'))) return
  yield {
    code: 'inhibit-without-source',
    severity: 'warning',
    message: `Without "source_matchers" any alert mutes the target${hasItems(at, 'equal') ? ' that shares the labels of "equal" with it' : ''}.`,
    span: headSpan(at),
  }
}

export const inhibitWithoutEffect: LocalCheck = function* (at) {
  const from = matchersOf(at, source)
  const to = matchersOf(at, target)
  if (from.broken || to.broken || from.matchers.length === 0 || !sameSides(from.matchers, to.matchers)) return
  yield {
    code: 'inhibit-without-effect',
    severity: 'warning',
    message: 'Source and target are the same alerts, and an alert that fits both sides is never muted by another that does: this rule does nothing.',
    span: headSpan(at),
  }
}

const sameSides = (a: readonly PlacedMatcher[], b: readonly PlacedMatcher[]): boolean => covers(a, b) && covers(b, a)

const hasItems = (at: At, key: string): boolean => [...(at.get(key)?.items() ?? [])].length > 0

// Months by number that no year has: Alertmanager loads them, and they never match.
import { isMonth, parseMonths } from '../../../inline'
import type { LocalCheck } from '../../../schema'
import { got, wordSpan } from '../values'

export const noSuchMonth: LocalCheck = function* (at) {
  for (const item of at.get('months')?.items() ?? []) {
    const range = item.string === undefined ? undefined : got(parseMonths(item.string))
    if (!range || (isMonth(range.begin) && isMonth(range.end))) continue
    yield {
      code: 'no-such-month',
      severity: 'warning',
      message: `Months are counted from 1 to 12: Alertmanager loads "${item.text}", but what lies outside never matches.`,
      span: wordSpan(item),
    }
  }
}

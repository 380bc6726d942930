// A rule without source labels compares its expression with the empty text. One that cannot match it does nothing, or drops everything.
import { matchesRegex } from '../../../inline'
import type { LocalCheck } from '../../../schema'
import { isSet, setText } from '../../shared/goValues'
import { actionOf } from '../model'

const outcome: Readonly<Record<string, string>> = {
  keep: 'so everything is dropped',
  drop: 'so nothing is dropped',
  replace: 'so nothing is replaced',
}

export const relabelNeverMatches: LocalCheck = function* (at) {
  const then = outcome[actionOf(at)]
  const regex = at.get('regex')
  const text = setText(regex)
  const sources = at.get('source_labels')
  if (!then || !regex || text === undefined || matchesEmpty(text)) return
  if (actionOf(at) === 'replace' && !isSet(at.get('target_label'))) return
  if (sources && !sources.isNull && [...sources.items()].length > 0) return
  yield {
    code: 'relabel-without-source',
    severity: 'warning',
    message: `Without "source_labels" the expression "${text}" is compared with an empty text and never matches, ${then}.`,
    span: regex.span,
  }
}

/** Also true for what does not compile: that has a problem of its own. */
const matchesEmpty = (regex: string): boolean => matchesRegex(regex, '', 'relabel') || !matchesRegex(`(?:${regex})|.*`, '', 'relabel')

// One rule alone: alert or record, what a recording rule may not have.
import type { LocalCheck } from '../../../schema'
import { headSpan } from '../../../schema'

const onlyForAlerts = ['for', 'keep_firing_for', 'annotations'] as const

/** `model/rulefmt` Rule.Validate: exactly one of alert and record, an expression, no alert fields in recording rules. */
export const ruleShape: LocalCheck = function* (at) {
  const alert = at.get('alert')
  const record = at.get('record')
  const named = [alert, record].filter(one => one?.string !== undefined && one.string !== '')
  if (named.length === 2 && record?.key)
    yield {
      code: 'alert-and-record',
      severity: 'error',
      message: 'A rule has either "alert" or "record", not both.',
      span: record.key.span,
      related: alert?.key ? [{ span: alert.key.span, message: '"alert" is set here.' }] : [],
    }
  else if (named.length === 0)
    yield { code: 'rule-without-name', severity: 'error', message: 'A rule needs "alert" or "record".', span: (alert ?? record)?.key?.span ?? headSpan(at) }
  if (named.length !== 1 || named[0] !== record) return
  for (const key of onlyForAlerts) {
    const value = at.get(key)
    if (!value?.key || value.isNull || isEmpty(value.text) || (value.kind === 'map' && [...value.entries()].length === 0)) continue
    yield {
      code: 'alert-key-in-recording-rule',
      severity: 'error',
      message: `"${key}" is for alerting rules: Prometheus refuses it beside "record".`,
      span: value.key.span,
    }
  }
}

const isEmpty = (text: string | undefined): boolean => text !== undefined && /^(?:0(?:y|w|d|h|m|s|ms)?)?$/.test(text)

/** `IsValidMetricName` under UTF-8 names: not empty, no braces (they belong in the expression). */
export const recordName: LocalCheck = function* (at) {
  const record = at.get('record')
  const name = record?.string
  if (!record || name === undefined || name === '') return
  if (/[{}]/.test(name))
    yield {
      code: 'bad-record-name',
      severity: 'error',
      message: `"${name}" is not a metric name: selectors in braces belong in "expr", labels in "labels".`,
      span: record.span,
    }
}

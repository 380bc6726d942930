// Two recording rules that write the same series: samples of both get mixed up (the default lint of promtool).
import type { At } from '../../../yaml'
import type { Check } from '../../language'

export const duplicateRule: Check = {
  code: 'duplicate-rule',
  *run(file) {
    const first = new Map<string, At>()
    for (const rule of file.found('recording-rule')) {
      const record = rule.get('record')
      if (!record) continue
      const key = seriesKey(rule)
      const before = key === undefined ? undefined : first.get(key)
      if (key !== undefined && !before) first.set(key, record)
      if (!before) continue
      yield {
        code: 'duplicate-rule',
        severity: 'warning',
        message: `Another rule records "${record.text}" with the same labels: samples of both get mixed up.`,
        span: record.span,
        related: [{ span: before.span, message: 'The first rule that records it.' }],
      }
    }
  },
}

/** Name and labels; undefined when a label is not plain text. Group labels differ by group, so only rules of equal own labels compare. */
function seriesKey(rule: At): string | undefined {
  const labels: string[] = []
  for (const value of rule.get('labels')?.entries() ?? []) labels.push(`${value.key?.text}=${value.text}`)
  return JSON.stringify([rule.get('record')?.text, labels.sort()])
}

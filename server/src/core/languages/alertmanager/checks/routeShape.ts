// What Alertmanager refuses in one route by itself: grouping that contradicts itself, intervals of zero.
// Source: `Route.UnmarshalYAML` of Alertmanager 0.34.
import { parseDuration } from '../../../inline'
import type { LocalCheck } from '../../../schema'
import { got, wordSpan } from '../values'

export const badGroupBy: LocalCheck = function* (at) {
  const items = [...(at.get('group_by')?.items() ?? [])]
  const all = items.find(item => item.text === '...')
  const other = items.find(item => item.text !== '...' && item.text)
  if (all && other)
    yield {
      code: 'bad-group-by',
      severity: 'error',
      message: '"..." groups by all labels, so no other label may stand beside it. Alertmanager refuses the file.',
      span: wordSpan(other),
      related: [{ span: wordSpan(all), message: '"..." stands here.' }],
    }
  const seen = new Set<string>()
  for (const item of items) {
    const name = item.text ?? ''
    if (name !== '...' && name !== '' && seen.has(name))
      yield { code: 'bad-group-by', severity: 'error', message: `"${name}" stands twice in "group_by". Alertmanager refuses the file.`, span: wordSpan(item) }
    seen.add(name)
  }
}

export const zeroInterval: LocalCheck = function* (at) {
  for (const key of ['group_interval', 'repeat_interval']) {
    const value = at.get(key)
    if (value?.string === undefined || got(parseDuration(value.string)) !== 0) continue
    yield {
      code: 'zero-interval',
      severity: 'error',
      message: `"${key}" must not be zero: Alertmanager refuses the file. Leave it out for the default of ${key === 'group_interval' ? '5m' : '4h'}.`,
      span: wordSpan(value),
    }
  }
}

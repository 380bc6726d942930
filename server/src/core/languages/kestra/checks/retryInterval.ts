// A pause that is longer than the whole retry leaves no second attempt; Kestra refuses it.
import { parseIso8601Duration } from '../../../inline'
import type { LocalCheck } from '../../../schema'
import type { At } from '../../../yaml'
import { problem, wordOf } from './problem'

export const retryInterval: LocalCheck = function* (at) {
  const limit = time(at.get('maxDuration'))
  for (const [key, most] of [
    ['interval', limit],
    ['maxInterval', limit],
    ['minInterval', time(at.get('maxInterval'))],
  ] as const) {
    const pause = at.get(key)
    const length = time(pause)
    if (!pause || length === undefined || most === undefined || length < most) continue
    const other = key === 'minInterval' ? 'maxInterval' : 'maxDuration'
    if (key === 'maxInterval' && at.get('type')?.string === 'exponential' && length === most) continue
    yield problem('retry-interval-too-long', 'error', wordOf(pause), `"${key}" must be shorter than "${other}": Kestra refuses the flow.`)
  }
}

function time(at: At | undefined): number | undefined {
  const parsed = at?.string === undefined ? undefined : parseIso8601Duration(at.string)
  return parsed?.error === undefined ? parsed?.value : undefined
}

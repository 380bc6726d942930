// A pause that is longer than the whole retry leaves no second attempt; Kestra refuses it.
import { parseIso8601Duration } from '../../../inline'
import type { LocalCheck } from '../../../schema'
import type { At } from '../../../yaml'
import { problem, wordOf } from './problem'

/** By type: keys of which the first must be shorter than the second. */
const order: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  constant: [['interval', 'maxDuration']],
  exponential: [
    ['interval', 'maxInterval'],
    ['interval', 'maxDuration'],
  ],
  random: [
    ['minInterval', 'maxInterval'],
    ['maxInterval', 'maxDuration'],
    ['minInterval', 'maxDuration'],
  ],
}

export const retryInterval: LocalCheck = function* (at) {
  const type = at.get('type')?.string ?? ''
  const told = new Set<string>()
  for (const [short, long] of Object.hasOwn(order, type) ? (order[type] ?? []) : []) {
    const pause = at.get(short)
    const length = time(pause)
    const most = time(at.get(long))
    if (!pause || length === undefined || most === undefined || length < most || told.has(short)) continue
    told.add(short)
    yield problem('retry-interval-too-long', 'error', wordOf(pause), `"${short}" must be shorter than "${long}": Kestra refuses the flow.`)
  }
}

/** Seconds of a duration, or of a plain number. */
function time(at: At | undefined): number | undefined {
  const text = at?.string?.trim()
  if (text === undefined) return undefined
  if (/^\d+(?:\.\d+)?$/.test(text)) return Number(text)
  const parsed = parseIso8601Duration(text)
  return parsed.error === undefined ? parsed.value : undefined
}

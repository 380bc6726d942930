// `system.` labels are Kestra's own: setting one makes Kestra refuse the flow, `system.readOnly` excepted.
import type { LocalCheck } from '../../../schema'
import type { Problem } from '../../../text'
import type { At } from '../../../yaml'
import { problem, wordOf } from './problem'

/** Labels as a map. */
export const systemLabels: LocalCheck = function* (at) {
  for (const value of at.entries()) if (value.key) yield* judge(value.key)
}

/** One label of a list. */
export const systemLabel: LocalCheck = function* (at) {
  const key = at.get('key')
  if (key) yield* judge(key)
}

function* judge(key: At): Generator<Problem> {
  const name = key.text
  if (!name?.startsWith('system.') || name === 'system.readOnly') return
  yield problem(
    'system-label',
    'error',
    wordOf(key),
    `"${name}" may only be set by Kestra itself: it refuses the flow. Choose a name that does not begin with "system.".`,
  )
}

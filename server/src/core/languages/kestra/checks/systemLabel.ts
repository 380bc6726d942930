// `system.` labels are Kestra's own: setting one makes Kestra refuse the flow, but for `system.readOnly` of the flow itself.
import type { LocalCheck } from '../../../schema'
import type { Problem } from '../../../text'
import type { At } from '../../../yaml'
import { problem, wordOf } from './problem'

const allowed = 'system.readOnly'

/** Labels as a map; `ours`: the one of Kestra's own that may be set. */
const inMap = (ours?: string): LocalCheck =>
  function* (at) {
    for (const value of at.entries()) if (value.key) yield* judge(value.key, ours)
  }

/** One label of a list. */
const inList = (ours?: string): LocalCheck =>
  function* (at) {
    const key = at.get('key')
    if (key) yield* judge(key, ours)
  }

/** By model: labels of the flow, and those of triggers, promises and subflows. */
export const systemLabels = { labels: [inMap(allowed)], label: [inList(allowed)], 'own-labels': [inMap()], 'own-label': [inList()] }

function* judge(key: At, ours: string | undefined): Generator<Problem> {
  const name = key.text
  if (!name?.startsWith('system.') || name === ours) return
  yield problem(
    'system-label',
    'error',
    wordOf(key),
    `"${name}" may only be set by Kestra itself: it refuses the flow. Choose a name that does not begin with "system.".`,
  )
}

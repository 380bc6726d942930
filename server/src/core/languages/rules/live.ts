// Rules on a running Prometheus: their pages, and alerts that are tried.
import type { At } from '../../yaml'
import type { FileView, Live, LivePlace, LiveRule } from '../language'
import { around, livePlace } from '../shared/live'

export const live: Live = {
  places,
  at(file, offset) {
    const rule = ruleAt(file, offset)
    return rule ? { rule } : {}
  },
}

function* places(file: FileView): Generator<LivePlace> {
  for (const group of file.root?.get('groups')?.items() ?? [])
    for (const rule of group.get('rules')?.items() ?? []) yield* livePlace('alert', rule.get('alert')) ?? livePlace('record', rule.get('record')) ?? []
}

function ruleAt(file: FileView, offset: number): LiveRule | undefined {
  const at = around(file, offset, 'alert', 'record')
  const query = at?.get('expr')?.string?.trim()
  const name = at?.get('alert')?.string ?? at?.get('record')?.string
  if (!at || name === undefined) return undefined
  return { name, start: at.start, ...(query !== undefined && { query }), annotations: textsOf(at.get('annotations')) }
}

const textsOf = (at: At | undefined): Record<string, string> =>
  Object.fromEntries([...(at?.entries() ?? [])].flatMap(one => (one.key?.text !== undefined && one.text !== undefined ? [[one.key.text, one.text]] : [])))

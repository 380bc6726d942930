// An entry under `alertmanagers` that finds no Alertmanager: mostly one entry that a dash too many has cut in pieces.
import { listed } from '../../../schema'
import type { Fix, Problem } from '../../../text'
import type { At } from '../../../yaml'
import type { Check } from '../../language'
import { alertmanagersOf, discoveriesOf } from '../model'
import { alertmanagerConfig } from '../schema/alerting'

const code = 'alertmanager-without-targets'

export const alertmanagerWithoutTargets: Check = {
  code,
  *run(file) {
    const entries = alertmanagersOf(file)
    const idle = entries.map(entry => [...discoveriesOf(entry)].length === 0)
    for (const [i, entry] of entries.entries()) {
      // Pieces of one entry that stand in a row are one mistake.
      if (idle[i] && !idle[i - 1] && !hasUnknownKey(entry)) yield problem(entry, entries.slice(i + 1))
    }
  },
}

function problem(entry: At, later: readonly At[]): Problem {
  const keys = namesOf(entry)
  const fix = joined(entry, later)
  const list = listed(
    keys.map(one => `"${one}"`),
    'and',
  )
  return {
    code,
    severity: 'warning',
    message: `This Alertmanager entry names no targets, so ${list === '' ? 'it does nothing' : `${list} ${keys.length > 1 ? 'have' : 'has'} no effect`}. Each dash starts an entry of its own: write the settings and "static_configs" under one.`,
    span: [...entry.entries()].find(one => one.key)?.key?.span ?? entry.span,
    ...(fix && { fixes: [fix] }),
  }
}

/** A key that is not known may be the misspelt one that names the targets: it has a problem of its own. */
const hasUnknownKey = (entry: At): boolean => namesOf(entry).some(key => !Object.hasOwn(alertmanagerConfig.properties ?? {}, key))

const namesOf = (entry: At): string[] => [...entry.entries()].flatMap(one => one.key?.text ?? [])

/** Takes away the dashes up to the next entry that names targets, when no key would then stand twice. */
function joined(entry: At, later: readonly At[]): Fix | undefined {
  const end = later.findIndex(one => [...discoveriesOf(one)].length > 0)
  if (end < 0) return undefined
  const parts = later.slice(0, end + 1)
  const keys = [entry, ...parts].flatMap(namesOf)
  if (new Set(keys).size < keys.length) return undefined
  const { text } = entry.doc
  const edits = parts.map(part => ({ start: text.lastIndexOf('-', part.start), end: part.start }))
  if (edits.some(span => span.start < 0 || !/^- *$/.test(text.slice(span.start, span.end)))) return undefined
  return { title: 'Make it one entry', edits: edits.map(span => ({ span, text: ' '.repeat(span.end - span.start) })) }
}

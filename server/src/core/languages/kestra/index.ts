// Flows of Kestra: tasks that run when a trigger fires, such as the webhook that Alertmanager calls.
import type { Grammar, Version } from '../../schema'
import type { Language } from '../language'
import { inlineLanguages } from '../shared/inline'
import { checks, localChecks } from './checks'
import { names } from './names'
import { recognise } from './recognise'
import { dynamic } from './schema/dynamic'
import { flowSchema, type Line } from './schema/lines'

const grammarOf = (line: Line, version: Version): Grammar => ({
  schema: flowSchema(line),
  dialect: 'jackson',
  program: 'Kestra',
  version,
  checks: localChecks,
  inline: inlineLanguages,
  dynamic,
})

/** The lines differ widely, so an unknown version is read as both; the newest comes first. */
let made: { readonly old: Grammar; readonly recent: Grammar } | undefined
const lines = () => (made ??= { old: grammarOf('1.3', { major: 1, minor: 3 }), recent: grammarOf('2.0', { major: 2, minor: 0 }) })

export const kestra: Language = {
  kind: 'kestra',
  program: 'kestra',
  label: 'Kestra flow',
  oldest: { major: 1, minor: 3 },
  names,
  checks,
  recognise,
  grammars(version) {
    const { old, recent } = lines()
    if (!version) return both()
    return version.major >= 2 ? only(recent) : only(old)
  },
  link(_schema, path) {
    return path.length === 0 ? undefined : 'https://kestra.io/docs/workflow-components'
  },
}

const lists = new WeakMap<Grammar, readonly Grammar[]>()
let pair: readonly Grammar[] | undefined
const both = () => (pair ??= [lines().recent, lines().old])

function only(grammar: Grammar): readonly Grammar[] {
  let list = lists.get(grammar)
  if (!list) lists.set(grammar, (list = [grammar]))
  return list
}

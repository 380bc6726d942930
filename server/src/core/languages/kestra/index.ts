// Flows of Kestra: tasks that run when a trigger fires, such as the webhook that Alertmanager calls.
import type { Grammar, Schema, Version } from '../../schema'
import { lookup } from '../../text'
import type { Language } from '../language'
import { inlineLanguages } from '../shared/inline'
import { settledSince } from '../shared/settled'
import { answers } from './answers'
import { checks, localChecks } from './checks'
import { filledIn } from './defaults'
import { live } from './live'
import { names } from './names'
import { recognise } from './recognise'
import { dynamic } from './schema/dynamic'
import { flowSchema, type Line } from './schema/lines'
import { flowStation } from './stations'

function grammarOf(line: Line, version: Version): Grammar {
  let schema: Schema | undefined
  return {
    /** Made when first asked for: what a cursor asks needs one line only. */
    get schema() {
      schema ??= flowSchema(line, version)
      return schema
    },
    dialect: 'jackson',
    program: 'Kestra',
    version,
    checks: localChecks,
    inline: inlineLanguages,
    dynamic,
  }
}

/** The lines differ widely, so an unknown version is read as both; the newest comes first. */
const made = new Map<string, readonly Grammar[]>()
const recent = () => lookup(made, '2.0', () => [grammarOf('2.0', { major: 2, minor: 0 })])
const old = () => lookup(made, '1.3', () => [grammarOf('1.3', { major: 1, minor: 3 })])
const early = () => lookup(made, '1.0', () => [grammarOf('1.3', { major: 1, minor: 0 })])
const both = () => lookup(made, 'both', () => [...recent(), ...old()])

export const kestra: Language = {
  kind: 'kestra',
  program: 'kestra',
  label: 'Kestra flow',
  // every key, type and rule of 1.0 is one of 1.3, see `lines.ts` for the one exception
  oldest: { major: 1, minor: 0 },
  settled: settledSince({ major: 0, minor: 20 }, ['unknown-key', 'missing-key', 'misplaced-type', 'duplicate-task', 'duplicate-trigger', 'duplicate-input']),
  names,
  checks,
  excuses: filledIn,
  aliasesAreText: true,
  recognise,
  grammars(version) {
    if (!version) return both()
    if (version.major >= 2) return recent()
    return version.major === 1 && version.minor < 3 ? early() : old()
  },
  link(_schema, path) {
    return path.length === 0 ? undefined : 'https://kestra.io/docs/workflow-components'
  },
  stations: { flow: flowStation, answers },
  live,
}

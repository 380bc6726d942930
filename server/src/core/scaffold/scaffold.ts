// A whole stack from options and secrets: its files, and what its user should know.
import { alertmanagerFiles, integrations } from './alertmanager'
import { composeFiles } from './compose'
import { envFiles } from './env'
import { flowFiles } from './flow'
import type { Options, Run } from './options'
import { processFiles } from './processes'
import { prometheusFiles } from './prometheus'
import { readme } from './readme'
import { ruleFiles } from './rules'
import type { Secrets } from './secrets'
import { type Stack, type StackFile, stackOf } from './stack'

export interface Scaffolded {
  readonly files: readonly StackFile[]
  /** What is still to be done by hand, in sentences. */
  readonly notes: readonly string[]
}

/** What runs the programs; the rest is the same for all. */
const runners: Readonly<Record<Run, (stack: Stack) => StackFile[]>> = { compose: composeFiles, processes: processFiles }

/** `secrets` holds a value for each of `needs(options)`. */
export function scaffold(options: Options, secrets: Secrets): Scaffolded {
  const stack = stackOf(options, secrets)
  const files = [
    ...runners[stack.run](stack),
    ...envFiles(stack),
    ...prometheusFiles(stack),
    ...ruleFiles(stack),
    ...alertmanagerFiles(stack),
    ...flowFiles(stack),
    readme(stack),
  ]
  return { files, notes: notesOf(stack) }
}

const notesOf = (stack: Stack): string[] => [
  ...stack.notifiers.map(one => `Write ${integrations[one].wants} into alertmanager/secrets/${integrations[one].secret}.`),
  stack.compose ? 'Start it with "docker compose up -d".' : 'Start it with "./start.sh".',
  `Kestra's first user is ${stack.user}; the password is in .env.`,
]

// What `--help` prints: usage and one table of options a command.
import { addFlags } from './add'
import { checkFlags } from './check'
import { explainFlags } from './explain'
import { newFlags, optionHelp } from './new'
import type { Flag } from './options'
import { routeFlags } from './route'
import { schemaFlags } from './schema'
import { traceFlags } from './trace'

interface Topic {
  readonly usage: readonly string[]
  readonly about: string
  readonly flags?: Readonly<Record<string, Flag>>
  readonly after?: string
}

const exits = 'Exit status: 0 nothing at or above --fail-on, 1 something, 2 wrong usage or unreadable input.'

export const topics: Readonly<Record<string, Topic>> = {
  check: {
    usage: ['alertpath check [OPTION…] PATH…'],
    about: 'Check files and folders. A folder is checked as a whole: what its files say of each other counts.',
    flags: checkFlags,
    after: exits,
  },
  new: {
    usage: ['alertpath new DIR [--set OPTION=VALUE]… [--dry-run] [--yes]'],
    about: 'Write a stack of Prometheus, Alertmanager and Kestra into a folder. What is there stays; what differs is asked for, file by file.',
    flags: newFlags,
    after: `${optionHelp()}\n\nExit status: 0 written, 1 some files differ and stayed as they were, 2 wrong usage or unreadable files.`,
  },
  add: {
    usage: [
      'alertpath add receiver [DIR] [--name NAME] [--namespace NAMESPACE] [--flow ID] [--match MATCHER]… [--only] [--dry-run]',
      'alertpath add alert [DIR] --name NAME --expr EXPR [--for DURATION] [--severity SEVERITY] [--summary TEXT] [--receiver NAME] [--dry-run]',
      'alertpath add flow [DIR] --url URL [--dry-run]',
    ],
    about: 'Add to a stack that is there: a receiver for Kestra with its route and flow, an alert with its test, or a flow for an address.',
    flags: addFlags,
    after: 'Exit status: 0 written, 1 some files differ and stayed as they were, 2 nothing could be added.',
  },
  route: {
    usage: ['alertpath route FILE [--format FORMAT] NAME=VALUE…', 'alertpath route FILE --stdin [--format FORMAT]'],
    about: 'Say which receivers of an Alertmanager configuration get an alert with these labels, in order.',
    flags: routeFlags,
  },
  trace: {
    usage: ['alertpath trace [--format FORMAT] [--alert NAME]… DIR…'],
    about: 'Follow each alert of a folder through the routes to receivers and flows. "⇢" is not certain, "✗" does not arrive.',
    flags: traceFlags,
  },
  schema: { usage: ['alertpath schema [KIND]'], about: 'List the kinds of files, or print the JSON Schema of one.', flags: schemaFlags },
  explain: { usage: ['alertpath explain [CODE]'], about: 'List the codes of problems, or print the page of one.', flags: explainFlags },
  lsp: { usage: ['alertpath lsp --stdio'], about: 'Run the language server for an editor.' },
}

export function generalHelp(): string {
  const rows = Object.entries(topics).map(([name, { about }]) => `  ${name.padEnd(9)}${about.split('. ')[0]?.replace(/\.$/, '')}.`)
  return [
    'Alertpath checks what Prometheus, Alertmanager and Kestra read, and the way of an alert through them.',
    '',
    'Usage: alertpath COMMAND …',
    '',
    ...rows,
    '',
    '"alertpath COMMAND --help" says more; "alertpath --version" prints the version.',
    '',
  ].join('\n')
}

export function helpOf(name: string): string | undefined {
  const topic = topics[name]
  if (!topic) return undefined
  const rows = Object.entries(topic.flags ?? {}).flatMap(([flag, one]) => option(flag, one))
  const options = rows.length > 0 ? ['', 'Options:', ...rows] : []
  return [`Usage: ${topic.usage.join('\n       ')}`, '', topic.about, ...options, ...(topic.after ? ['', topic.after] : []), ''].join('\n')
}

function option(name: string, { value, help, choices, otherwise }: Flag): string[] {
  const more = choices ? [`${' '.repeat(28)}One of ${choices.join(', ')}${otherwise ? ` (${otherwise})` : ''}.`] : []
  return [`  ${`--${name}${value ? ` ${value}` : ''}`.padEnd(26)}${help}`, ...more]
}

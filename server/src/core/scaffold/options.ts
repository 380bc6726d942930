// What can be chosen for a new stack: one table that the command line reads and an editor asks from. Data only.

export type Run = 'compose' | 'processes'
export type Line = '2' | '1.3'
export type Database = 'postgres' | 'h2'
export type Exporter = 'node' | 'blackbox' | 'cadvisor'
export type Watched = 'kestra' | 'hosts' | 'http' | 'containers'
export type Notifier = 'slack' | 'email' | 'teams' | 'pagerduty'

export interface Options {
  readonly run: Run
  readonly kestra: Line
  readonly database: Database
  readonly exporters: readonly Exporter[]
  readonly watch: readonly Watched[]
  readonly notifiers: readonly Notifier[]
  /** Where the flow lives; both are part of the webhook's address. */
  readonly namespace: string
  readonly flow: string
  readonly user: string
  readonly slackChannel: string
  readonly mailTo: string
  readonly mailFrom: string
  readonly mailServer: string
  readonly prometheusPort: string
  readonly alertmanagerPort: string
  readonly kestraPort: string
  readonly managementPort: string
}

export type OptionId = keyof Options
export type Chosen = { readonly [K in OptionId]?: Options[K] }

export interface Choice {
  readonly id: string
  readonly title: string
  readonly description: string
}

/** A condition on what was chosen before: `id` is, or contains, `is`. */
export interface When {
  readonly id: OptionId
  readonly is: string
}

export interface Option {
  readonly id: OptionId
  readonly title: string
  readonly description: string
  /** `one` and `many` have choices; `text` is free, within `pattern`. */
  readonly kind: 'one' | 'many' | 'text'
  readonly choices?: readonly Choice[]
  /** The first whose `when` holds; the last has none. */
  readonly defaults: readonly { readonly when?: When; readonly value: string | readonly string[] }[]
  /** Asked only then. */
  readonly when?: When
  /** Has a default that suits nearly everybody: an editor need not ask. */
  readonly quiet?: true
  readonly pattern?: RegExp
  /** What a text has to be, for messages: `a port from 1 to 65535`. */
  readonly wants?: string
}

const port = (id: OptionId, title: string, value: string, when?: When): Option => ({
  id,
  title,
  description: 'The port on your machine.',
  kind: 'text',
  defaults: [{ value }],
  quiet: true,
  pattern: /^(?:[1-9]\d{0,3}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d\d|655[0-2]\d|6553[0-5])$/,
  wants: 'a port from 1 to 65535 that nothing else of the stack has',
  ...(when && { when }),
})

const address = (id: OptionId, title: string, value: string, when?: When): Option => ({
  id,
  title,
  description: 'An e-mail address.',
  kind: 'text',
  defaults: [{ value }],
  quiet: true,
  pattern: /^[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/,
  wants: 'an e-mail address such as on-call@example.com',
  ...(when && { when }),
})

const mail: When = { id: 'notifiers', is: 'email' }

export const options: readonly Option[] = [
  {
    id: 'run',
    title: 'How it runs',
    description: 'What starts the programs.',
    kind: 'one',
    choices: [
      { id: 'compose', title: 'Docker Compose', description: 'One file with images, volumes and health checks.' },
      { id: 'processes', title: 'Plain processes', description: 'Installed programs, started together by one script.' },
    ],
    defaults: [{ value: 'compose' }],
  },
  {
    id: 'kestra',
    title: 'Kestra',
    description: 'The line of Kestra. Flows and metrics differ between them.',
    kind: 'one',
    choices: [
      { id: '2', title: 'Kestra 2.x', description: 'The current line.' },
      { id: '1.3', title: 'Kestra 1.3', description: 'The line before.' },
    ],
    defaults: [{ value: '2' }],
  },
  {
    id: 'database',
    title: "Kestra's database",
    description: 'Where Kestra keeps flows and executions.',
    kind: 'one',
    choices: [
      { id: 'postgres', title: 'PostgreSQL', description: 'Can grow, and is easy to back up.' },
      { id: 'h2', title: 'H2', description: 'A file and nothing else to run. For trying out.' },
    ],
    defaults: [{ when: { id: 'run', is: 'processes' }, value: 'h2' }, { value: 'postgres' }],
  },
  {
    id: 'exporters',
    title: 'Exporters',
    description: 'What else is measured beside Prometheus, Alertmanager and Kestra.',
    kind: 'many',
    choices: [
      { id: 'node', title: 'node exporter', description: 'Processor, memory and disks of this host.' },
      { id: 'blackbox', title: 'blackbox exporter', description: 'Asks web addresses from outside.' },
      { id: 'cadvisor', title: 'cAdvisor', description: 'What each container uses.' },
    ],
    defaults: [{ value: ['node'] }],
  },
  {
    id: 'watch',
    title: 'What to watch',
    description: 'What alerts are written for. Whatever is watched gets its exporter.',
    kind: 'many',
    choices: [
      { id: 'kestra', title: 'Kestra itself', description: 'It is down, flows fail, work piles up.' },
      { id: 'hosts', title: 'Hosts', description: 'Down, busy, short of memory, disks filling up.' },
      { id: 'http', title: 'HTTP probes', description: 'An address does not answer, is slow, or its certificate runs out.' },
      { id: 'containers', title: 'Containers', description: 'They restart, or reach their memory limit.' },
    ],
    defaults: [{ value: ['kestra', 'hosts'] }],
  },
  {
    id: 'notifiers',
    title: 'Who else is told',
    description: 'Beside the webhook that starts the flow: of critical alerts, and of what Kestra cannot be told itself.',
    kind: 'many',
    choices: [
      { id: 'slack', title: 'Slack', description: 'A channel, by an incoming webhook.' },
      { id: 'email', title: 'E-mail', description: 'One address, by SMTP.' },
      { id: 'teams', title: 'Microsoft Teams', description: 'A channel, by a workflow webhook.' },
      { id: 'pagerduty', title: 'PagerDuty', description: 'A service, by its integration key.' },
    ],
    defaults: [{ value: [] }],
  },
  {
    id: 'namespace',
    title: "The flow's namespace",
    description: 'Part of the webhook address.',
    kind: 'text',
    defaults: [{ value: 'company.alerts' }],
    quiet: true,
    pattern: /^[a-z0-9](?:[a-z0-9._-]{0,148}[a-z0-9])?$/,
    wants: 'lower case letters, digits, dots, dashes and underscores, such as company.alerts',
  },
  {
    id: 'flow',
    title: "The flow's id",
    description: 'Part of the webhook address.',
    kind: 'text',
    defaults: [{ value: 'on-alert' }],
    quiet: true,
    pattern: /^[a-zA-Z0-9][a-zA-Z0-9_-]{0,99}$/,
    wants: 'letters, digits, dashes and underscores, such as on-alert',
  },
  address('user', "Kestra's first user", 'admin@example.com'),
  {
    id: 'slackChannel',
    title: 'Slack channel',
    description: 'The channel that is written to.',
    kind: 'text',
    when: { id: 'notifiers', is: 'slack' },
    defaults: [{ value: '#alerts' }],
    quiet: true,
    pattern: /^#?[\p{L}\p{N}_.-]{1,80}$/u,
    wants: 'the name of a channel, such as #alerts',
  },
  address('mailTo', 'Mail to', 'on-call@example.com', mail),
  address('mailFrom', 'Mail from', 'alertmanager@example.com', mail),
  {
    id: 'mailServer',
    title: 'Mail server',
    description: 'Host and port of the SMTP server.',
    kind: 'text',
    when: mail,
    defaults: [{ value: 'mail.example.com:587' }],
    quiet: true,
    pattern: /^[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*:[1-9]\d{0,4}$/,
    wants: 'a host and a port, such as mail.example.com:587',
  },
  port('prometheusPort', 'Port of Prometheus', '9090'),
  port('alertmanagerPort', 'Port of Alertmanager', '9093'),
  port('kestraPort', 'Port of Kestra', '8080'),
  port('managementPort', "Port of Kestra's metrics", '8081', { id: 'run', is: 'processes' }),
]

export function holds(when: When | undefined, chosen: Chosen): boolean {
  const value = when && chosen[when.id]
  return when === undefined || (Array.isArray(value) ? value.includes(when.is as never) : value === when.is)
}

/** The value that an option has when nobody says anything, after `chosen`. */
export const defaultOf = (option: Option, chosen: Chosen): string | readonly string[] => option.defaults.find(one => holds(one.when, chosen))?.value ?? ''

/** What every watched thing needs to be measured. */
const exporterOf: Readonly<Partial<Record<Watched, Exporter>>> = { hosts: 'node', http: 'blackbox', containers: 'cadvisor' }

/** All options, defaults filled in; whatever is watched has its exporter. Lists are in the order of the table. */
export function complete(chosen: Chosen = {}): Options {
  const all: Record<string, string | readonly string[]> = {}
  for (const option of options) {
    const value = chosen[option.id] ?? defaultOf(option, all as Chosen)
    all[option.id] = Array.isArray(value) ? inOrder(option, value) : value
  }
  const given = all as unknown as Options
  const exporters = [...given.exporters, ...given.watch.flatMap(one => exporterOf[one] ?? [])]
  return {
    ...given,
    exporters: inOrder(
      options.find(one => one.id === 'exporters'),
      exporters,
    ) as Exporter[],
  }
}

const inOrder = (option: Option | undefined, values: readonly string[]): string[] =>
  (option?.choices ?? []).map(one => one.id).filter(one => values.includes(one))

/** Reads one written setting (`exporters` and `node,blackbox`, or `none`); a sentence when it does not fit. */
export function readOption(id: string, text: string): { readonly chosen: Chosen } | { readonly wrong: string } {
  const option = options.find(one => one.id === id)
  if (!option) return { wrong: `There is no option "${id}": there are ${options.map(one => one.id).join(', ')}.` }
  const choices = option.choices?.map(one => one.id) ?? []
  if (option.kind === 'text')
    return option.pattern && !option.pattern.test(text) ? { wrong: `"${text}" does not fit "${id}": it takes ${option.wants}.` } : { chosen: { [id]: text } }
  const values =
    option.kind === 'many'
      ? text
          .split(',')
          .map(one => one.trim())
          .filter(one => one !== '' && one !== 'none')
      : [text.trim()]
  const bad = values.find(one => !choices.includes(one))
  if (bad !== undefined) return { wrong: `"${bad}" is none of the choices of "${id}": ${choices.join(', ')}${option.kind === 'many' ? ' or none' : ''}.` }
  return { chosen: { [id]: option.kind === 'many' ? values : values[0] } }
}

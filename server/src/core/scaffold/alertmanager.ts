// alertmanager.yml, and the files beside it that hold secrets.
import type { Notifier } from './options'
import { indent, type Lines, type Stack, type StackFile, scalar, secretsFolder, text, webhookAddress } from './stack'

interface Integration {
  readonly key: string
  readonly lines: (stack: Stack) => Lines
  /** The file with its secret, and what stands in it until somebody writes the right thing. */
  readonly secret: string
  readonly empty: string
  /** For the README: what to write there. */
  readonly wants: string
}

/** Addresses under `.invalid` lead nowhere, so nothing is sent anywhere before the right one is written. */
export const integrations: Readonly<Record<Notifier, Integration>> = {
  slack: {
    key: 'slack_configs',
    lines: stack => [`- api_url_file: ${secretsFolder(stack)}/slack_url`, `  channel: ${scalar(stack.slackChannel)}`],
    secret: 'slack_url',
    empty: 'https://hooks.slack.invalid/not-set',
    wants: 'the address of an incoming webhook of Slack',
  },
  email: {
    key: 'email_configs',
    lines: stack => [
      `- to: ${stack.mailTo}`,
      `  from: ${stack.mailFrom}`,
      `  smarthost: ${stack.mailServer}`,
      `  auth_username: ${stack.mailFrom}`,
      `  auth_password_file: ${secretsFolder(stack)}/mail_password`,
    ],
    secret: 'mail_password',
    empty: 'not-set',
    wants: 'the password of the mail account',
  },
  teams: {
    key: 'msteamsv2_configs',
    lines: stack => [`- webhook_url_file: ${secretsFolder(stack)}/teams_url`],
    secret: 'teams_url',
    empty: 'https://teams.invalid/not-set',
    wants: 'the address of a workflow webhook of Teams',
  },
  pagerduty: {
    key: 'pagerduty_configs',
    lines: stack => [`- routing_key_file: ${secretsFolder(stack)}/pagerduty_key`],
    secret: 'pagerduty_key',
    empty: 'not-set',
    wants: 'the integration key of a service of PagerDuty (Events API v2)',
  },
}

export function alertmanagerFiles(stack: Stack): StackFile[] {
  // In a container Alertmanager is another user, who must be able to read them.
  const secret = { mode: stack.compose ? 0o644 : 0o600, ignored: true, once: true } as const
  return [
    { path: 'alertmanager/alertmanager.yml', text: alertmanagerText(stack) },
    { path: 'alertmanager/secrets/kestra_url', text: `${webhookAddress(stack)}\n`, kept: keptAddress(stack), ...secret },
    ...stack.notifiers.map(one => ({ path: `alertmanager/secrets/${integrations[one].secret}`, text: `${integrations[one].empty}\n`, ...secret })),
  ]
}

/** Without the key, which is a secret. */
const keptAddress = (stack: Stack): string =>
  `alertmanager/secrets/kestra_url stays as it was, with another address: alerts go where it says. The flow of this stack is called at ${webhookAddress({ ...stack, secrets: {} })}, followed by its key.`

function alertmanagerText(stack: Stack): string {
  const people = stack.notifiers.length > 0
  return text(
    'route:',
    '  receiver: kestra',
    '  group_by: [alertname, job]',
    '  group_wait: 30s',
    '  group_interval: 5m',
    '  repeat_interval: 4h',
    '  routes:',
    indent(4, [heartbeat, people && ['', peopleRoutes], '', critical]),
    '',
    'receivers:',
    '  - name: kestra',
    '    webhook_configs:',
    '      # The address ends with the key of the webhook, so it stands in a file that Git ignores.',
    `      - url_file: ${secretsFolder(stack)}/kestra_url`,
    '        send_resolved: true',
    '        max_alerts: 100',
    '        timeout: 10s',
    people && ['', indent(2, receiver(stack))],
    '',
    'inhibit_rules:',
    indent(2, inhibitions(stack)),
  )
}

const heartbeat: Lines = [
  '# Shows that alerts arrive; twice a day is enough.',
  '- matchers:',
  '    - alertname = Watchdog',
  '  receiver: kestra',
  '  group_wait: 0s',
  '  repeat_interval: 12h',
]

const peopleRoutes: Lines = [
  '# What Kestra cannot be told when it is what fails.',
  '- matchers:',
  '    - alertname =~ "KestraDown|NotificationsFail"',
  '  receiver: people',
  '',
  '# People hear of what is critical, and Kestra does, too.',
  '- matchers:',
  '    - severity = critical',
  '  receiver: people',
  '  continue: true',
]

const critical: Lines = ['- matchers:', '    - severity = critical', '  receiver: kestra', '  group_wait: 10s']

const receiver = (stack: Stack): Lines => [
  '- name: people',
  stack.notifiers.flatMap(one => [`  ${integrations[one].key}:`, ...indent(4, [integrations[one].lines(stack), '  send_resolved: true'])]),
]

/** What is down explains all else about it. Without `equal` one host would silence all others. */
function inhibitions(stack: Stack): Lines {
  const all: Lines[] = [
    [
      '# A target that is critical need not be told of as a warning, too.',
      '- source_matchers:',
      '    - severity = critical',
      '  target_matchers:',
      '    - severity = warning',
      '  equal: [alertname, job, instance]',
    ],
  ]
  if (stack.watch.includes('hosts')) all.push(['', '# A host that is down explains all else about it.', muted('HostDown', 'Host.+', 'instance')])
  if (stack.watch.includes('kestra')) all.push(['', '# So does Kestra.', muted('KestraDown', 'Kestra.+', 'job')])
  return all
}

const muted = (source: string, targets: string, equal: string): Lines => [
  '- source_matchers:',
  `    - alertname = ${source}`,
  '  target_matchers:',
  `    - alertname =~ "${targets}"`,
  `    - alertname != ${source}`,
  `  equal: [${equal}]`,
]

// The texts of the options of a stack in the user's language. What is not in the table is shown as the server says it.
import { l10n } from 'vscode'
import type { StackOption } from '../../../server/src/protocol/scaffold'

const table = (): Readonly<Record<string, string>> => ({
  run: l10n.t('How it runs'),
  'run.compose': l10n.t('Docker Compose'),
  'run.processes': l10n.t('Plain processes'),
  'run.compose.about': l10n.t('One file with images, volumes and health checks.'),
  'run.processes.about': l10n.t('Installed programs, started together by one script.'),
  kestra: l10n.t('Kestra'),
  'kestra.2.about': l10n.t('The current line.'),
  'kestra.1.3.about': l10n.t('The line before.'),
  database: l10n.t('Database of Kestra'),
  'database.postgres.about': l10n.t('Can grow, and is easy to back up.'),
  'database.h2.about': l10n.t('A file and nothing else to run. For trying out.'),
  exporters: l10n.t('Exporters'),
  'exporters.node.about': l10n.t('Processor, memory and disks of this host.'),
  'exporters.blackbox.about': l10n.t('Asks web addresses from outside.'),
  'exporters.cadvisor.about': l10n.t('What each container uses.'),
  watch: l10n.t('What to watch'),
  'watch.kestra': l10n.t('Kestra itself'),
  'watch.hosts': l10n.t('Hosts'),
  'watch.http': l10n.t('HTTP probes'),
  'watch.containers': l10n.t('Containers'),
  'watch.kestra.about': l10n.t('It is down, flows fail, work piles up.'),
  'watch.hosts.about': l10n.t('Down, busy, short of memory, disks filling up.'),
  'watch.http.about': l10n.t('An address does not answer, is slow, or its certificate runs out.'),
  'watch.containers.about': l10n.t('They restart, or reach their memory limit.'),
  notifiers: l10n.t('Who else is told'),
  'notifiers.email': l10n.t('E-mail'),
  'notifiers.slack.about': l10n.t('A channel, by an incoming webhook.'),
  'notifiers.email.about': l10n.t('One address, by SMTP.'),
  'notifiers.teams.about': l10n.t('A channel, by a workflow webhook.'),
  'notifiers.pagerduty.about': l10n.t('A service, by its integration key.'),
})

/** The option with its texts translated. */
export function inWords(option: StackOption): StackOption {
  const words = table()
  const said = (key: string, otherwise: string): string => words[key] ?? otherwise
  return {
    ...option,
    title: said(option.id, option.title),
    choices: option.choices.map(one => ({
      id: one.id,
      title: said(`${option.id}.${one.id}`, one.title),
      description: said(`${option.id}.${one.id}.about`, one.description),
    })),
  }
}

// prometheus.yml as a whole, and the files that scrape_config_files names.
import type { Schema } from '../../../schema'
import { list, object, path } from '../../shared/fields'
import { alerting } from './alerting'
import { global } from './global'
import { otlp } from './otlp'
import { page } from './page'
import { remoteReads, remoteWrites } from './remote'
import { runtime } from './runtime'
import { scrapeConfigs } from './scrape'
import { storage } from './storage'
import { tracing } from './tracing'

const other = (where: string) => ({ say: `It belongs in ${where}.` })
const alertmanager = other('alertmanager.yml')

export const prometheusSchema: Schema = object(
  'The configuration of Prometheus.',
  'a Prometheus configuration',
  {
    global,
    runtime,
    alerting,
    rule_files: list(
      'Files with rules, relative to this file; `*` is allowed in the last part of a path. A file that does not exist is no error: its rules are just not there.',
      path('A file, or a pattern such as `rules/*.yml`.', { format: 'rule-path', files: 'rules', examples: ['rules/*.yml', 'alerts.yml'] }),
      { insert: '\n  - ${1:rules/*.yml}' },
    ),
    scrape_config_files: list(
      'Files with more jobs, relative to this file; `*` is allowed in the last part of a path. Each holds `scrape_configs` and nothing else.',
      path('A file, or a pattern such as `jobs/*.yml`.', { format: 'rule-path', files: 'scrape-configs', examples: ['jobs/*.yml'] }),
      { insert: '\n  - ${1:jobs/*.yml}', since: '2.43' },
    ),
    scrape_configs: scrapeConfigs,
    storage,
    tracing,
    remote_write: remoteWrites,
    remote_read: remoteReads,
    otlp,
  },
  {
    model: 'prometheus',
    link: page('configuration-file'),
    misnamed: {
      rules: { to: 'rule_files', say: 'Rules stand in files of their own, named under "rule_files".' },
      rule_file: 'rule_files',
      groups: { say: 'Groups of rules stand in files of their own, named under "rule_files".' },
      scrape_config: 'scrape_configs',
      scrapeConfigs: 'scrape_configs',
      scrape_config_file: 'scrape_config_files',
      alertmanagers: { say: 'It belongs under "alerting".' },
      alertmanager: { to: 'alerting', say: 'Alertmanagers stand under "alerting".' },
      alerts: 'alerting',
      remote_writes: 'remote_write',
      remote_reads: 'remote_read',
      external_labels: { say: 'It belongs under "global".' },
      labels: { say: 'Labels for all that leaves this server are "external_labels" under "global".' },
      scrape_interval: { say: 'It belongs under "global".' },
      evaluation_interval: { say: 'It belongs under "global".' },
      job_name: { say: 'Jobs are items under "scrape_configs".' },
      static_configs: { say: 'It belongs into a job under "scrape_configs".' },
      route: alertmanager,
      receivers: alertmanager,
      inhibit_rules: alertmanager,
      templates: alertmanager,
      mute_time_intervals: alertmanager,
      time_intervals: alertmanager,
      tls_server_config: other('the file of --web.config.file'),
      basic_auth_users: other('the file of --web.config.file'),
    },
  },
)

export const scrapeConfigsSchema: Schema = object(
  'More jobs for a prometheus.yml.',
  'a file of scrape_config_files',
  { scrape_configs: scrapeConfigs },
  { model: 'scrape-configs', misnamed: { global: other('prometheus.yml'), rule_files: other('prometheus.yml'), alerting: other('prometheus.yml') } },
)

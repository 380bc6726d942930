// What holds for all jobs, rules and queries.
import type { Schema } from '../../../schema'
import { choice, count, duration, flag, list, mapOf, object, path, size } from '../../shared/fields'
import { page } from './page'

export const protocols = [
  'PrometheusProto',
  'OpenMetricsText2.0.0',
  'OpenMetricsText1.0.0',
  'OpenMetricsText0.0.1',
  'PrometheusText1.0.0',
  'PrometheusText0.0.4',
] as const

export const scrapeProtocols = (standard: string): Schema =>
  list(
    `The formats that a target may answer in, best first. ${standard}`,
    { type: 'string', enum: protocols, nullable: false },
    { minItems: 1, uniqueItems: true, since: '2.49', insert: ' [${1:OpenMetricsText1.0.0}, ${2:PrometheusText0.0.4}]' },
  )

/** Limits of a scrape that stand in `global` and in each job. `of` says where the default comes from. */
export const limits = (of: string): Readonly<Record<string, Schema>> => ({
  body_size_limit: size(`The largest answer of a target, uncompressed, such as \`10MB\`. A larger one makes the scrape fail. ${of}`),
  sample_limit: count(`The most samples of a scrape, after metric relabelling. More make the whole scrape fail. ${of}`, { examples: [10_000] }),
  target_limit: count(`The most targets of a job, after relabelling. With more, none of them is scraped. ${of}`, { examples: [100] }),
  label_limit: count(`The most labels of a series. One series with more makes the scrape fail. ${of}`, { examples: [30] }),
  label_name_length_limit: count(`The longest name of a label. A longer one makes the scrape fail. ${of}`, { examples: [200] }),
  label_value_length_limit: count(`The longest value of a label. A longer one makes the scrape fail. ${of}`, { examples: [200] }),
  keep_dropped_targets: count(`How many targets of a job that relabelling dropped are kept in memory, to be shown. ${of}`, { since: '2.47' }),
})

/** How metric names are read, in `global` and in each job. */
export const naming = (of: string): Readonly<Record<string, Schema>> => ({
  metric_name_validation_scheme: choice(
    `Which names metrics and labels may have: \`utf8\` takes any text, \`legacy\` only letters, digits, \`_\` and \`:\`. ${of}`,
    ['utf8', 'legacy'],
    { since: '2.55', emptyToo: true },
  ),
  metric_name_escaping_scheme: choice(
    `How a target is asked to write names that need escaping: \`allow-utf-8\` (not at all), \`underscores\`, \`dots\` or \`values\`. ${of}`,
    ['allow-utf-8', 'underscores', 'dots', 'values'],
    { since: '3.4', emptyToo: true },
  ),
})

const none = 'Default: `0`, no limit.'

/** Limits came to jobs first. */
const inGlobal = (fields: Readonly<Record<string, Schema>>): Readonly<Record<string, Schema>> =>
  Object.fromEntries(Object.entries(fields).map(([name, one]) => [name, { since: '2.45', ...one }]))

export const global: Schema = object(
  'Defaults for all jobs, and what holds for rules and queries.',
  'the global section',
  {
    scrape_interval: duration('How often targets are scraped, unless their job says otherwise. Default: `1m`.', { default: '1m' }),
    scrape_timeout: duration('How long a scrape may take. Must not exceed the interval. Default: `10s`.', { default: '10s', examples: ['10s', '5s'] }),
    scrape_protocols: scrapeProtocols('Default: OpenMetrics 1.0.0, then 0.0.1, then the text format.'),
    evaluation_interval: duration('How often rules are evaluated, unless their group says otherwise. Default: `1m`.', { default: '1m' }),
    rule_query_offset: duration('How far in the past rules are evaluated, so that late samples are seen. Default: `0s`.', {
      examples: ['30s', '1m'],
      since: '2.53',
    }),
    query_log_file: path('File that every query is logged to. Default: no log.', { examples: ['/prometheus/query.log'] }),
    query_max_series: count('The most series that one query may touch; needs the feature flag `query-cost`. Default: `0`, no limit.', { since: '3.16' }),
    query_max_samples_read: count('The most samples that one query may read; needs the feature flag `query-cost`. Default: `0`, no limit.', { since: '3.16' }),
    query_max_duration: duration('The longest range that one query may span; needs the feature flag `query-cost`. Default: `0s`, no limit.', { since: '3.16' }),
    scrape_failure_log_file: path('File that failed scrapes are logged to. Default: no log.', { since: '2.55' }),
    external_labels: mapOf(
      'Labels that are added to every alert and every sample that leaves this server: to Alertmanager, remote storage, federation. `${NAME}` takes an environment variable, `$$` is a dollar.',
      { type: 'string' },
      { propertyNames: { type: 'string', format: 'label-name' }, insert: '\n  ${1:cluster}: ${2:name}', model: 'external-labels' },
    ),
    ...inGlobal(limits(none)),
    ...naming('Default: `utf8` and `allow-utf-8`.'),
    scrape_native_histograms: flag('Asks targets for native histograms. Default: `false`.', false, { since: '3.8' }),
    convert_classic_histograms_to_nhcb: flag('Stores classic histograms as native ones with custom buckets. Default: `false`.', false, { since: '3.4' }),
    always_scrape_classic_histograms: flag('Keeps classic histograms even where a native one is exposed beside them. Default: `false`.', false, {
      since: '3.5',
    }),
    extra_scrape_metrics: flag('Adds series about timeout, limit and size of each scrape. Default: `false`.', false, { since: '3.10' }),
  },
  {
    model: 'global',
    link: page('configuration-file'),
    misnamed: {
      labels: { to: 'external_labels', say: 'Labels for all that leaves this server are called "external_labels".' },
      external_label: 'external_labels',
      interval: 'scrape_interval',
      timeout: 'scrape_timeout',
      scrapeInterval: 'scrape_interval',
      evaluationInterval: 'evaluation_interval',
      retention: { say: 'Retention stands under "storage.tsdb", or is the flag --storage.tsdb.retention.time.' },
      resolve_timeout: { say: 'It belongs in alertmanager.yml.' },
      smtp_smarthost: { say: 'It belongs in alertmanager.yml.' },
      smtp_from: { say: 'It belongs in alertmanager.yml.' },
      slack_api_url: { say: 'It belongs in alertmanager.yml.' },
      query_timeout: { say: 'It is the flag --query.timeout.' },
      rule_files: { say: 'It stands at the top of the file, beside "global".' },
      scrape_configs: { say: 'It stands at the top of the file, beside "global".' },
      alerting: { say: 'It stands at the top of the file, beside "global".' },
    },
  },
)

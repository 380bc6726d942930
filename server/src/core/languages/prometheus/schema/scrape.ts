// A scrape job: what is scraped, how, and what becomes of it.
import type { Schema } from '../../../schema'
import { choice, count, duration, flag, list, mapOf, object, path, real, text } from '../../shared/fields'
import { httpGroups, httpMisnamed, httpProperties } from '../../shared/http'
import { limits, naming, protocols, scrapeProtocols } from './global'
import { page } from './page'
import { relabelConfigs } from './relabel'
import { sdMisnamed, sdProperties } from './sd'
import { staticConfigs } from './static'

export const scrapeConfig: Schema = object(
  'A job: a set of targets that are scraped in one way. Its name becomes the label `job`.',
  'a scrape job',
  {
    job_name: text('Name of the job, once in the file. Becomes the label `job` of all its series. Required.', {
      declares: 'job',
      outline: true,
      examples: ['prometheus', 'node'],
    }),
    honor_labels: flag(
      'What happens when a series already has a label that the target gets, such as `job`: `true` keeps that of the series, `false` renames it to `exported_…`. Default: `false`.',
      false,
    ),
    honor_timestamps: flag('Keeps timestamps that the target exposes. Default: `true`.', true),
    track_timestamps_staleness: flag('Marks series with timestamps of their own as gone, when they vanish. Default: `false`.', false, { since: '2.48' }),
    params: mapOf('Parameters of the URL, each with a list of values.', list('The values.', { type: 'string' }), {
      insert: '\n  ${1:module}: [${2:http_2xx}]',
    }),
    scrape_interval: duration('How often the targets are scraped. Default: that of `global`.'),
    scrape_timeout: duration('How long a scrape may take. Must not exceed the interval. Default: that of `global`, or the interval where that is shorter.', {
      examples: ['10s', '5s'],
    }),
    scrape_protocols: scrapeProtocols('Default: that of `global`.'),
    fallback_scrape_protocol: choice('The format to assume when a target names none that is known. Default: none, the scrape fails.', [...protocols], {
      examples: ['PrometheusText0.0.4'],
      since: '3.0',
      emptyToo: true,
    }),
    scrape_native_histograms: flag('Asks the targets for native histograms. Default: that of `global`.', false, { since: '3.8' }),
    always_scrape_classic_histograms: flag('Keeps classic histograms even where a native one is exposed beside them. Default: that of `global`.', false, {
      since: '3.0',
    }),
    scrape_classic_histograms: flag('What is called `always_scrape_classic_histograms` now.', false, {
      since: '2.45',
      until: '3.0',
      renamedTo: 'always_scrape_classic_histograms',
      instead: 'It is called "always_scrape_classic_histograms" now.',
    }),
    convert_classic_histograms_to_nhcb: flag('Stores classic histograms as native ones with custom buckets. Default: that of `global`.', false, {
      since: '3.0',
    }),
    scrape_failure_log_file: path('File that failed scrapes of this job are logged to. Default: that of `global`.', { since: '2.55' }),
    metrics_path: path('The path of the metrics on each target. Default: `/metrics`.', {
      default: '/metrics',
      examples: ['/metrics', '/actuator/prometheus', '/probe'],
    }),
    scheme: text('The scheme: `http` or `https`. Default: `http`.', { default: 'http', examples: ['http', 'https'] }),
    enable_compression: flag('Asks for compressed answers. Default: `true`.', true, { since: '2.49' }),
    ...limits('Default: that of `global`.'),
    native_histogram_bucket_limit: count('The most buckets of a native histogram; above it the resolution is reduced. Default: `0`, no limit.', {
      since: '2.45',
    }),
    native_histogram_min_bucket_factor: real(
      'The least growth from one bucket of a native histogram to the next; neighbours are merged to reach it. Default: `0`.',
      { since: '2.50' },
    ),
    ...naming('Default: that of `global`.'),
    extra_scrape_metrics: flag('Adds series about timeout, limit and size of each scrape. Default: that of `global`.', false, { since: '3.10' }),
    ...httpProperties,
    relabel_configs: relabelConfigs('Filters and rewrites targets before they are scraped: address, path, labels.'),
    metric_relabel_configs: relabelConfigs('Filters and rewrites series after the scrape, before they are stored.'),
    ...sdProperties,
    static_configs: staticConfigs,
  },
  {
    model: 'scrape-config',
    required: ['job_name'],
    atMostOne: httpGroups,
    link: page('scrape_config'),
    misnamed: {
      ...httpMisnamed,
      ...sdMisnamed,
      job: 'job_name',
      name: 'job_name',
      jobName: 'job_name',
      interval: 'scrape_interval',
      timeout: 'scrape_timeout',
      path: 'metrics_path',
      metric_path: 'metrics_path',
      protocol: 'scheme',
      honour_labels: 'honor_labels',
      relabel_config: 'relabel_configs',
      relabelings: 'relabel_configs',
      metric_relabelings: 'metric_relabel_configs',
      metric_relabel_config: 'metric_relabel_configs',
      basicAuth: 'basic_auth',
      tlsConfig: 'tls_config',
      evaluation_interval: { say: 'It belongs under "global", or is "interval" of a rule group.' },
      labels: { say: 'Labels of targets stand beside "targets" under "static_configs".' },
      targets: { say: 'Targets stand under "static_configs".' },
      alertmanagers: { say: 'It belongs under "alerting".' },
    },
  },
)

export const scrapeConfigs: Schema = list(
  'The jobs: what is scraped, and how.',
  { ...scrapeConfig, nullable: false },
  {
    link: page('scrape_config'),
    insert: '\n  - job_name: ${1:node}\n    static_configs:\n      - targets: [${2:localhost:9100}]',
  },
)

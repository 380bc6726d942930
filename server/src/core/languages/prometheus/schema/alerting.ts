// Where alerts are sent.
import type { Schema } from '../../../schema'
import { choice, duration, list, object, path, text } from '../../shared/fields'
import { httpGroups, httpMisnamed, httpProperties, sigv4 } from '../../shared/http'
import { page } from './page'
import { relabelConfigs } from './relabel'
import { sdMisnamed, sdProperties } from './sd'
import { staticConfigs } from './static'

export const alertmanagerConfig: Schema = object(
  'Alertmanagers that are reached in one way. Every alert goes to all of them.',
  'an Alertmanager entry',
  {
    ...httpProperties,
    sigv4,
    scheme: text('The scheme: `http` or `https`. Default: `http`.', { default: 'http', examples: ['http', 'https'] }),
    path_prefix: path('The path in front of `/api/v2/alerts`. Default: `/`.', { default: '/', examples: ['/alertmanager'] }),
    timeout: duration('How long sending alerts may take. Default: `10s`.', { default: '10s' }),
    api_version: choice('The version of the API of Alertmanager. Only `v2` is left.', ['v2'], {
      default: 'v2',
      misvalued: { v1: { to: 'v2', say: 'Prometheus 3.0 dropped it; Alertmanager speaks v2 since 0.16 and nothing else since 0.27.' } },
    }),
    relabel_configs: relabelConfigs('Filters and rewrites the Alertmanagers that were found.'),
    alert_relabel_configs: { ...relabelConfigs('Filters and rewrites alerts on their way to these Alertmanagers.'), since: '2.51' },
    ...sdProperties,
    static_configs: { ...staticConfigs, insert: '\n  - targets: [${1:localhost:9093}]' },
  },
  {
    model: 'alertmanager-config',
    atMostOne: [...httpGroups, ...(httpGroups[0] ?? []).map(one => [one, 'sigv4'])],
    link: page('alertmanager_config'),
    misnamed: {
      ...httpMisnamed,
      ...sdMisnamed,
      path: 'path_prefix',
      metrics_path: 'path_prefix',
      targets: { say: 'Targets stand under "static_configs".' },
      url: { say: 'An Alertmanager is written as "scheme", "path_prefix" and a target under "static_configs".' },
    },
  },
)

export const alerting: Schema = object(
  'Where alerts are sent, and what is changed on the way.',
  'the alerting section',
  {
    alert_relabel_configs: relabelConfigs('Filters and rewrites alerts on their way to any Alertmanager.'),
    alertmanagers: list(
      'The Alertmanagers. Every alert goes to all of them.',
      { ...alertmanagerConfig, nullable: false },
      {
        link: page('alertmanager_config'),
        insert: '\n  - static_configs:\n      - targets: [${1:localhost:9093}]',
      },
    ),
  },
  {
    link: page('configuration-file'),
    misnamed: {
      alertmanager: 'alertmanagers',
      alertmanager_config: 'alertmanagers',
      alertmanager_configs: 'alertmanagers',
      alert_relabel_config: 'alert_relabel_configs',
      static_configs: { say: 'It belongs into an item under "alertmanagers".' },
      route: { say: 'It belongs in alertmanager.yml.' },
      receivers: { say: 'It belongs in alertmanager.yml.' },
    },
  },
)

// The whole configuration of Alertmanager 0.34, as `config.Load` reads it.
import type { Schema } from '../../../schema'
import { list } from '../../shared/fields'
import { eventRecorder } from './eventRecorder'
import { global } from './global'
import { inhibitRule } from './inhibit'
import { section, templatedAny } from './parts'
import { integrations, receiver } from './receiver'
import { route } from './route'
import { timeInterval } from './timeIntervals'
import { tracing } from './tracing'

export const configuration: Schema = section(
  'alertmanager',
  'an Alertmanager configuration',
  'file-layout-and-global-settings',
  {
    global: {
      ...global,
      description:
        'Settings for the whole file: how long an alert counts as firing without news, the mail server, addresses and keys that receivers fall back to.',
    },
    route: {
      $ref: '#/$defs/route',
      noun: 'the root route',
      insert: '\n  receiver: ${1:default}',
      description: 'The root of the routing tree. Every alert enters here; what no child route takes stays with its receiver.',
    },
    inhibit_rules: list('Rules that mute one alert while another one fires, such as warnings of a host that is down as a whole.', inhibitRule),
    receivers: list('The named destinations that routes may send to. Each has any number of integrations.', receiver, { insert: '\n  - name: ${1:default}' }),
    templates: list(
      'Files with Go templates to load, as paths or globs (`*` in the last part only), relative to this file. What they `define` can be used in every templated field.',
      { type: 'string', examples: ['templates/*.tmpl'] },
    ),
    mute_time_intervals: list('The older place for named time intervals. Both lists share their names.', timeInterval, {
      deprecated: true,
      instead: 'Move its items to "time_intervals".',
      since: '0.22',
    }),
    time_intervals: list('Named times, such as office hours, that routes use to mute themselves or to be active only then.', timeInterval, { since: '0.24' }),
    tracing: { ...tracing, description: "Sends traces of Alertmanager's own work to an OpenTelemetry collector.", since: '0.30' },
    event_recorder: {
      ...eventRecorder,
      description: 'Records what happens to alerts (received, grouped, notified) as events. Works only with `--enable-feature=event-recorder`.',
      since: '0.33',
    },
  },
  {
    title: 'Alertmanager configuration',
    required: ['route'],
    $defs: { route, templatedAny },
    misnamed: {
      alerting: { say: 'This section belongs into prometheus.yml.' },
      rule_files: { say: 'Rule files are loaded by prometheus.yml.' },
      scrape_configs: { say: 'This section belongs into prometheus.yml.' },
      remote_write: { say: 'This section belongs into prometheus.yml.' },
      groups: { say: 'Rules belong into a rule file of Prometheus.' },
      alertmanagers: { say: 'This section belongs under "alerting" of prometheus.yml.' },
      ...Object.fromEntries(Object.keys(global.properties ?? {}).map(key => [key, { say: 'It belongs under "global".' }])),
      ...Object.fromEntries(
        Object.keys(route.properties ?? {})
          .filter(key => !['labels', 'mute_time_intervals'].includes(key))
          .map(key => [key, { say: 'It belongs under "route".' }]),
      ),
      ...Object.fromEntries(integrations.map(one => [`${one}_configs`, { say: 'It belongs to a receiver, under "receivers".' }])),
      inhibit_rule: 'inhibit_rules',
      inhibition_rules: 'inhibit_rules',
      template: 'templates',
      time_interval: 'time_intervals',
    },
  },
)

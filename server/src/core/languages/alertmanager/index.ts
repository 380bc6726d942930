// Configurations of Alertmanager: routing tree, receivers, inhibition rules, time intervals.
import type { At } from '../../yaml'
import type { Language } from '../language'
import { byVersion } from '../shared/grammars'
import { inlineLanguages } from '../shared/inline'
import { isEmpty, keysOf } from '../shared/recognise'
import { settledSince } from '../shared/settled'
import { checks, localChecks } from './checks'
import { live } from './live'
import { receiversOf, routesOf } from './model'
import { configuration } from './schema/config'
import { hostsOf } from './stations'

export { type Integration, type Receiver, type Route, receiversOf, routesOf, routeTree, timingOf } from './model'

/** Matchers came with 0.22. */
const settled = settledSince({ major: 0, minor: 22 }, [
  'unknown-key',
  'missing-key',
  'missing-setting',
  'wrong-type',
  'duplicate-key',
  'no-route',
  'no-default-receiver',
  'unknown-receiver',
  'duplicate-receiver',
  'unknown-time-interval',
  'duplicate-time-interval',
  'continue-on-root',
  'root-route-matchers',
  'bad-group-by',
  'zero-interval',
  'bad-duration',
  'bad-regex',
  'bad-url',
  'bad-host-port',
  'unexpanded-variable',
  'matcher-syntax',
  'matcher-regex',
])

export const alertmanager: Language = {
  kind: 'alertmanager',
  program: 'alertmanager',
  label: 'Alertmanager configuration',
  oldest: { major: 0, minor: 27 },
  settled,
  names: {
    receiver: {
      label: 'receiver',
      scope: 'file',
      unknown: { code: 'unknown-receiver', severity: 'error', say: 'Alertmanager does not start with this.' },
      duplicate: { code: 'duplicate-receiver', severity: 'error', say: 'Alertmanager refuses the file.' },
      symbol: 'class',
    },
    'time-interval': {
      label: 'time interval',
      scope: 'file',
      unknown: { code: 'unknown-time-interval', severity: 'error', say: 'Alertmanager does not start with this.' },
      duplicate: { code: 'duplicate-time-interval', severity: 'error', say: 'Alertmanager refuses the file.' },
      symbol: 'event',
    },
    template: { label: 'template', scope: 'loaded', symbol: 'function' },
  },
  checks,
  recognise,
  grammars: byVersion(version => ({
    schema: configuration,
    dialect: 'go',
    refusesMerged: 'names',
    program: 'Alertmanager',
    version,
    checks: localChecks,
    inline: inlineLanguages,
  })),
  link: schema => schema.link,
  stations: { routes: routesOf, receivers: ({ root }) => receiversOf(root), hosts: hostsOf },
  live,
}

const known = Object.keys(configuration.properties ?? {})

/** Keys of Prometheus that people put into the wrong file; one of them alone proves nothing. */
const misplaced = ['alerting', 'rule_files', 'scrape_configs']

function recognise(root: At | undefined, name: string, text: string): number {
  if (isEmpty(root, text)) return /^alert-?manager(?:[-_.].*)?\.ya?ml$/i.test(name) ? 0.5 : 0
  const keys = keysOf(root)
  if (!root || keys.length === 0) return 0
  if (isOthers(keys)) return 0
  const strange = keys.filter(key => !known.includes(key) && !misplaced.includes(key)).length
  const bonus = /^alert-?manager/i.test(name) ? 0.1 : 0
  const score = evidence(root) - 0.15 * strange
  return Math.max(0, Math.min(1, score > 0 ? score + bonus : bonus && strange === 0 ? 0.5 : 0))
}

/** Kubernetes resources, values of charts, playbooks, other programs with receivers or routes of their own. */
const isOthers = (keys: readonly string[]): boolean =>
  (keys.includes('apiVersion') && (keys.includes('kind') || keys.includes('contactPoints'))) ||
  ['exporters', 'service', 'services', 'contactPoints', 'tasks', 'alertmanager', 'grafana', 'alertmanager_config', 'template_files'].some(key =>
    keys.includes(key),
  )

function evidence(root: At): number {
  const route = root.get('route')
  const tree =
    route?.resolved.kind === 'map' &&
    ['receiver', 'routes', 'group_by', 'group_wait', 'repeat_interval', 'mute_time_intervals', 'active_time_intervals'].some(key => route.get(key))
  const receivers = looksLikeReceivers(root.get('receivers'))
  if (tree && receivers) return 1
  if (receivers) return 0.9
  if (tree) return 0.8
  const global = root.get('global')
  if (['smtp_smarthost', 'slack_api_url', 'resolve_timeout', 'smtp_from', 'pagerduty_url', 'opsgenie_api_key'].some(key => global?.get(key))) return 0.8
  for (const rule of root.get('inhibit_rules')?.items() ?? [])
    if (['source_match', 'source_matchers', 'target_match', 'target_matchers'].some(key => rule.get(key))) return 0.7
  return root.get('route') && root.get('receivers') ? 0.6 : 0
}

function looksLikeReceivers(list: At | undefined): boolean {
  for (const item of list?.items() ?? []) for (const value of item.entries()) if (/^[a-z0-9]+_configs?$/.test(value.key?.text ?? '')) return true
  return false
}

// By what is in them: prometheus.yml, files of more jobs, files of targets, web configurations. Many other programs borrow these words.
import type { At } from '../../yaml'
import { isEmpty, keysOf, onlyKeys } from '../shared/recognise'

const strong = ['scrape_configs', 'scrape_config_files', 'rule_files', 'remote_write', 'remote_read']
const known = [...strong, 'global', 'runtime', 'alerting', 'storage', 'tracing', 'otlp']

/** Top-level keys that only other programs have: Alertmanager, Compose, log shippers, databases for metrics and logs, collectors, charts. */
const foreign = new Set(
  (
    'route receivers inhibit_rules services tests groups server clients positions ingester ingester_client distributor querier query_range frontend ' +
    'schema_config storage_config limits_config auth_enabled compactor common ruler exporters processors extensions service connectors ' +
    'apiVersion kind metadata integrations metrics logs traces blocks_storage memberlist datasources providers hosts tasks modules auths'
  ).split(' '),
)

/** Keys of a job that only log shippers have. */
const shipper = ['pipeline_stages', 'azure_event_hubs', 'journal', 'syslog', 'loki_push_api', 'windows_events', 'gelf', 'kafka', 'cloudflare', 'heroku_drain']

const named = (name: string): boolean => /^prom(?:etheus)?(?:[-_.].*)?\.ya?ml/i.test(name)

export function recognisePrometheus(root: At | undefined, name: string, text: string): number {
  if (!root) return named(name) && isEmpty(root, text) ? 0.5 : 0
  if (root.kind !== 'map') return 0
  const keys = keysOf(root)
  const scrapes = jobs(root)
  if (keys.includes('apiVersion') || scrapes.some(job => shipper.some(key => job.get(key)))) return 0
  const others = keys.filter(key => foreign.has(key))
  if (others.length > 0 && (others.some(key => key !== 'route' && key !== 'receivers' && key !== 'groups') || scrapes.length === 0)) return 0
  const mine = keys.filter(key => known.includes(key))
  if (mine.length * 2 < keys.length) return named(name) && (mine.some(key => strong.includes(key)) || weak(root, mine, name) > 0.6) ? 0.5 : 0
  if (mine.some(key => strong.includes(key))) return strength(keys, mine, scrapes, name)
  return weak(root, keys, name)
}

function strength(keys: readonly string[], mine: readonly string[], scrapes: readonly At[], name: string): number {
  const odd = keys.length > mine.length ? 0.1 : 0
  if (onlyKeys(keys, ['scrape_configs']) && !named(name)) return scrapes.length > 0 ? 0.7 : 0.5
  if (onlyKeys(keys, ['rule_files']) && !named(name)) return 0.5
  return 1 - odd
}

/** Without jobs and rules only words inside the sections tell. */
function weak(root: At, keys: readonly string[], name: string): number {
  const global = root.get('global')
  const inGlobal = keysOf(global)
  if (inGlobal.some(key => /^(?:smtp_|slack_|pagerduty_|opsgenie_|victorops_|telegram_|resolve_timeout)/.test(key))) return 0
  if (inGlobal.some(key => /^(?:scrape_|evaluation_interval$|external_labels$|query_)/.test(key))) return 1
  if (root.path('alerting', 'alertmanagers') || root.path('alerting', 'alert_relabel_configs')) return 0.9
  const otlp = keysOf(root.get('otlp'))
  if (root.path('storage', 'tsdb') || root.path('runtime', 'gogc') || otlp.some(key => /^(?:promote_|translation_strategy$|label_name_)/.test(key))) return 0.7
  if (root.path('tracing', 'sampling_fraction') || root.path('tracing', 'client_type')) return 0.5
  return named(name) && onlyKeys(keys, known) ? 0.6 : 0
}

const jobs = (root: At): At[] =>
  [...(root.get('scrape_configs')?.items() ?? [])].filter(job => job.get('job_name') || [...job.entries()].some(one => /_configs$/.test(one.key?.text ?? '')))

export function recogniseScrapeConfigs(root: At | undefined): number {
  if (root?.kind !== 'map' || !onlyKeys(keysOf(root), ['scrape_configs'])) return 0
  const scrapes = jobs(root)
  return scrapes.length > 0 && !scrapes.some(job => shipper.some(key => job.get(key))) ? 0.6 : 0
}

export function recogniseFileSd(root: At | undefined): number {
  if (root?.kind !== 'seq') return 0
  let score = 0
  let seen = 0
  for (const item of root.items()) {
    if (seen++ > 50) break
    const keys = keysOf(item)
    if (item.resolved.kind !== 'map' && !item.isNull) return 0
    if (item.get('targets')?.resolved.kind === 'seq') score = Math.max(score, onlyKeys(keys, ['targets', 'labels']) ? 1 : 0.6)
    else if (!item.isNull && !onlyKeys(keys, ['targets', 'labels'])) return score
  }
  return score
}

const web = ['tls_server_config', 'http_server_config', 'basic_auth_users', 'rate_limit']

export function recogniseWebConfig(root: At | undefined, name: string): number {
  if (root?.kind !== 'map') return 0
  const keys = keysOf(root)
  const mine = keys.filter(key => web.includes(key))
  if (mine.length * 2 <= keys.length) return 0
  if (mine.some(key => key === 'tls_server_config' || key === 'basic_auth_users')) return keys.length > mine.length ? 0.8 : 1
  return mine.includes('http_server_config') ? 0.7 : /web/i.test(name) ? 0.5 : 0
}

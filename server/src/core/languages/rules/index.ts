// Rule files of Prometheus: alerting and recording rules.
import type { Problem, Severity, Source } from '../../text'
import type { At } from '../../yaml'
import type { FileView, Language, World } from '../language'
import { byVersion } from '../shared/grammars'
import { inlineLanguages } from '../shared/inline'
import { seemsLoaded } from '../shared/loadedBy'
import { isEmpty, keysOf, onlyKeys } from '../shared/recognise'
import { settledInPrometheus } from '../shared/settled'
import { droppedByRecord, droppedLabel } from './checks/droppedLabel'
import { copiedAlert, duplicateRule, recordedElsewhere } from './checks/duplicateRule'
import { recordName, ruleShape } from './checks/rule'
import { forOverGaps, shortWindow } from './checks/scrapeIntervals'
import { alertWithoutLabel } from './checks/unrouted'
import { live } from './live'
import { remember } from './remember'
import { ruleFile } from './schema'
import { alertsOf } from './stations'

export const rules: Language = {
  kind: 'rules',
  program: 'prometheus',
  label: 'Prometheus rules',
  oldest: { major: 3, minor: 0 },
  settled: settledInPrometheus,
  names: {
    'rule-group': {
      label: 'rule group',
      scope: 'file',
      duplicate: { code: 'duplicate-group', severity: 'error', say: 'Prometheus refuses a file with two groups of one name.' },
      symbol: 'module',
    },
    alert: {
      label: 'alert',
      scope: 'stack',
      symbol: 'event',
      elsewhere: name => new RegExp(`\\balertname\\b(?!:[ ]+${name}[ ]+\\w)${comparison}(?<![\\w-])(${name})(?![\\w-])`, 'g'),
    },
    metric: { label: 'metric', scope: 'stack', symbol: 'variable', pattern: /^[a-zA-Z_:][\w:]*$/ },
  },
  checks: [duplicateRule, copiedAlert, recordedElsewhere, shortWindow, forOverGaps, alertWithoutLabel, droppedByRecord],
  recognise,
  instead,
  doubt,
  grammars: byVersion(version => ({
    schema: ruleFile,
    dialect: 'go',
    refusesMerged: 'second',
    program: 'Prometheus',
    version,
    checks: { rule: [remember, ruleShape, recordName, droppedLabel] },
    inline: inlineLanguages,
  })),
  stations: { alerts: alertsOf },
  live,
}

/**
 * What stands between a label and the value it is compared with: in a template, in Pebble, in an older matcher, in a script. Signs of
 * matchers and other values, but no words as in a sentence. No text fits in two ways, so that a long line is read once.
 */
const comparison = (() => {
  const signs = '["\'`\\\\()\\[\\]=!~<>?:|,.*+%^$ \\t]'
  const words = '(?:in|is|not|like|IN|IS|NOT|LIKE)'
  const value = `(?!${words}[ \\t])\\w(?:[\\w.:*+ -]*[\\w.:*+-])?(?=["'\`(]|[ \\t]*[=!|,])`
  const word = `${words}(?=[ \\t]+["'\`(\\[\\w])`
  const close = '\\}{1,2}(?=["\'`]?[ \\t]*[=!])'
  return `(?:${signs}|${value}|${word}|${close})*?`
})()

const groupKeys = ['name', 'interval', 'query_offset', 'limit', 'labels', 'rules']

function recognise(root: At | undefined, name: string, text: string): number {
  if (isEmpty(root, text)) return /(?:^|[-_.])(?:alerts?|rules)\.ya?ml$/i.test(name) ? 0.5 : 0
  if (!root?.get('groups') && isPrometheus1(text)) return 0.9
  if (root?.kind === 'seq') return listed(root, name)
  const keys = keysOf(root)
  if (keys.includes('apiVersion')) return 0
  if (!keys.includes('groups')) return misnamed(root, keys, name)
  const only = onlyKeys(keys, ['groups'])
  const groups = root?.get('groups')
  if (!groups || groups.isNull) return only ? 0.5 : 0
  let score = only ? 0.6 : 0
  let seen = 0
  for (const group of groups.items()) {
    if (seen++ > 20) break
    if (isOthers(group) || keys.includes('namespace')) return 0
    if (looksLikeGroup(group)) score = only ? 1 : 0.6
  }
  return groups.kind === 'seq' ? score : only ? 0.5 : 0
}

const looksLikeGroup = (group: At): boolean => {
  const keys = keysOf(group)
  return keys.includes('rules') || (keys.includes('name') && onlyKeys(keys, groupKeys))
}

/** Keys of groups of Thanos, Mimir, VictoriaMetrics and Grafana, and of rules of the last two. */
const othersGroup = (
  'partial_response_strategy source_tenants evaluation_delay align_evaluation_time_on_interval remote_write ' +
  'concurrency eval_offset eval_delay eval_alignment headers notifier_headers params orgId folder folderUid'
).split(' ')
const othersRule = ['update_entries_limit', 'datasourceUid', 'grafana_alert']

/** Groups of other programs have keys or expressions that Prometheus does not know. */
function isOthers(group: At): boolean {
  if (othersGroup.some(key => group.get(key)) || /^(?:graphite|prometheus|vlogs)$/.test(group.get('type')?.text ?? '')) return true
  let seen = 0
  for (const rule of group.get('rules')?.items() ?? []) {
    if (seen++ > 3) return false
    if (othersRule.some(key => rule.get(key)) || (rule.get('uid') && rule.get('data'))) return true
    if (/\|[=~]\s*["`]|\|\s*(?:json|logfmt|pattern|regexp|unpack|line_format)\b/.test(rule.get('expr')?.text ?? '')) return true
  }
  return false
}

/** A list of groups is what rule files are put together from; one of rules is a slip, unless a Prometheus is there and leaves it alone. */
function doubt(file: FileView, world: World): Severity | 'off' | undefined {
  const list = file.root?.kind === 'seq'
  if ((!list && !speaksMetricsQl(file)) || seemsLoaded(file, world, 'prometheus', 'rule_files')) return undefined
  if (!list) return 'off'
  const [first] = file.root?.items() ?? []
  return first?.get('rules') || [...world.files('prometheus', file)].length > 0 ? 'information' : undefined
}

/** Functions and words that only MetricsQL has: such rules are for vmalert, until a Prometheus is seen to load them. */
const metricsQl =
  /\b(?:histogram_share|label_(?:copy|del|keep|lowercase|map|match|mismatch|move|set|transform|uppercase|value)|(?:range|running)_(?:avg|first|last|linear_regression|max|median|min|normalize|quantile|stddev|sum|zscore)|rollup(?:_[a-z]+)*|(?:count|share|sum)_(?:eq|gt|le|ne)_over_time|increase_(?:prometheus|pure)|rate_(?:over_sum|prometheus)|(?:de|in)creases_over_time|(?:default_rollup|distinct_over_time|lifetime|median_over_time|outliers_iqr|outliers_mad|outliersk|range_over_time|share_over_time|tfirst_over_time|tlast_over_time|tmax_over_time|tmin_over_time|zscore_over_time|keep_last_value|keep_next_value|remove_resets|limit_offset|prometheus_buckets|labels_equal))\s*\(|\bkeep_metric_names\b/

function speaksMetricsQl(file: FileView): boolean {
  for (const _ of file.each('rule', ofMetricsQl)) return true
  return false
}

const ofMetricsQl = (rule: At): true | undefined => metricsQl.test(rule.get('expr')?.text ?? '') || undefined

/** A list of rules without `groups`: what Prometheus refuses and people write. */
function listed(root: At, name: string): number {
  for (const item of root.items()) {
    const keys = keysOf(item)
    if (keys.includes('expr') && (keys.includes('alert') || keys.includes('record'))) return 0.8
    if (holdsRules(item)) return isOthers(item) ? 0 : 0.8
    return keys.includes('rules') && keys.includes('name') && /rule|alert/i.test(name) ? 0.6 : 0
  }
  return 0
}

/** The one key is nearly "groups", or the file is one rule alone. */
function misnamed(root: At | undefined, keys: readonly string[], name: string): number {
  if (root?.kind !== 'map') return 0
  if (isRule(root)) return onlyKeys(keys, ruleKeys) && /rule|alert/i.test(name) ? 0.8 : 0
  const [only] = keys
  if (keys.length !== 1 || only === undefined || !/^(?:rule_?)?groups?$/i.test(only)) return 0
  const [first] = [...(root.get(only)?.items() ?? [])]
  return first && holdsRules(first) && !isOthers(first) ? 0.8 : 0
}

const ruleKeys = ['alert', 'record', 'expr', 'for', 'keep_firing_for', 'labels', 'annotations']

/** With words that only rules of Prometheus have together. */
const isRule = (at: At): boolean => at.get('expr') !== undefined && (at.get('alert') !== undefined || at.get('record') !== undefined)

function holdsRules(group: At): boolean {
  const [first] = [...(group.get('rules')?.items() ?? [])]
  return group.get('name') !== undefined && first !== undefined && isRule(first)
}

/** Its first line with content begins with ALERT (or a recording rule stands before an ALERT). Looks line by line: no pattern over blank lines. */
function isPrometheus1(text: string): boolean {
  const lines = text
    .slice(0, 20_000)
    .split('\n')
    .map(line => line.trim())
  const at = lines.findIndex(line => /^ALERT\s+\w+/.test(line))
  if (at < 0 || lines.slice(0, at).some(line => /^(?:- )?\w+:(?:\s|$)/.test(line))) return false
  return /\bIF\b/.test(lines.slice(at, at + 3).join(' '))
}

function instead(root: At | undefined, source: Source): Problem | undefined {
  if (root?.get('groups')) return undefined
  const text = source.whole
  if (!isPrometheus1(text)) return listRefused(root)
  const start = text.search(/\S/)
  const end = text.indexOf('\n', start)
  const alert = text.indexOf('ALERT')
  const from = alert >= 0 ? alert : start
  return {
    code: 'prometheus-1-syntax',
    severity: 'error',
    message: 'This is the rule syntax of Prometheus 1: since 2.0 rules are YAML under "groups:", and this file is refused.',
    span: {
      start: from,
      end: Math.max(from, text.indexOf('\n', from) < 0 ? text.length : Math.min(text.indexOf('\n', from), Math.max(end, from))) || text.length,
    },
  }
}

function listRefused(root: At | undefined): Problem | undefined {
  if (!root || (root.kind !== 'seq' && !isRule(root))) return undefined
  const end = root.doc.text.indexOf('\n', root.start)
  const [first] = root.kind === 'seq' ? [...root.items()] : []
  const what = root.kind === 'map' ? 'one rule' : first?.get('rules') ? 'a list of groups' : 'a list of rules'
  return {
    code: 'rules-without-groups',
    severity: 'error',
    message: `A rule file is a map with "groups:"; ${what} alone is refused. Put ${what === 'a list of groups' ? 'it below "groups:"' : 'the rules into a group: groups → name, rules'}.`,
    span: { start: root.start, end: end < 0 ? root.doc.source.length : end },
  }
}

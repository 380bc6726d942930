// Rule files of Prometheus 3.16: what may be written and what it means (`model/rulefmt`).
import type { Schema } from '../../../schema'

const docs = 'https://prometheus.io/docs/prometheus/latest/configuration/'

const duration = (description: string, example: string): Schema => ({ type: 'string', format: 'duration', description, examples: [example] })

/** `model.LabelName.IsValid` under UTF-8 names; `__name__` is refused in rules. */
const labelName: Schema = { type: 'string', pattern: '^(?!__name__$)[\\s\\S]+$', wants: 'a label needs a name, and "__name__" is the metric name itself' }

const templated: Schema = { type: 'string', inline: 'go-template', flavour: 'prometheus' }

const labels = (value: Schema, description: string): Schema => ({
  type: 'object',
  noun: 'labels',
  model: 'rule-labels',
  propertyNames: labelName,
  additionalProperties: value,
  insert: '\n  ${1:severity}: ${2:warning}',
  description,
  link: `${docs}alerting_rules/`,
})

const annotations: Schema = {
  type: 'object',
  noun: 'annotations',
  model: 'rule-annotations',
  propertyNames: { type: 'string', pattern: '^[\\s\\S]+$', wants: 'an annotation needs a name' },
  additionalProperties: templated,
  insert: "\n  summary: '${1:{{ \\$labels.instance \\}\\} is down}'",
  description:
    'Texts for people, sent along with the alert: summary, description, runbook_url. Values are Go templates with `$labels` and `$value`; quote them.',
  link: `${docs}alerting_rules/#templating`,
}

const alert: Schema = {
  type: 'string',
  declares: 'alert',
  description: 'Name of the alert. It becomes the label `alertname`, which routes in Alertmanager and tests refer to.',
  outline: true,
  examples: ['InstanceDown'],
  link: `${docs}alerting_rules/`,
}

const record: Schema = {
  type: 'string',
  declares: 'metric',
  description: 'Name of the new metric that holds the result of the expression. A rule has either `record` or `alert`.',
  outline: true,
  examples: ['job:http_requests:rate5m'],
  link: `${docs}recording_rules/`,
}

const expr: Schema = {
  type: 'string',
  minLength: 1,
  inline: 'promql',
  description: 'The PromQL expression. For an alert, each series in its result is one alert; for a recording rule, the result is stored under the new name.',
  link: 'https://prometheus.io/docs/prometheus/latest/querying/basics/',
}

const alertLabels = labels(
  templated,
  'Labels added to each alert, over those of the series. Routes and inhibitions match on them; values are Go templates with `$labels` and `$value`.',
)

const rule: Schema = {
  type: 'object',
  noun: 'a rule',
  model: 'rule',
  required: ['expr'],
  additionalProperties: false,
  misnamed: {
    annotation: 'annotations',
    label: 'labels',
    condition: 'expr',
    expression: 'expr',
    query: 'expr',
    name: 'alert',
    duration: 'for',
    severity: { say: 'It is a label: write it under "labels".' },
    summary: { say: 'It is an annotation: write it under "annotations".' },
    description: { say: 'It is an annotation: write it under "annotations".' },
  },
  properties: {
    alert,
    record,
    expr,
    for: duration('How long the expression must hold without a break before the alert fires; until then it is pending. Default `0s`: it fires at once.', '5m'),
    keep_firing_for: {
      ...duration('How long the alert goes on firing after the expression stopped holding. Default `0s`. Helps against alerts that flap.', '10m'),
      since: '2.42',
    },
    labels: alertLabels,
    annotations,
  },
  variants: [
    { has: 'alert', schema: { noun: 'an alerting rule' }, without: ['record'] },
    {
      has: 'record',
      without: ['alert', 'for', 'keep_firing_for', 'annotations'],
      schema: {
        noun: 'a recording rule',
        submodel: 'recording-rule',
        properties: { labels: labels({ type: 'string' }, 'Labels added to each recorded series, over those of the result.') },
      },
    },
  ],
}

const group: Schema = {
  type: 'object',
  noun: 'a rule group',
  model: 'rule-group',
  required: ['name'],
  additionalProperties: false,
  misnamed: { alerts: 'rules', rule: 'rules', evaluation_interval: 'interval' },
  properties: {
    name: {
      type: 'string',
      minLength: 1,
      declares: 'rule-group',
      description: 'Name of the group, unique in this file. It serves display and metrics only: nothing connects it with file names or with Alertmanager.',
      outline: true,
      examples: ['node'],
    },
    interval: duration('How often the rules of this group are evaluated, one after the other. Default: `evaluation_interval` of the configuration.', '1m'),
    query_offset: duration(
      'How far back in time the rules are evaluated, for data that arrives late. Default: `rule_query_offset` of the configuration.',
      '1m',
    ),
    limit: {
      type: 'integer',
      minimum: -(2 ** 63),
      maximum: 2 ** 63,
      description: 'The most alerts or series that one rule may give; a rule that gives more fails and its alerts are dropped. Default 0: no limit.',
      default: 0,
    },
    labels: labels({ type: 'string' }, 'Labels added to the result of each rule in this group; labels of the rule itself win.'),
    rules: {
      type: 'array',
      items: { $ref: '#/$defs/rule' },
      description: 'Alerting and recording rules, evaluated in this order.',
      insert: '\n  - alert: ${1:InstanceDown}\n    expr: ${2:up == 0}\n    $0',
    },
  },
}

export const ruleFile: Schema = {
  title: 'Prometheus rule file',
  type: 'object',
  noun: 'a rule file',
  model: 'rule-file',
  additionalProperties: false,
  misnamed: {
    rule_files: { say: 'It belongs in prometheus.yml; a rule file has "groups" only.' },
    group: 'groups',
    rules: { say: 'Rules stand in a group: groups → name, rules.' },
  },
  properties: {
    groups: {
      type: 'array',
      items: { $ref: '#/$defs/group' },
      description: 'Groups of rules. The rules of one group are evaluated together, at one interval and in order.',
      insert: '\n  - name: ${1:example}\n    rules:\n      - $0',
      link: `${docs}recording_rules/#rule_group`,
    },
  },
  $defs: { rule, group },
}

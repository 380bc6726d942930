// Test files of promtool (`cmd/promtool/unittest.go`, 3.16).
import type { Schema } from '../../schema'

const link = 'https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/'

const time = (description: string): Schema => ({ type: 'string', format: 'duration', description, examples: ['5m'] })

const labels = (description: string): Schema => ({
  type: 'object',
  noun: 'labels',
  additionalProperties: { type: 'string' },
  description,
  insert: '\n  ${1:severity}: ${2:warning}',
})

const expectedAlert: Schema = {
  type: 'object',
  noun: 'an expected alert',
  model: 'expected-alert',
  additionalProperties: false,
  misnamed: { labels: 'exp_labels', annotations: 'exp_annotations' },
  properties: {
    exp_labels: labels('All labels that the alert must have, those of the series included, without `alertname`.'),
    exp_annotations: labels('All annotations that the alert must have, templates already expanded.'),
  },
}

const alertTest: Schema = {
  type: 'object',
  noun: 'an alert test',
  model: 'alert-test',
  required: ['alertname'],
  additionalProperties: false,
  misnamed: { alert: 'alertname', exp_alert: 'exp_alerts' },
  properties: {
    eval_time: time('How long after the start of the series the alerts are looked at. Default `0s`.'),
    alertname: { type: 'string', minLength: 1, uses: 'alert', description: 'Name of the alert that is tested, as in the rule.' },
    exp_alerts: {
      type: 'array',
      items: expectedAlert,
      description: 'The alerts of that name that must be firing at this time, all of them. Empty or missing: none must fire.',
    },
  },
}

const sample: Schema = {
  type: 'object',
  noun: 'an expected sample',
  additionalProperties: false,
  properties: {
    labels: {
      type: 'string',
      format: 'sample-labels',
      inline: 'series',
      description: 'Labels of the sample in series notation, with the metric name where the result has one.',
      examples: ['up{job="node"}'],
    },
    value: { type: 'number', description: 'Value of the sample.', examples: [1] },
    histogram: {
      type: 'string',
      format: 'series-histogram',
      description: 'Native histogram of the sample, in the notation of the input series.',
      since: '2.49',
    },
  },
}

const exprTest: Schema = {
  type: 'object',
  noun: 'an expression test',
  model: 'expression-test',
  required: ['expr'],
  additionalProperties: false,
  properties: {
    expr: { type: 'string', minLength: 1, inline: 'promql', description: 'The expression that is evaluated. Recorded metrics are there, too.' },
    eval_time: time('How long after the start of the series it is evaluated. Default `0s`.'),
    exp_samples: { type: 'array', items: sample, description: 'The samples that the result must have, all of them.' },
  },
}

const series: Schema = {
  type: 'object',
  noun: 'an input series',
  additionalProperties: false,
  properties: {
    series: {
      type: 'string',
      format: 'series',
      nullable: false,
      inline: 'series',
      description: 'Metric name and labels of the series.',
      examples: ['up{job="node", instance="a:9100"}'],
    },
    values: {
      type: 'string',
      format: 'series-values',
      description: 'Samples, one an `interval`. `1+2x3` is 1 3 5 7, `4x2` is 4 4 4, `_` is no sample, `stale` ends the series.',
      examples: ['0+10x60', '1x10'],
    },
  },
}

const testGroup: Schema = {
  type: 'object',
  noun: 'a test',
  model: 'test',
  additionalProperties: false,
  misnamed: { alert_rule_tests: 'alert_rule_test', promql_expr_tests: 'promql_expr_test', input: 'input_series' },
  properties: {
    name: { type: 'string', description: 'Name of the test, shown when it fails and chosen by `--run`.', outline: true },
    interval: time('Time between two samples of the input series. Default: `evaluation_interval`.'),
    input_series: {
      type: 'array',
      items: series,
      description: 'The data that the rules see.',
      insert: "\n  - series: '${1:up{job=\"node\"\\}}'\n    values: '${2:0x10}'",
    },
    alert_rule_test: {
      type: 'array',
      items: { ...alertTest, nullable: false },
      description: 'Which alerts must be firing at which time.',
      insert: '\n  - eval_time: ${1:5m}\n    alertname: ${2:InstanceDown}\n    exp_alerts:\n      - exp_labels:\n          $0',
    },
    promql_expr_test: {
      type: 'array',
      items: { ...exprTest, nullable: false },
      description: 'What expressions must give at which time.',
      insert: '\n  - expr: ${1:up}\n    eval_time: ${2:5m}\n    exp_samples:\n      - labels: $3\n        value: $0',
    },
    external_labels: labels('External labels of the server that is simulated; templates see them as `$externalLabels`.'),
    external_url: { type: 'string', description: 'External address of the server that is simulated; templates see it as `$externalURL`.' },
    start_timestamp: {
      type: 'string',
      format: 'timestamp',
      since: '3.9',
      description: 'Time of the first sample: RFC 3339 or seconds since 1970. Default: the start of 1970.',
      examples: ['2026-01-01T00:00:00Z'],
    },
  },
}

export const testFile: Schema = {
  title: 'Prometheus rule tests',
  type: 'object',
  noun: 'a test file',
  additionalProperties: false,
  misnamed: { rules_files: 'rule_files', test: 'tests', groups: { say: 'Rules stand in a file of their own, named under "rule_files".' } },
  properties: {
    rule_files: {
      type: 'array',
      items: { type: 'string', files: 'rules' },
      description: 'The rule files that are tested, as paths or globs relative to this file.',
      link,
    },
    evaluation_interval: { ...time('How often the rules are evaluated. Default `1m`.'), default: '1m', link },
    group_eval_order: {
      type: 'array',
      items: { type: 'string', uses: 'rule-group' },
      description: 'Order in which groups are evaluated, where one builds on records of another. Groups that are not named come last, in no fixed order.',
      link,
    },
    tests: { type: 'array', items: testGroup, description: 'The tests, each with data of its own.', link },
    fuzzy_compare: {
      type: 'boolean',
      default: false,
      since: '3.5',
      description: 'Compare values with a small tolerance, for results that depend on the rounding of the processor. Default `false`.',
      link,
    },
  },
}

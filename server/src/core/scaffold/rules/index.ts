// Rule files and their tests, written from the tables.
import type { Watched } from '../options'
import { indent, type Lines, type Stack, type StackFile, scalar, text } from '../stack'
import { containers } from './containers'
import { hosts } from './hosts'
import { http } from './http'
import { kestra } from './kestra'
import { pipeline } from './pipeline'
import type { Alert, Group } from './rule'

export type { Alert, Group, Test } from './rule'

const watched: Readonly<Record<Watched, Group>> = { kestra, hosts, http, containers }

export const groupsOf = (stack: Stack): readonly Group[] => [pipeline, ...stack.watch.map(one => watched[one])]

export const ruleFiles = (stack: Stack): StackFile[] =>
  groupsOf(stack).flatMap(group => {
    const alerts = group.alerts(stack)
    return [
      { path: `prometheus/rules/${group.name}.yml`, text: rulesText(group, alerts) },
      { path: `prometheus/tests/${group.name}.test.yml`, text: testsText(group, alerts) },
    ]
  })

function rulesText(group: Group, alerts: readonly Alert[]): string {
  return text(`# ${group.about}`, 'groups:', `  - name: ${group.name}`, '    rules:', indent(6, separated(alerts.map(one => ruleLines(one, group.name)))))
}

/** One rule as an item of a list. */
export function ruleLines(alert: Alert, component: string): Lines {
  const expr = alert.expr.includes('\n') ? ['  expr: >-', indent(4, alert.expr)] : `  expr: ${quoted(alert.expr)}`
  return [
    alert.comment && `# ${alert.comment}`,
    `- alert: ${alert.alert}`,
    expr,
    alert.for && `  for: ${alert.for}`,
    '  labels:',
    `    severity: ${alert.severity}`,
    `    component: ${component}`,
    '  annotations:',
    `    summary: ${quoted(alert.summary)}`,
    `    description: ${quoted(alert.description)}`,
  ]
}

function testsText(group: Group, alerts: readonly Alert[]): string {
  return text(
    `# promtool test rules prometheus/tests/${group.name}.test.yml`,
    'rule_files:',
    `  - ../rules/${group.name}.yml`,
    '',
    'evaluation_interval: 1m',
    '',
    'tests:',
    indent(2, separated(alerts.map(one => testLines(one, group.name)))),
  )
}

function testLines({ alert, severity, test }: Alert, component: string): Lines {
  const labels = { severity, component, ...test.labels }
  return [
    `- name: ${alert}`,
    '  interval: 1m',
    '  input_series:',
    test.series.flatMap(([series, values]) => [`    - series: ${quoted(series)}`, `      values: ${quoted(values)}`]),
    '  alert_rule_test:',
    test.quiet !== undefined && [`    - eval_time: ${test.quiet}`, `      alertname: ${alert}`, '      exp_alerts: []'],
    `    - eval_time: ${test.fires}`,
    `      alertname: ${alert}`,
    '      exp_alerts:',
    '        - exp_labels:',
    Object.entries(labels).map(([name, value]) => `            ${name}: ${quoted(value)}`),
    '          exp_annotations:',
    `            summary: ${quoted(test.summary)}`,
    `            description: ${quoted(test.description)}`,
  ]
}

const separated = (items: readonly Lines[]): Lines => items.flatMap((one, i): Lines[] => (i === 0 ? [one] : ['', one]))

/** Plain where YAML reads it as it stands; texts with a colon and a blank, a `#` or a leading sign need quotes. */
const quoted = (value: string): string => (/^[A-Za-z](?:(?!: | #)[^\n])*[^\s:]$/.test(value) ? value : scalar(value))

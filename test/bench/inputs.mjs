// The texts of the bench, and what is typed into them. Made, never read: the same on every machine.

const prose = 'The disk behind this instance fills up faster than it is emptied, so that writes will fail before the next working day begins. '

/** An alert whose expression is written in one of the five styles. About 500 characters. */
function rule(i, indent) {
  const pad = ' '.repeat(indent)
  const metric = `node_filesystem_avail_bytes{job="node-${i % 40}", fstype!~"tmpfs|overlay", mountpoint="/data/${i}"}`
  const expr = [
    `rate(http_requests_total_${i}[5m]) > ${(i % 90) + 1}`,
    `'sum by (instance, job) (rate(errors_total_${i}[5m])) > 0.${(i % 9) + 1}'`,
    `"max_over_time(queue_length_${i}{queue=~\\"a|b\\"}[10m]) > ${i % 100}"`,
    `|\n${pad}    predict_linear(${metric}[6h], 4 * 3600) < 0\n${pad}    and\n${pad}    up{job="node-${i % 40}"} == 1`,
    `>-\n${pad}    histogram_quantile(0.99,\n${pad}    sum by (instance, job, le) (rate(request_duration_seconds_bucket{route="r${i}"}[5m])))\n${pad}    > 0.5`,
  ][i % 5]
  return [
    `${pad}- alert: Alert${i}`,
    `${pad}  expr: ${expr}`,
    `${pad}  for: ${(i % 20) + 1}m`,
    `${pad}  labels:`,
    `${pad}    severity: ${i % 3 ? 'warning' : 'critical'}`,
    `${pad}    team: team-${i % 12}`,
    `${pad}  annotations:`,
    `${pad}    summary: 'Instance {{ $labels.instance }} has value {{ $value }} (${i})'`,
    `${pad}    description: |`,
    `${pad}      ${prose}`,
    `${pad}      Number ${i}: {{ $labels.job }} on {{ $labels.instance }}.`,
    '',
  ].join('\n')
}

function rules(groups, each) {
  let text = 'groups:\n'
  for (let g = 0; g < groups; g++) {
    text += `  - name: group-${g}\n    interval: 30s\n    rules:\n`
    for (let r = 0; r < each; r++) text += rule(g * each + r, 6)
  }
  return text
}

function routes(count) {
  let text = 'global:\n  resolve_timeout: 5m\nroute:\n  receiver: team-0\n  group_by: [alertname]\n  routes:\n'
  for (let i = 0; i < count; i += 5) {
    let pad = '    '
    for (let depth = 0; depth < 5; depth++) {
      text += `${pad}- matchers:\n${pad}    - team="team-${i}"\n${pad}    - level${depth}=~"a|b"\n${pad}  receiver: team-${(i + depth) % 100}\n${pad}  group_wait: 30s\n`
      if (depth < 4) text += `${pad}  routes:\n`
      pad += '    '
    }
  }
  text += 'receivers:\n'
  for (let i = 0; i < 100; i++) text += `  - name: team-${i}\n    webhook_configs:\n      - url: http://hooks.example/${i}\n`
  return text
}

function flow(count) {
  let text = 'id: long\nnamespace: company.team\ninputs:\n  - id: name\n    type: STRING\ntasks:\n'
  for (let i = 0; i < count; i++)
    text += `  - id: task-${i}\n    type: io.kestra.plugin.core.log.Log\n    message: |\n      {{ inputs.name }} comes to step ${i} of {{ flow.id }}\n    level: INFO\n`
  return text
}

/**
 * `expression`, `block`: a pattern whose n-th match is where a letter is typed. `word`: where hover, definition and references are asked;
 * `value`: where completion is asked after typing.
 */
export const inputs = {
  a: {
    title: '100 groups of 100 rules',
    schema: 'rules.json',
    name: 'rules.yml',
    text: () => rules(100, 100),
    expression: /http_requests_total_/g,
    block: /Number /g,
    word: /severity: /g,
    top: ['\n  - name: group-0\n', '    rules:\n', rule(99_999, 6)],
  },
  b: {
    title: 'one group of 10,000 rules',
    schema: 'rules.json',
    name: 'rules.yml',
    text: () => rules(1, 10_000),
    expression: /http_requests_total_/g,
    block: /Number /g,
    word: /severity: /g,
    top: ['\n  - name: group-0\n', '    rules:\n', rule(99_999, 6)],
  },
  c: {
    title: '5,000 nested routes',
    schema: 'alertmanager.json',
    name: 'alertmanager.yml',
    text: () => routes(5000),
    expression: /team="team-/g,
    block: undefined,
    word: /receiver: team-/g,
    top: ['\nroute:\n', '  routes:\n', '    - matchers: [top="1"]\n      receiver: team-1\n'],
  },
  d: {
    title: 'a flow of 2,000 tasks',
    schema: 'kestra.json',
    name: 'flow.yml',
    text: () => flow(2000),
    expression: /message: \|\n {6}\{\{ inputs\./g,
    block: /comes to /g,
    word: /\n {4}type: /g,
    top: ['\ntasks:', '\n', '  - id: top\n    type: io.kestra.plugin.core.log.Log\n    message: top\n'],
  },
}

export const small = `groups:\n  - name: small\n    rules:\n${rule(0, 6)}${rule(1, 6)}${rule(3, 6)}`

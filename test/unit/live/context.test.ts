// What is offered at a place of a file, on texts of a whole stack.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { liveContext, livePlaces, liveRouting, samplePayload } from '../../../server/src/core/features'
import { ask } from '../features/tools'

const compose = `services:
  prometheus:
    image: prom/prometheus:v3.16.0
    command: [--config.file=/etc/prometheus/prometheus.yml, --web.external-url=https://mon.example.com/prom/]
    ports: ['127.0.0.1:9190:9090']
    volumes: [./prometheus:/etc/prometheus]
  alertmanager:
    image: prom/alertmanager:v0.34.2
    command: --web.listen-address=:9999
    ports: ['9193:9999']
    volumes: [./alertmanager:/etc/alertmanager]
  kestra:
    image: kestra/kestra:v2.0.5
    command: server standalone
    ports: ['8180:8080', '8181:8081']
`
const rules = `groups:
  - name: g
    rules:
      - alert: DiskFull
        expr: |
          node_filesystem_free{job="node"} < 10
        labels:
          severity: critical
          team: '{{ $labels.owner }}'
        annotations:
          summary: '{{ $labels.instance }} has {{ $value | humanize }} left'
      - record: a:b
        expr: sum(up)
`
const alertmanager = `route:
  receiver: mail
  group_by: [alertname, cluster]
  routes:
    - matchers: ['team =~ "db|web"']
      receiver: kestra
      group_wait: 10s
receivers:
  - name: mail
    email_configs: [{to: a@example.com}]
  - name: kestra
    webhook_configs:
      - url: http://kestra:8080/api/v1/main/executions/webhook/ops/on-alert/s3cret-of-the-flow
    pagerduty_configs: [{routing_key: x}]
`
const flow = `id: on-alert
namespace: ops
triggers:
  - id: hook
    type: io.kestra.plugin.core.trigger.Webhook
    key: s3cret-of-the-flow
tasks:
  - id: say
    type: io.kestra.plugin.core.log.Log
    message: hello
`
const prometheus = `global:
  external_labels: {cluster: eu}
rule_files: [rules.yml]
scrape_configs:
  - job_name: node
    static_configs: [{targets: ['n:9100']}]
`
const stack = {
  'compose.yml': compose,
  'prometheus/prometheus.yml': prometheus,
  'prometheus/rules.yml': rules,
  'alertmanager/alertmanager.yml': alertmanager,
  'flows/on-alert.yml': flow,
}

function at(name: keyof typeof stack, before: string, more: Readonly<Record<string, string>> = {}) {
  const text = stack[name]
  const i = text.indexOf(before)
  assert.ok(i >= 0)
  const { workspace, uri, offset } = ask({ ...stack, ...more, [name]: `${text.slice(0, i)}<|>${text.slice(i)}` })
  return { workspace, uri, context: liveContext(workspace, uri, offset) }
}

describe('where programs can be reached', () => {
  it('is what Compose publishes, flags and prefixes included', () => {
    const { addresses, versions } = at('prometheus/rules.yml', 'DiskFull').context
    assert.deepEqual(
      Object.entries(addresses).map(([program, one]) => [program, one.service, one.address]),
      [
        ['prometheus', 'prometheus', 'http://localhost:9190/prom'],
        ['alertmanager', 'alertmanager', 'http://localhost:9193'],
        ['kestra', 'kestra', 'http://localhost:8180'],
      ],
    )
    assert.equal(versions.kestra, '2.0')
  })
  it('is not known without a published port', () => {
    const { context } = at('prometheus/rules.yml', 'DiskFull', { 'compose.yml': compose.replace("    ports: ['9193:9999']\n", '') })
    assert.equal(context.addresses.alertmanager, undefined)
  })
  it('is told for the whole workspace only when stacks agree', () => {
    const { workspace } = ask({ 'a/compose.yml': compose, 'b/compose.yml': compose.replace('9190', '9290'), 'x.yml': '<|>' })
    assert.deepEqual(Object.keys(liveContext(workspace, undefined, 0).addresses), ['alertmanager', 'kestra'])
  })
})

describe('what stands at a place', () => {
  it('is an alert with its known and its open labels', () => {
    const { rule, query, alert } = at('prometheus/rules.yml', 'critical').context
    assert.equal(rule, 'DiskFull')
    assert.equal(query, 'node_filesystem_free{job="node"} < 10')
    assert.deepEqual(alert?.labels, { alertname: 'DiskFull', severity: 'critical', job: 'node', cluster: 'eu' })
    assert.deepEqual(alert?.open, [
      { name: 'team', wanted: ['db', 'web'] },
      { name: 'instance', wanted: [] },
    ])
  })
  it('is the expression of a recording rule', () => {
    const { rule, query, alert } = at('prometheus/rules.yml', 'sum(up)').context
    assert.deepEqual([rule, query, alert], ['a:b', 'sum(up)', undefined])
  })
  it('is a job, a flow, a webhook', () => {
    assert.equal(at('prometheus/prometheus.yml', 'n:9100').context.job, 'node')
    assert.equal(at('flows/on-alert.yml', 'say').context.flow?.hooks[0]?.key, 's3cret-of-the-flow')
    const { flow: called } = at('alertmanager/alertmanager.yml', 'kestra:8080').context
    assert.deepEqual([called?.namespace, called?.id, called?.tenant], ['ops', 'on-alert', 'main'])
  })
  it('is an alert that a route takes', () => {
    const { alert } = at('alertmanager/alertmanager.yml', 'receiver: kestra').context
    assert.deepEqual(alert?.open, [{ name: 'team', wanted: ['db', 'web'] }])
    assert.equal(alert?.labels.alertname, 'TestAlert')
  })
  it('is listed for lenses and links', () => {
    const list = (name: keyof typeof stack): string[] => {
      const { workspace, uri } = ask({ ...stack, [name]: `<|>${stack[name]}` })
      return livePlaces(workspace, uri).map(one => `${one.kind} ${one.name}`)
    }
    assert.deepEqual(list('prometheus/rules.yml'), ['alert DiskFull', 'record a:b'])
    assert.deepEqual(list('prometheus/prometheus.yml'), ['job node'])
    assert.deepEqual(list('flows/on-alert.yml'), ['flow on-alert', 'trigger hook'])
    assert.deepEqual(list('alertmanager/alertmanager.yml'), ['receiver mail', 'receiver kestra'])
  })
})

describe('who would be told', () => {
  const { workspace, uri } = at('prometheus/rules.yml', 'DiskFull')
  it('is what the routes say for the labels', () => {
    const { certain, receivers } = liveRouting(workspace, uri, { alertname: 'DiskFull', team: 'db' })
    assert.equal(certain, true)
    assert.deepEqual(
      receivers.map(({ name, integrations, flows, wait }) => ({ name, integrations: [...integrations].sort(), flows, wait })),
      [{ name: 'kestra', integrations: ['pagerduty', 'webhook'], flows: ['ops.on-alert'], wait: 10_000 }],
    )
    assert.deepEqual(
      liveRouting(workspace, uri, { alertname: 'DiskFull' }).receivers.map(one => [one.name, one.wait]),
      [['mail', 30_000]],
    )
  })
  it('is not certain without a configuration', () => {
    const { workspace: alone, uri: rule } = ask({ 'rules.yml': `<|>${rules}` })
    assert.deepEqual(liveRouting(alone, rule, {}), { certain: false, receivers: [] })
  })
})

describe('a sample payload', () => {
  const now = '2026-11-24T10:00:00.000Z'
  it('is that of an alert that leads to the flow', () => {
    const { workspace, uri } = at('flows/on-alert.yml', 'say', { 'prometheus/rules.yml': rules.replace("'{{ $labels.owner }}'", 'db') })
    const sample = samplePayload(workspace, uri, { status: 'firing', now })
    const body = JSON.parse(sample.body)
    assert.deepEqual([sample.found, sample.receiver, sample.alert], [true, 'kestra', 'DiskFull'])
    assert.deepEqual(body.groupLabels, { alertname: 'DiskFull', cluster: 'eu' })
    assert.equal(body.groupKey, '{}/{team=~"db|web"}:{alertname="DiskFull", cluster="eu"}')
    assert.equal(body.alerts[0].annotations.summary, 'test-instance has 1 left')
    assert.equal(body.alerts[0].startsAt, now)
  })
  it('is made up where nothing leads to the flow', () => {
    const { workspace, uri } = ask({ 'flow.yml': `<|>${flow}` })
    const sample = samplePayload(workspace, uri, { status: 'resolved', now })
    const body = JSON.parse(sample.body)
    assert.deepEqual([sample.found, body.status, body.alerts[0].endsAt], [false, 'resolved', now])
  })
})

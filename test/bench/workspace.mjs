// A workspace of many files on disk, and how long a request has to wait while a server reads and checks all of it.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { Server } from './server.mjs'

/** A thousand files: a large stack and five smaller ones. */
export const thousand = () => stacks(500, 100, 100, 100, 100, 100)

/** Path → text: stacks of so many files each, with rules, flows and the three files that tie them together. */
export function stacks(...sizes) {
  return Object.assign({}, ...sizes.map((size, i) => stack(`stack-${i}`, size)))
}

function stack(name, size) {
  const rules = Math.floor(size * 0.6)
  const flows = size - rules - 3
  const files = {
    [`${name}/docker-compose.yml`]: compose,
    [`${name}/prometheus/prometheus.yml`]: prometheus,
    [`${name}/alertmanager/alertmanager.yml`]: alertmanager(flows),
  }
  for (let i = 0; i < rules; i++) files[`${name}/prometheus/rules/rules-${i}.yml`] = ruleFile(i)
  for (let i = 0; i < flows; i++) files[`${name}/kestra/flows/flow-${i}.yml`] = flow(i)
  return files
}

const compose = `services:
  prometheus:
    image: prom/prometheus:v3.5.0
    ports: ["9090:9090"]
    volumes:
      - ./prometheus/prometheus.yml:/etc/prometheus/prometheus.yml:ro
      - ./prometheus/rules:/etc/prometheus/rules:ro
  alertmanager:
    image: prom/alertmanager:v0.28.1
    ports: ["9093:9093"]
    volumes:
      - ./alertmanager/alertmanager.yml:/etc/alertmanager/alertmanager.yml:ro
  kestra:
    image: kestra/kestra:v1.3.0
    ports: ["8080:8080"]
    volumes:
      - ./kestra/flows:/flows:ro
`

const prometheus = `global:
  scrape_interval: 15s
alerting:
  alertmanagers:
    - static_configs:
        - targets: [alertmanager:9093]
rule_files:
  - /etc/prometheus/rules/*.yml
scrape_configs:
  - job_name: node
    static_configs:
      - targets: [node-exporter:9100]
`

const key = i => `key${i}Qp2mXc9Rt4Vb8Ns1Lz6Wd3Hf5Jy0Ga`

/** A receiver for each flow, and a route for each receiver. */
function alertmanager(flows) {
  let text = 'route:\n  receiver: flow-0\n  group_by: [alertname]\n  routes:\n'
  for (let i = 0; i < flows; i++) text += `    - matchers: [team="team-${i}", severity=~"warning|critical"]\n      receiver: flow-${i}\n`
  text += 'receivers:\n'
  for (let i = 0; i < flows; i++)
    text += `  - name: flow-${i}\n    webhook_configs:\n      - url: http://kestra:8080/api/v1/main/executions/webhook/company.team/flow-${i}/${key(i)}\n`
  return text
}

function ruleFile(n) {
  let text = `groups:\n  - name: group-${n}\n    rules:\n      - record: job:requests_${n}:rate5m\n        expr: sum by (job) (rate(http_requests_${n}_total[5m]))\n`
  for (let i = 0; i < 10; i++)
    text += `      - alert: Alert${n}Of${i}
        expr: job:requests_${n}:rate5m{job="job-${i}"} > ${i + 1} and on (job) up{job="job-${i}"} == 1
        for: ${i + 1}m
        labels:
          severity: ${i % 2 ? 'warning' : 'critical'}
          team: team-${(n + i) % 40}
        annotations:
          summary: '{{ $labels.job }} has {{ $value }} requests a second'
`
  return text
}

function flow(n) {
  let text = `id: flow-${n}\nnamespace: company.team\ninputs:\n  - id: name\n    type: STRING\n    defaults: x\ntriggers:\n  - id: alert\n    type: io.kestra.plugin.core.trigger.Webhook\n    key: ${key(n)}\ntasks:\n`
  for (let i = 0; i < 5; i++)
    text += `  - id: task-${i}\n    type: io.kestra.plugin.core.log.Log\n    message: "{{ trigger.body.alerts | jq('.[].labels.alertname') }} comes to step ${i} of {{ flow.id }}"\n`
  return text
}

/**
 * Opens the files as a workspace, and sends a trivial request each 5 ms until all problems were sent. `waits` are ms that each of them
 * waited for the server's main thread (see `clock`), the longest first; `took` is wall ms, `cpu` processor ms of the whole server.
 */
export async function opened(server, files, { flags = [] } = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), 'alertpath-bench-'))
  const one = new Server([server, '--stdio'], { flags })
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
      writeFileSync(path.join(folder, name), text)
    }
    await one.initialize({ folders: [pathToFileURL(folder).href] })
    const started = performance.now()
    const waits = await pinged(one, () => everyFile(one, Object.keys(files).length))
    return { waits, took: performance.now() - started, cpu: (await one.measure()).cpu }
  } finally {
    one.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function everyFile(one, count) {
  for (;;) {
    const { files } = await one.request('alertpath/statusReport', {})
    if (Object.values(files).reduce((sum, more) => sum + more, 0) >= count) break
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  await one.measure(true)
}

/** A document that nobody knows is answered at once. */
async function pinged(one, work) {
  const waits = []
  const now = clock(one.child.pid)
  let going = true
  const pings = (async () => {
    while (going) {
      const started = now()
      await one.request('textDocument/foldingRange', { textDocument: { uri: 'file:///nowhere.yml' } })
      waits.push(now() - started)
      await new Promise(resolve => setTimeout(resolve, 5))
    }
  })()
  await work()
  going = false
  await pings
  return waits.sort((a, b) => b - a)
}

/** ms that a process's main thread has run, so that a busy machine says the same as an idle one; wall ms where the system does not tell. */
function clock(pid) {
  const file = `/proc/${pid}/task/${pid}/schedstat`
  return existsSync(file) ? () => Number(readFileSync(file, 'utf8').split(' ')[0]) / 1e6 : () => performance.now()
}

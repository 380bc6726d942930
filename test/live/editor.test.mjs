// The editor and the real programs: a test alert that is sent from a rule goes through the real Alertmanager into a flow that Kestra's
// engine runs, and a flow that is triggered from its file runs, too. On both lines of Kestra.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { after, before, describe, test } from 'node:test'
import { kestraVersions, programs } from '../../scripts/programs.mjs'
import { findBrowser } from '../e2e/browser.mjs'
import { openStage } from '../e2e/stage.mjs'
import { poll } from '../e2e/workbench.mjs'

const found = programs()
const noEditor = process.env.ALERTPATH_EDITOR === 'skip' || !findBrowser()
const missing = found.missing ?? (noEditor ? 'There is no editor to send a test alert from.' : undefined)
if (missing) console.log(missing)

const key = 'Zx81-long-enough-for-a-key'
const login = { user: 'admin@example.com', password: 'Kestra-2026' }
const flow = `id: on-alert
namespace: company.alerts
triggers:
  - id: alertmanager
    type: io.kestra.plugin.core.trigger.Webhook
    key: ${key}
tasks:
  - id: mark
    type: io.kestra.plugin.core.execution.Labels
    labels:
      status: "{{ trigger.body.status }}"
      alertname: "{{ trigger.body.groupLabels.alertname ?? 'none' }}"
      receiver: "{{ trigger.body.receiver }}"
`
const rules = `groups:
  - name: live
    rules:
      - alert: DiskFull
        expr: node_filesystem_avail_bytes < 1
        labels:
          severity: critical
        annotations:
          summary: A disk is full.
`
const routing = kestra => `route:
  receiver: kestra
  group_by: [alertname]
  group_wait: 1s
  group_interval: 1s
receivers:
  - name: kestra
    webhook_configs:
      - url: ${kestra}/api/v1/main/executions/webhook/company.alerts/on-alert/${key}
`

for (const [line, version] of missing ? [] : Object.entries(kestraVersions)) describe(`Kestra ${line}`, () => tries(version))

function tries(version) {
  const running = []
  let stage
  let kestra
  let data

  before(
    async () => {
      data = mkdtempSync(path.join(tmpdir(), 'alertpath-live-'))
      const [kestraPort, managementPort, alertmanagerPort] = await freePorts(3)
      kestra = `http://127.0.0.1:${kestraPort}`
      const alertmanager = `http://127.0.0.1:${alertmanagerPort}`
      mkdirSync(path.join(data, 'flows'))
      writeFileSync(path.join(data, 'flows', 'on-alert.yml'), flow)
      writeFileSync(path.join(data, 'alertmanager.yml'), routing(kestra))
      const start = (program, ...args) => running.push(spawn(program, args, { cwd: data, env: found.env, stdio: 'ignore' }))
      const listen = [`--web.listen-address=127.0.0.1:${alertmanagerPort}`, '--cluster.listen-address=']
      start(found.alertmanager, `--config.file=${path.join(data, 'alertmanager.yml')}`, `--storage.path=${path.join(data, 'storage')}`, ...listen)
      const ports = ['--port', String(kestraPort), '--management-port', String(managementPort), '--user', login.user, '--password', login.password]
      start(found.kestra, version, 'serve', ...ports, path.join(data, 'flows'))
      await Promise.all([ready(`${alertmanager}/-/ready`, 60), ready(`${kestra}/ping`, 240)])
      stage = await openStage({
        machine: { 'alertpath.live.environments': { local: { alertmanager, kestra } } },
        prepare: folder => {
          rmSync(folder, { recursive: true })
          mkdirSync(folder)
          writeFileSync(path.join(folder, 'rules.yml'), rules)
          writeFileSync(path.join(folder, 'alertmanager.yml'), routing(kestra))
          writeFileSync(path.join(folder, 'on-alert.yml'), flow)
        },
      })
    },
    { timeout: 400_000 },
  )
  after(async () => {
    for (const one of running) one.kill('SIGTERM')
    await stage?.close()
    rmSync(data, { recursive: true, force: true, maxRetries: 5 })
  })

  const executions = async () => {
    const answer = await fetch(`${kestra}/api/v1/main/executions/search?namespace=company.alerts&flowId=on-alert&size=100`, {
      headers: { authorization: `Basic ${Buffer.from(`${login.user}:${login.password}`).toString('base64')}` },
    })
    return (await answer.json()).results.map(({ state, labels = [] }) => ({
      state: state.current,
      ...Object.fromEntries(labels.map(one => [one.key, one.value])),
    }))
  }
  const ends = wanted =>
    poll(executions, all => all.some(one => one.state === 'SUCCESS' && Object.entries(wanted).every(([name, value]) => one[name] === value)), 60_000)
  const dialog = () => stage.workbench.page.locator('.monaco-dialog-box')
  const button = name => dialog().locator('.monaco-button', { hasText: name })
  const toast = text => stage.workbench.page.locator('.notification-toast', { hasText: text })

  test('a test alert goes all the way, and so does its end', { timeout: 120_000 }, async () => {
    const { workbench } = stage
    await workbench.openFile('rules.yml')
    await workbench.editor.locator('.codelens-decoration a', { hasText: 'Send Test Alert' }).first().click()
    await workbench.rows.filter({ hasText: 'Mark it as a test' }).click()
    await button(/^Send$/).waitFor()
    assert.match((await dialog().textContent()) ?? '', /kestra: webhook → company\.alerts\.on-alert/)
    await button(/^Send$/).click()
    await ends({ alertname: 'DiskFull', status: 'firing', receiver: 'kestra' })
    await toast('took the alert').locator('.monaco-button', { hasText: 'Resolve Test Alert' }).click()
    await ends({ alertname: 'DiskFull', status: 'resolved' })
    await workbench.command('Notifications: Clear All Notifications')
  })

  test('a flow is triggered with a sample, and the answer is explained', { timeout: 120_000 }, async () => {
    const { workbench } = stage
    const before = (await executions()).length
    await workbench.openFile('on-alert.yml')
    await workbench.editor.locator('.codelens-decoration a', { hasText: 'Trigger with Sample Payload' }).first().click()
    await workbench.rows.filter({ hasText: 'Firing' }).click()
    await button(/^Start the Flow$/).click()
    await toast('Kestra created an execution').waitFor()
    await poll(executions, all => all.filter(one => one.state === 'SUCCESS').length > before, 60_000)
    await workbench.command('Notifications: Clear All Notifications')
  })
}

async function ready(url, seconds) {
  await poll(
    () =>
      fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
        answer => answer.ok,
        () => false,
      ),
    ok => ok,
    seconds * 1000,
  )
}

async function freePorts(count) {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise(resolve => {
          const server = createServer().listen(0, '127.0.0.1', () => resolve(server))
        }),
    ),
  )
  const ports = servers.map(one => one.address().port)
  await Promise.all(servers.map(one => new Promise(resolve => one.close(resolve))))
  return ports
}

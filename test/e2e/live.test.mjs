// Live servers as a user meets them, in a real VS Code: what is sent after a yes, which addresses open, and that nothing at all leaves a
// folder that nobody trusts.
import assert from 'node:assert/strict'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { openStage } from './stage.mjs'
import { poll } from './workbench.mjs'

/** A server of this machine that keeps every request, and every connection. */
async function listen() {
  const seen = { requests: [], connections: 0 }
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', chunk => {
      body += chunk
    })
    request.on('end', () => {
      seen.requests.push({ method: request.method, url: request.url, headers: request.headers, body })
      response.end('OK')
    })
  })
  server.on('connection', () => {
    seen.connections++
  })
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    seen,
    address: `http://127.0.0.1:${server.address().port}`,
    stop: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

const rules = 'prometheus/rules/host.yml'

/** Line and column of a text, from 1. */
function place(folder, name, text) {
  const lines = readFileSync(path.join(folder, name), 'utf8').split('\n')
  const line = lines.findIndex(one => one.includes(text))
  return { line: line + 1, column: lines[line].indexOf(text) + 2 }
}

const dialog = workbench => workbench.page.locator('.monaco-dialog-box')
const lens = (workbench, title) => workbench.editor.locator('.codelens-decoration a', { hasText: title })

/** Answers the questions of a test alert, each once, with a value or with what it offers, until the dialog shows. */
async function fillLabels(workbench, values) {
  const asked = new Set()
  for (;;) {
    const title = await poll(
      async () => ((await dialog(workbench).isVisible()) ? undefined : workbench.question()),
      one => one === undefined || (/test alert/.test(one) && !asked.has(one)),
      60_000,
    )
    if (title === undefined) return
    asked.add(title)
    const name = /label "([^"]+)"/.exec(title)?.[1]
    if (name !== undefined && values[name] !== undefined) await workbench.write(values[name])
    await workbench.enter({ title: title.split('\n')[0] })
  }
}

describe('in a folder that is trusted', () => {
  let stage
  let servers
  const of = name => servers[name]

  before(
    async () => {
      servers = { prometheus: await listen(), alertmanager: await listen(), kestra: await listen() }
      const local = Object.fromEntries(Object.entries(servers).map(([name, { address }]) => [name, address]))
      servers.proxy = await listen()
      // What the machine says of its proxy holds for live servers, too.
      const environments = { local, far: { prometheus: 'http://prometheus.invalid:9090/prefix' } }
      stage = await openStage({ settings: { 'http.proxy': of('proxy').address }, machine: { 'alertpath.live.environments': environments } })
    },
    { timeout: 180_000 },
  )
  after(async () => {
    for (const one of Object.values(servers)) one.stop()
    await stage?.close()
  })

  test('a test alert is sent after a yes, and resolved by the button that follows', async () => {
    const { workbench, folder } = stage
    await workbench.openFile('host.yml')
    await lens(workbench, 'Send Test Alert').first().waitFor()
    await workbench.goTo(place(folder, rules, 'HostDown'))
    await workbench.command('Alertpath: Send Test Alert…')
    await fillLabels(workbench, { instance: 'db-1:9100' })
    await dialog(workbench).waitFor()
    await stage.save('live the confirmation of a test alert')
    const text = (await dialog(workbench).textContent()) ?? ''
    for (const part of ['HostDown', of('alertmanager').address, 'kestra: webhook', '"db-1:9100"']) assert.ok(text.includes(part), `${part} is not in ${text}`)
    assert.equal(of('alertmanager').seen.connections, 0)
    await dialog(workbench)
      .locator('.monaco-button', { hasText: /^Send$/ })
      .click()
    const [sent] = await poll(
      () => of('alertmanager').seen.requests,
      requests => requests.length === 1,
    )
    assert.deepEqual([sent.method, sent.url], ['POST', '/api/v2/alerts'])
    const [alert] = JSON.parse(sent.body)
    assert.deepEqual([alert.labels.alertname, alert.labels.instance, alert.endsAt], ['HostDown', 'db-1:9100', undefined])
    await workbench.toast('took the alert').locator('.monaco-button', { hasText: 'Resolve Test Alert' }).click()
    const [, resolved] = await poll(
      () => of('alertmanager').seen.requests,
      requests => requests.length === 2,
    )
    assert.deepEqual(JSON.parse(resolved.body)[0].labels, alert.labels)
    assert.ok(JSON.parse(resolved.body)[0].endsAt)
    await workbench.command('Notifications: Clear All Notifications')
  })

  test('a lens opens the graph of its expression, whole', async () => {
    const { workbench, folder } = stage
    await workbench.openFile('host.yml')
    await workbench.goTo(place(folder, rules, 'HostDown'))
    const [opened] = await Promise.all([workbench.page.context().waitForEvent('page'), lens(workbench, 'Graph').first().click()])
    const url = new URL(opened.url() === 'about:blank' ? await opened.waitForURL(/graph/).then(() => opened.url()) : opened.url())
    assert.equal(url.pathname.endsWith('/graph'), true, url.href)
    assert.equal(url.searchParams.get('g0.expr'), 'up{job="node"} == 0')
    await opened.close()
  })

  test('the pick of pages names what it is about', async () => {
    const { workbench, folder } = stage
    await workbench.openFile('host.yml')
    await workbench.goTo(place(folder, rules, 'HostDown'))
    await workbench.command('Alertpath: Open Alertmanager…')
    const rows = await poll(
      () => workbench.rows.allTextContents(),
      all => all.some(one => one.includes('Silences')),
    )
    assert.deepEqual(
      rows.map(one => /^(?:Alerts|New silence|Silences|Status)/.exec(one)?.[0]),
      ['Alerts', 'New silence', 'Silences', 'Status'],
    )
    assert.ok(rows[0].includes('HostDown'))
    await workbench.page.keyboard.press('Escape')
  })

  test('a server that does not answer gets a sentence with what to start', async () => {
    const { workbench } = stage
    of('kestra').stop()
    await workbench.openFile('host.yml')
    await workbench.command('Alertpath: Check Which Servers Answer')
    await dialog(workbench)
      .locator('.monaco-button', { hasText: /^Allow$/ })
      .click()
    const rows = await poll(
      () => workbench.rows.allTextContents(),
      all => all.length === 3 && all.every(one => /Prometheus|Alertmanager|Kestra/.test(one)),
    )
    await stage.save('live which servers answer')
    assert.match(rows[2], /Kestra: no answer.*is Kestra running there\?/)
    assert.match(rows[0], /answers at/)
    await workbench.page.keyboard.press('Escape')
  })

  test('an environment is chosen, and its servers are reached through the proxy of the machine', async () => {
    const { workbench } = stage
    assert.equal(of('proxy').seen.connections, 0)
    await workbench.command('Alertpath: Choose Environment of Live Servers…')
    await workbench.rows.filter({ hasText: 'far' }).first().click()
    await workbench.command('Alertpath: Check Which Servers Answer')
    await dialog(workbench)
      .locator('.monaco-button', { hasText: /^Allow$/ })
      .click()
    await poll(
      () => of('proxy').seen.requests.map(one => one.url),
      urls => urls.includes('http://prometheus.invalid:9090/prefix/-/ready'),
    )
    await workbench.page.keyboard.press('Escape')
  })
})

describe('in a folder that is not trusted', () => {
  let stage
  let server

  before(
    async () => {
      server = await listen()
      const environments = { local: { prometheus: server.address, alertmanager: server.address, kestra: server.address } }
      stage = await openStage({
        trust: true,
        machine: { 'alertpath.live.environments': environments },
        prepare: folder => {
          mkdirSync(path.join(folder, '.vscode'), { recursive: true })
          writeFileSync(path.join(folder, '.vscode', 'settings.json'), JSON.stringify({ 'alertpath.live.environments': environments }))
        },
      })
    },
    { timeout: 180_000 },
  )
  after(async () => {
    server.stop()
    await stage?.close()
  })

  test('no command makes a connection, no lens is offered, and the reason is said', async () => {
    const { workbench, folder } = stage
    await workbench.openFile('host.yml')
    await workbench.goTo(place(folder, rules, 'HostDown'))
    // What reads files works.
    await poll(
      () => workbench.hover('predict_linear'),
      text => /predict_linear/.test(text),
    )
    for (const title of ['Open Prometheus…', 'Open Alertmanager…', 'Open Kestra…', 'Send Test Alert…', 'Resolve Test Alert…', 'Check Which Servers Answer']) {
      await workbench.command(`Alertpath: ${title}`)
      await workbench.toast('This workspace is not trusted').first().waitFor()
      await stage.save(`live untrusted ${title}`)
      await workbench.command('Notifications: Clear All Notifications')
      await workbench.toast('This workspace is not trusted').first().waitFor({ state: 'hidden' })
    }
    assert.equal(await lens(workbench, 'Send Test Alert').count(), 0)
    assert.equal(server.seen.connections, 0)
  })
})

// The way of an alert in the editor: a break shows in files that are closed, too; lenses, tree and hierarchy lead along it.
import assert from 'node:assert/strict'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, afterEach, before, test } from 'node:test'
import { openStage } from './stage.mjs'
import { poll } from './workbench.mjs'

const key = 'k7Qp2mXc9Rt4Vb8Ns1Lz6Wd3Hf5Jy0Ga'
const config = 'alertmanager/alertmanager.yml'
const flow = 'kestra/flows/on-alert.yml'
const rules = 'prometheus/rules/host.yml'

let stage
let workbench

before(
  async () => {
    stage = await openStage({ prepare: openAddress })
    workbench = stage.workbench
  },
  { timeout: 180_000 },
)
afterEach(async context => context.passed || stage?.save(`path ${context.name}`))
after(async () => stage?.close())

/** The sample, with the address and the key where they can be read. */
function openAddress(folder) {
  const change = (name, from, to) => {
    const file = path.join(folder, name)
    const text = readFileSync(file, 'utf8')
    assert.match(text, from)
    writeFileSync(file, text.replace(from, to))
  }
  change(config, /url_file: \S+/, `url: http://kestra:8080/api/v1/main/executions/webhook/company.alerts/on-alert/${key}`)
  change(flow, /key: .*/, `key: ${key}`)
}

const onDisk = name => readFileSync(path.join(stage.folder, name), 'utf8')

/** Where a text stands, as many characters into it: line and column from 1. */
function place(name, text, into = 1) {
  const lines = onDisk(name).split('\n')
  const line = lines.findIndex(one => one.includes(text))
  assert.ok(line >= 0, `${text} is not in ${name}`)
  return { line: line + 1, column: lines[line].indexOf(text) + 1 + into }
}

const problemRows = () => workbench.page.locator('.markers-panel .monaco-list-row')
const tree = () => workbench.page.locator('.part.sidebar .monaco-list-row')

test('an address that is broken by typing is told at once, and repaired by a quick fix', async () => {
  await workbench.openFile('alertmanager.yml')
  const id = place(config, 'on-alert/')
  await workbench.goTo({ ...id, column: id.column + 'n-alert'.length })
  await workbench.type('s')
  await workbench.squiggles('warning').first().waitFor()
  await workbench.command('Problems: Focus on Problems View')
  await problemRows().filter({ hasText: 'There is no flow "on-alerts"' }).waitFor()
  await stage.save('path a broken address')
  await workbench.goTo(id)
  const titles = await workbench.fixes()
  assert.ok(
    titles.some(one => one.startsWith('Create a flow')),
    titles.join(', '),
  )
  await stage.save('path the repair of an address')
  await workbench.takeFix('Call the webhook of the flow "on-alert"')
  await workbench.squiggles('warning').first().waitFor({ state: 'hidden' })
  await workbench.command('File: Save')
  await poll(
    () => onDisk(config),
    text => text.includes(`/on-alert/${key}\n`),
  )
})

test('the flow that an address lacks is made by a quick fix, and the problem goes', async () => {
  const made = path.join(stage.folder, 'kestra/flows/on-alerts.yml')
  await workbench.openFile('alertmanager.yml')
  const id = place(config, 'on-alert/')
  await workbench.goTo({ ...id, column: id.column + 'n-alert'.length })
  await workbench.type('s')
  await workbench.squiggles('warning').first().waitFor()
  await workbench.fixes()
  await workbench.takeFix('Create a flow for this webhook…')
  await workbench.rows.filter({ hasText: 'on-alerts.yml' }).waitFor()
  await stage.save('path the flow before it is written')
  await workbench.enter({ title: 'Create Flow for This Webhook', rows: true })
  await poll(
    () => existsSync(made) && readFileSync(made, 'utf8'),
    text => /^id: on-alerts$/m.test(text) && text.includes(key),
  )
  // it is shown, and would come before what is opened now
  await workbench.page.locator('.tab.active[data-resource-name="on-alerts.yml"]').waitFor()
  await workbench.openFile('alertmanager.yml')
  await workbench.squiggles('warning').first().waitFor({ state: 'hidden' })
  await stage.save('path the flow that was made')
  // It counts no longer than it is there.
  await workbench.command('View: Close All Editors')
  rmSync(made)
  await workbench.openFile('alertmanager.yml')
  await workbench.squiggles('warning').first().waitFor()
  await workbench.goTo(id)
  await workbench.fixes()
  await workbench.takeFix('Call the webhook of the flow "on-alert"')
  await workbench.squiggles('warning').first().waitFor({ state: 'hidden' })
  await workbench.command('File: Save')
  await poll(
    () => onDisk(config),
    text => text.includes(`/on-alert/${key}\n`),
  )
})

test('a flow that is renamed breaks the address in a file that is closed', async () => {
  await workbench.command('View: Close All Editors')
  await workbench.openFile('on-alert.yml')
  const start = place(flow, 'id: on-alert', 'id: on-alert'.length)
  await workbench.goTo(start)
  await workbench.type('ed')
  await workbench.command('Problems: Focus on Problems View')
  await problemRows().filter({ hasText: 'alertmanager.yml' }).waitFor()
  await problemRows().filter({ hasText: 'There is no flow "on-alert"' }).waitFor()
  await stage.save('path a break in a closed file')
  await workbench.page.keyboard.press('ControlOrMeta+1')
  await workbench.goTo({ ...start, column: start.column + 2 })
  await workbench.page.keyboard.press('Backspace')
  await workbench.page.keyboard.press('Backspace')
  await workbench.command('File: Save')
  await poll(
    () => workbench.page.locator('.markers-panel').textContent(),
    text => /No problems have been detected/.test(text),
  )
})

test('a lens above an alert says where it goes, and leads there', async () => {
  await workbench.openFile('host.yml')
  const lens = workbench.editor.locator('.codelens-decoration a', { hasText: 'kestra' }).first()
  await lens.waitFor()
  assert.match(await lens.textContent(), /→ kestra → on-alert/)
  await stage.save('path lenses above alerts')
  await lens.click()
  await workbench.page.locator('.tab.active[data-resource-name="alertmanager.yml"], .peekview-widget').first().waitFor()
  await workbench.page.keyboard.press('Escape')
})

test('the tree follows the cursor, from the alert to the flow', async () => {
  await workbench.openFile('host.yml')
  await workbench.command('Alertpath: Focus on Alert Paths View')
  await tree().filter({ hasText: 'host.yml' }).waitFor()
  await workbench.openFile('host.yml')
  await workbench.goTo(place(rules, 'alert: HostDown', 8))
  const selected = tree().and(workbench.page.locator('.selected'))
  await selected.filter({ hasText: 'HostDown' }).waitFor()
  await tree().filter({ hasText: 'on-alert' }).first().waitFor()
  assert.match((await selected.first().getAttribute('aria-label')) ?? '', /Alert, HostDown/)
  await stage.save('path the tree')
})

test('the hierarchy of calls leads from the flow back to its alerts, and from an alert to its receivers', async () => {
  const rows = workbench.page.locator('.peekview-widget .call-hierarchy .monaco-list-row')
  await workbench.openFile('on-alert.yml')
  await workbench.goTo(place(flow, 'id: on-alert', 5))
  await workbench.command('Peek Call Hierarchy')
  const receiver = workbench.page.locator('.peekview-widget .monaco-list-row[aria-label="callers of kestra"]')
  await receiver.waitFor()
  await receiver.locator('.monaco-tl-twistie').click()
  await rows.filter({ hasText: 'HostDown' }).first().waitFor()
  await stage.save('path the hierarchy of a flow')
  await workbench.page.keyboard.press('Escape')
  await workbench.openFile('host.yml')
  await workbench.goTo(place(rules, 'alert: HostDown', 8))
  await workbench.command('Peek Call Hierarchy')
  await workbench.page.locator('.codicon-callhierarchy-outgoing').click()
  await workbench.page.locator('.peekview-widget .monaco-list-row[aria-label="calls from kestra"]').waitFor()
})

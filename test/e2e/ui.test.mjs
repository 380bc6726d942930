// Drives the packaged extension in a real VS Code as a user does.
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, afterEach, before, test } from 'node:test'
import { openStage, root } from './stage.mjs'
import { poll, retry } from './workbench.mjs'

const typo = `groups:
  - name: typo
    rules:
      - alert: typo
        exprr: sum by (job) (rate(node_cpu_seconds_total{mode="idle"}[5m]))
`
const foreign = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  expr: sum by (job) (rate(x[5m]))
`

let stage
let workbench

before(
  async () => {
    stage = await openStage({
      prepare: folder => {
        for (const name of ['fixed', 'paged', 'allowed']) writeFileSync(path.join(folder, 'prometheus', 'rules', `${name}.yml`), typo.replaceAll('typo', name))
        mkdirSync(path.join(folder, 'deploy'))
        writeFileSync(path.join(folder, 'deploy', 'deployment.yml'), foreign)
      },
    })
    workbench = stage.workbench
  },
  { timeout: 180_000 },
)
afterEach(async context => context.passed || stage?.save(`ui ${context.name}`))
after(async () => stage?.close())

/** Where a text stands in a file of the workspace, one character into it: line and column from 1. */
function place(name, text) {
  const lines = onDisk(name).split('\n')
  const line = lines.findIndex(one => one.includes(text))
  return { line: line + 1, column: lines[line].indexOf(text) + 2 }
}

const host = 'prometheus/rules/host.yml'
const onDisk = name => readFileSync(path.join(stage.folder, name), 'utf8')

test('a mistake is underlined, and its quick fix mends it', async () => {
  await workbench.openFile('fixed.yml')
  await workbench.squiggles('error').first().waitFor()
  await workbench.goTo(place('prometheus/rules/fixed.yml', 'exprr'))
  const titles = await workbench.fixes()
  await stage.save('ui the menu of quick fixes')
  const title = titles.find(one => /expr\b/.test(one) && !one.startsWith('Allow'))
  assert.ok(title, titles.join(', '))
  await workbench.takeFix(title)
  await poll(
    () => workbench.text(),
    text => text.includes(' expr: sum'),
  )
  await workbench.squiggles('error').first().waitFor({ state: 'hidden' })
  await workbench.command('File: Save')
})

test('the code of a problem opens its page', async () => {
  await workbench.openFile('paged.yml')
  const problems = await workbench.problems()
  assert.match(problems.join('\n'), /exprr/)
  await workbench.page.locator('.markers-panel .monaco-list-row', { hasText: 'exprr' }).locator('a.monaco-link', { hasText: 'unknown-key' }).first().click()
  const page = workbench.webview()
  await page.locator('h1').first().waitFor()
  assert.match((await page.locator('body').textContent()) ?? '', /unknown-key|key/i)
  await stage.save('ui the page of a check')
  await workbench.command('View: Close All Editors')
  await workbench.page.keyboard.press('ControlOrMeta+J')
})

test('a problem can be allowed where it is', async () => {
  await workbench.openFile('allowed.yml')
  await workbench.squiggles('error').first().waitFor()
  await workbench.goTo(place('prometheus/rules/allowed.yml', 'exprr'))
  await workbench.fixes()
  await workbench.takeFix('Allow "unknown-key" here')
  await poll(
    () => workbench.text(),
    text => text.includes('# alertpath: allow unknown-key'),
  )
  await workbench.command('File: Revert File')
})

test('hover explains a function inside PromQL', async () => {
  await workbench.openFile('host.yml')
  await workbench.goTo(place(host, 'predict_linear'))
  assert.match(await workbench.hover('predict_linear'), /predict_linear/)
})

test('PromQL has colours, foreign YAML has none of them', async () => {
  await workbench.openFile('host.yml')
  await workbench.goTo(place(host, 'predict_linear'))
  const text = await poll(
    () => workbench.colour('predict_linear'),
    name => name !== '' && name !== 'mtk1',
  )
  assert.ok(text)
  await workbench.openFile('deployment.yml')
  const plain = await workbench.colour('sum by')
  const key = await workbench.colour('apiVersion')
  assert.ok(plain)
  assert.notEqual(plain, key)
  assert.match(await workbench.text(), /sum by \(job\)/)
})

test('a key is completed while typing', async () => {
  await workbench.openFile('host.yml')
  await workbench.goTo(place(host, 'expr: up'))
  await workbench.page.keyboard.press('End')
  await workbench.page.keyboard.press('Enter')
  await workbench.type('keep')
  await workbench.page.locator('.suggest-widget.visible .monaco-list-row', { hasText: 'keep_firing_for' }).first().waitFor()
  await stage.save('ui completion')
  await workbench.accept('keep_firing_for')
  await poll(
    () => workbench.text(),
    lines => /expr: up\{job="node"\} == 0\n {8}keep_firing_for: /.test(lines),
  )
  await workbench.command('File: Revert File')
})

test('definition leads to another file, and rename changes all of them', async () => {
  await workbench.openFile('host.yml')
  await workbench.goTo(place(host, 'instance:node_cpu_busy:ratio_rate5m'))
  await workbench.page.keyboard.press('F12')
  await workbench.page.locator('.tab.active[data-resource-name="recording.yml"]').waitFor()
  const box = workbench.page.locator('.rename-box input')
  await retry(async () => {
    await workbench.page.keyboard.press('F2')
    await box.waitFor({ timeout: 3_000 })
  })
  await box.fill('instance:cpu:busy')
  await workbench.page.keyboard.press('Enter')
  await box.waitFor({ state: 'hidden' })
  await workbench.command('File: Save All Files')
  for (const name of ['rules/recording.yml', 'rules/host.yml', 'tests/host.test.yml']) {
    await poll(
      () => onDisk(`prometheus/${name}`),
      text => text.includes('instance:cpu:busy') && !/(?:expr|record): instance:node_cpu_busy/.test(text),
    )
  }
})

test('the outline names the alerts', async () => {
  await workbench.openFile('host.yml')
  await workbench.command('Explorer: Focus on Outline View')
  await workbench.page.locator('.outline-tree .monaco-list-row', { hasText: 'HostDown' }).first().waitFor()
})

test('the user can say what a file is', async () => {
  await workbench.openFile('deployment.yml')
  await workbench.command('Alertpath: Choose What This File Is')
  const row = workbench.rows.filter({ hasText: 'Prometheus rules' }).first()
  await row.waitFor()
  await stage.save('ui choosing a kind')
  await row.click()
  await workbench.squiggles('error').first().waitFor()
  assert.match(onDisk('.vscode/settings.json'), /"deploy\/deployment\.yml": "rules"/)
})

test('the status holds versions and kinds', async () => {
  await workbench.command('Alertpath: Show Status')
  const text = await poll(
    () => workbench.text(),
    lines => lines.includes('# Alertpath') && /rules/.test(lines),
  )
  assert.doesNotMatch(text, /demo-/)
})

test('the sample becomes a folder where the user says, beside what is there', async () => {
  const parent = mkdtempSync(path.join(tmpdir(), 'samples-'))
  try {
    mkdirSync(path.join(parent, 'alertpath-sample'))
    await workbench.command('Alertpath: Open the Sample…')
    const title = 'The sample becomes a folder in here'
    await workbench.page.locator('.quick-input-title', { hasText: title }).waitFor()
    // The dialog shows a folder of its own at first, and again when that was read. The window has a folder, so the sample gets its own.
    const opened = await retry(async () => {
      await workbench.rows.filter({ hasText: '..' }).first().waitFor()
      await workbench.write(`${parent}/`)
      await workbench.rows.filter({ hasText: 'alertpath-sample' }).waitFor({ timeout: 5_000 })
      await stage.save('ui where the sample goes')
      const [page] = await Promise.all([workbench.page.context().waitForEvent('page', { timeout: 20_000 }), workbench.enter({ title, value: `${parent}/` })])
      return page
    }, 4)
    await opened.waitForURL(/alertpath-sample-2/)
    await opened.close()
    for (const name of ['docker-compose.yml', '.env', 'prometheus/rules/host.yml', 'kestra/flows/on-alert.yml'])
      assert.equal(readFileSync(path.join(parent, 'alertpath-sample-2', name), 'utf8'), readFileSync(path.join(root, 'examples', 'stack', name), 'utf8'))
    assert.deepEqual(readdirSync(path.join(parent, 'alertpath-sample')), [])
  } finally {
    rmSync(parent, { recursive: true, force: true })
  }
})

// The main job as a user does it: scaffold a stack, break it, be told in another file, repair it, see where an alert goes.
import assert from 'node:assert/strict'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, afterEach, before, test } from 'node:test'
import { openStage } from './stage.mjs'
import { poll } from './workbench.mjs'

let stage
let workbench

before(
  async () => {
    stage = await openStage({ from: null })
    workbench = stage.workbench
  },
  { timeout: 180_000 },
)
afterEach(async context => stage?.save(`stack ${context.name}`))
after(async () => stage?.close())

const inside = name => path.join(stage.folder, name)
const onDisk = name => readFileSync(inside(name), 'utf8')

/** Presses Enter on each step of a row of questions, once it is there. */
async function enter(...steps) {
  const title = workbench.page.locator('.quick-input-widget:visible .quick-input-title')
  for (const step of steps) {
    await title.filter({ hasText: step }).waitFor()
    await workbench.rows.first().waitFor()
    await workbench.page.keyboard.press('Enter')
  }
}

test('a stack is scaffolded with an Enter a question', async () => {
  await workbench.command('Alertpath: Scaffold Full Stack…')
  await enter('(1/8)', 'How it runs (2/8)', 'Kestra (3/8)', 'Database of Kestra (4/8)', 'Exporters (5/8)')
  await workbench.rows.first().waitFor()
  await stage.save('stack a question of many choices')
  await enter('What to watch (6/8)', 'Who else is told (7/8)')
  await workbench.page.locator('.quick-input-title', { hasText: '(8/8)' }).waitFor()
  await workbench.rows.filter({ hasText: 'docker-compose.yml' }).waitFor()
  await stage.save('stack the files before they are written')
  await enter('(8/8)')
  await poll(
    () => existsSync(inside('README.md')) && existsSync(inside('alertmanager/secrets/kestra_url')),
    done => done,
  )
  await workbench.page.locator('.tab.active', { hasText: 'Preview README.md' }).waitFor()
  assert.match(onDisk('.gitignore'), /^\.env$/m)
  assert.match(onDisk('alertmanager/secrets/kestra_url'), /\/webhook\/company\.alerts\/on-alert\/[A-Za-z0-9]{40}\n$/)
})

test('nothing is wrong with it', async () => {
  await workbench.openFile('alertmanager.yml')
  await workbench.command('Problems: Focus on Problems View')
  const panel = workbench.page.locator('.markers-panel')
  await panel.waitFor()
  await poll(
    () => panel.textContent(),
    text => /No problems have been detected/.test(text),
  )
})

test('a second run asks before it overwrites, and keeps the secrets', async () => {
  const before = onDisk('.env')
  const mine = `${onDisk('prometheus/prometheus.yml')}# mine\n`
  writeFileSync(inside('prometheus/prometheus.yml'), mine)
  rmSync(inside('kestra/flows/on-alert.yml'))
  await workbench.command('Alertpath: Scaffold Full Stack…')
  await enter('(1/8)', '(2/8)', '(3/8)', '(4/8)', '(5/8)', '(6/8)', '(7/8)')
  await workbench.rows.filter({ hasText: 'on-alert.yml' }).waitFor()
  const ticked = await workbench.rows.evaluateAll(rows => rows.map(row => [row.getAttribute('aria-label'), row.getAttribute('aria-checked')].join(': ')))
  await stage.save('stack what a second run would write')
  assert.equal(ticked.length, 2, ticked.join('\n'))
  assert.match(
    ticked.find(one => one.includes('prometheus.yml')),
    /false$/,
  )
  await workbench.rows.filter({ hasText: 'prometheus.yml' }).hover()
  await workbench.rows.filter({ hasText: 'prometheus.yml' }).locator('.action-label[aria-label="Compare"]').click()
  await workbench.page.locator('.tab.active', { hasText: 'prometheus.yml (what would change)' }).waitFor()
  await stage.save('stack what would change in a file')
  await workbench.input.focus()
  await enter('(8/8)')
  await poll(
    () => existsSync(inside('kestra/flows/on-alert.yml')),
    done => done,
  )
  assert.equal(onDisk('prometheus/prometheus.yml'), mine)
  assert.equal(onDisk('.env'), before)
})

test('the last scaffold can be taken back, file by file that is unchanged', async () => {
  const remove = () => workbench.page.locator('.monaco-dialog-box .monaco-button', { hasText: 'Remove' }).click()
  await workbench.command('Alertpath: Undo Last Scaffold')
  await remove()
  await poll(
    () => existsSync(inside('kestra/flows/on-alert.yml')),
    there => !there,
  )
  assert.ok(existsSync(inside('docker-compose.yml')))
  await workbench.command('Alertpath: Undo Last Scaffold')
  await workbench.page.locator('.monaco-dialog-box .monaco-button', { hasText: 'Remove' }).waitFor()
  await stage.save('stack the question before files are removed')
  await remove()
  await poll(
    () => existsSync(inside('docker-compose.yml')),
    there => !there,
  )
  assert.ok(existsSync(inside('prometheus/prometheus.yml')), 'a file that was changed is gone')
  await poll(
    () => existsSync(inside('alertmanager')),
    there => !there,
  )
})

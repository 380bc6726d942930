// The main job as a user does it: scaffold a stack, break it, be told in another file, repair it, see where an alert goes.
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
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
afterEach(async context => context.passed || stage?.save(`stack ${context.name}`))
after(async () => stage?.close())

const inside = name => path.join(stage.folder, name)
const onDisk = name => readFileSync(inside(name), 'utf8')

const title = step => workbench.page.locator('.quick-input-widget:visible .quick-input-title').filter({ hasText: step })

const button = name => workbench.page.locator(`.quick-input-widget:visible .quick-input-titlebar .action-label[aria-label^="${name}"]`)

/** Takes what each step of a row of questions offers, once it shows. */
async function enter(...steps) {
  for (const step of steps) await workbench.enter({ title: step, rows: true })
}

/** Writes an answer, or takes the one that is there. */
async function write(step, text) {
  await title(step).waitFor()
  if (text !== undefined) await workbench.write(text)
  await workbench.enter({ title: step })
}

const shown = name => workbench.page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor()

const noProblems = async () => {
  await workbench.command('Problems: Focus on Problems View')
  const panel = workbench.page.locator('.markers-panel')
  await panel.waitFor()
  await poll(
    () => panel.textContent(),
    text => /No problems have been detected/.test(text),
  )
}

test('an empty view says what to do, and leads to the walkthrough', async () => {
  await workbench.command('Alertpath: Focus on Alert Paths View')
  const welcome = workbench.page.locator('.part.sidebar .welcome-view')
  await welcome.locator('a', { hasText: 'Scaffold Full Stack…' }).waitFor()
  await stage.save('stack an empty view')
  await welcome.locator('a', { hasText: 'Open the Walkthrough' }).click()
  const steps = workbench.page.locator('.gettingStartedContainer .step-title')
  await poll(
    () => steps.count(),
    count => count >= 5,
  )
  await workbench.command('View: Toggle Primary Side Bar Visibility')
  const picture = workbench.page.locator('.gettingStartedContainer img[alt^="The editor with a rule file"]')
  await picture.waitFor()
  await poll(
    () => picture.evaluate(image => image.naturalWidth),
    width => width > 0,
  )
  await stage.save('stack the walkthrough')
  await workbench.command('View: Close All Editors')
  await workbench.command('View: Show Explorer')
})

test('the questions have a way back, and a gear for names and ports', async () => {
  await workbench.command('Alertpath: Scaffold Full Stack…')
  await enter('(1/8)')
  await title('(2/8)').waitFor()
  await button('Back').click()
  await enter('(1/8)', '(2/8)', '(3/8)', '(4/8)', '(5/8)', '(6/8)', '(7/8)')
  await workbench.rows.filter({ hasText: 'on-alert.yml' }).waitFor()
  await button('Names, Addresses and Ports…').click()
  await workbench.rows.filter({ hasText: "The flow's id" }).click()
  await poll(
    () => workbench.input.inputValue(),
    value => value === 'on-alert',
  )
  await workbench.write('page-me')
  await workbench.enter({ title: 'Scaffold Full Stack' })
  await workbench.rows.filter({ hasText: 'page-me' }).waitFor()
  await stage.save('stack names behind the gear')
  await workbench.page.keyboard.press('Escape')
  await workbench.rows.filter({ hasText: 'page-me.yml' }).waitFor()
  assert.equal(await title('(8/8)').count(), 1)
  await workbench.page.keyboard.press('Escape')
  await title('(8/8)').waitFor({ state: 'hidden' })
  assert.deepEqual(readdirSync(stage.folder), [])
})

test("the editor's own Undo takes a scaffold back as one edit, and the command takes the folders", async () => {
  await workbench.command('Alertpath: Scaffold Full Stack…')
  await enter('(1/8)', '(2/8)', '(3/8)', '(4/8)', '(5/8)', '(6/8)', '(7/8)', '(8/8)')
  await workbench.page.locator('.tab.active', { hasText: 'Preview README.md' }).waitFor()
  await workbench.openFile('docker-compose.yml')
  await workbench.page.keyboard.press('ControlOrMeta+Z')
  const files = () => readdirSync(stage.folder, { recursive: true, withFileTypes: true }).filter(one => one.isFile())
  await poll(files, all => all.length === 0)
  await stage.save('stack after the undo of the editor')
  await workbench.command('Alertpath: Undo Last Scaffold')
  await workbench.toast('Files removed: 0.').waitFor()
  assert.deepEqual(readdirSync(stage.folder), [])
  await workbench.command('Notifications: Clear All Notifications')
  await workbench.command('View: Close All Editors')
})

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
  await noProblems()
})

/** The files that the next tests add to, and what they held at first. */
const touched = ['alertmanager/alertmanager.yml', 'docker-compose.yml', 'prometheus/rules/hosts.yml', 'prometheus/tests/hosts.test.yml']
const first = new Map()

test('a receiver with its route and flow is added in one look', async () => {
  for (const name of touched) first.set(name, onDisk(name))
  await workbench.command('Alertpath: Add Kestra Receiver…')
  await write('(1/6)', 'pages')
  await write('(2/6)')
  await write('(3/6)', 'page')
  await title('(4/6)').waitFor()
  await workbench.rows.filter({ hasText: 'severity = critical' }).click()
  await enter('(5/6)')
  await workbench.rows.filter({ hasText: 'alertmanager.yml' }).waitFor()
  await stage.save('stack what a receiver adds')
  await enter('(6/6)')
  await poll(
    () => existsSync(inside('kestra/flows/page.yml')) && onDisk('alertmanager/alertmanager.yml'),
    text => String(text).includes('- name: pages'),
  )
  await shown('alertmanager.yml')
  assert.match(onDisk('alertmanager/secrets/pages_url'), /\/webhook\/company\.alerts\/page\/[A-Za-z0-9]{40}\n$/)
  await noProblems()
})

test('an alert with its test is added', async () => {
  await workbench.command('Alertpath: Add Alert…')
  await title('(1/8)').waitFor()
  await workbench.rows.filter({ hasText: 'hosts.yml' }).click()
  await write('(2/8)', 'TooManyProcesses')
  await write('(3/8)', 'node_procs_running > 50')
  await write('(4/8)')
  await enter('(5/8)')
  await write('(6/8)', 'Too many processes.')
  await enter('(7/8)')
  await workbench.rows.filter({ hasText: 'hosts.yml' }).first().waitFor()
  await stage.save('stack what an alert adds')
  await enter('(8/8)')
  await poll(
    () => onDisk('prometheus/rules/hosts.yml') + onDisk('prometheus/tests/hosts.test.yml'),
    text => text.split('TooManyProcesses').length > 3,
  )
  await shown('hosts.yml')
  await noProblems()
})

test('a second run asks before it overwrites, and keeps the secrets', async () => {
  const before = onDisk('.env')
  for (const name of touched) writeFileSync(inside(name), first.get(name))
  for (const name of ['kestra/flows/page.yml', 'alertmanager/secrets/pages_url']) rmSync(inside(name))
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
  // What was made is remembered by then.
  await workbench.toast('Files written: 1.').waitFor()
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
  await workbench.toast('Files removed: 1.').waitFor()
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

// node scripts/pictures.mjs: the pictures of the walkthrough (light and dark), the screenshot and the recording of the README, made by
// driving the packaged extension in a real VS Code. `npm run package` comes first.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { openStage, root } from '../test/e2e/stage.mjs'
import { poll } from '../test/e2e/workbench.mjs'
import { decode, encode } from './png.mjs'

const themes = { light: 'Light Modern', dark: 'Dark Modern' }
const settings = {
  'editor.minimap.enabled': false,
  'editor.fontSize': 13,
  'editor.wordWrap': 'on',
  'editor.stickyScroll.enabled': false,
  'breadcrumbs.enabled': false,
  'workbench.layoutControl.enabled': false,
  'workbench.activityBar.location': 'default',
  'files.autoSave': 'off',
}
const key = 'k7Qp2mXc9Rt4Vb8Ns1Lz6Wd3Hf5Jy0Ga'
const images = path.join(root, 'images')
const rest = ms => new Promise(done => setTimeout(done, ms))

/** The sample, with the address where it can be read. */
function openAddress(folder) {
  const change = (name, from, to) => {
    const file = path.join(folder, name)
    writeFileSync(file, readFileSync(file, 'utf8').replace(from, to))
  }
  change(
    'alertmanager/alertmanager.yml',
    /# Holds the key.*\n\s*- url_file: \S+/,
    `- url: http://kestra:8080/api/v1/main/executions/webhook/company.alerts/on-alert/${key}`,
  )
  change('kestra/flows/on-alert.yml', /key: .*/, `key: ${key}`)
}

async function stageOf(theme, size, options) {
  const stage = await openStage({ ...options, settings: { ...settings, 'workbench.colorTheme': themes[theme] } })
  await stage.workbench.page.setViewportSize(size)
  return stage
}

const shot = async workbench => decode(await workbench.page.screenshot())

async function save(name, workbench) {
  await rest(400) // what fades in is there
  const file = path.join(images, `${name}.png`)
  mkdirSync(path.dirname(file), { recursive: true })
  const bytes = encode([await shot(workbench)])
  writeFileSync(file, bytes)
  console.log(`${path.relative(root, file)}: ${Math.round(bytes.length / 1024)} KiB`)
}

/** Line and column, from 1, `into` characters into a text of a file of the stage. */
function place(stage, name, text, into = 1) {
  const lines = readFileSync(path.join(stage.folder, name), 'utf8').split('\n')
  const line = lines.findIndex(one => one.includes(text))
  return { line: line + 1, column: lines[line].indexOf(text) + 1 + into }
}

const rules = 'prometheus/rules/host.yml'
const config = 'alertmanager/alertmanager.yml'

async function showPath({ workbench }) {
  await workbench.openFile('host.yml')
  await workbench.command('Alertpath: Focus on Alert Paths View')
  await workbench.page.locator('.part.sidebar .monaco-list-row', { hasText: 'HostDown' }).waitFor()
  await workbench.openFile('host.yml')
}

async function follow(stage, alert) {
  const { workbench } = stage
  await workbench.goTo(place(stage, rules, `alert: ${alert}`, 8))
  await workbench.page.locator('.part.sidebar .monaco-list-row.selected', { hasText: alert }).waitFor()
  await workbench.page.locator('.part.sidebar .monaco-list-row', { hasText: 'on-alert' }).first().waitFor()
  await workbench.editor.locator('.codelens-decoration', { hasText: '→ on-alert' }).first().waitFor()
}

async function walkthrough(theme) {
  const name = step => `walkthrough/${step}.${theme}`
  const size = { width: 860, height: 540 }
  const stage = await stageOf(theme, size, { prepare: openAddress })
  const { workbench } = stage
  await showPath(stage)
  await follow(stage, 'HostDown')
  await workbench.page.mouse.move(5, 5)
  await save(name('path'), workbench)
  await workbench.command('View: Toggle Primary Side Bar Visibility')
  await save(name('test'), workbench)
  await workbench.goTo(place(stage, rules, 'predict_linear'))
  await workbench.page.mouse.move(5, 5)
  await workbench.command('Show or Focus Hover')
  await workbench.page.locator('.monaco-hover:visible', { hasText: 'predict_linear' }).first().waitFor()
  await save(name('sample'), workbench)
  await workbench.page.keyboard.press('Escape')
  await workbench.command('Alertpath: Show a File with Mistakes')
  await workbench.squiggles('error').first().waitFor()
  await workbench.page.locator('.marker-widget').first().waitFor()
  await save(name('mistake'), workbench)
  await stage.close()
  const empty = await stageOf(theme, size, { from: null })
  await scaffold(empty.workbench)
  await empty.workbench.page.mouse.move(5, 5)
  await save(name('scaffold'), empty.workbench)
  await empty.close()
}

/** Up to the list of files; `each` sees every question. */
async function scaffold(workbench, each = async () => {}) {
  await workbench.command('Alertpath: Scaffold Full Stack…')
  for (let step = 1; step <= 8; step++) {
    await workbench.page.locator('.quick-input-title', { hasText: `(${step}/8)` }).waitFor()
    await workbench.rows.first().waitFor()
    await each(step)
    if (step < 8) await workbench.page.keyboard.press('Enter')
  }
}

async function screenshot() {
  const stage = await stageOf('dark', { width: 1200, height: 680 }, { prepare: openAddress })
  const { workbench } = stage
  await showPath(stage)
  await follow(stage, 'HostDown')
  await save('screenshot', workbench)
  await stage.close()
}

/** From an empty folder to a stack; then an address that is broken, told and repaired. */
async function recording() {
  const frames = []
  const take = async (workbench, delay) => {
    await rest(350)
    frames.push({ ...(await shot(workbench)), delay })
  }
  const size = { width: 1000, height: 600 }
  const empty = await stageOf('dark', size, { from: null })
  await scaffold(empty.workbench, step => take(empty.workbench, step === 8 ? 2500 : 900))
  await empty.workbench.page.keyboard.press('Enter')
  await empty.workbench.page.locator('.tab.active', { hasText: 'Preview README.md' }).waitFor()
  await rest(1_500)
  await take(empty.workbench, 2500)
  await empty.close()
  const stage = await stageOf('dark', size, { prepare: openAddress })
  const { workbench } = stage
  await showPath(stage)
  for (const alert of ['HostDown', 'HostCpuBusy']) {
    await follow(stage, alert)
    await take(workbench, 1400)
  }
  await workbench.openFile('alertmanager.yml')
  const id = place(stage, config, 'on-alert/')
  await workbench.goTo({ ...id, column: id.column + 'n-alert'.length })
  await take(workbench, 1000)
  await workbench.type('s')
  await workbench.squiggles('warning').first().waitFor()
  await workbench.page.locator('.part.sidebar .monaco-list-row', { hasText: 'does not arrive' }).first().waitFor()
  await take(workbench, 1800)
  await workbench.goTo(id)
  await workbench.fixes()
  await take(workbench, 1800)
  await workbench.takeFix('Call the webhook of the flow "on-alert"')
  await poll(
    () => workbench.page.locator('.part.sidebar .monaco-list-row', { hasText: 'does not arrive' }).count(),
    count => count === 0,
  )
  await take(workbench, 2500)
  await stage.close()
  const bytes = encode(frames)
  writeFileSync(path.join(images, 'recording.png'), bytes)
  console.log(`images/recording.png: ${frames.length} frames, ${Math.round(bytes.length / 1024)} KiB`)
}

const asked = process.argv.slice(2)
const all = { light: () => walkthrough('light'), dark: () => walkthrough('dark'), screenshot, recording }
for (const [name, make] of Object.entries(all)) if (asked.length === 0 || asked.includes(name)) await make()

import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/**
 * Drives a VS Code workbench in a browser page.
 * Everything waits for a state of the page, nothing sleeps.
 */
export class Workbench {
  /** Opens `url` in a new page and waits until the workbench is there. */
  static async open(browser, url, { timeout = 60_000 } = {}) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-US' })
    context.setDefaultTimeout(20_000)
    const page = await context.newPage()
    const workbench = new Workbench(page)
    page.on('console', message => workbench.log.push(`[${message.type()}] ${message.text()}`))
    page.on('pageerror', error => workbench.log.push(`[pageerror] ${error.stack ?? error}`))
    await page.goto(url, { waitUntil: 'domcontentloaded', timeout })
    await page.locator('.monaco-workbench .part.statusbar .statusbar-item').first().waitFor({ timeout })
    return workbench
  }

  constructor(page) {
    this.page = page
    this.log = []
    this.input = page.locator('.quick-input-widget:visible .quick-input-box input')
    this.rows = page.locator('.quick-input-widget:visible .quick-input-list .monaco-list-row')
    this.editor = page.locator('.part.editor .editor-group-container.active .monaco-editor[role="code"]')
  }

  /** Opens the quick input with a prefix: '' finds files, '>' finds commands. */
  async #quickInput(prefix, text) {
    const key = prefix === '>' ? 'F1' : 'ControlOrMeta+P'
    // A key that comes before the workbench listens is lost, so press until the input shows.
    await retry(async () => {
      await this.page.keyboard.press(key)
      await this.input.waitFor({ timeout: 2_000 })
    })
    await this.input.fill(prefix + text)
  }

  /** Opens a file of the workspace by Quick Open. */
  async openFile(name) {
    const row = this.rows.filter({ has: this.page.locator('.label-name', { hasText: exactly(name) }) }).first()
    // Rows move while the search goes on, so the click may hit another one.
    await retry(async () => {
      await this.#quickInput('', name)
      await row.click()
      await this.page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor({ timeout: 5_000 })
    }, 4)
    await this.editor.locator('.view-line').first().waitFor()
  }

  /** Runs a command by its title in the Command Palette. */
  async command(title) {
    const row = this.rows.filter({ has: this.page.locator('.label-name', { hasText: exactly(title) }) }).first()
    // An extension that is still being loaded brings its commands only when the list is opened again.
    await retry(async () => {
      await this.#quickInput('>', title)
      await row.waitFor({ timeout: 5_000 }).catch(async error => {
        await this.page.keyboard.press('Escape')
        throw error
      })
      // On a busy machine the list may close or move under the mouse.
      await row.click({ timeout: 5_000 })
    }, 4)
  }

  /** Puts the cursor at the end of the active editor. */
  async moveToEnd() {
    await this.editor.locator('.view-lines').click()
    await this.page.keyboard.press('ControlOrMeta+End')
  }

  async type(text) {
    await this.page.keyboard.type(text)
  }

  /** The squiggles of a severity in the active editor. */
  squiggles(severity = 'warning') {
    return this.editor.locator(`.squiggly-${severity}`)
  }

  /** The rows of the Problems panel, as a screen reader reads them. */
  async problems() {
    await this.command('Problems: Focus on Problems View')
    const rows = this.page.locator('.markers-panel .monaco-list-row[aria-level="2"]')
    await rows.first().waitFor()
    return rows.evaluateAll(elements => elements.map(element => element.getAttribute('aria-label')))
  }

  /** Triggers suggestions and returns the labels that show. */
  async complete() {
    await this.page.keyboard.press('Control+Space')
    const labels = this.page.locator('.suggest-widget.visible .monaco-list-row .label-name')
    await labels.first().waitFor()
    return labels.allTextContents()
  }

  /** Accepts the suggestion with a label. */
  async accept(label) {
    await this.page.locator('.suggest-widget.visible .monaco-list-row', { hasText: label }).first().click()
    await this.page.locator('.suggest-widget.visible').waitFor({ state: 'hidden' })
  }

  /** Points at a text in the visible lines of the active editor and returns what the hover says. */
  async hover(text) {
    const word = this.editor.locator('.view-line span', { hasText: text }).last()
    const content = this.page.locator('.monaco-hover:visible .hover-contents')
    await retry(async () => {
      await this.page.mouse.move(0, 0)
      await word.hover()
      await content.first().waitFor({ timeout: 3_000 })
    })
    return (await content.allTextContents()).join('\n')
  }

  /** Puts the cursor at a line and a column, both from 1. */
  async goTo({ line, column }) {
    await this.#quickInput('', `:${line}:${column}`)
    await this.input.press('Enter')
    await this.input.waitFor({ state: 'hidden' })
    await this.editor.locator('.cursor').first().waitFor()
  }

  /** Opens the menu of quick fixes at the cursor and returns their titles. */
  async fixes() {
    const rows = this.page.locator('.action-widget .monaco-list-row.action')
    await retry(async () => {
      await this.page.keyboard.press('ControlOrMeta+.')
      await rows.first().waitFor({ timeout: 3_000 })
    })
    return (await rows.allTextContents()).map(title => title.trim())
  }

  async takeFix(title) {
    await this.page.locator('.action-widget .monaco-list-row.action', { hasText: title }).first().click()
    await this.page.locator('.action-widget').first().waitFor({ state: 'hidden' })
  }

  /** The classes that colour the first `text` in the visible lines of the active editor. */
  async colour(text) {
    const spans = this.editor.locator('.view-line span span', { hasText: text })
    await spans.first().waitFor()
    return spans.first().evaluate(element => element.className.split(' ').find(name => name.startsWith('mtk')) ?? '')
  }

  /** The document inside the active webview. */
  webview() {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame')
  }

  /** The text of the active editor, through the page (the visible lines only). */
  async text() {
    const lines = await this.editor.locator('.view-lines .view-line').evaluateAll(elements =>
      elements
        .map(element => ({ top: element.getBoundingClientRect().top, text: element.textContent }))
        .sort((a, b) => a.top - b.top)
        .map(({ text }) => text.replaceAll('\u00a0', ' ')),
    )
    return lines.join('\n')
  }

  /** Saves a picture of the page and its console, for people and for failed runs. */
  async save(folder, name) {
    mkdirSync(folder, { recursive: true })
    await this.page.screenshot({ path: path.join(folder, `${name}.png`) })
    writeFileSync(path.join(folder, `${name}.log`), this.log.join('\n'))
  }

  async close() {
    await this.page.context().close()
  }
}

const exactly = text => new RegExp(`^${text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`)

/** Tries again until `action` succeeds; the last error is the one thrown. */
export async function retry(action, attempts = 10) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await action()
    } catch (error) {
      if (attempt >= attempts) throw error
    }
  }
}

/** Polls until `read` returns a value that passes `test`. */
export async function poll(read, test, timeout = 15_000) {
  for (const end = Date.now() + timeout; ; await new Promise(done => setTimeout(done, 50))) {
    const value = await read()
    if (test(value)) return value
    if (Date.now() > end) throw new Error(`timed out; last value: ${JSON.stringify(value)}`)
  }
}

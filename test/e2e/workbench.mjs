import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/**
 * Drives a VS Code workbench in a browser page.
 * Everything waits for a state of the page, nothing sleeps.
 *
 * A key goes to whatever has the focus when it arrives, and on a busy machine that may be another thing than what was looked at before:
 * an Enter for a list that has just closed breaks a line of the text behind it. So keys for the quick input are made inside the page, in
 * the same turn as the look at it, and keys for a text wait for the focus.
 */
export class Workbench {
  /** Opens `url` in a new page and waits until the workbench is there and knows its extensions. */
  static async open(browser, url, { timeout = 90_000 } = {}) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-US' })
    context.setDefaultTimeout(30_000)
    const page = await context.newPage()
    const workbench = new Workbench(page)
    page.on('console', message => workbench.log.push(`[${message.type()}] ${message.text()}`))
    page.on('pageerror', error => workbench.log.push(`[pageerror] ${error.stack ?? error}`))
    await page.goto(url, { waitUntil: 'domcontentloaded', timeout })
    await page.locator('.monaco-workbench .part.statusbar .statusbar-item').first().waitFor({ timeout })
    // The workbench notes when it has got how far. From here on keys are heard, and commands and views of extensions are there.
    await poll(() => page.evaluate(() => performance.getEntriesByName('code/didLoadExtensions').length), Boolean, timeout)
    return workbench
  }

  constructor(page) {
    this.page = page
    this.log = []
    this.input = page.locator('.quick-input-widget:visible .quick-input-box input')
    this.rows = page.locator('.quick-input-widget:visible .quick-input-list .monaco-list-row')
    this.editor = page.locator('.part.editor .editor-group-container.active .monaco-editor[role="code"]')
  }

  /** Opens the quick input with a text: '>' and a title finds commands, ':' and a number a line, else it finds files. */
  async #quickInput(text) {
    const key = text.startsWith('>') ? { key: 'F1', code: 'F1', keyCode: 112 } : { key: 'p', code: 'KeyP', keyCode: 80, ctrlKey: true }
    await retry(async () => {
      await this.page.evaluate(pressKey, key)
      await this.input.waitFor({ timeout: 2_000 })
    })
    await this.write(text)
  }

  /** Puts a text into the quick input, within the page: keys and pasted text go wherever the focus is by then, perhaps into a file. */
  async write(text) {
    await this.input.evaluate((input, value) => {
      input.focus()
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(input, value)
      input.dispatchEvent(new Event('input', { bubbles: true }))
    }, text)
  }

  /**
   * Presses Enter in the quick input once it is as it should be: its title holds `title`, its text is `value`, its list has `row` (the whole label) or a row that
   * matches `like` in focus, and `rows` are there at all.
   */
  async enter({ title = '', value, row, like, rows = false, timeout = 30_000 } = {}) {
    await poll(() => this.page.evaluate(enterWhen, { title, value, row, like: like?.source, rows }), Boolean, timeout)
  }

  /** Title and message of the quick input, a line each; empty where there is none. */
  question() {
    return this.page.evaluate(() => {
      const widget = [...document.querySelectorAll('.quick-input-widget')].find(one => one.checkVisibility())
      const parts = ['.quick-input-title', '.quick-input-message'].map(name => widget?.querySelector(name))
      return parts.map(one => (one?.checkVisibility() ? one.textContent : '')).join('\n')
    })
  }

  /** Opens the quick input, picks what is looked for and waits until the input is gone or asks something else. */
  async #pick(text, wanted) {
    await retry(async () => {
      await this.#quickInput(text)
      await this.enter({ ...wanted, timeout: 10_000 })
    }, 4)
    await poll(
      () => this.page.evaluate(quickText),
      value => value !== text,
      30_000,
    )
  }

  /** Opens a file of the workspace by Quick Open; the cursor is in it. */
  async openFile(name) {
    await this.#pick(name, { row: name })
    await this.page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor()
    await this.editor.locator('.view-line').first().waitFor()
    await this.#focused()
  }

  /** Runs a command by its title in the Command Palette. */
  async command(title) {
    await this.#pick(`>${title}`, { row: title })
  }

  /** Until keys go into the text of the active editor. */
  async #focused() {
    await this.editor.and(this.page.locator('.focused')).first().waitFor()
  }

  /** Puts the cursor at the end of the active editor. */
  async moveToEnd() {
    await this.editor.locator('.view-lines').click()
    await this.#focused()
    await this.page.keyboard.press('ControlOrMeta+End')
  }

  /** Types into the active editor. */
  async type(text) {
    await this.#focused()
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
    await this.#pick(`:${line}:${column}`, { like: new RegExp(`\\b${line}\\b.*\\b${column}\\b`) })
    await this.page.locator('.statusbar-item', { hasText: `Ln ${line}, Col ${column}` }).waitFor()
    await this.#focused()
  }

  /** The notification that holds a text. */
  toast(text) {
    return this.page.locator('.notification-toast', { hasText: text })
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

/** Runs in the page. A key from outside would be lost in a frame (a preview, a page of a check) that is still being loaded. */
function pressKey(key) {
  const target = document.activeElement ?? document.body
  target.dispatchEvent(new KeyboardEvent('keydown', { ...key, bubbles: true, cancelable: true }))
}

/** Runs in the page: one look and one key. True when the key was pressed. */
function enterWhen({ title, value, row, like, rows }) {
  const widget = [...document.querySelectorAll('.quick-input-widget')].find(one => one.checkVisibility())
  const input = widget?.querySelector('.quick-input-box input')
  if (!input?.checkVisibility() || !(widget.querySelector('.quick-input-title')?.textContent ?? '').includes(title)) return false
  if (value !== undefined && input.value !== value) return false
  if (rows && !widget.querySelector('.monaco-list-row')?.checkVisibility()) return false
  const press = key =>
    input.dispatchEvent(new KeyboardEvent('keydown', { key, code: key, keyCode: key === 'Enter' ? 13 : 40, bubbles: true, cancelable: true }))
  const label = one => (one?.querySelector('.label-name')?.textContent ?? '').replaceAll('\u00a0', ' ')
  const focused = widget.querySelector('.monaco-list-row.focused')
  if (like !== undefined && !(focused && new RegExp(like).test(label(focused)))) return false
  if (row !== undefined && label(focused) !== row) {
    // It is there and another one is taken for the better match.
    input.focus()
    if (focused && [...widget.querySelectorAll('.monaco-list-row')].some(one => label(one) === row)) press('ArrowDown')
    return false
  }
  input.focus()
  press('Enter')
  return true
}

/** Runs in the page: what stands in the quick input; undefined without one. */
function quickText() {
  const input = [...document.querySelectorAll('.quick-input-widget .quick-input-box input')].find(one => one.checkVisibility())
  return input?.value
}

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

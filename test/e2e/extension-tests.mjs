import { launchBrowser } from './browser.mjs'

/**
 * Opens a page of VS Code that was told to run extension tests, and waits until they end.
 *
 * It is what `code --extensionTestsPath` does on a desktop: VS Code loads the module into the
 * extension host, calls the `run` function it exports and hands over how it ended. In a browser it
 * hands over by calling two functions that the page around it may have.
 *
 * Returns the exit code, the results ({ event: 'pass' | 'fail' | 'skip', title, error }) and the log.
 */
export async function runExtensionTests(url, { timeout = 120_000 } = {}) {
  const browser = await launchBrowser()
  const results = []
  const log = []
  try {
    const page = await browser.newPage()
    page.on('pageerror', error => log.push(`[pageerror] ${error.stack ?? error}`))
    page.on('close', () => log.push('the page was closed'))
    let exit
    const exited = new Promise(resolve => (exit = resolve))
    await page.exposeFunction('codeAutomationExit', code => exit(code))
    await page.exposeFunction('codeAutomationLog', (type, args) => {
      const text = args.join(' ')
      const match = /@test (\{.*\})/.exec(text)
      if (match) results.push(JSON.parse(match[1]))
      else if (!text.includes('additional builtin extensions')) log.push(`[${type}] ${text}`)
    })
    await page.goto(url, { waitUntil: 'domcontentloaded' })
    let timer
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`not done after ${timeout} ms:\n${log.join('\n')}`)), timeout)
    })
    const code = await Promise.race([exited, late]).finally(() => clearTimeout(timer))
    return { code, results, log }
  } finally {
    await browser.close()
  }
}

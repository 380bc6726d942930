// Finds and starts a Chromium. Nothing is downloaded.
import { existsSync } from 'node:fs'
import process from 'node:process'
import { chromium } from 'playwright-core'

const candidates = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

export const howToGetBrowser =
  'No Chromium found, so the tests in the editor did not run. Get one (Debian, as root: apt-get install -y --no-install-recommends chromium), ' +
  'set CHROMIUM to the path of a Chrome or Chromium, or set ALERTPATH_EDITOR=skip.'

export const findBrowser = () => candidates.find(candidate => candidate && existsSync(candidate))

/** Starts a headless Chromium that makes no requests of its own. */
export async function launchBrowser() {
  const executablePath = findBrowser()
  if (!executablePath) throw new Error(howToGetBrowser)
  return chromium.launch({
    executablePath,
    chromiumSandbox: false, // root has none, and every page comes from this machine
    args: ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  })
}

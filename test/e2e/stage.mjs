// One VS Code with the packaged extension on a copy of a folder, for a file of tests.
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { vsixPath } from '../../scripts/package.mjs'
import { startServer } from '../../scripts/vscode.mjs'
import { launchBrowser } from './browser.mjs'
import { Workbench } from './workbench.mjs'

/** An editor that opens late takes the focus, and lists stay open nevertheless. */
const steady = { 'workbench.quickOpen.closeOnFocusLost': false }

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..')

/** `from` is relative to the project, null for an empty folder; `also` are folders of other extensions. Ends with `close`. */
export async function openStage({ from = 'examples/stack', prepare = () => {}, also = [], settings = {}, machine = {}, trust = false } = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), 'workspace-'))
  if (from !== null) cpSync(path.join(root, from), folder, { recursive: true })
  prepare(folder)
  const [browser, server] = await Promise.all([
    launchBrowser(),
    startServer({ extensions: [vsixPath()], linked: also, settings: { ...steady, ...settings }, machine, trust }),
  ])
  const workbench = await Workbench.open(browser, server.url(folder))
  return {
    folder,
    server,
    workbench,
    save: name => workbench.save(path.join(root, 'test-results'), name.replaceAll(/[^a-z0-9]+/gi, '-')),
    close: async () => {
      await browser.close()
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

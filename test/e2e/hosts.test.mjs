// Runs test/integration, which uses the real `vscode` API, in both kinds of extension host.
import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { startServer } from '../../scripts/vscode.mjs'
import { startWeb } from '../../scripts/vscode-web.mjs'
import { runExtensionTests } from './extension-tests.mjs'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..')

/** Shows every test of the suite as a test of its own. */
async function report(context, { code, results, log }) {
  for (const { event, title, error } of results.filter(({ event }) => event !== 'end')) {
    await context.test(title, { skip: event === 'skip' }, () => {
      if (event === 'fail') assert.fail(error)
    })
  }
  assert.ok(
    results.some(({ event }) => event === 'pass'),
    `no test ran:\n${log.join('\n')}`,
  )
  assert.equal(code, 0, log.join('\n'))
}

test('Node extension host (desktop, remote)', { timeout: 180_000 }, async context => {
  const folder = mkdtempSync(path.join(tmpdir(), 'workspace-'))
  cpSync(path.join(root, 'examples', 'stack'), folder, { recursive: true })
  // Only with this flag does VS Code honour the two paths in the address.
  const server = await startServer({ args: ['--enable-smoke-test-driver'], linked: [path.join(root, 'test', 'e2e', 'yaml-extension')] })
  try {
    const remote = (...parts) => `vscode-remote://${server.authority}${encodeURI(path.join(root, ...parts))}`
    const url = server.url(folder, [
      ['extensionDevelopmentPath', remote()],
      ['extensionTestsPath', remote('dist', 'test', 'tests.node.js')],
    ])
    await report(context, await runExtensionTests(url))
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
})

test('web worker extension host (vscode.dev)', { timeout: 180_000 }, async context => {
  const server = await startWeb({ extension: root, tests: 'dist/test/tests.web.js' })
  try {
    await report(context, await runExtensionTests(server.origin))
  } finally {
    await server.stop()
  }
})

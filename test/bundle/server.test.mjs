// The shipped servers, as another program starts them: over stdio in Node, and in a bare worker context without Node.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import vm from 'node:vm'
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node'

const dist = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..', 'dist')
const uri = 'file:///work/rules.yml'
const text = 'groups:\n  - name: a\n    rules:\n      - alert: A\n        expr: sum(\n        fro: 5m\n'
const initialize = { processId: null, rootUri: null, capabilities: {} }
const opened = { textDocument: { uri, languageId: 'yaml', version: 1, text } }

async function overStdio(file, args) {
  const child = spawn(process.execPath, [file, ...args], { stdio: ['pipe', 'pipe', 'inherit'] })
  const connection = createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin))
  const problems = new Promise(resolve => {
    connection.onNotification('textDocument/publishDiagnostics', params => params.diagnostics.length && resolve(params))
  })
  connection.onRequest('workspace/configuration', ({ items }) => items.map(() => null))
  connection.onRequest('client/registerCapability', () => null)
  connection.onRequest('window/workDoneProgress/create', () => null)
  connection.listen()
  try {
    const { capabilities } = await connection.sendRequest('initialize', initialize)
    assert.ok(capabilities.textDocumentSync)
    await connection.sendNotification('initialized', {})
    await connection.sendNotification('textDocument/didOpen', opened)
    assert.equal((await problems).uri, uri)
    await connection.sendRequest('shutdown')
    const exited = new Promise(resolve => child.once('exit', resolve))
    await connection.sendNotification('exit')
    assert.equal(await exited, 0)
  } finally {
    connection.dispose()
    child.kill()
  }
}

test('dist/server.js serves over stdio', { timeout: 20_000 }, () => overStdio(path.join(dist, 'server.js'), ['--stdio']))

test('dist/cli.js lsp --stdio serves any editor', { timeout: 20_000, skip: !existsSync(path.join(dist, 'cli.js')) }, () =>
  overStdio(path.join(dist, 'cli.js'), ['lsp', '--stdio']),
)

test('dist/server.web.js serves in a bare worker context', { timeout: 20_000 }, async () => {
  const sent = []
  let wake = () => {}
  const listeners = []
  const scope = {
    addEventListener: (type, listener) => type === 'message' && listeners.push(listener),
    removeEventListener: () => {},
    postMessage: message => {
      sent.push(message)
      wake()
    },
    console,
    setTimeout,
    clearTimeout,
    setInterval,
    clearInterval,
    queueMicrotask,
    TextDecoder,
    TextEncoder,
    URL,
    performance,
    AbortController,
  }
  scope.self = scope
  const context = vm.createContext(scope, { codeGeneration: { strings: false, wasm: false } })
  vm.runInContext(readFileSync(path.join(dist, 'server.web.js'), 'utf8'), context)
  const say = message => {
    const event = { data: { jsonrpc: '2.0', ...message } }
    scope.onmessage?.(event)
    for (const listener of listeners) listener(event)
  }
  const hear = async wanted => {
    for (;;) {
      const index = sent.findIndex(wanted)
      if (index >= 0) return sent.splice(index, 1)[0]
      const request = sent.findIndex(message => message.id !== undefined && message.method)
      if (request >= 0) {
        const [{ id, method, params }] = sent.splice(request, 1)
        say({ id, result: method === 'workspace/configuration' ? params.items.map(() => null) : null })
        continue
      }
      await new Promise(resolve => (wake = resolve))
    }
  }
  say({ id: 1, method: 'initialize', params: initialize })
  assert.ok((await hear(message => message.id === 1 && !message.method)).result.capabilities)
  say({ method: 'initialized', params: {} })
  say({ method: 'textDocument/didOpen', params: opened })
  const problems = await hear(message => message.method === 'textDocument/publishDiagnostics' && message.params.diagnostics.length)
  assert.equal(problems.params.uri, uri)
})

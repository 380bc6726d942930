// Starts a language server over stdio and measures what it does: processor time as it says itself, or as the system says.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import process from 'node:process'
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node'

export class Server {
  diagnostics = new Map()
  #version = 1

  /** `settings`: what is answered when the server asks, by section. */
  constructor(args, { flags = [], measures = true, settings = {} } = {}) {
    this.measures = measures
    this.child = spawn(process.execPath, [...flags, ...args], { stdio: ['pipe', 'pipe', 'ignore'], env: { ...process.env, ALERTPATH_MEASURE: '1' } })
    this.connection = createMessageConnection(new StreamMessageReader(this.child.stdout), new StreamMessageWriter(this.child.stdin))
    this.connection.onNotification('textDocument/publishDiagnostics', params => this.diagnostics.set(params.uri, params.diagnostics))
    this.connection.onRequest('workspace/configuration', ({ items }) => items.map(({ section }) => settings[section] ?? {}))
    this.connection.onRequest('client/registerCapability', () => null)
    this.connection.onRequest('window/workDoneProgress/create', () => null)
    this.connection.listen()
  }

  /** Wall ms from the start of the process to the answer. `folders` are URIs. */
  async initialize({ folders = [] } = {}) {
    const started = performance.now()
    const snippets = { completion: { completionItem: { snippetSupport: true } }, publishDiagnostics: {} }
    await this.request('initialize', {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: folders.map(uri => ({ uri, name: uri })),
      capabilities: { workspace: { configuration: true }, textDocument: snippets },
      initializationOptions: {},
    })
    const took = performance.now() - started
    await this.connection.sendNotification('initialized', {})
    return took
  }

  request(method, params) {
    return this.connection.sendRequest(method, params)
  }

  open(uri, text) {
    this.uri = uri
    return this.connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version: 1, text } })
  }

  change(start, end, text) {
    const textDocument = { uri: this.uri, version: ++this.#version }
    return this.connection.sendNotification('textDocument/didChange', { textDocument, contentChanges: [{ range: { start, end }, text }] })
  }

  at(method, position, more = {}) {
    return this.request(`textDocument/${method}`, { textDocument: { uri: this.uri }, position, ...more })
  }

  /** cpu in ms, rss, heap and peak in bytes; `settle` waits for all problems first. */
  async measure(settle = false) {
    if (this.measures) return this.request('alertpath/measure', { settle })
    return fromSystem(this.child.pid)
  }

  /** CPU ms that `work` took in the server. */
  async cpu(work, settle = false) {
    const before = (await this.measure()).cpu
    await work()
    return (await this.measure(settle)).cpu - before
  }

  stop() {
    this.connection.dispose()
    this.child.kill()
  }
}

/** Linux only: ticks of 10 ms. */
function fromSystem(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const bytes = name => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) * 1024
  return { cpu: (Number(fields[11]) + Number(fields[12])) * 10, rss: bytes('VmRSS'), peak: bytes('VmHWM') }
}

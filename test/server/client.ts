// A client in memory: it answers for files from a table, keeps what the server says, and waits for it.
import { PassThrough } from 'node:stream'
import { createConnection } from 'vscode-languageserver/node'
import {
  type ClientCapabilities,
  createProtocolConnection,
  type Diagnostic,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node'
import { serve } from '../../server/src/lsp/serve'
import { type ChangedParams, type ListResult, listed, type ReadResult, type StatusParams } from '../../server/src/protocol'

export interface Options {
  /** URI → text, of what lies outside. */
  readonly files?: Map<string, string>
  readonly folders?: readonly string[]
  /** The section `alertpath` of the settings. */
  readonly settings?: unknown
  readonly capabilities?: ClientCapabilities
  readonly initializationOptions?: Record<string, unknown>
}

export class Client {
  readonly files: Map<string, string>
  readonly diagnostics = new Map<string, { readonly version: number | undefined; readonly diagnostics: Diagnostic[] }>()
  readonly status = new Map<string, StatusParams>()
  readonly messages: string[] = []
  readonly logs: string[] = []
  /** Every byte that the server sent. */
  sent = ''
  /** How often problems were published, and files were read. */
  published = 0
  reads = 0
  settings: unknown
  readonly #connection: ProtocolConnection
  readonly #versions = new Map<string, number>()
  readonly #texts = new Map<string, string>()

  private constructor({ files = new Map(), settings = null }: Options) {
    this.files = files
    this.settings = settings
    const up = new PassThrough()
    const down = new PassThrough()
    down.on('data', (bytes: Buffer) => {
      this.sent += bytes.toString('latin1')
    })
    serve(createConnection(new StreamMessageReader(up), new StreamMessageWriter(down)), { measure: () => ({}) })
    this.#connection = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up))
    this.#listen()
  }

  static async start(options: Options = {}): Promise<Client> {
    const client = new Client(options)
    const folders = options.folders ?? ['file:///work']
    await client.request('initialize', {
      processId: null,
      rootUri: null,
      workspaceFolders: folders.map(uri => ({ uri, name: uri })),
      capabilities: options.capabilities ?? {
        workspace: { configuration: true, workspaceFolders: true },
        textDocument: { completion: { completionItem: { snippetSupport: true } }, rename: { prepareSupport: true } },
      },
      initializationOptions: options.initializationOptions ?? { files: true, pages: 'vscode://alertpath.alertpath/check/' },
    })
    await client.notify('initialized', {})
    await client.quiet()
    return client
  }

  #listen(): void {
    const on = this.#connection
    on.onNotification('textDocument/publishDiagnostics', ({ uri, version, diagnostics }) => {
      this.published++
      this.diagnostics.set(uri, { version, diagnostics })
    })
    on.onNotification('window/showMessage', ({ message }) => void this.messages.push(message))
    on.onNotification('window/logMessage', ({ message }) => void this.logs.push(message))
    on.onNotification('alertpath/status', (params: StatusParams) => void this.status.set(params.uri ?? '', params))
    on.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => this.settings))
    on.onRequest('client/registerCapability', () => null)
    on.onRequest('alertpath/list', ({ uri }: { uri: string }): ListResult => {
      const files = [...this.files].filter(([name]) => name.startsWith(`${uri}/`) && listed.test(name.slice(name.lastIndexOf('/') + 1)))
      return { files: files.map(([name, text]) => ({ uri: name, size: text.length })), truncated: false }
    })
    on.onRequest('alertpath/read', ({ uri }: { uri: string }): ReadResult => {
      this.reads++
      const text = this.files.get(uri)
      return text === undefined ? { missing: true } : { text }
    })
    on.listen()
  }

  request<T>(method: string, params: unknown): Promise<T> {
    return this.#connection.sendRequest(method, params)
  }

  notify(method: string, params: unknown): Promise<void> {
    return this.#connection.sendNotification(method, params)
  }

  async open(uri: string, text = this.files.get(uri) ?? ''): Promise<void> {
    this.#versions.set(uri, 1)
    this.#texts.set(uri, text)
    await this.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version: 1, text } })
  }

  /** Replaces the first occurrence of `what`. */
  async edit(uri: string, what: string, by: string): Promise<void> {
    const text = this.#texts.get(uri) ?? ''
    const at = text.indexOf(what)
    if (at < 0) throw new Error(`no ${JSON.stringify(what)} in ${uri}`)
    await this.change(uri, [{ range: { start: place(text, at), end: place(text, at + what.length) }, text: by }])
    this.#texts.set(uri, text.slice(0, at) + by + text.slice(at + what.length))
  }

  async change(uri: string, contentChanges: unknown[]): Promise<void> {
    const version = (this.#versions.get(uri) ?? 0) + 1
    this.#versions.set(uri, version)
    await this.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges })
  }

  async close(uri: string): Promise<void> {
    await this.notify('textDocument/didClose', { textDocument: { uri } })
  }

  async changed(params: Partial<ChangedParams>): Promise<void> {
    await this.notify('alertpath/changed', { uris: [], folders: [], ...params })
  }

  /** Codes and first lines of what was published last: `unknown-key 3`. */
  codes(uri: string): string[] {
    return (this.diagnostics.get(uri)?.diagnostics ?? []).map(one => `${one.code} ${one.range.start.line}`)
  }

  /** Until nothing was said for a while, and nothing waits to be looked at. */
  async quiet(ms = 160): Promise<void> {
    for (let before = -1; before !== this.published + this.reads; ) {
      before = this.published + this.reads
      await new Promise(resolve => setTimeout(resolve, ms))
      await this.request('alertpath/measure', { settle: true })
    }
  }

  async stop(): Promise<void> {
    await this.request('shutdown', null)
    this.#connection.dispose()
  }
}

function place(text: string, offset: number): { line: number; character: number } {
  const before = text.slice(0, offset).split('\n')
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 }
}

export async function withClient(options: Options, run: (client: Client) => Promise<void>): Promise<void> {
  const client = await Client.start(options)
  try {
    await run(client)
  } finally {
    await client.stop()
  }
}

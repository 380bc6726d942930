// One client from initialize to shutdown: its abilities, its folders, what it is told unasked.
import {
  type ClientCapabilities,
  CodeLensRefreshRequest,
  type Connection,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
} from 'vscode-languageserver'
import { completion } from '../core/features'
import { update, type Workspace } from '../core/workspace'
import type { ChangedParams, InitializationOptions, Snippet, SnippetsParams, StatusReport } from '../protocol'
import { pathsChanged } from '../protocol/path'
import type { Asked } from './answers'
import { later, now } from './clock'
import type { Asking } from './completion'
import { linesOf, type Naming } from './convert'
import type { Guard } from './guard'
import { clientPort, type Host } from './port'
import { Progress } from './progress'
import { Reading } from './reading'
import { Schedule } from './schedule'
import { Preferences, readOptions } from './settings'
import { readSnippets } from './snippets'
import { Status } from './status'
import { Store } from './store'
import { canonical } from './uris'
import { version } from './version'

export class Session {
  readonly store: Store
  readonly naming: Naming
  readonly #reading: Reading
  readonly #schedule: Schedule
  readonly #status: Status
  readonly #timings = new Map<string, number>()
  #capabilities: ClientCapabilities = {}
  #options: InitializationOptions = {}
  #preferences: Preferences
  #cancelRefresh: (() => void) | undefined

  constructor(
    private readonly connection: Connection,
    private readonly host: Host,
    private readonly guard: Guard,
  ) {
    this.store = new Store(edited => this.#schedule.changed(edited))
    this.store.workspace = update(this.store.workspace, { snippets: readSnippets() })
    const session = this
    this.naming = {
      client: uri => this.store.client(uri),
      file: uri => this.store.file(uri),
      get pages() {
        return session.#options.pages
      },
    }
    const progress = new Progress(connection, guard)
    this.#status = new Status(this.store, params => guard.background('status', connection.sendNotification('alertpath/status', params)))
    this.#reading = new Reading(this.store, busy => {
      progress.busy(busy && this.#capabilities.window?.workDoneProgress === true)
      this.#status.busy(busy)
    })
    this.#schedule = new Schedule(this.store, this.#sink(), guard)
    this.#preferences = new Preferences(connection, this.#options)
  }

  initialize({ capabilities, initializationOptions, workspaceFolders, rootUri }: InitializeParams): void {
    this.#capabilities = capabilities
    this.#options = readOptions(initializationOptions)
    this.#preferences = new Preferences(this.connection, this.#options)
    if (this.#options.sample !== undefined) this.store.sample = this.store.name(this.#options.sample)
    const roots = workspaceFolders?.map(one => one.uri) ?? (rootUri ? [rootUri] : [])
    this.store.setFolders(roots.map(one => this.store.name(one)))
    this.#status.enabled = this.#options.files === true
    const port = this.#options.files ? clientPort(this.connection) : this.host.disk?.(() => this.store.workspace.folders)
    if (port) this.#reading.port = port
  }

  async start(): Promise<void> {
    const { workspace } = this.#capabilities
    if (workspace?.workspaceFolders)
      this.connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(one => canonical(one.uri)))
        const fresh = added.map(one => this.store.name(one.uri))
        this.store.setFolders([...this.store.workspace.folders.filter(one => !gone.has(one)), ...fresh])
        this.guard.background('folders', this.#reading.changed([], fresh))
      })
    if (!this.#options.files && workspace?.didChangeWatchedFiles?.dynamicRegistration)
      this.guard.background('watch', this.connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: '**/*' }] }))
    this.store.setPreferred(await this.#preferences.ask(workspace?.configuration === true))
    await this.#reading.changed([], this.store.workspace.folders)
  }

  /** When everything that waits has been looked at, without waiting for a pause in the typing. */
  settled(): Promise<void> {
    return this.#schedule.settled()
  }

  /** See `Schedule.prepared`. */
  prepared(uri: string): Promise<void> {
    return this.#schedule.prepared(canonical(uri))
  }

  stop(): void {
    this.#cancelRefresh?.()
    this.#schedule.stop()
  }

  async settingsChanged(pushed: unknown): Promise<void> {
    const own = (pushed as { alertpath?: unknown } | null | undefined)?.alertpath
    const asks = this.#capabilities.workspace?.configuration === true
    this.store.setPreferred(asks ? await this.#preferences.ask(true) : this.#preferences.read(own))
  }

  filesChanged({ uris, folders }: ChangedParams): Promise<void> {
    return this.#reading.changed(uris, folders)
  }

  closed(uri: string): void {
    const again = this.store.didClose(uri)
    this.#status.closed(canonical(uri))
    if (again) this.guard.background('files', this.#reading.changed([uri]))
  }

  asked(uri: string): Asked | undefined {
    const file = this.store.file(uri)
    return file && { workspace: this.store.workspace, file, naming: this.naming }
  }

  get asking(): Asking {
    const snippets = this.#capabilities.textDocument?.completion?.completionItem?.snippetSupport === true
    return { retrigger: this.#options.files === true, snippets }
  }

  /** Our own extension, which has our commands. */
  get ownClient(): boolean {
    return this.#options.files === true
  }

  get links(): boolean {
    return this.#capabilities.textDocument?.definition?.linkSupport === true
  }

  /** The last time of each kind of work is part of the status report. */
  timed<T>(name: string, work: () => T): T {
    const started = now()
    const done = work()
    this.#timings.set(name, now() - started)
    return done
  }

  snippets({ uri, position }: SnippetsParams): Snippet[] {
    const asked = this.asked(uri)
    if (!asked) return []
    return completion(asked.workspace, asked.file.uri, linesOf(asked.file).offset(position))
      .items.filter(one => one.kind === 'snippet')
      .map(one => ({ label: one.label, ...(one.detail && { detail: one.detail }), body: one.edit.text }))
  }

  report(): StatusReport {
    const problems: Record<string, number> = {}
    for (const codes of this.#schedule.problems.values()) for (const code of codes) problems[code] = (problems[code] ?? 0) + 1
    const memory = this.host.memory?.()
    return {
      version,
      versions: this.#status.versions(),
      files: this.#status.files(),
      problems,
      timings: Object.fromEntries(this.#timings),
      ...(memory !== undefined && { memory }),
    }
  }

  /** Lenses and the tree speak of other files, too: they are asked for anew once all is quiet. */
  #pathsChanged(): void {
    this.#cancelRefresh?.()
    this.#cancelRefresh = later(() => {
      if (this.#capabilities.workspace?.codeLens?.refreshSupport) this.guard.background('lenses', this.connection.sendRequest(CodeLensRefreshRequest.type))
      if (this.ownClient) this.guard.background('paths', this.connection.sendNotification(pathsChanged))
    }, 300)
  }

  /** An edit may name a file that holds an address. */
  #readNamed(): void {
    const reading = this.#reading.named()
    if (reading) this.guard.background('files', reading)
  }

  #sink() {
    const { connection, guard, naming } = this
    return {
      client: naming.client,
      file: naming.file,
      get pages() {
        return naming.pages
      },
      publish: (uri: string, documentVersion: number | undefined, diagnostics: Parameters<Connection['sendDiagnostics']>[0]['diagnostics']) =>
        guard.background('publish', connection.sendDiagnostics({ uri, diagnostics, ...(documentVersion !== undefined && { version: documentVersion }) })),
      seen: (uri: string, workspace: Workspace) => {
        this.#status.seen(uri, workspace)
        this.#pathsChanged()
        this.#readNamed()
      },
      time: (name: string, ms: number) => void this.#timings.set(name, ms),
    }
  }
}

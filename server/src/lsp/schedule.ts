// When problems are computed and sent: the document that was edited first, once nobody types; then all others, in slices so short that
// no request waits for them. What files ask of each other is found out before, file by file. Only lists that changed are sent.
import type { Diagnostic } from 'vscode-languageserver'
import { checkAcross, type File, fileProblems, learn, prepare, type Workspace } from '../core/workspace'
import { breathe, later, now } from './clock'
import { diagnostic, type Naming } from './convert'
import type { Guard } from './guard'
import type { Store } from './store'

/** ms after the last key. */
const quiet = 100
/** ms that somebody may type without a pause before the document is looked at anyway. */
const patience = 500
/** ms after a document was opened: whoever asks something of it at once is answered first. */
const first = 40
/** Characters of a text that takes longer to read than somebody who asks should wait. */
const large = 1_000_000
/** ms of work before others get their turn; the last step of it may take as long again. */
const slice = 12

export interface Sink extends Naming {
  publish(uri: string, version: number | undefined, diagnostics: Diagnostic[]): void
  /** A file was looked at. */
  seen(uri: string, workspace: Workspace): void
  time(name: string, ms: number): void
}

export class Schedule {
  readonly #pending = new Set<string>()
  readonly #urgent = new Set<string>()
  readonly #published = new Map<string, string>()
  readonly #learned = new WeakSet<File>()
  readonly #counts = new Map<string, readonly string[]>()
  #cancel: (() => void) | undefined
  #since: number | undefined
  #round = 0
  #working: Promise<void> | undefined

  constructor(
    private readonly store: Store,
    private readonly sink: Sink,
    private readonly guard: Guard,
  ) {}

  /** There is a new snapshot; `edited`: by typing in this document. */
  changed(edited?: string): void {
    for (const uri of this.store.workspace.files.keys()) this.#pending.add(uri)
    for (const uri of this.#published.keys()) this.#pending.add(uri)
    if (edited !== undefined) this.#urgent.add(edited)
    const typing = edited !== undefined && this.#published.has(edited)
    this.#since ??= now()
    const wait = typing ? Math.min(quiet, Math.max(0, this.#since + patience - now())) : first
    this.#round++
    this.#cancel?.()
    this.#cancel = later(() => this.#start(), wait)
  }

  stop(): void {
    this.#round++
    this.#cancel?.()
    this.#pending.clear()
  }

  /** Everything that is waiting, now. */
  async settled(): Promise<void> {
    while (this.#pending.size > 0 || this.#working) {
      if (!this.#working) {
        this.#cancel?.()
        this.#start()
      }
      await this.#working
    }
  }

  /** A large text has been read in slices, so that an answer about all of it holds nobody up for long; or it is another one by now. */
  async prepared(uri: string): Promise<void> {
    const file = this.store.workspace.files.get(uri)
    if (file && file.source.length >= large) await this.#prepared(uri, new Turns(() => this.store.workspace.files.get(uri) === file))
  }

  /** Codes of the problems that were sent, by file. */
  get problems(): ReadonlyMap<string, readonly string[]> {
    return this.#counts
  }

  #start(): void {
    this.#since = undefined
    const work = this.#work(++this.#round).finally(() => {
      if (this.#working === work) this.#working = undefined
    })
    this.#working = work
    this.guard.background('problems', work)
  }

  async #work(round: number): Promise<void> {
    const order = [...new Set([...this.#urgent, ...this.store.open.filter(uri => this.#pending.has(uri)), ...this.#pending])]
    const turns = new Turns(() => round === this.#round)
    const fresh = order.filter(uri => this.#isFresh(uri))
    for (const uri of fresh) if (!(await this.#prepared(uri, turns))) return
    // after a letter there is one, which its own checks read
    if (fresh.length > 1 && !(await this.#learn(fresh, turns))) return
    for (const uri of order) {
      if (!(await this.#prepared(uri, turns)) || !(await this.#checked(uri, turns))) return
      this.guard.attempt('problems', () => this.#look(uri))
      if (!(await turns.next(slice))) return
    }
  }

  #isFresh(uri: string): boolean {
    const file = this.store.workspace.files.get(uri)
    return file !== undefined && !this.#learned.has(file)
  }

  /** Reads a large file part by part. False when the round is over. */
  async #prepared(uri: string, turns: Turns): Promise<boolean> {
    const pace = { parts: 8 }
    return this.#taken('prepare', prepare(this.store.workspace, uri, pace), turns, took => {
      pace.parts = next(pace.parts, took)
    })
  }

  /** Runs its checks across files one after another. False when the round is over. */
  #checked(uri: string, turns: Turns): Promise<boolean> {
    return this.#taken('checks', checkAcross(this.store.workspace, uri), turns)
  }

  /** Takes steps one after another; what fails is as done as it will ever be. False when the round is over. */
  async #taken(name: string, steps: Iterator<undefined>, turns: Turns, took?: (ms: number) => void): Promise<boolean> {
    for (let left = true; left && turns.going; ) {
      left = false
      const before = now()
      this.guard.attempt(name, () => {
        left = steps.next().done !== true
      })
      took?.(now() - before)
      await turns.next(slice)
    }
    return turns.going
  }

  /** What is learned stays with the files: a round that is cut short loses nothing. */
  async #learn(uris: readonly string[], turns: Turns): Promise<boolean> {
    const { workspace } = this.store
    if (!(await this.#taken('learn', learn(workspace, uris), turns))) return false
    for (const uri of uris) {
      const file = workspace.files.get(uri)
      if (file) this.#learned.add(file)
    }
    return true
  }

  #look(uri: string): void {
    const { workspace } = this.store
    this.#pending.delete(uri)
    this.#urgent.delete(uri)
    const file = workspace.files.get(uri)
    const started = now()
    const found = file ? fileProblems(workspace, uri).map(problem => diagnostic(problem, file, this.sink)) : []
    if (this.store.isOpen(uri)) this.sink.time('problems of the last document', now() - started)
    this.#send(uri, found)
    if (file) this.sink.seen(uri, workspace)
  }

  #send(uri: string, found: Diagnostic[]): void {
    const spelled = this.store.client(uri)
    const before = this.#published.get(uri)
    const text = found.length === 0 ? '' : JSON.stringify(found)
    if (found.length > 0)
      this.#counts.set(
        uri,
        found.map(one => String(one.code)),
      )
    else this.#counts.delete(uri)
    if (this.store.workspace.files.has(uri)) this.#published.set(uri, text)
    else this.#published.delete(uri)
    if ((before ?? '') !== text) this.sink.publish(spelled, this.store.versionOf(uri), found)
  }
}

/** Lets others have their turn after so many ms of work. */
class Turns {
  #started = now()

  constructor(private readonly isGoing: () => boolean) {}

  get going(): boolean {
    return this.isGoing()
  }

  /** False when nobody wants the rest of the work any more. */
  async next(ms: number): Promise<boolean> {
    if (now() - this.#started >= ms) {
      await breathe()
      this.#started = now()
    }
    return this.isGoing()
  }
}

/** The amount of work that should fill a slice next, when so much took so many ms. It grows slowly: other parts may be dearer. */
const next = (amount: number, took: number): number => Math.max(8, Math.min(100, amount * 2, Math.round((amount * slice) / Math.max(took, 1))))

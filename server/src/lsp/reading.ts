// Brings files from outside into the store: folders at the start, changes later. Whatever piles up while it works becomes one batch.
import { addressFiles, type File, isInside, longestAddress, makeFile } from '../core/workspace'
import { listed as listedNames } from '../protocol'
import { isCandidate, isTelling } from './candidates'
import { breathe, now } from './clock'
import type { Port } from './port'
import type { Store } from './store'

/** Files that are read at the same time. */
const atOnce = 16
/** ms of parsing before other messages get their turn. */
const slice = 25

/** What a round learns beside the files. */
interface Found {
  readonly gone: string[]
  readonly listed: string[]
  /** Files that hold addresses, where the text is another one. */
  readonly secrets: Map<string, string | undefined>
}

export class Reading {
  readonly #uris = new Set<string>()
  readonly #folders = new Set<string>()
  /** Files that hold addresses: they are in no listing, so each is asked for once, and again when it changes. */
  readonly #asked = new Set<string>()
  #port: Port | undefined
  #running: Promise<void> | undefined

  constructor(
    private readonly store: Store,
    private readonly busy: (busy: boolean) => void,
  ) {}

  /** Nothing is read before there is a port. */
  set port(port: Port) {
    this.#port = port
  }

  /** Files to read and folders to list again. The promise is kept when all that is waiting has been read. */
  changed(uris: Iterable<string>, folders: Iterable<string> = []): Promise<void> {
    for (const uri of uris) this.#uris.add(this.store.name(uri))
    for (const folder of folders) this.#folders.add(this.store.name(folder))
    return this.#start()
  }

  /** A configuration may name a file that holds an address since it was edited. Undefined when there is none to read. */
  named(): Promise<void> | undefined {
    return this.#port && this.#wantNamed() ? this.#start() : undefined
  }

  #wantNamed(): boolean {
    const fresh = [...addressFiles(this.store.workspace)].filter(uri => !this.#asked.has(uri))
    for (const uri of fresh) {
      this.#asked.add(uri)
      this.#uris.add(uri)
    }
    return fresh.length > 0
  }

  #start(): Promise<void> {
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined
    })
    return this.#running
  }

  async #run(): Promise<void> {
    const port = this.#port
    if (!port) return
    this.busy(true)
    try {
      while (this.#uris.size + this.#folders.size > 0) {
        const uris = [...this.#uris]
        const folders = [...this.#folders]
        this.#uris.clear()
        this.#folders.clear()
        await this.#round(port, uris, folders)
        await breathe()
        this.#wantNamed()
      }
    } finally {
      this.busy(false)
    }
  }

  async #round(port: Port, uris: readonly string[], folders: readonly string[]): Promise<void> {
    const { store } = this
    const listed: string[] = []
    const gone: string[] = []
    const wanted = new Set(uris)
    let whole: boolean | undefined
    let names: RegExp | undefined
    for (const folder of folders) {
      const found = await port.list(store.client(folder)).catch(() => undefined)
      if (!found) continue
      await breathe()
      whole = (whole ?? true) && !found.truncated && folders.length >= store.workspace.folders.length
      const there = new Set<string>()
      for (const file of found.files) {
        const uri = store.name(file.uri)
        there.add(uri)
        if (isCandidate(nameOf(uri), file.size) && !store.workspace.files.has(uri)) wanted.add(uri)
      }
      if (!found.everyName) names = listedNames
      for (const other of found.others ?? []) there.add(store.name(other))
      listed.push(...there)
      for (const uri of store.workspace.listing) if (isInside(uri, folder) && !there.has(uri)) gone.push(uri)
    }
    // a folder that comes or goes takes them along
    for (const uri of this.#asked) if ([...uris, ...folders].some(one => isInside(uri, one))) wanted.add(uri)
    const secrets = new Map<string, string | undefined>()
    const files = await this.#read(port, [...wanted], { gone, listed, secrets })
    if (whole === undefined && files.length + gone.length + listed.length + secrets.size === 0) return
    store.apply({ files, gone, listed, secrets, ...(whole && !store.workspace.whole && { whole, names }) })
  }

  async #read(port: Port, uris: readonly string[], { gone, listed, secrets }: Found): Promise<File[]> {
    const files: File[] = []
    let next = 0
    let started = now()
    const work = async (): Promise<void> => {
      for (let uri = uris[next++]; uri !== undefined; uri = uris[next++]) {
        const result = await port.read(this.store.client(uri)).catch(() => undefined)
        if (this.#asked.has(uri)) this.#keep(uri, result?.text, secrets)
        if (!result || result.outside || (result.missing && this.#isSecretAlone(uri))) continue
        if (result.missing) gone.push(uri)
        else listed.push(uri)
        const file = result.text === undefined ? undefined : this.#make(uri, result.text)
        if (file) files.push(file)
        else if (!result.missing && this.store.workspace.files.has(uri)) gone.push(uri)
        if (now() - started > slice) {
          await breathe()
          started = now()
        }
      }
    }
    await Promise.all(Array.from({ length: Math.min(atOnce, uris.length) }, work))
    return files
  }

  /** What is too long is no address and is not kept. */
  #keep(uri: string, text: string | undefined, secrets: Map<string, string | undefined>): void {
    const kept = text !== undefined && text.length <= longestAddress ? text : undefined
    if (kept !== this.store.workspace.secrets.get(uri)) secrets.set(uri, kept)
  }

  /** Asked for, and otherwise not known: that it is not there changes nothing. */
  #isSecretAlone(uri: string): boolean {
    const { listing, files } = this.store.workspace
    return this.#asked.has(uri) && !listing.has(uri) && !files.has(uri)
  }

  /** A text that did not change stays the same object, with all that was computed from it. */
  #make(uri: string, text: string): File | undefined {
    if (this.store.isOpen(uri)) return this.store.workspace.files.get(uri)
    const name = nameOf(uri)
    if (!isCandidate(name, text.length) || !isTelling(name, text)) return undefined
    const before = this.store.workspace.files.get(uri)
    return before?.text === text ? before : makeFile(uri, text)
  }
}

const nameOf = (uri: string): string => uri.slice(uri.lastIndexOf('/') + 1)

// What the server knows: the snapshot that all answers are computed from, and which documents the editor has open. A text of the editor
// wins over the disk for as long as it is open.
import type { TextDocumentContentChangeEvent } from 'vscode-languageserver'
import { emptyWorkspace, type File, isInside, makeFile, type Settings, update, type Workspace } from '../core/workspace'
import { changed } from './convert'
import { canonical } from './uris'

interface Open {
  version: number
}

/** One batch from outside: however many files, one new snapshot. */
export interface Batch {
  readonly files: readonly File[]
  /** Files and folders that are not there any more. */
  readonly gone: readonly string[]
  /** What exists without being read. */
  readonly listed: readonly string[]
  readonly whole?: boolean
  /** The listing is whole for these names only. */
  readonly names?: RegExp | undefined
  /** Texts of files that hold addresses, where they changed; undefined: not there any more. */
  readonly secrets?: ReadonlyMap<string, string | undefined>
}

export class Store {
  workspace: Workspace = emptyWorkspace
  /** A folder outside the workspace whose documents count while they are open. */
  sample: string | undefined
  readonly #open = new Map<string, Open>()
  /** Only those that the client spells in its own way. */
  readonly #spelled = new Map<string, string>()
  readonly #changed: (edited?: string) => void

  /** `changed` is told of every new snapshot, with the document when an edit made it. */
  constructor(changed: (edited?: string) => void) {
    this.#changed = changed
  }

  file(uri: string): File | undefined {
    return this.workspace.files.get(canonical(uri))
  }

  /** The URI as the client spells it, if it ever did. */
  client(uri: string): string {
    return this.#spelled.get(uri) ?? uri
  }

  /** The server's own spelling; the client's is remembered, so that it hears of a file under one name. */
  name(spelled: string): string {
    const uri = canonical(spelled)
    if (uri !== spelled) this.#spelled.set(uri, spelled)
    return uri
  }

  isOpen(uri: string): boolean {
    return this.#open.has(uri)
  }

  get open(): readonly string[] {
    return [...this.#open.keys()]
  }

  versionOf(uri: string): number | undefined {
    return this.#open.get(uri)?.version
  }

  /** Documents of other schemes (the old side of a comparison, output) are nobody's files. */
  isOurs(uri: string): boolean {
    if (this.sample !== undefined && isInside(uri, this.sample)) return true
    const scheme = uri.slice(0, uri.indexOf(':'))
    return scheme === 'file' || scheme === 'untitled' || this.workspace.folders.some(folder => folder.startsWith(`${scheme}:`))
  }

  didOpen(spelled: string, version: number, text: string): void {
    const uri = this.name(spelled)
    if (!this.isOurs(uri)) return
    this.#open.set(uri, { version })
    const before = this.workspace.files.get(uri)
    if (before?.text !== text) this.#put(makeFile(uri, text, before))
    this.#changed(uri)
  }

  didChange(spelled: string, version: number, changes: readonly TextDocumentContentChangeEvent[]): void {
    const uri = canonical(spelled)
    const open = this.#open.get(uri)
    const before = this.workspace.files.get(uri)
    if (!open || !before) return
    open.version = version
    const after = changed(before, changes)
    if (after === before) return
    this.#put(after)
    this.#changed(uri)
  }

  /** True when the file should be read from outside again: the editor may have thrown its text away. */
  didClose(spelled: string): boolean {
    const uri = canonical(spelled)
    if (!this.#open.delete(uri)) return false
    if (this.workspace.listing.has(uri) && this.workspace.folders.some(folder => isInside(uri, folder))) return true
    const files = new Map(this.workspace.files)
    files.delete(uri)
    this.#set({ files })
    return false
  }

  apply({ files: read, gone, listed, whole, names, secrets }: Batch): void {
    const files = new Map(this.workspace.files)
    const listing = new Set(this.workspace.listing)
    const missing = gone.length > 0 ? this.#below(gone) : []
    for (const uri of missing) {
      listing.delete(uri)
      if (!this.#open.has(uri)) files.delete(uri)
    }
    for (const uri of listed) listing.add(uri)
    for (const file of read) {
      listing.add(file.uri)
      if (!this.#open.has(file.uri)) files.set(file.uri, file)
    }
    this.#set({
      files,
      listing,
      ...(whole !== undefined && { whole, names }),
      ...(secrets?.size && { secrets: this.#secretsWith(secrets) }),
    })
  }

  #secretsWith(changed: ReadonlyMap<string, string | undefined>): ReadonlyMap<string, string> {
    const secrets = new Map(this.workspace.secrets)
    for (const [uri, text] of changed)
      if (text === undefined) secrets.delete(uri)
      else secrets.set(uri, text)
    return secrets
  }

  /** Known files that are one of `gone` or lie in it. */
  #below(gone: readonly string[]): string[] {
    const { files, listing } = this.workspace
    const exact = new Set(gone)
    const known = new Set([...listing, ...files.keys()])
    const folders = gone.filter(one => !known.has(one))
    return [...known].filter(uri => exact.has(uri) || folders.some(folder => isInside(uri, folder)))
  }

  setFolders(folders: readonly string[]): void {
    const inside = (uri: string): boolean => folders.some(folder => isInside(uri, folder))
    const files = new Map([...this.workspace.files].filter(([uri]) => this.#open.has(uri) || inside(uri)))
    const secrets = new Map([...this.workspace.secrets].filter(([uri]) => inside(uri)))
    this.#set({ folders, files, listing: new Set([...this.workspace.listing].filter(inside)), secrets })
  }

  setPreferred(preferred: Settings): void {
    this.#set({ preferred })
  }

  choose(spelled: string, kind: Parameters<Workspace['chosen']['get']>[0] | undefined): void {
    const chosen = new Map(this.workspace.chosen)
    const uri = canonical(spelled)
    if (kind === undefined) chosen.delete(uri)
    else chosen.set(uri, kind as never)
    this.#set({ chosen })
  }

  /** An edit: the listing only grows when the file is new to it. */
  #put(file: File): void {
    const files = new Map(this.workspace.files)
    files.set(file.uri, file)
    this.workspace = update(this.workspace, { files })
  }

  #set(parts: Parameters<typeof update>[1]): void {
    this.workspace = update(this.workspace, parts)
    this.#changed()
  }
}

// What the server wants of the world outside: which files there are and what they say. In VS Code the client answers, elsewhere the disk.
import type { Connection } from 'vscode-languageserver'
import { type ListResult, list, type ReadResult, read } from '../protocol'

export interface Listing extends ListResult {
  /** Names that can be none of ours are there, too. */
  readonly everyName?: boolean
}

export interface Port {
  /** A workspace folder, or a folder inside one. */
  list(uri: string): Promise<Listing>
  read(uri: string): Promise<ReadResult>
}

export interface Host {
  /** Used when the client does not answer for files: only inside `folders`. Undefined where there is no disk. */
  disk?(folders: () => readonly string[]): Port
  /** A text of so many UTF-16 units is about to be read. */
  expectText?(length: number): void
  /** Bytes in use, where the host can tell. */
  memory?(): number
  /** Numbers for the bench, where somebody measures: ms of processor time, bytes. */
  measure?(): Readonly<Record<string, number>>
}

/** The client looks at files for us. */
export const clientPort = (connection: Connection): Port => ({
  list: uri => connection.sendRequest<ListResult>(list, { uri }),
  read: uri => connection.sendRequest<ReadResult>(read, { uri }),
})

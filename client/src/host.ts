// What differs between the places where the extension runs.
import type { Uri } from 'vscode'
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient'
import type { Send } from './live/send'

export interface Host {
  readonly name: 'node' | 'web'
  readonly start: (options: LanguageClientOptions) => BaseLanguageClient
  /** The place behind links; absent where the file system has none. Rejects when there is no such file. */
  readonly resolve?: (uri: Uri) => Promise<Uri>
  /** One request to a server that the user agreed to; absent where nothing is sent. */
  readonly send?: Send
  /** Sets permissions (0o755); absent where files have none. */
  readonly permit?: (uri: Uri, mode: number) => Promise<void>
}

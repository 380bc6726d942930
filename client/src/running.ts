// What is there while the extension runs: handed to all that it offers.
import type { ExtensionContext, LogOutputChannel } from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import type { Host } from './host'
import type { StatusItem } from './status'

export interface Running {
  readonly context: ExtensionContext
  readonly client: BaseLanguageClient
  readonly log: LogOutputChannel
  readonly host: Host
  readonly item: StatusItem
}

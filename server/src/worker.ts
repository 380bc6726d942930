// The language server as a web worker, started by the extension in a browser.
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser'
import { serve } from './lsp/serve'

declare const self: DedicatedWorkerGlobalScope

serve(createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self)), {})

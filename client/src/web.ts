// The extension where there is no Node: a browser without a machine behind it. The server is a web worker.
import { type ExtensionContext, Uri } from 'vscode'
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from 'vscode-languageclient/browser'
import { type Api, activate as activateShared } from './extension'
import { sendWeb } from './live/sendWeb'

export function activate(context: ExtensionContext): Promise<Api> {
  const module = Uri.joinPath(context.extensionUri, 'dist', 'server.web.js').toString(true)
  let worker: Worker | undefined
  // The streams, not the worker: an extension host's own kind of Worker is not recognised. An earlier one would stay otherwise.
  const connect = async () => {
    worker?.terminate()
    worker = new Worker(module)
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) }
  }
  context.subscriptions.push({ dispose: () => worker?.terminate() })
  return activateShared(context, { name: 'web', send: sendWeb, start: options => new LanguageClient('alertpath', 'Alertpath', connect, options) })
}

export { deactivate } from './extension'

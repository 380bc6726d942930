// The extension where there is Node: a desktop, a remote machine, a container. The server is a process of its own.
import { chmod, realpath } from 'node:fs/promises'
import { type ExtensionContext, ExtensionMode, Uri } from 'vscode'
import { LanguageClient, TransportKind } from 'vscode-languageclient/node'
import { type Api, activate as activateShared } from './extension'
import { sendNode } from './live/sendNode'

export function activate(context: ExtensionContext): Promise<Api> {
  const module = context.asAbsolutePath('dist/server.js')
  const debugged = context.extensionMode === ExtensionMode.Development && process.env.ALERTPATH_INSPECT
  const options = debugged ? { execArgv: ['--nolazy', `--inspect=${debugged}`] } : {}
  const run = { module, transport: TransportKind.ipc, options }
  return activateShared(context, {
    name: 'node',
    start: clientOptions => new LanguageClient('alertpath', 'Alertpath', { run, debug: run }, clientOptions),
    send: sendNode,
    resolve: async uri => (uri.scheme === 'file' ? Uri.file(await realpath(uri.fsPath)) : uri),
    permit: async (uri, mode) => (uri.scheme === 'file' ? chmod(uri.fsPath, mode) : undefined),
  })
}

export { deactivate } from './extension'

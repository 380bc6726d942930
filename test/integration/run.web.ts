import 'mocha/mocha' // The browser build; it defines a global `mocha`.
import * as vscode from 'vscode'
import { files } from './files'
import { report } from './reporter'

/** Called by VS Code inside the web worker extension host. */
export async function run(): Promise<void> {
  // The browser has no disk, so the open folder starts empty.
  const folder = vscode.workspace.workspaceFolders?.[0]
  if (!folder) throw new Error('no folder is open')
  for (const [name, text] of Object.entries(files)) {
    await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder.uri, name), new TextEncoder().encode(text))
  }
  mocha.setup({ ui: 'bdd', timeout: 30_000, reporter: class {} as never })
  await import('./suite')
  await import('./liveWeb')
  await import('./sampleWeb')
  await report(mocha.run())
}

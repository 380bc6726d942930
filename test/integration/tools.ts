// Small helpers of the suite; they must work in a web worker, so Node's assert is out.
import * as vscode from 'vscode'

export function equal(actual: unknown, expected: unknown): void {
  const [a, e] = [JSON.stringify(actual), JSON.stringify(expected)]
  if (a !== e) throw new Error(`expected ${e}, got ${a}`)
}

/** Polls until `read` returns something other than undefined. */
export async function eventually<T>(what: string, read: () => Promise<T | undefined> | Thenable<T | undefined> | T | undefined): Promise<T> {
  for (const end = Date.now() + 15_000; Date.now() < end; await new Promise(done => setTimeout(done, 50))) {
    const value = await read()
    if (value !== undefined) return value
  }
  throw new Error(`timed out waiting for ${what}`)
}

export function uri(path: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0]
  if (!folder) throw new Error('no folder is open')
  return vscode.Uri.joinPath(folder.uri, path)
}

export async function open(path: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(uri(path))
  await vscode.window.showTextDocument(document)
  return document
}

export interface Api {
  readonly host: 'node' | 'web'
  status(uri: string): { readonly kind?: string } | undefined
  readonly live?: unknown
}

/** What the extension exports, once it is active. */
export async function api(): Promise<Api> {
  const extension = vscode.extensions.getExtension<Api>('alertpath.alertpath')
  if (!extension) throw new Error('the extension is not there')
  return extension.activate()
}

export const write = (path: string, text: string): Thenable<void> => vscode.workspace.fs.writeFile(uri(path), new TextEncoder().encode(text))

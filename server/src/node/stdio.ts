// The language server on standard input and output, for any editor.
import process from 'node:process'
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node'
import { start } from './start'

/** Nothing but `--stdio` is offered, so nothing else is understood. The status is set only when the server does not start. */
export async function startOnStdio(args: readonly string[]): Promise<number | undefined> {
  const unknown = args.find(one => one !== '--stdio')
  if (unknown !== undefined) {
    process.stderr.write(`There is no option "${unknown}": write "alertpath lsp --stdio".\n`)
    return 2
  }
  start(createConnection(ProposedFeatures.all, process.stdin, process.stdout))
  return undefined
}

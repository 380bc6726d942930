// The language server as a Node process, started by the extension on a desktop.
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node'
import { start } from './node/start'

start(createConnection(ProposedFeatures.all))

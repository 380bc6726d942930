// The language server as a Node process, started by the extension on a desktop and by `alertpath lsp`.
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node'
import { serve } from './lsp/serve'

serve(createConnection(ProposedFeatures.all))

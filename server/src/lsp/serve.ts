// A stand-in: says one thing about a file without groups, so that the way from the server to the editor can be seen to work.
import { type Connection, DiagnosticSeverity, TextDocumentSyncKind, TextDocuments } from 'vscode-languageserver'
import { TextDocument } from 'vscode-languageserver-textdocument'

export function serve(connection: Connection): void {
  const documents = new TextDocuments(TextDocument)
  connection.onInitialize(() => ({ capabilities: { textDocumentSync: TextDocumentSyncKind.Incremental } }))
  documents.onDidChangeContent(({ document }) => {
    const at = document.getText().indexOf('expr:')
    const range = { start: document.positionAt(Math.max(0, at)), end: document.positionAt(Math.max(0, at) + 4) }
    const diagnostics = at < 0 ? [] : [{ range, severity: DiagnosticSeverity.Warning, source: 'alertpath', code: 'stand-in', message: 'The server is there.' }]
    void connection.sendDiagnostics({ uri: document.uri, version: document.version, diagnostics })
    void connection.sendNotification('alertpath/status', { uri: document.uri, ...(at < 0 ? {} : { kind: 'rules' }), files: 1, busy: false })
  })
  connection.onDidChangeConfiguration(() => undefined)
  connection.onNotification('alertpath/changed', () => undefined)
  connection.onNotification('alertpath/kind', () => undefined)
  connection.onRequest('alertpath/statusReport', () => ({ version: '0.1.0', versions: [], files: {}, problems: {}, timings: {} }))
  connection.onRequest('alertpath/snippets', () => [])
  documents.listen(connection)
  connection.listen()
}

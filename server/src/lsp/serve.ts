// Ties a connection to the core: who asks for what, one line a feature. Everything runs behind the guard.
import { CodeActionKind, type Connection, type InitializeParams, type InitializeResult, type Position, TextDocumentSyncKind } from 'vscode-languageserver'
import { semanticTokens } from '../core/features'
import * as protocol from '../protocol'
import { type ChangedParams, changed, type KindParams, kind, type SnippetsParams, snippets, statusReport } from '../protocol'
import { alertPaths } from '../protocol/path'
import * as making from '../protocol/scaffold'
import { codeActions, fixAll } from './actions'
import * as answers from './answers'
import { completions, triggers } from './completion'
import { linesOf, span } from './convert'
import { type Guard, guarded } from './guard'
import * as live from './live'
import * as path from './path'
import type { Host } from './port'
import * as scaffold from './scaffold'
import { Session } from './session'
import { encodeTokens, tokenTypes } from './tokens'
import { version } from './version'

export function serve(connection: Connection, host: Host): void {
  const guard = guarded(connection)
  const session = new Session(connection, host, guard)
  const { store } = session

  connection.onInitialize(params => {
    session.initialize(params)
    return initialized(params)
  })
  connection.onInitialized(guard.notification('initialized', () => session.start()))
  connection.onShutdown(() => session.stop())
  connection.onDidOpenTextDocument(
    guard.notification('open', ({ textDocument: one }) => {
      host.expectText?.(one.text.length)
      store.didOpen(one.uri, one.version, one.text)
    }),
  )
  connection.onDidChangeTextDocument(
    guard.notification('change', ({ textDocument: one, contentChanges }) => session.timed('edit', () => store.didChange(one.uri, one.version, contentChanges))),
  )
  connection.onDidCloseTextDocument(guard.notification('close', ({ textDocument }) => session.closed(textDocument.uri)))
  connection.onDidChangeConfiguration(guard.notification('settings', ({ settings }) => session.settingsChanged(settings)))
  connection.onDidChangeWatchedFiles(guard.notification('files', ({ changes }) => session.filesChanged({ uris: changes.map(one => one.uri), folders: [] })))
  connection.onNotification(
    changed,
    guard.notification('files', (params: ChangedParams) => session.filesChanged(params)),
  )
  connection.onNotification(
    kind,
    guard.notification('kind', (params: KindParams) => store.choose(params.uri, params.kind)),
  )

  type In = { readonly textDocument: { readonly uri: string } }
  type Answer<P, R> = (asked: answers.Asked, params: P) => R
  const answered = <P extends In, R>(name: string, empty: R, answer: Answer<P, R>, params: P): R => {
    const asked = session.asked(params.textDocument.uri)
    return asked ? session.timed(name, () => answer(asked, params)) : empty
  }
  /** A request about a document; one that is not known is answered with `empty`. */
  const about = <P extends In, R>(name: string, empty: R, answer: Answer<P, R>) =>
    guard.request<P, R>(name, empty, params => answered(name, empty, answer, params))
  /** A request about all of a document: one that is large is read in slices before. */
  const whole = <P extends In, R>(name: string, empty: R, answer: Answer<P, R>) =>
    guard.request<P, R>(name, empty, async params => {
      await session.prepared(params.textDocument.uri)
      return answered(name, empty, answer, params)
    })
  /** A request about a place in a document. */
  const at = <P extends In & { readonly position: Position }, R>(name: string, empty: R, answer: (asked: answers.Asked, offset: number, params: P) => R) =>
    about<P, R>(name, empty, (asked, params) => answer(asked, linesOf(asked.file).offset(params.position), params))

  connection.onCompletion(
    at('completion', null, ({ workspace, file }, offset, { context }) => completions(workspace, file, offset, context?.triggerCharacter, session.asking)),
  )
  connection.onHover(at('hover', null, answers.hover))
  connection.onDefinition(at('definition', null, (asked, offset) => answers.definition(asked, offset, session.links) as never))
  connection.onReferences(at('references', [], (asked, offset, { context }) => answers.references(asked, offset, context.includeDeclaration)))
  connection.onDocumentHighlight(at('highlights', [], answers.highlights))
  connection.onPrepareRename(at('prepareRename', null, answers.prepareRename))
  connection.onRenameRequest(at('rename', null, (asked, offset, { newName }) => answers.rename(asked, offset, newName)))
  connection.onDocumentSymbol(whole('outline', [], answers.outline))
  connection.onFoldingRanges(whole('folding', [], answers.folding))
  connection.onSelectionRanges(
    about('selectionRanges', [], (asked, { positions }) => positions.map(one => answers.selectionRange(asked, linesOf(asked.file).offset(one)))),
  )
  connection.onDocumentLinks(whole('documentLinks', [], answers.documentLinks))
  connection.onWorkspaceSymbol(guard.request('workspaceSymbols', [], ({ query }) => answers.workspaceSymbols(store.workspace, query, session.naming)))
  connection.onCodeAction(
    about('codeActions', [], (asked, params) =>
      codeActions(asked.workspace, asked.file, params, asked.naming, session.ownClient ? scaffold.flowActions(asked, params) : []),
    ),
  )
  connection.onCodeLens(whole('lenses', [], asked => path.codeLenses(asked, session.ownClient)))
  connection.languages.callHierarchy.onPrepare(at('calls', null, path.prepareCalls))
  connection.languages.callHierarchy.onOutgoingCalls(
    guard.request('calls', [], ({ item }) => {
      const asked = session.asked(item.uri)
      return asked ? path.outgoingCalls(asked, item) : []
    }),
  )
  connection.languages.callHierarchy.onIncomingCalls(
    guard.request('calls', [], ({ item }) => {
      const asked = session.asked(item.uri)
      return asked ? path.incomingCalls(asked, item) : []
    }),
  )
  connection.onRequest(
    alertPaths,
    guard.request('alertPaths', { files: [], left: 0 }, () => path.alertPaths(store.workspace, session.naming)),
  )
  connection.languages.semanticTokens.on(
    whole('tokens', { data: [] }, ({ workspace, file }) => ({ data: encodeTokens(linesOf(file), semanticTokens(workspace, file.uri)) })),
  )
  connection.languages.semanticTokens.onRange(
    about('tokens', { data: [] }, ({ workspace, file }, { range }) => ({
      data: encodeTokens(linesOf(file), semanticTokens(workspace, file.uri, span(linesOf(file), range))),
    })),
  )
  connection.onRequest(
    statusReport,
    guard.request('status', null, () => session.report()),
  )
  connection.onRequest(
    snippets,
    guard.request('snippets', [], (params: SnippetsParams) => session.snippets(params)),
  )
  connection.onRequest(
    protocol.live,
    guard.request('live', { addresses: {}, versions: {} }, (params: protocol.LiveParams) => live.liveContext(session, params)),
  )
  connection.onRequest(
    protocol.liveRoute,
    guard.request('live', null, (params: protocol.LiveRouteParams) => live.liveRoute(session, params)),
  )
  connection.onRequest(
    protocol.livePayload,
    guard.request('live', null, (params: protocol.LivePayloadParams) => live.livePayload(session, params)),
  )
  connection.onRequest(
    protocol.livePlaces,
    guard.request('live', [], (params: protocol.LivePlacesParams) => live.livePlaces(session, params.uri)),
  )
  answerScaffold(connection, session, guard)
  const { measure } = host
  if (measure)
    connection.onRequest('alertpath/measure', async ({ settle }: { settle?: boolean }) => {
      if (settle) await session.settled()
      return measure()
    })
  connection.listen()
}

/** What the client asks while a stack is made or added to. */
function answerScaffold(connection: Connection, session: Session, guard: Guard): void {
  const nothing = { refused: 'The server could not do that. The output channel "Alertpath" says why.', edits: [], files: [], notes: [] }
  connection.onRequest(making.stackOptions, guard.request('stackOptions', [], scaffold.stackOptions))
  connection.onRequest(making.stackNeeds, guard.request('stackNeeds', null, scaffold.stackNeeds))
  connection.onRequest(making.stackFiles, guard.request('stackFiles', null, scaffold.stackFiles))
  connection.onRequest(making.planFiles, guard.request('planFiles', [], scaffold.planFiles))
  connection.onRequest(
    making.surroundings,
    guard.request('surroundings', null, (params: making.SurroundingsParams) => scaffold.surroundings(session, params)),
  )
  connection.onRequest(
    making.addReceiver,
    guard.request('addReceiver', nothing, (params: making.AddReceiverParams) => scaffold.addReceiver(session, params)),
  )
  connection.onRequest(
    making.addAlert,
    guard.request('addAlert', nothing, (params: making.AddAlertParams) => scaffold.addAlert(session, params)),
  )
  connection.onRequest(
    making.createFlow,
    guard.request('createFlow', nothing, (params: making.CreateFlowParams) => scaffold.createFlow(session, params)),
  )
}

function initialized({ capabilities }: InitializeParams): InitializeResult {
  return {
    serverInfo: { name: 'Alertpath', version },
    capabilities: {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      completionProvider: { triggerCharacters: triggers },
      hoverProvider: true,
      definitionProvider: true,
      referencesProvider: true,
      documentHighlightProvider: true,
      renameProvider: capabilities.textDocument?.rename?.prepareSupport ? { prepareProvider: true } : true,
      documentSymbolProvider: true,
      workspaceSymbolProvider: true,
      foldingRangeProvider: true,
      selectionRangeProvider: true,
      documentLinkProvider: {},
      codeLensProvider: {},
      callHierarchyProvider: true,
      codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, fixAll] },
      semanticTokensProvider: { legend: { tokenTypes: [...tokenTypes], tokenModifiers: [] }, full: true, range: true },
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    },
  }
}

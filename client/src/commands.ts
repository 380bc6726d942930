// One table: command id → action.
import { commands, Disposable, l10n, SnippetString, window } from 'vscode'
import { type Snippet, snippets } from '../../server/src/protocol'
import { chooseKind } from './kinds'
import { registerReports, showReport } from './report'
import type { Running } from './running'
import { openMistake, openSample } from './sample'
import { addAlert, addReceiver, createFlow } from './scaffold/additions'
import { registerDrafts } from './scaffold/draft'
import { scaffoldStack } from './scaffold/stack'
import { undoLastScaffold } from './scaffold/undo'

type Action = (running: Running, ...args: readonly unknown[]) => Promise<void>

const actions: Readonly<Record<string, Action>> = {
  'alertpath.chooseKind': chooseKind,
  'alertpath.insertSnippet': insertSnippet,
  'alertpath.showStatus': showReport,
  'alertpath.restartServer': restart,
  'alertpath.scaffoldStack': scaffoldStack,
  'alertpath.undoLastScaffold': undoLastScaffold,
  'alertpath.addReceiver': addReceiver,
  'alertpath.addAlert': addAlert,
  'alertpath.createFlow': createFlow,
  'alertpath.openSample': openSample,
  'alertpath.openMistake': openMistake,
}

export function registerCommands(running: Running): Disposable {
  return Disposable.from(
    registerReports(),
    registerDrafts(),
    ...Object.entries(actions).map(([id, action]) =>
      commands.registerCommand(id, (...args: readonly unknown[]) =>
        action(running, ...args).catch((error: unknown) => {
          running.log.error(String(error))
          void window.showErrorMessage(l10n.t('Alertpath could not do that. The output channel "Alertpath" says why.'))
        }),
      ),
    ),
  )
}

async function restart({ client, item, log }: Running): Promise<void> {
  log.info('Restarting the server.')
  item.reset()
  if (client.isRunning()) await client.stop()
  await client.start()
}

async function insertSnippet({ client }: Running): Promise<void> {
  const editor = window.activeTextEditor
  if (!editor) return
  const { line, character } = editor.selection.active
  const found = await client.sendRequest<Snippet[]>(snippets, { uri: editor.document.uri.toString(), position: { line, character } })
  if (!found.length) {
    void window.showInformationMessage(l10n.t('There is no snippet for this place.'))
    return
  }
  const items = found.map(snippet => ({ label: snippet.label, ...(snippet.detail && { detail: snippet.detail }), snippet }))
  const picked = await window.showQuickPick(items, { placeHolder: l10n.t('What to insert here'), matchOnDetail: true })
  if (picked) await editor.insertSnippet(new SnippetString(picked.snippet.body))
}

// The kinds of files in the user's words, and the choice among them.
import { ConfigurationTarget, l10n, type QuickPickItem, QuickPickItemKind, type TextDocument, window, workspace } from 'vscode'
import { type Choice, kind, kinds } from '../../server/src/protocol'
import type { Running } from './running'

export function kindLabel(kind: Choice): string {
  return labels()[kind]
}

const labels = (): Record<Choice, string> => ({
  prometheus: l10n.t('Prometheus configuration'),
  rules: l10n.t('Prometheus rules'),
  'rule-tests': l10n.t('Prometheus rule tests'),
  'scrape-configs': l10n.t('Prometheus scrape configurations'),
  'file-sd': l10n.t('Prometheus targets (file_sd)'),
  'web-config': l10n.t('Web configuration'),
  alertmanager: l10n.t('Alertmanager configuration'),
  'alert-template': l10n.t('Alertmanager templates'),
  kestra: l10n.t('Kestra flow'),
  compose: l10n.t('Docker Compose'),
  none: l10n.t('None of these: leave the file alone'),
})

interface Item extends QuickPickItem {
  /** Absent: as the content says. */
  readonly choice?: Choice
}

/** Asks what the active document is. In a workspace the answer is kept as a setting, elsewhere until the window closes. */
export async function chooseKind({ client, item }: Running): Promise<void> {
  const document = window.activeTextEditor?.document
  if (!document) return
  const picked = await window.showQuickPick(items(item.of(document.uri.toString())?.kind), {
    title: l10n.t('What is {0}?', workspace.asRelativePath(document.uri)),
    placeHolder: l10n.t('Alertpath recognises files by their content; this overrides it.'),
  })
  if (!picked) return
  if (workspace.getWorkspaceFolder(document.uri)) await associate(document, picked.choice)
  else await client.sendNotification(kind, { uri: document.uri.toString(), ...(picked.choice && { kind: picked.choice }) })
}

function items(current: Choice | undefined): Item[] {
  const names = labels()
  const item = (choice: Choice): Item => ({ label: names[choice], description: choice === current ? l10n.t('{0} (now)', choice) : choice, choice })
  return [
    ...kinds.map(item),
    item('none'),
    { label: '', kind: QuickPickItemKind.Separator },
    { label: l10n.t('As its content says'), description: l10n.t('removes an earlier choice') },
  ]
}

async function associate(document: TextDocument, choice: Choice | undefined): Promise<void> {
  const path = workspace.asRelativePath(document.uri, false)
  const settings = workspace.getConfiguration('alertpath.files', document.uri)
  const { [path]: _, ...others } = settings.inspect<Record<string, Choice>>('associations')?.workspaceValue ?? {}
  const associations = choice ? { ...others, [path]: choice } : others
  await settings.update('associations', Object.keys(associations).length ? associations : undefined, ConfigurationTarget.Workspace)
}

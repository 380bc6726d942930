// The sample stack: copied into a folder of the user's, or opened to look at where there is no disk; and a file with mistakes to try fixes on.
import { commands, type ExtensionContext, l10n, languages, Uri, window, workspace } from 'vscode'
import type { Running } from './running'

const name = 'alertpath-sample'

/** What is worth a look first, in the order of the way of an alert. */
const first = ['prometheus/rules/host.yml', 'alertmanager/alertmanager.yml', 'kestra/flows/on-alert.yml']

export const sampleFolder = ({ extensionUri }: ExtensionContext): Uri => Uri.joinPath(extensionUri, 'examples', 'stack')

export async function openSample({ context, host }: Running): Promise<void> {
  const sample = sampleFolder(context)
  if (host.name === 'web') return look(sample)
  const [parent] =
    (await window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      title: l10n.t('The sample becomes a folder in here'),
      openLabel: l10n.t('Copy the sample here'),
    })) ?? []
  if (!parent) return
  const target = await freeFolder(parent)
  await workspace.fs.copy(sample, target, { overwrite: false })
  await commands.executeCommand('vscode.openFolder', target, { forceNewWindow: (workspace.workspaceFolders?.length ?? 0) > 0 })
}

async function look(sample: Uri): Promise<void> {
  for (const path of [...first].reverse()) await window.showTextDocument(Uri.joinPath(sample, path), { preview: false })
}

/** Nothing that is there is touched. */
async function freeFolder(parent: Uri): Promise<Uri> {
  const taken = new Set((await workspace.fs.readDirectory(parent)).map(([one]) => one))
  const names = Array.from({ length: 100 }, (_, n) => (n === 0 ? name : `${name}-${n + 1}`))
  return Uri.joinPath(parent, names.find(one => !taken.has(one)) ?? `${name}-${taken.size}`)
}

const mistakes = `# Two mistakes
#
# Hover over what is underlined, or press F8. Ctrl+. (Cmd+.) offers the repair.
groups:
  - name: example
    rules:
      - alert: HostDown
        exprr: up{job="node"} == 0
        for: 5 minutes
        labels:
          severity: critical
`

export async function openMistake(): Promise<void> {
  const document = await workspace.openTextDocument({ language: 'yaml', content: mistakes })
  await window.showTextDocument(document)
  for (let turn = 0; turn < 40 && languages.getDiagnostics(document.uri).length === 0; turn++) await new Promise(resolve => setTimeout(resolve, 100))
  await commands.executeCommand('editor.action.marker.next')
}

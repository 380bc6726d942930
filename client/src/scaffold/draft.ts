// What would be written, before it is: a list of files with a comparison of each, then one edit that can be undone.
import { commands, Disposable, l10n, type QuickInputButton, type QuickPick, type QuickPickItem, Range, ThemeIcon, Uri, WorkspaceEdit, workspace } from 'vscode'
import type { Host } from '../host'
import { type Answer, type Place, pickMany } from './steps'

export interface DraftFile {
  readonly uri: Uri
  /** `create` and `add` destroy nothing, `edit` is the addition that was asked for; `change` needs a yes. */
  readonly action: 'create' | 'add' | 'edit' | 'change' | 'same' | 'keep'
  /** What is there now. */
  readonly before?: string
  readonly after: string
  /** Permissions, where the host knows such a thing. */
  readonly mode?: number
  /** Git does not see it. */
  readonly ignored?: boolean
  /** To be told when something else is there and is kept. */
  readonly kept?: string
}

const scheme = 'alertpath-draft'
const drafts = new Map<string, string>()

/** The texts of files that are not written yet, for comparisons. */
export const registerDrafts = (): Disposable =>
  Disposable.from(workspace.registerTextDocumentContentProvider(scheme, { provideTextDocumentContent: uri => drafts.get(uri.toString()) ?? '' }))

interface Item extends QuickPickItem {
  readonly file: DraftFile
}

export interface Review {
  readonly place: Place
  readonly files: readonly DraftFile[]
  /** Paths are shown relative to it. */
  readonly folder: Uri
  readonly buttons?: readonly QuickInputButton[]
  readonly pressed?: (button: QuickInputButton, pick: QuickPick<Item>) => void
}

/** The files to write: those that destroy nothing are ticked, the others get a tick as their yes. */
export async function review({ place, files, folder, buttons = [], pressed }: Review): Promise<Answer<readonly DraftFile[]>> {
  const touched = files.filter(one => one.action !== 'same' && one.action !== 'keep')
  const compareAll: QuickInputButton = { iconPath: new ThemeIcon('diff-multiple'), tooltip: l10n.t('Show All Changes') }
  const items = touched.map((file): Item => itemOf(file, folder))
  const rest = files.length - touched.length
  const hint = rest === 0 ? l10n.t('Enter writes the ticked files') : l10n.t('Enter writes the ticked files; {0} stay as they are', rest)
  const answer = await pickMany<Item>({ place, hint, items, chosen: ({ file }) => file.action !== 'change' }, pick => {
    pick.matchOnDescription = true
    pick.buttons = [compareAll, ...buttons]
    pick.onDidTriggerItemButton(({ item }) => void compare(item.file, folder))
    pick.onDidTriggerButton(button => (button === compareAll ? void compareEach(touched, folder, place.title) : pressed?.(button as QuickInputButton, pick)))
  })
  return Array.isArray(answer) ? (answer as readonly Item[]).map(one => one.file) : (answer as Answer<never>)
}

const actionWords = (): Record<DraftFile['action'], string> => ({
  create: l10n.t('new'),
  add: l10n.t('lines are added'),
  edit: l10n.t('is edited'),
  change: l10n.t('is there and differs: tick it to overwrite it'),
  same: l10n.t('stays'),
  keep: l10n.t('stays'),
})

const icons: Readonly<Record<DraftFile['action'], string>> = {
  create: 'new-file',
  add: 'diff-added',
  edit: 'edit',
  change: 'warning',
  same: 'check',
  keep: 'check',
}

function itemOf(file: DraftFile, folder: Uri): Item {
  const button =
    file.before === undefined ? { iconPath: new ThemeIcon('eye'), tooltip: l10n.t('Show') } : { iconPath: new ThemeIcon('diff'), tooltip: l10n.t('Compare') }
  const words = [actionWords()[file.action], ...(file.ignored ? [l10n.t('ignored by Git')] : [])]
  return { label: `$(${icons[file.action]}) ${pathIn(folder, file.uri)}`, description: words.join(', '), buttons: [button], file }
}

export const pathIn = (folder: Uri, uri: Uri): string => (uri.path.startsWith(`${folder.path}/`) ? uri.path.slice(folder.path.length + 1) : uri.path)

/** A place for a text that keeps its name, so that it has its colours. */
function drafted(file: DraftFile, text: string, side: 'before' | 'after'): Uri {
  const uri = Uri.from({ scheme, path: file.uri.path, query: side })
  drafts.set(uri.toString(), text)
  return uri
}

async function compare(file: DraftFile, folder: Uri): Promise<void> {
  const name = pathIn(folder, file.uri)
  const after = drafted(file, file.after, 'after')
  const options = { preview: true, preserveFocus: true }
  if (file.before === undefined) await commands.executeCommand('vscode.open', after, options, l10n.t('{0} (not written yet)', name))
  else await commands.executeCommand('vscode.diff', drafted(file, file.before, 'before'), after, l10n.t('{0} (what would change)', name), options)
}

async function compareEach(files: readonly DraftFile[], folder: Uri, title: string): Promise<void> {
  const rows = files.map(file => [
    Uri.joinPath(folder, pathIn(folder, file.uri)),
    drafted(file, file.before ?? '', 'before'),
    drafted(file, file.after, 'after'),
  ])
  await commands.executeCommand('vscode.changes', title, rows)
}

export interface Written {
  readonly written: readonly DraftFile[]
  /** Changed or appeared since they were looked at, so they were left alone. */
  readonly left: readonly DraftFile[]
}

/** Writes all of them as one edit. */
export async function write(files: readonly DraftFile[], host: Host): Promise<Written> {
  const edit = new WorkspaceEdit()
  const written: DraftFile[] = []
  const left: DraftFile[] = []
  for (const file of files) {
    if ((await textOf(file.uri)) !== file.before) left.push(file)
    else {
      await put(edit, file)
      written.push(file)
    }
  }
  if (written.length > 0 && !(await workspace.applyEdit(edit, { isRefactoring: true }))) return { written: [], left: files }
  for (const { uri, mode, before } of written) {
    if (before !== undefined) await workspace.textDocuments.find(one => one.uri.toString() === uri.toString())?.save()
    else if (mode !== undefined) await host.permit?.(uri, mode).catch(() => undefined)
  }
  drafts.clear()
  return { written, left }
}

async function put(edit: WorkspaceEdit, { uri, before, after }: DraftFile): Promise<void> {
  if (before === undefined) {
    edit.createFile(uri, { contents: new TextEncoder().encode(after) })
    return
  }
  const document = await workspace.openTextDocument(uri)
  const text = document.getText()
  // Only the middle that differs, so that cursors and marks outside of it stay.
  let start = 0
  while (start < Math.min(text.length, after.length) && text[start] === after[start]) start++
  let tail = 0
  while (tail < Math.min(text.length, after.length) - start && text.at(-1 - tail) === after.at(-1 - tail)) tail++
  const range = document.validateRange(new Range(document.positionAt(start), document.positionAt(text.length - tail)))
  edit.replace(uri, range, after.slice(start, after.length - tail))
}

/** As the editor has it, else as it lies there; undefined when there is none. */
export async function textOf(uri: Uri): Promise<string | undefined> {
  const open = workspace.textDocuments.find(one => one.uri.toString() === uri.toString() && !one.isClosed)
  if (open) return open.getText()
  return workspace.fs.readFile(uri).then(
    bytes => new TextDecoder().decode(bytes),
    () => undefined,
  )
}

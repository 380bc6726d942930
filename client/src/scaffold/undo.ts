// Takes back the last scaffold: of the files that it made, those that nobody changed since. What was added to or overwritten stays.
import { type ExtensionContext, l10n, Uri, WorkspaceEdit, window, workspace } from 'vscode'
import type { Running } from '../running'
import { fingerprint } from './secrets'

interface Made {
  readonly folder: string
  /** Each with the hash of what was written. */
  readonly files: readonly { readonly uri: string; readonly hash: string }[]
}

const key = 'alertpath.scaffolds'
const most = 5

const read = ({ workspaceState }: ExtensionContext): readonly Made[] => workspaceState.get<readonly Made[]>(key) ?? []

export async function remember(context: ExtensionContext, folder: Uri, files: readonly { readonly uri: Uri; readonly after: string }[]): Promise<void> {
  if (files.length === 0) return
  const made = await Promise.all(files.map(async ({ uri, after }) => ({ uri: uri.toString(), hash: await fingerprint(new TextEncoder().encode(after)) })))
  await context.workspaceState.update(key, [...read(context), { folder: folder.toString(), files: made }].slice(-most))
}

export async function undoLastScaffold({ context }: Running): Promise<void> {
  const all = read(context)
  const last = all.at(-1)
  if (!last) {
    void window.showInformationMessage(l10n.t('Nothing was scaffolded here.'))
    return
  }
  const { unchanged, changed } = await sort(last)
  if (unchanged.length > 0 && !(await agreed(unchanged.length, changed.length))) return
  const edit = new WorkspaceEdit()
  for (const uri of unchanged) edit.deleteFile(uri, { ignoreIfNotExists: true })
  if (unchanged.length > 0 && !(await workspace.applyEdit(edit))) return
  // Of those that the editor's own Undo took back it left the folders.
  await removeEmptyFolders(
    Uri.parse(last.folder),
    last.files.map(one => Uri.parse(one.uri)),
  )
  await context.workspaceState.update(key, all.slice(0, -1))
  const kept = changed.length > 0 ? ` ${l10n.t('Changed since, so they stay: {0}.', changed.map(uri => workspace.asRelativePath(uri)).join(', '))}` : ''
  void window.showInformationMessage(`${l10n.t('Files removed: {0}.', unchanged.length)}${kept}`)
}

async function agreed(unchanged: number, changed: number): Promise<boolean> {
  const remove = l10n.t('Remove')
  const detail =
    changed > 0 ? l10n.t('Files that were changed since and stay: {0}.', changed) : l10n.t('None of them was changed since. Data and volumes stay.')
  return (await window.showWarningMessage(l10n.t('Remove the files of the last scaffold ({0})?', unchanged), { modal: true, detail }, remove)) === remove
}

/** Files that are gone are in neither. */
async function sort({ files }: Made): Promise<{ unchanged: Uri[]; changed: Uri[] }> {
  const [unchanged, changed]: [Uri[], Uri[]] = [[], []]
  for (const { uri: spelled, hash } of files) {
    const uri = Uri.parse(spelled)
    const bytes = await workspace.fs.readFile(uri).then(undefined, () => undefined)
    if (!bytes) continue
    const dirty = workspace.textDocuments.some(one => one.isDirty && one.uri.toString() === spelled)
    if (!dirty && (await fingerprint(bytes)) === hash) unchanged.push(uri)
    else changed.push(uri)
  }
  return { unchanged, changed }
}

/** From the deepest up, never the folder itself. */
async function removeEmptyFolders(folder: Uri, gone: readonly Uri[]): Promise<void> {
  const parents = new Set<string>()
  for (const uri of gone) for (let at = Uri.joinPath(uri, '..'); at.path.startsWith(`${folder.path}/`); at = Uri.joinPath(at, '..')) parents.add(at.toString())
  for (const spelled of [...parents].sort((a, b) => b.length - a.length)) {
    const uri = Uri.parse(spelled)
    const left = await workspace.fs.readDirectory(uri).then(undefined, () => undefined)
    if (left?.length === 0) await workspace.fs.delete(uri).then(undefined, () => undefined)
  }
}

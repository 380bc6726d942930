// Tells the server what changed outside the editor. A branch switch is one message for each tenth of a second, not one a file.
import { Disposable, FileType, type LogOutputChannel, type Uri, workspace } from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import { type ChangedParams, changed, listed } from '../../server/src/protocol'
import { Ignored } from './ignored'

/** ms */
const quiet = 100

export function watchFiles(client: BaseLanguageClient, asked: ReadonlySet<string>, log: LogOutputChannel): Disposable {
  let ignored = new Ignored()
  let timer: ReturnType<typeof setTimeout> | undefined
  const touched = new Map<string, { readonly uri: Uri; readonly created: boolean }>()
  const folders = new Set<string>()

  const soon = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined
      void flush()
    }, quiet)
  }
  const note = (uri: Uri, created: boolean): void => {
    if (name(uri) === '.gitignore') listAgain(parent(uri))
    else touched.set(uri.toString(), { uri, created })
    soon()
  }
  const listAgain = (folder: Uri): void => {
    ignored = new Ignored()
    folders.add(folder.toString())
    soon()
  }
  const flush = async (): Promise<void> => {
    const batch = [...touched.values()]
    const again = [...folders]
    touched.clear()
    folders.clear()
    const sorted = await Promise.all(
      batch.map<Sorted | undefined | Promise<Sorted | undefined>>(one => (asked.has(one.uri.toString()) ? one : sort(one, ignored, asked))),
    )
    const params: ChangedParams = {
      uris: sorted.flatMap(one => (one?.uri ? [one.uri.toString()] : [])),
      folders: [...again, ...sorted.flatMap(one => (one?.folder ? [one.folder.toString()] : []))],
    }
    if (!params.uris.length && !params.folders.length) return
    log.debug(`${params.uris.length} files and ${params.folders.length} folders changed.`)
    await client.sendNotification(changed, params).catch((error: unknown) => log.warn(String(error)))
  }

  // Everything, since a folder that goes or comes is one event of its own.
  const watcher = workspace.createFileSystemWatcher('**/*')
  return Disposable.from(
    watcher,
    watcher.onDidCreate(uri => note(uri, true)),
    watcher.onDidChange(uri => note(uri, false)),
    watcher.onDidDelete(uri => note(uri, false)),
    workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration('files.exclude')) for (const folder of workspace.workspaceFolders ?? []) listAgain(folder.uri)
    }),
    new Disposable(() => clearTimeout(timer)),
  )
}

interface Sorted {
  readonly uri?: Uri
  readonly folder?: Uri
}

/** A file to read again, a folder to list again, or nothing of interest. */
async function sort({ uri, created }: { uri: Uri; created: boolean }, ignored: Ignored, asked: ReadonlySet<string>): Promise<Sorted | undefined> {
  if (await ignored.has(uri, false)) return holdsAsked(uri, asked) ? { uri } : undefined
  if (listed.test(name(uri))) return { uri }
  const type = await workspace.fs.stat(uri).then(
    stat => stat.type,
    () => undefined,
  )
  if (type === undefined) return { uri }
  return created && type === FileType.Directory && !(await ignored.has(uri, true)) ? { folder: uri } : undefined
}

/** A folder that is left out may still hold a file that was asked for by its name. */
const holdsAsked = (uri: Uri, asked: ReadonlySet<string>): boolean => [...asked].some(one => one.startsWith(`${uri.toString()}/`))

const name = (uri: Uri): string => uri.path.slice(uri.path.lastIndexOf('/') + 1)

const parent = (uri: Uri): Uri => uri.with({ path: uri.path.slice(0, uri.path.lastIndexOf('/')) || '/' })

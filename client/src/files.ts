// Answers the server's questions about files. Nothing outside the workspace folders is looked at, links included.
import { FileType, type LogOutputChannel, Uri, workspace } from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import { type ListedFile, type ListParams, type ListResult, list, listed, type ReadParams, type ReadResult, read, sizeLimit } from '../../server/src/protocol'
import type { Host } from './host'
import { Ignored } from './ignored'

/** More files than this are not listed. */
const most = 20_000

/** Returns what was ever read: changes of these are of interest, whatever their names. */
export function answerFiles(client: BaseLanguageClient, host: Host, log: LogOutputChannel): ReadonlySet<string> {
  const asked = new Set<string>()
  client.onRequest(list, (params: ListParams) => listFolder(Uri.parse(params.uri), host, log))
  client.onRequest(read, (params: ReadParams) => {
    const uri = Uri.parse(params.uri)
    asked.add(uri.toString())
    return readOne(uri, host)
  })
  return asked
}

async function listFolder(root: Uri, host: Host, log: LogOutputChannel): Promise<ListResult> {
  const files: ListedFile[] = []
  const others: string[] = []
  if (!(await isInside(root, host))) return { files, truncated: false }
  const started = Date.now()
  const ignored = new Ignored()
  let waiting = [root]
  while (waiting.length && files.length < most) {
    const folders = waiting.splice(0, 32)
    const found = await Promise.all(folders.map(folder => entries(folder, ignored, host)))
    files.push(...found.flatMap(one => one.files))
    others.push(...found.flatMap(one => one.others))
    waiting = [...found.flatMap(one => one.folders), ...waiting]
  }
  log.debug(`Listed ${files.length} files in ${Date.now() - started} ms.`)
  return { files: files.slice(0, most), others, truncated: files.length > most || waiting.length > 0 }
}

/** What one folder holds; `others` is there and ignored: not ours to look at, but not missing either. A linked folder is skipped: where it leads inside the workspace, its files are found there anyway. */
async function entries(folder: Uri, ignored: Ignored, host: Host): Promise<{ files: ListedFile[]; folders: Uri[]; others: string[] }> {
  const found = await workspace.fs.readDirectory(folder).then(undefined, () => [])
  const folders: Uri[] = []
  const others: string[] = []
  const files: Promise<ListedFile | undefined>[] = []
  for (const [name, type] of found) {
    const uri = Uri.joinPath(folder, name)
    if (type === FileType.Directory) {
      if (await ignored.has(uri, true)) others.push(uri.toString())
      else folders.push(uri)
    } else if (type & FileType.File && listed.test(name)) {
      if (await ignored.has(uri, false)) others.push(uri.toString())
      else files.push(measure(uri, type, host))
    }
  }
  return { files: (await Promise.all(files)).filter(file => file !== undefined), folders, others }
}

async function measure(uri: Uri, type: FileType, host: Host): Promise<ListedFile | undefined> {
  if (type & FileType.SymbolicLink && !(await isInside(uri, host))) return undefined
  return workspace.fs.stat(uri).then(
    ({ size }) => ({ uri: uri.toString(), size }),
    () => undefined,
  )
}

async function readOne(uri: Uri, host: Host): Promise<ReadResult> {
  if (!isInFolder(uri)) return { outside: true }
  const stat = await workspace.fs.stat(uri).then(undefined, () => undefined)
  if (!stat || !(stat.type & FileType.File)) return { missing: true }
  if (!(await isInside(uri, host))) return { outside: true }
  if (stat.size > sizeLimit) return { tooLarge: true }
  const bytes = await workspace.fs.readFile(uri).then(undefined, () => undefined)
  return bytes ? decode(bytes) : { missing: true }
}

/** UTF-8, or UTF-16 with a byte order mark, which is not part of the text. */
function decode(bytes: Uint8Array): ReadResult {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: new TextDecoder('utf-16le').decode(bytes) }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { text: new TextDecoder('utf-16be').decode(bytes) }
  if (bytes.subarray(0, 8192).includes(0)) return { binary: true }
  return { text: new TextDecoder().decode(bytes) }
}

async function isInside(uri: Uri, { resolve }: Host): Promise<boolean> {
  if (!isInFolder(uri)) return false
  if (!resolve) return true
  const real = await resolve(uri).catch(() => undefined)
  if (!real) return false
  const roots = await Promise.all((workspace.workspaceFolders ?? []).map(folder => resolve(folder.uri).catch(() => folder.uri)))
  return roots.some(root => contains(root, real))
}

const isInFolder = (uri: Uri): boolean => workspace.getWorkspaceFolder(uri) !== undefined && !uri.path.split('/').includes('..')

function contains(root: Uri, uri: Uri): boolean {
  const base = root.path.endsWith('/') ? root.path : `${root.path}/`
  return root.scheme === uri.scheme && root.authority === uri.authority && (uri.path === root.path || uri.path.startsWith(base))
}

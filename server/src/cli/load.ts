// From the paths of a command to snapshots of the core: one for folders and files together, or one for each path when its kind is given.
import { stat } from 'node:fs/promises'
import path from 'node:path'
import type { Kind } from '../core/languages'
import {
  addressFiles,
  dirname,
  emptyWorkspace,
  type File,
  isInside,
  join,
  longestAddress,
  makeFile,
  matchesPath,
  type Settings,
  type Workspace,
} from '../core/workspace'
import { At } from '../core/yaml'
import { isCandidate, isTelling } from '../lsp/candidates'
import { type DiskFile, listFolder, readText, reasonOf } from '../node/disk'
import { pathOfUri, uriOf } from '../node/paths'
import { diskPort } from '../node/port'
import { sizeLimit } from '../protocol'

export interface Loaded {
  readonly workspace: Workspace
  /** Files that output names, with their path as it shows it; those that were read are reported. */
  readonly shown: ReadonlyMap<string, string>
}

export interface Loading {
  readonly loaded: readonly Loaded[]
  /** What was left out, in sentences. */
  readonly notices: readonly string[]
  /** What should have been read and could not. */
  readonly failures: readonly string[]
}

interface Notes {
  readonly notices: string[]
  readonly failures: string[]
}

/** Absolute or relative to `cwd`. */
export async function loadPaths(paths: readonly string[], cwd: string, asked: Settings, kind: Kind | undefined): Promise<Loading> {
  const notes: Notes = { notices: [], failures: [] }
  const inputs = await Promise.all(paths.map(given => inputOf(given, cwd)))
  for (const one of inputs) if (one.failure) notes.failures.push(`${one.given}: ${one.failure}`)
  const good = inputs.filter(one => !one.failure)
  const loaded = kind ? await alone(good, asked, kind, notes) : await together(good, cwd, asked, notes)
  return { loaded, ...notes }
}

interface Input {
  readonly given: string
  readonly full: string
  readonly folder: boolean
  readonly failure?: string
}

async function inputOf(given: string, cwd: string): Promise<Input> {
  const full = path.resolve(cwd, given)
  try {
    return { given, full, folder: (await stat(full)).isDirectory() }
  } catch (error) {
    return { given, full, folder: false, failure: reasonOf(error) }
  }
}

/** Folders as one workspace; single files are read with it. */
async function together(inputs: readonly Input[], cwd: string, asked: Settings, notes: Notes): Promise<Loaded[]> {
  const shown = new Map<string, string>()
  const files = new Map<string, File>()
  const listing = new Set<string>()
  const folders: string[] = []
  for (const input of inputs.filter(one => one.folder)) {
    folders.push(uriOf(input.full))
    const { files: found, unreadable } = await listFolder(input.full)
    for (const one of unreadable) notes.failures.push(`${output(input, one.path)}: ${one.reason}`)
    for (const one of found) listing.add(uriOf(one.path))
    for (const one of found.filter(isWanted)) {
      const file = await readCandidate(one, output(input, one.path), notes)
      if (file) files.set(file.uri, file)
      if (file && !shown.has(file.uri)) shown.set(file.uri, output(input, one.path))
    }
  }
  for (const input of inputs.filter(one => !one.folder)) {
    const file = files.get(uriOf(input.full)) ?? (await readGiven(input, notes))
    if (!file) continue
    files.set(file.uri, file)
    listing.add(file.uri)
    shown.set(file.uri, input.given)
  }
  const single = folders.length === 0
  if (single) folders.push(...(await projectFolder(inputs, cwd, files)))
  const workspace = { ...emptyWorkspace, folders, files, listing, whole: !single, asked }
  const secrets = await readSecrets(workspace)
  for (const uri of secrets.keys()) {
    const input = inputs.find(one => one.folder && isInside(uri, uriOf(one.full)))
    const full = pathOfUri(uri)
    if (input && full !== undefined && !shown.has(uri)) shown.set(uri, output(input, full))
  }
  return [{ workspace: { ...workspace, secrets }, shown }]
}

/** Files that hold addresses, in the folders only: they are compared with, so one that is not there is no failure. */
async function readSecrets(workspace: Workspace): Promise<Map<string, string>> {
  const port = diskPort(() => workspace.folders)
  const found = new Map<string, string>()
  for (const uri of addressFiles(workspace)) {
    const { text } = await port.read(uri)
    if (text !== undefined && text.length <= longestAddress) found.set(uri, text)
  }
  return found
}

const isWanted = (one: DiskFile): boolean => !one.ignored && isCandidate(path.basename(one.path), one.size)

/** As given, the separators of a URL. */
const output = (input: Input, full: string): string => path.relative(input.full, full).split(path.sep).join('/') || '.'

async function readCandidate(one: DiskFile, name: string, notes: Notes): Promise<File | undefined> {
  const read = await readText(one.path)
  if ('refused' in read) {
    if (read.why === 'large') notes.notices.push(`${name}: Left out. ${read.refused}`)
    if (read.why === 'unreadable') notes.failures.push(`${name}: ${read.refused}`)
    return undefined
  }
  const base = path.basename(one.path)
  if (!isTelling(base, read.text)) return undefined
  return makeFile(uriOf(one.path), read.text)
}

async function readGiven(input: Input, notes: Notes): Promise<File | undefined> {
  const read = await readText(input.full)
  if (!('refused' in read)) return makeFile(uriOf(input.full), read.text)
  notes.failures.push(`${input.given}: ${read.why === 'large' ? `It is larger than ${sizeLimit / 1e6} MB, which is more than is read.` : read.refused}`)
  return undefined
}

/** The nearest folder above the files that has a project file speaks for all of them; without one, the folder they are in. */
async function projectFolder(inputs: readonly Input[], cwd: string, files: Map<string, File>): Promise<string[]> {
  const start = inputs[0] ? path.dirname(inputs[0].full) : cwd
  for (let folder = start; ; folder = path.dirname(folder)) {
    for (const name of ['.alertpath.yml', '.alertpath.yaml']) {
      const read = await readText(path.join(folder, name))
      if ('refused' in read) continue
      const file = makeFile(uriOf(path.join(folder, name)), read.text)
      if (!files.has(file.uri)) files.set(file.uri, file)
      return [uriOf(folder)]
    }
    if (path.dirname(folder) === folder) return [uriOf(start)]
  }
}

/** Each path by itself as one kind: nothing is known of the files around it, but rule tests get the rules that they name. */
async function alone(inputs: readonly Input[], asked: Settings, kind: Kind, notes: Notes): Promise<Loaded[]> {
  const out: Loaded[] = []
  for (const input of inputs) {
    const file = input.folder ? undefined : await readGiven(input, notes)
    if (input.folder) notes.failures.push(`${input.given}: It is a folder; with --kind, name the files.`)
    if (!file) continue
    const rules = kind === 'rule-tests' ? await namedRules(file, input.full) : undefined
    const files = new Map([[file.uri, file], ...(rules ?? []).map(one => [one.uri, one] as const)])
    const chosen = new Map<string, Kind>([[file.uri, kind], ...(rules ?? []).map(one => [one.uri, 'rules' as const] as const)])
    const folder = rules ? commonFolder([...files.keys()]) : dirname(file.uri)
    const workspace: Workspace = { ...emptyWorkspace, folders: [folder], files, listing: new Set(files.keys()), whole: rules !== undefined, asked, chosen }
    out.push({ workspace, shown: new Map([[file.uri, input.given]]) })
  }
  return out
}

async function namedRules(file: File, full: string): Promise<File[]> {
  const found = new Map<string, File>()
  const folder = path.dirname(full)
  for (const item of At.root(file.doc)?.get('rule_files')?.items() ?? []) {
    const written = item.string
    if (!written) continue
    for (const one of await matching(path.resolve(folder, written))) {
      const read = await readText(one)
      if (!('refused' in read)) found.set(uriOf(one), makeFile(uriOf(one), read.text))
    }
  }
  return [...found.values()]
}

/** A path whose last segments may be globs. */
async function matching(full: string): Promise<string[]> {
  if (!/[*?[]/.test(full)) return [full]
  const base = full.slice(0, full.search(/[^\\/]*[*?[]/))
  const { files } = await listFolder(base)
  const glob = path.relative(base, full).split(path.sep).join('/')
  return files.filter(one => matchesPath(glob.includes('/') ? glob : `/${glob}`, path.relative(base, one.path).split(path.sep).join('/'))).map(one => one.path)
}

function commonFolder(uris: readonly string[]): string {
  let folder = dirname(uris[0] ?? 'file:///')
  while (!uris.every(uri => isInside(uri, folder)) && dirname(folder) !== folder) folder = join(folder, '..')
  return folder
}

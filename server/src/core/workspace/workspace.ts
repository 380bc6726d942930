// The immutable snapshot that every feature reads: files, folders, settings. A change makes a new one that shares the rest.
import { type Kind, type Language, languageOf } from '../languages'
import { lookup } from '../text'
import { type Memo, memo } from '../yaml'
import { directivesOf } from './directives'
import { type File, fileOnce } from './file'
import { matchesPath } from './glob'
import { readProject } from './project'
import { merge, noSettings, type Settings } from './settings'
import { dirname, isInside, relativePath } from './uri'

export interface Workspace extends Memo {
  /** Roots, as the user opened them. */
  readonly folders: readonly string[]
  readonly files: ReadonlyMap<string, File>
  /** Every file that is known to exist in the folders, recognised or not. */
  readonly listing: ReadonlySet<string>
  /** Is the listing whole? Then what is not in it does not exist. */
  readonly whole: boolean
  /** When given, whole for files whose last segment fits only. */
  readonly names?: RegExp | undefined
  /** Texts of files that hold addresses (`addressFiles`), as far as they are there: secrets, to compare with and never to show. */
  readonly secrets: ReadonlyMap<string, string>
  /** From the command line and the editor, in that order; project files come in between. */
  readonly asked: Settings
  readonly preferred: Settings
  /** Kinds that the user picked for single files. */
  readonly chosen: ReadonlyMap<string, Kind | 'none'>
  readonly snippets: Readonly<Partial<Record<Kind, readonly Snippet[]>>>
}

/** A snippet in VS Code's form; `path` says where it fits: `['groups', '[]', 'rules', '[]']`. */
export interface Snippet {
  readonly name: string
  readonly prefix: string
  readonly body: readonly string[]
  readonly description: string
  readonly path: readonly string[]
}

export const emptyWorkspace: Workspace = {
  folders: [],
  files: new Map(),
  listing: new Set(),
  whole: false,
  secrets: new Map(),
  asked: noSettings,
  preferred: noSettings,
  chosen: new Map(),
  snippets: {},
}

/** A new snapshot with other parts; memos are not carried over. */
export function update(workspace: Workspace, parts: Partial<Omit<Workspace, 'memos'>>): Workspace {
  const { memos: _, ...rest } = workspace
  return { ...rest, ...parts }
}

export function withFiles(workspace: Workspace, changed: Iterable<File>, gone: Iterable<string> = []): Workspace {
  const files = new Map(workspace.files)
  let { listing } = workspace
  for (const uri of gone) files.delete(uri)
  for (const file of changed) {
    files.set(file.uri, file)
    if (!listing.has(file.uri)) listing = new Set([...listing, file.uri])
  }
  return update(workspace, { files, listing })
}

export const once = <T>(workspace: Workspace, compute: (workspace: Workspace) => T): T => memo(workspace, compute, () => compute(workspace))

/** The folder that a file lies in: the deepest one, if folders are nested. */
export function folderOf(workspace: Workspace, uri: string): string | undefined {
  return workspace.folders.filter(folder => isInside(uri, folder)).sort((a, b) => b.length - a.length)[0]
}

/**
 * Settings in force for a file: those of its workspace folder, with the versions and severities of project files further down, the
 * nearest first. Their kinds and ignored paths count in their own folder only when that is opened.
 */
export function settingsFor(workspace: Workspace, uri: string): Settings {
  return lookup(once(workspace, settingsTable), dirname(uri), () => settingsIn(workspace, dirname(uri)))
}

const settingsTable = (_: Workspace): Map<string, Settings> => new Map()

function settingsIn(workspace: Workspace, folder: string): Settings {
  const top = folderOf(workspace, folder)
  if (top === undefined) return merge(workspace.asked, workspace.preferred)
  let project = noSettings
  for (let at = folder; at !== top && at !== dirname(at); at = dirname(at)) {
    const { versions, severities } = projectIn(workspace, at)
    project = merge(project, { ...noSettings, versions, severities })
  }
  return merge(workspace.asked, merge(merge(project, projectIn(workspace, top)), workspace.preferred))
}

function projectIn(workspace: Workspace, folder: string): Settings {
  const file = workspace.files.get(`${folder}/.alertpath.yml`) ?? workspace.files.get(`${folder}/.alertpath.yaml`)
  return file ? fileOnce(file, readProject, () => readProject(file)) : noSettings
}

/** What a file is: picked by hand, said by its own comment, by settings, by its content. */
export function kindOf(workspace: Workspace, file: File): Kind | undefined {
  const said = chosenKind(workspace, file) ?? file.content
  return said === 'none' ? undefined : said
}

/** Only the content says what the file is: no setting, no comment, nobody. */
export const isGuessed = (workspace: Workspace, file: File): boolean => chosenKind(workspace, file) === undefined

const chosenKind = (workspace: Workspace, file: File): Kind | 'none' | undefined =>
  workspace.chosen.get(file.uri) ?? fileOnce(file, directivesOf, () => directivesOf(file)).kind ?? byGlob(workspace, file.uri)

function byGlob(workspace: Workspace, uri: string): Kind | 'none' | undefined {
  const path = relativePath(uri, folderOf(workspace, uri) ?? '')
  return settingsFor(workspace, uri).kinds.find(([glob]) => matchesPath(glob, path))?.[1]
}

export const isIgnored = (workspace: Workspace, uri: string): boolean => {
  const path = relativePath(uri, folderOf(workspace, uri) ?? '')
  return settingsFor(workspace, uri).ignore.some(glob => matchesPath(glob, path) || path.startsWith(glob.endsWith('/') ? glob : `${glob}/`))
}

export const languageFor = (workspace: Workspace, file: File): Language | undefined => languageOf(kindOf(workspace, file))

/** All recognised files by kind. */
export function filesByKind(workspace: Workspace): ReadonlyMap<Kind, readonly File[]> {
  const out = new Map<Kind, File[]>()
  for (const file of workspace.files.values()) {
    const kind = isIgnored(workspace, file.uri) ? undefined : kindOf(workspace, file)
    if (kind) lookup(out, kind, () => []).push(file)
  }
  return out
}

// A file with all that a feature asks of it.
import type { FileView, Language } from '../languages'
import { type File, languageFor, viewsOf, type Workspace } from '../workspace'

export interface Opened {
  readonly workspace: Workspace
  readonly file: File
  readonly language: Language
  readonly view: FileView
}

/** Undefined for files that are not ours. */
export function openFile(workspace: Workspace, uri: string): Opened | undefined {
  const file = workspace.files.get(uri)
  const language = file && languageFor(workspace, file)
  const view = file && viewsOf(workspace, file)[0]
  return file && language && view && { workspace, file, language, view }
}

// Reads a large file piece by piece, so that whoever has a clock can let others go first. Afterwards its problems cost next to nothing.
import { settle } from '../yaml'
import { checkOne } from './problems'
import { versionFor } from './versions'
import { viewOf } from './view'
import { isIgnored, languageFor, type Workspace } from './workspace'

/** Characters that take about as long to parse as one part takes to understand. */
const charactersPerPart = 1500

/** Smaller texts are done at once. */
const small = 10_000

/** Does about `amount` parts of the work that `fileProblems` needs. True when none is left. */
export function prepare(workspace: Workspace, uri: string, amount: number): boolean {
  const file = workspace.files.get(uri)
  const language = file && languageFor(workspace, file)
  if (!file || !language || file.source.length < small || language.text || isIgnored(workspace, uri)) return true
  if (!settle(file.doc, amount * charactersPerPart)) return false
  const views = language.grammars(versionFor(workspace, file, language.program)).map(grammar => viewOf(file, language, grammar))
  return views.every(view => view.prepare(amount)) && views.every(view => checkOne(view, file, language, views[0] ?? view))
}

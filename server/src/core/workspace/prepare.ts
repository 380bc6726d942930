// Reads a large file piece by piece, so that whoever has a clock can let others go first. Afterwards its problems cost next to nothing.
import { settle } from '../yaml'
import { checkAlone } from './problems'
import { versionFor } from './versions'
import { viewOf } from './view'
import { isIgnored, languageFor, type Workspace } from './workspace'

/** Characters that take about as long to parse as one part takes to understand. */
const charactersPerPart = 1500

/** Smaller texts are done at once. */
const small = 10_000

/** How much is done until the next stop: about so many parts. May be changed at each stop. */
export interface Pace {
  parts: number
}

/** Does the work that `fileProblems` needs, and stops now and then. */
export function* prepare(workspace: Workspace, uri: string, pace: Readonly<Pace>): Generator<undefined> {
  const file = workspace.files.get(uri)
  const language = file && languageFor(workspace, file)
  if (!file || !language || file.source.length < small || language.text || isIgnored(workspace, uri)) return
  while (!settle(file.doc, pace.parts * charactersPerPart)) yield
  const views = language.grammars(versionFor(workspace, file, language.program)).map(grammar => viewOf(file, language, grammar))
  for (const view of views) while (!view.prepare(pace.parts)) yield
  for (const view of views) yield* checkAlone(view, file, language, views[0] ?? view)
}

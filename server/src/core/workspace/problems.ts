// All problems of a file, through one filter: structure, names, checks; then versions, severities, suppressions, the cap.
import type { Check, FileView, Language } from '../languages'
import { compareVersions, type Grammar, problemsOf, type Version } from '../schema'
import { lookup, type Problem, type Severity, type Span } from '../text'
import { At, memo } from '../yaml'
import { combine } from './combine'
import { allowed, directivesOf } from './directives'
import { type File, fileOnce } from './file'
import { nameProblems } from './names'
import type { Level, Settings } from './settings'
import { versionFor } from './versions'
import { viewOf } from './view'
import { isGuessed, isIgnored, languageFor, once, settingsFor, type Workspace } from './workspace'
import { worldOf } from './world'

/** More than this many are not sent: nobody reads them, and a second list of 10,000 costs more than the check. */
export const mostProblems = 1000

/** Problems of a file in order of place; for files that are not ours only what is wrong with a comment that speaks to us. */
export function fileProblems(workspace: Workspace, uri: string): readonly Problem[] {
  const file = workspace.files.get(uri)
  const language = file && languageFor(workspace, file)
  if (!file || isIgnored(workspace, uri)) return []
  if (!language) return strangers(workspace, file)
  const version = versionFor(workspace, file, language.program)
  const instead = language.instead?.(At.root(file.doc), file.source)
  if (instead) return filtered(workspace, file, language, version, [instead], [])
  const grammars = language.grammars(version)
  const own = grammars.map(grammar => ownProblems(file, language, grammar, grammars[0] ?? grammar))
  const across = grammars.map(grammar => acrossProblems(workspace, viewOf(file, language, grammar), language))
  const found =
    grammars.length > 1
      ? combine(
          own.map((list, i) => [...list, ...(across[i] ?? [])]),
          grammars,
        )
      : [...(own[0] ?? []), ...(across[0] ?? [])]
  const syntax = syntaxOf(file, language)
  return filtered(workspace, file, language, version, found, syntax)
}

/** A file that a comment or a setting says to leave alone is left alone. */
function strangers(workspace: Workspace, file: File): readonly Problem[] {
  const directives = fileOnce(file, directivesOf, () => directivesOf(file))
  if (directives.problems.length === 0 || !isGuessed(workspace, file)) return []
  const { severities } = settingsFor(workspace, file.uri)
  // nobody looks for what else is allowed here: it may be of use once the file is somebody's
  return shown(allowed(levelled(directives.problems, severities), directives).filter(one => one.code !== 'unused-allow'))
}

/** Where aliases are text, one that nothing marks is no mistake of the program's, but hardly what was meant. */
function syntaxOf(file: File, language: Language): readonly Problem[] {
  if (language.text) return []
  const { problems } = file.doc
  if (!language.aliasesAreText) return problems
  const root = problems.length > 0 ? At.root(file.doc) : undefined
  const isAlias = ({ span }: Problem): boolean => {
    const at = root?.find(span.start)
    return at?.node.kind === 'alias' && at.start === span.start
  }
  const say = `${language.label.split(' ')[0]} reads a text without the "*".`
  return problems.map(one => (isAlias(one) ? { ...one, severity: 'warning', message: `${one.message} ${say}` } : one))
}

/** What the program refuses in a file alone, whatever its neighbours; before suppressions. */
export function ownErrors(workspace: Workspace, uri: string): readonly Problem[] {
  const file = workspace.files.get(uri)
  const language = file && languageFor(workspace, file)
  if (!file || !language) return []
  const instead = language.instead?.(At.root(file.doc), file.source)
  const [grammar] = language.grammars(versionFor(workspace, file, language.program))
  const all = instead ? [instead] : [...syntaxOf(file, language), ...(grammar ? ownProblems(file, language, grammar, grammar) : [])]
  return all.filter(one => one.severity === 'error')
}

/** Views of a file, one per line of the program that may read it. The first is that of the newest. */
export const viewsOf = (workspace: Workspace, file: File): readonly FileView[] =>
  lookup(once(workspace, viewTable), file, () => {
    const language = languageFor(workspace, file)
    return language ? language.grammars(versionFor(workspace, file, language.program)).map(grammar => viewOf(file, language, grammar)) : []
  })

/** Checks across files ask for the views of all neighbours, each file anew. */
const viewTable = (_: Workspace): Map<File, readonly FileView[]> => new Map()

const ownKeys = new WeakMap<Grammar, object>()

/** What needs no other file: kept with the file. Names, and checks that say the same of all lines, are asked of the `newest` alone. */
function ownProblems(file: File, language: Language, grammar: Grammar, newest: Grammar): readonly Problem[] {
  return memo(
    file,
    lookup(ownKeys, grammar, () => ({})),
    () => {
      const view = viewOf(file, language, grammar)
      const first = viewOf(file, language, newest)
      return [
        ...[...problemsOf(view.facts)].filter(one => !language.excuses?.(view, one)),
        ...nameProblemsOf(first, file, language),
        ...language.checks.filter(one => !one.across).flatMap(check => checked(check.sameForAll ? first : view, file, check)),
      ]
    },
  )
}

const tableKeys = new WeakMap<Grammar, object>()

/** What checks of a file alone said, and how far those are that go in steps. */
const doneOf = (file: File, grammar: Grammar): Map<object, unknown> =>
  memo(
    file,
    lookup(tableKeys, grammar, () => ({})),
    () => new Map(),
  )

const nameKey = {}

const nameProblemsOf = (view: FileView, file: File, language: Language): readonly Problem[] =>
  lookup(doneOf(file, view.grammar) as Map<object, readonly Problem[]>, nameKey, () => [...nameProblems(view, language)])

/** What one check of this file alone says: kept, so that a large file can be checked by one after another. */
const checked = (view: FileView, file: File, check: Check): readonly Problem[] =>
  lookup(doneOf(file, view.grammar) as Map<object, readonly Problem[]>, check, () => [...check.run(view, worldOf(undefined))])

/** Steps of a check that are taken at once. */
const atOnce = 32

/** Goes on with what a check does in steps. True when there is nothing left of it. */
function stepped(view: FileView, file: File, { steps }: Check): boolean {
  if (!steps || view.doc.source.length < large || isEdited(view)) return true
  const walk = lookup(doneOf(file, view.grammar) as Map<object, Iterator<unknown>>, steps, () => steps(view)[Symbol.iterator]())
  for (let i = 0; i < atOnce; i++) if (walk.next().done) return true
  return false
}

/** Most of what it says was found out before the edit. */
function isEdited({ root }: FileView): boolean {
  const node = root?.node
  return (node?.kind === 'map' || node?.kind === 'seq') && node.inherited !== undefined
}

/** Smaller texts are checked as a whole. */
const large = 100_000

/** Runs the checks of a file alone that did not run yet. Stops after each, and after some steps of those that go in steps. */
export function* checkAlone(view: FileView, file: File, language: Language, newest: FileView): Generator<undefined> {
  const done = doneOf(file, view.grammar)
  for (const check of language.checks) {
    if (check.across || (check.sameForAll && view !== newest) || done.has(check)) continue
    while (!stepped(view, file, check)) yield
    checked(view, file, check)
    yield
  }
}

/** Runs the checks across files of this file that did not run yet in this snapshot. Stops after each. */
export function* checkAcross(workspace: Workspace, uri: string): Generator<undefined> {
  const file = workspace.files.get(uri)
  const language = file && languageFor(workspace, file)
  if (!language || isIgnored(workspace, uri) || language.instead?.(At.root(file.doc), file.source)) return
  for (const view of viewsOf(workspace, file)) {
    const done = lookup(once(workspace, acrossTable), view, () => new Map())
    for (const check of language.checks) {
      if (!check.across || done.has(check)) continue
      done.set(check, [...check.run(view, worldOf(workspace))])
      yield
    }
  }
}

/** What `checkAcross` found and nobody has asked for yet. */
const acrossTable = (_: Workspace): Map<FileView, Map<Check, readonly Problem[]>> => new Map()

function acrossProblems(workspace: Workspace, view: FileView, language: Language): Problem[] {
  const world = worldOf(workspace)
  const table = once(workspace, acrossTable)
  const done = table.get(view)
  table.delete(view)
  return language.checks.filter(one => one.across).flatMap(check => done?.get(check) ?? [...check.run(view, world)])
}

function filtered(
  workspace: Workspace,
  file: File,
  language: Language,
  version: Version | undefined,
  found: readonly Problem[],
  errors: readonly Problem[],
): readonly Problem[] {
  const settings = settingsFor(workspace, file.uri)
  const doubt = [...found, ...errors].some(one => one.severity === 'error') ? doubtOf(workspace, file, language) : undefined
  const tooOld = version !== undefined && compareVersions(version, language.oldest) < 0
  const syntax = settings.otherYaml ? errors.filter(one => one.fixes !== undefined) : errors
  const directives = fileOnce(file, directivesOf, () => directivesOf(file))
  const all = [
    ...syntax,
    ...withoutCascades(file, found, errors).map(one =>
      tooOld && one.severity === 'error' && one.code !== 'newer-key' && !language.settled?.(one, version) ? { ...one, severity: 'information' as const } : one,
    ),
    ...directives.problems,
  ]
  return shown(
    allowed(levelled(all, settings.severities, doubt), directives).map(one => (renamesKey.has(one.code) && one.fixes ? withoutDoubles(file, one) : one)),
  )
}

/** With the severities of the settings, without what they switch off. `doubt`: what becomes of errors that they say nothing about. */
function levelled(problems: readonly Problem[], severities: Settings['severities'], doubt?: Level): Problem[] {
  const out: Problem[] = []
  for (const problem of problems) {
    const level = severities[problem.code] ?? (problem.severity === 'error' ? doubt : undefined)
    if (level === 'off') continue
    out.push(level === undefined || level === problem.severity ? problem : { ...problem, severity: level })
  }
  return out
}

/** In order of place, and no more than are sent. */
function shown(problems: readonly Problem[]): readonly Problem[] {
  const sorted = [...problems].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
  return sorted.length <= mostProblems ? sorted : [...sorted.slice(0, mostProblems - 1), tooMany(sorted.length)]
}

const renamesKey: ReadonlySet<string> = new Set(['deprecated-key', 'removed-key'])

/** A key is not renamed to one that its map has already. */
function withoutDoubles(file: File, { fixes, ...problem }: Problem): Problem {
  const map = At.root(file.doc)?.find(problem.span.start).parent
  const left = fixes?.filter(({ edits }) => !edits.some(({ text }) => map?.kind === 'map' && map.get(text) !== undefined)) ?? []
  return left.length > 0 ? { ...problem, fixes: left } : problem
}

/** What the language makes of errors of a file that only its content says to be of it. */
function doubtOf(workspace: Workspace, file: File, language: Language): Severity | 'off' | undefined {
  const [grammar] = language.doubt && isGuessed(workspace, file) ? language.grammars(versionFor(workspace, file, language.program)) : []
  return grammar && language.doubt?.(viewOf(file, language, grammar), worldOf(workspace))
}

/**
 * A syntax error makes what stands around it look wrong in other ways, too: within the list item (or top-level key) that it broke,
 * only the syntax error itself is said.
 */
function withoutCascades(file: File, found: readonly Problem[], syntax: readonly Problem[]): readonly Problem[] {
  const root = At.root(file.doc)
  const broken = syntax
    .filter(one => one.severity === 'error' && one.code !== 'duplicate-key')
    .slice(0, 50)
    .map(one => (root ? regionOf(root, one.span) : one.span))
  return broken.length === 0 ? found : found.filter(one => !broken.some(region => one.span.start >= region.start && one.span.start <= region.end))
}

function regionOf(root: At, span: Span): Span {
  let at = root.find(span.start)
  if (at === root) at = root.find(Math.max(0, span.start - 1))
  while (at.parent && !(at.parent.kind === 'seq' || at.parent === root)) at = at.parent
  const start = at.key?.start ?? at.start
  return { start: Math.min(start, span.start), end: Math.max(at.span.end, span.end) }
}

const tooMany = (count: number): Problem => ({
  code: 'too-many-problems',
  severity: 'information',
  message: `${count} problems: only the first ${mostProblems - 1} are shown.`,
  span: { start: 0, end: 0 },
})

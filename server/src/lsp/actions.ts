// Code actions: the fixes that problems bring along, "fix all" for the safe ones, and "allow here".
import { type CodeAction, CodeActionKind, type CodeActionParams, type TextEdit, type WorkspaceEdit } from 'vscode-languageserver'
import type { Fix, Problem } from '../core/text'
import { type File, fileProblems, type Workspace } from '../core/workspace'
import { allowEdit } from './allow'
import { diagnostic, linesOf, type Naming, range, span } from './convert'

export const fixAll = `${CodeActionKind.SourceFixAll}.alertpath`

/** `more`: what else can be done at the place; it stands before "allow here". */
export function codeActions(
  workspace: Workspace,
  file: File,
  { range: asked, context }: CodeActionParams,
  naming: Naming,
  more: readonly CodeAction[] = [],
): CodeAction[] {
  const wants = (kind: string): boolean => !context.only || context.only.some(one => one === '' || kind === one || kind.startsWith(`${one}.`))
  const problems = fileProblems(workspace, file.uri)
  const out: CodeAction[] = []
  if (!wants(CodeActionKind.QuickFix)) out.push(...more)
  else {
    const { start, end } = span(linesOf(file), asked)
    const here = problems.filter(one => one.span.start <= end && one.span.end >= start)
    out.push(...here.flatMap(problem => quickFixes(problem, file, naming)))
    out.push(...more)
    out.push(...here.flatMap(problem => allowHere(workspace, problem, file, naming)))
  }
  if (context.only?.some(one => one !== '' && fixAll.startsWith(one)) && wants(fixAll)) out.push(...fixEverything(problems, file, naming))
  return distinct(out)
}

function quickFixes(problem: Problem, file: File, naming: Naming): CodeAction[] {
  const fixes = problem.fixes ?? []
  return fixes.flatMap(fix => {
    const edit = workspaceEdit(fix.edits, file, naming)
    return edit
      ? [
          {
            title: fix.title,
            kind: CodeActionKind.QuickFix,
            diagnostics: [diagnostic(problem, file, naming)],
            edit,
            ...(fixes.length === 1 && { isPreferred: true }),
          },
        ]
      : []
  })
}

function allowHere(workspace: Workspace, problem: Problem, file: File, naming: Naming): CodeAction[] {
  const edit = allowEdit(workspace, file, problem)
  const changes = edit && workspaceEdit([edit], file, naming)
  if (!changes) return []
  return [{ title: `Allow "${problem.code}" here`, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic(problem, file, naming)], edit: changes }]
}

/** Safe fixes of one file that do not touch each other. */
function fixEverything(problems: readonly Problem[], file: File, naming: Naming): CodeAction[] {
  const edits: Fix['edits'][number][] = []
  let last = -1
  for (const problem of problems) {
    const fix = problem.fixes?.find(one => one.safe)
    if (!fix || fix.edits.some(edit => edit.uri !== undefined && edit.uri !== file.uri)) continue
    const sorted = [...fix.edits].sort((a, b) => a.span.start - b.span.start)
    if ((sorted[0]?.span.start ?? 0) <= last) continue
    edits.push(...sorted)
    last = Math.max(last, ...sorted.map(edit => edit.span.end))
  }
  const edit = edits.length > 0 ? workspaceEdit(edits, file, naming) : undefined
  return edit ? [{ title: 'Fix all that Alertpath can fix safely', kind: fixAll, edit }] : []
}

/** Undefined when a file that must change is not known. */
export function workspaceEdit(edits: Fix['edits'], file: File, naming: Naming): WorkspaceEdit | undefined {
  const changes: Record<string, TextEdit[]> = {}
  for (const edit of edits) {
    const target = edit.uri === undefined ? file : naming.file(edit.uri)
    if (!target) return undefined
    const uri = naming.client(target.uri)
    changes[uri] = [...(changes[uri] ?? []), { range: range(linesOf(target), edit.span), newText: edit.text }]
  }
  return { changes }
}

function distinct(actions: readonly CodeAction[]): CodeAction[] {
  const seen = new Set<string>()
  return actions.filter(one => {
    const key = `${one.title} ${JSON.stringify(one.edit)}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

// What a check found, in places of people: the one form that all output formats print.
import type { Kind } from '../core/languages'
import { Lines, lookup, type Position, type Problem, type Severity, type Span } from '../core/text'
import { fileProblems, isIgnored, kindOf, pathOf, type Workspace } from '../core/workspace'
import type { Loaded } from './load'

export interface Range {
  readonly start: Position
  readonly end: Position
}

export interface Found {
  readonly code: string
  readonly severity: Severity
  readonly message: string
  readonly range: Range
  readonly related: readonly { readonly path: string; readonly uri: string; readonly range: Range; readonly message: string }[]
  readonly fixes: readonly { readonly title: string }[]
  /** The line where it starts, without its break. */
  readonly line: string
}

export interface Checked {
  /** As given, or relative to the given folder. */
  readonly path: string
  readonly uri: string
  /** `none`: it is nobody’s, and only a comment in it is wrong. */
  readonly kind: Kind | 'none'
  readonly problems: readonly Found[]
}

/** Every recognised file, in order of path. */
export function* report({ workspace, shown }: Loaded): Generator<Checked> {
  const lines = new Map<string, Lines>()
  for (const [uri, path] of shown) {
    const file = workspace.files.get(uri)
    const kind = file && kindOf(workspace, file)
    if (!file || isIgnored(workspace, uri)) continue
    const problems = fileProblems(workspace, uri).map(problem => place(problem, uri, { workspace, shown, lines }))
    if (kind || problems.length > 0) yield { path, uri, kind: kind ?? 'none', problems }
  }
}

interface Context extends Loaded {
  readonly lines: Map<string, Lines>
}

function place(problem: Problem, uri: string, context: Context): Found {
  const own = linesOf(uri, context)
  const line = own.line(problem.span.start)
  return {
    code: problem.code,
    severity: problem.severity,
    message: problem.message,
    range: range(own, problem.span),
    related: (problem.related ?? []).map(one => {
      const other = one.uri ?? uri
      return { path: context.shown.get(other) ?? pathOf(other), uri: other, range: range(linesOf(other, context), one.span), message: one.message }
    }),
    fixes: (problem.fixes ?? []).map(({ title }) => ({ title })),
    line: own.text.slice(own.starts[line] ?? 0, own.end(line)),
  }
}

const linesOf = (uri: string, { workspace, lines }: Context): Lines => lookup(lines, uri, () => new Lines(textOf(workspace, uri)))

const textOf = (workspace: Workspace, uri: string): string => workspace.files.get(uri)?.text ?? ''

const range = (lines: Lines, span: Span): Range => ({ start: lines.position(span.start), end: lines.position(span.end) })

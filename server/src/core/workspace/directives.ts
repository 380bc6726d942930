// Comments that speak to us: `# alertpath: allow CODE [reason]`, `# alertpath: allow-file CODE [reason]`, `# alertpath: kind=rules`.
import { type Kind, kinds } from '../languages'
import { closest, lineStart, type Problem, type Span } from '../text'
import { At, type Document } from '../yaml'
import type { File } from './file'
import { asKind } from './settings'

export interface Allowance {
  readonly code: string
  readonly span: Span
  /** Where it holds: one line, or the whole file. */
  readonly lines: Span | undefined
}

export interface Directives {
  readonly kind: Kind | 'none' | undefined
  readonly allowances: readonly Allowance[]
  readonly problems: readonly Problem[]
}

export function directivesOf(file: File): Directives {
  let kind: Kind | 'none' | undefined
  const allowances: Allowance[] = []
  const problems: Problem[] = []
  for (const { start, end, text } of file.doc.directives) {
    const words = /^#\s*alertpath:\s*(.*)$/.exec(text)?.[1]?.trim() ?? ''
    const chosen = /^kind\s*=\s*([\w-]+)/.exec(words)?.[1]
    const allow = /^(allow|allow-file)\s+([\w-]+)/.exec(words)
    if (chosen !== undefined && asKind(chosen)) kind ??= asKind(chosen)
    else if (allow) allowances.push({ code: allow[2] ?? '', span: { start, end }, lines: allow[1] === 'allow' ? linesFor(file, start) : undefined })
    else problems.push(misread(words, { start, end }, text))
  }
  return { kind, allowances, problems }
}

/** A comment behind content speaks of its own line; one alone on its line of the next line with content, and of the text that begins there. */
function linesFor({ source: text, doc }: File, start: number): Span {
  const from = lineStart(text, start)
  const endOf = (at: number): number => {
    const end = text.indexOf('\n', at)
    return end < 0 ? text.length : end
  }
  if (text.slice(from, start).trim() !== '') return { start: from, end: endOf(start) }
  let at = endOf(start) + 1
  while (at < text.length && /^\s*(?:#|$)/.test(text.slice(at, endOf(at)))) at = endOf(at) + 1
  const end = endOf(Math.min(at, text.length))
  return { start: from, end: Math.max(end, endOfScalar(doc, end)) }
}

/** No comment can stand inside a scalar of several lines: it is one with the line where it begins. */
function endOfScalar(doc: Document, end: number): number {
  const found = At.root(doc)?.find(end)
  return found?.node.kind === 'scalar' && found.start <= end ? found.span.end : end
}

function misread(words: string, span: Span, text: string): Problem {
  const kind = /^kind\s*=\s*(\S+)/.exec(words)?.[1]
  if (kind === undefined)
    return {
      code: 'bad-directive',
      severity: 'warning',
      message: `"${words}" says nothing to Alertpath: write "allow CODE", "allow-file CODE" or "kind=KIND".`,
      span,
    }
  const all = [...kinds, 'none']
  const near = closest(kind, all)
  const start = span.start + text.indexOf(kind, text.indexOf('=') + 1)
  const place = { start, end: start + kind.length }
  return {
    code: 'bad-directive',
    severity: 'warning',
    message: `There is no kind "${kind}".${near === undefined ? '' : ` Did you mean "${near}"?`} The kinds are ${all.join(', ')}.`,
    span: place,
    ...(near !== undefined && { fixes: [{ title: `Change to "${near}"`, edits: [{ span: place, text: near }] }] }),
  }
}

/** Leaves out what is allowed; allowances that allow nothing are hints. */
export function allowed(problems: readonly Problem[], { allowances }: Directives): Problem[] {
  if (allowances.length === 0) return [...problems]
  const used = new Set<Allowance>()
  const kept = problems.filter(problem => {
    const found = allowances.find(
      one => one.code === problem.code && (!one.lines || (problem.span.start >= one.lines.start && problem.span.start <= one.lines.end)),
    )
    if (found) used.add(found)
    return !found
  })
  const unused = allowances
    .filter(one => !used.has(one))
    .map(
      (one): Problem => ({
        code: 'unused-allow',
        severity: 'hint',
        message: `Nothing here is reported as "${one.code}": this comment can go.`,
        span: one.span,
        tags: ['unnecessary'],
        fixes: [{ title: 'Remove this comment', edits: [{ span: one.span, text: '' }], safe: true }],
      }),
    )
  return [...kept, ...unused]
}

// Places of the core ↔ positions of the protocol. The only file of the server that knows lines and characters.
import type { Diagnostic, DiagnosticSeverity, Range, TextDocumentContentChangeEvent } from 'vscode-languageserver'
import { type Edit, Lines, type Problem, type Severity, type Span } from '../core/text'
import { changeFile, type File, fileOnce } from '../core/workspace'

const key = {}

/** Made once a text. */
export const linesOf = (file: File): Lines => fileOnce(file, key, () => new Lines(file.source))

export const range = (lines: Lines, span: Span): Range => ({ start: lines.position(span.start), end: lines.position(span.end) })

export const span = (lines: Lines, { start, end }: Range): Span => {
  const from = lines.offset(start)
  return { start: from, end: Math.max(from, lines.offset(end)) }
}

const levels: Readonly<Record<Severity, DiagnosticSeverity>> = { error: 1, warning: 2, information: 3, hint: 4 }
const atStart: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }
const tags = { unnecessary: 1, deprecated: 2 } as const

export interface Naming {
  /** The URI as the client spells it. */
  client(uri: string): string
  file(uri: string): File | undefined
  /** A link to the page of a code begins like this. */
  readonly pages: string | undefined
}

export function diagnostic(problem: Problem, file: File, { client, file: other, pages }: Naming): Diagnostic {
  return {
    range: range(linesOf(file), problem.span),
    severity: levels[problem.severity],
    code: problem.code,
    ...(pages && { codeDescription: { href: pages + problem.code } }),
    source: 'Alertpath',
    message: problem.message,
    ...(problem.tags && { tags: problem.tags.map(one => tags[one]) }),
    ...(problem.related && {
      relatedInformation: problem.related.map(one => {
        const at = one.uri === undefined ? file : other(one.uri)
        // a file that is told of without being read is opened at its start
        return { location: { uri: client(one.uri ?? file.uri), range: at ? range(linesOf(at), one.span) : atStart }, message: one.message }
      }),
    }),
  }
}

/** The file after the editor's changes, one after another. Line starts are carried along instead of being counted anew. */
export function changed(file: File, changes: readonly TextDocumentContentChangeEvent[]): File {
  let next = file
  for (const change of changes) {
    const lines = linesOf(next)
    const edit = 'range' in change ? { span: span(lines, change.range), text: change.text } : difference(next.text, change.text)
    if (edit.text === '' && edit.span.start === edit.span.end) continue
    const after = changeFile(next, [edit])
    fileOnce(after, key, () => new Lines(after.source, startsAfter(lines.starts, edit)))
    next = after
  }
  return next
}

/** Line starts of the text after an edit. */
export function startsAfter(starts: Int32Array, { span: { start, end }, text }: Edit): Int32Array {
  const first = upper(starts, start)
  const last = upper(starts, end)
  const by = text.length - (end - start)
  const own: number[] = []
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) own.push(start + at + 1)
  const out = new Int32Array(first + own.length + starts.length - last)
  out.set(starts.subarray(0, first))
  out.set(own, first)
  const moved = first + own.length - last
  for (let i = last; i < starts.length; i++) out[i + moved] = (starts[i] ?? 0) + by
  return out
}

/** How many starts are at most `offset`. */
function upper(starts: Int32Array, offset: number): number {
  let low = 0
  let high = starts.length
  while (low < high) {
    const mid = (low + high) >> 1
    if ((starts[mid] ?? 0) <= offset) low = mid + 1
    else high = mid
  }
  return low
}

/** An editor that sends whole texts: the smallest single edit that makes one of the other. */
export function difference(before: string, after: string): Edit {
  const start = common(Math.min(before.length, after.length), n => before.slice(0, n) === after.slice(0, n))
  const most = Math.min(before.length, after.length) - start
  const tail = common(most, n => before.slice(before.length - n) === after.slice(after.length - n))
  return { span: { start, end: before.length - tail }, text: after.slice(start, after.length - tail) }
}

/** The largest `n` up to `most` for which `same` holds, by halving. */
function common(most: number, same: (n: number) => boolean): number {
  let low = 0
  let high = most
  while (low < high) {
    const mid = (low + high + 1) >> 1
    if (same(mid)) low = mid
    else high = mid - 1
  }
  return low
}

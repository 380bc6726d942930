// What the checks of one expression share: its text, what the server is known to have, and the list of problems.
import type { Span } from '../../text'
import { unquote } from '../goString'
import type { InlineProblem, InlineScope } from '../inline'
import { isWellFormed } from '../label'
import type { Node } from './tree'

export interface Report {
  readonly text: string
  readonly scope: InlineScope
  readonly problems: InlineProblem[]
}

export type Code = 'promql-syntax' | 'promql-unknown-function' | 'promql-arguments' | 'promql-type' | 'promql-regex' | 'promql-feature'

/** Adds an error. `right` is text to write instead of the place. */
export function refuse(report: Report, code: Code, span: Span, message: string, right?: { readonly text: string; readonly span?: Span }): undefined {
  report.problems.push({
    code,
    severity: 'error',
    message,
    span: { start: span.start, end: span.end },
    ...(right && {
      fixes: [
        {
          title: right.text === ' ' ? 'Write a plain space' : `Write ${right.text}`,
          edits: [{ span: right.span ?? { start: span.start, end: span.end }, text: right.text }],
        },
      ],
    }),
  })
  return undefined
}

/**
 * Something that needs a feature flag. `scope.flavour` of PromQL lists the flags that the server is known to have, with commas between; then
 * a missing one is an error. Without the list it is a warning, since the server may have the flag.
 */
export function needsFlag({ scope, problems }: Report, span: Span, what: string, flag: string): void {
  if (scope.flavour?.split(',').includes(flag)) return
  const message = `${what} is experimental: Prometheus refuses it unless it runs with --enable-feature=${flag}.`
  problems.push({ code: 'promql-feature', severity: scope.flavour === undefined ? 'warning' : 'error', message, span: { start: span.start, end: span.end } })
}

/** -1, 0 or 1 by the numbers of two versions. */
export function compareVersions(a: string, b: string): number {
  const [x, y] = [a, b].map(one => one.split('.').map(Number)) as [number[], number[]]
  for (let i = 0; i < Math.max(x.length, y.length); i++) if ((x[i] ?? 0) !== (y[i] ?? 0)) return Math.sign((x[i] ?? 0) - (y[i] ?? 0))
  return 0
}

/** The value of a string literal, quotes and escapes resolved; undefined when it is broken. */
export function stringValue(text: string, node: Span): string | undefined {
  const mark = text[node.start]
  const body = text.slice(node.start + 1, node.end - 1)
  if (mark === '`') return body
  const { value, bad } = unquote(body, mark === "'" ? "'" : '"')
  return bad || !isWellFormed(value) ? undefined : value
}

/** A part of a literal's value in the text: exact when it is written without escapes, else the whole literal. */
export const insideLiteral = (literal: Span, value: string, { start, end }: Span): Span =>
  literal.end - literal.start - 2 === value.length
    ? { start: literal.start + 1 + start, end: literal.start + 1 + end }
    : { start: literal.start, end: literal.end }

export const source = (report: Report, node: Span): string => report.text.slice(node.start, node.end)

/** The node inside parentheses. */
export function bare(node: Node): Node {
  let inner = node
  while (inner.type === 'ParenExpr' && inner.children[0]) inner = inner.children[0]
  return inner
}

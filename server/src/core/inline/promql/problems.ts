// Everything that Prometheus refuses in an expression, and what it needs a flag for.
import type { InlineProblem, InlineScope } from '../inline'
import { unknownFunction } from './calls'
import { check } from './check'
import type { ValueType } from './functions'
import { lex } from './lex'
import { type Report, refuse } from './report'
import { checkSyntax } from './syntax'
import { isUnknownCall } from './tolerant'
import type { PromTree } from './tree'

export function problems(tree: PromTree, scope: InlineScope): readonly InlineProblem[] {
  const report: Report = { text: tree.text, scope, problems: [] }
  if (tree.lost.length > 0) checkSyntax(report, tree)
  else if (!(tree.tolerant && (checkShortCalls(report) || checkBlanks(report)))) checkResult(report, tree, check(report, tree.root))
  return report.problems
}

/** Rules and tests take samples of one time: the server loads a range or a text, and then every evaluation of it fails (`rules/manager.go`). */
function checkResult(report: Report, tree: PromTree, type: ValueType | undefined): void {
  if (report.problems.length > 0 || (type !== 'matrix' && type !== 'string')) return
  const what = type === 'string' ? 'a text' : 'a range of samples'
  const message = `The result is ${what}, not one value a series: Prometheus loads this, but every evaluation fails.${type === 'matrix' ? ' A function such as "rate(…)" makes values of it.' : ''}`
  report.problems.push({ code: 'promql-result', severity: 'warning', message, span: { start: tree.root.start, end: tree.root.end } })
}

/** Blanks that come with text from web pages: the grammar of the editor takes them for white space, Prometheus does not. */
function checkBlanks(report: Report): boolean {
  const blank = lex(report.text).find(one => one.kind === 'stray' && /\s/.test(one.text))
  const code = blank?.text.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
  if (blank) refuse(report, 'promql-syntax', blank, `This is not a plain space but the character U+${code}, which PromQL does not take for one.`, { text: ' ' })
  return blank !== undefined
}

/** Calls of one letter, which the grammar cannot be shown as calls: `x(foo)`. */
function checkShortCalls(report: Report): boolean {
  if (!/(?<![\w:])[a-zA-Z_:]\s*\(/.test(report.text)) return false
  const lexemes = lex(report.text)
  const call = lexemes.find((one, i) => one.text.length === 1 && isUnknownCall(lexemes, i))
  if (call) unknownFunction(report, call.text, call.start)
  return call !== undefined
}

// Everything that Prometheus refuses in an expression, and what it needs a flag for.
import type { InlineProblem, InlineScope } from '../inline'
import { unknownFunction } from './calls'
import { check } from './check'
import { lex } from './lex'
import type { Report } from './report'
import { checkSyntax } from './syntax'
import { isUnknownCall, type PromTree } from './tree'

export function problems(tree: PromTree, scope: InlineScope): readonly InlineProblem[] {
  const report: Report = { text: tree.text, scope, problems: [] }
  if (tree.lost.length > 0) checkSyntax(report, tree)
  else if (!checkShortCalls(report)) check(report, tree.root)
  return report.problems
}

/** Calls of one letter, which the grammar cannot be shown as calls: `x(foo)`. */
function checkShortCalls(report: Report): boolean {
  if (!/(?<![\w:])[a-zA-Z_:]\s*\(/.test(report.text)) return false
  const lexemes = lex(report.text)
  const call = lexemes.find((one, i) => one.text.length === 1 && isUnknownCall(lexemes, i))
  if (call) unknownFunction(report, call.text, call.start)
  return call !== undefined
}

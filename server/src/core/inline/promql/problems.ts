// Everything that Prometheus refuses in an expression, and what it needs a flag for.
import type { InlineProblem, InlineScope } from '../inline'
import { check } from './check'
import type { Report } from './report'
import { checkSyntax } from './syntax'
import type { PromTree } from './tree'

export function problems(tree: PromTree, scope: InlineScope): readonly InlineProblem[] {
  const report: Report = { text: tree.text, scope, problems: [] }
  if (tree.lost.length > 0) checkSyntax(report, tree)
  else check(report, tree.root)
  return report.problems
}

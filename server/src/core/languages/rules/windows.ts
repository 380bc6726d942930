// Ranges and instant selectors of a rule with what they select: kept with the rule, so that comparing them with scrape intervals costs
// nothing for rules that did not change.
import { isEquality, type PromNode, parseDuration, parsePromql, readSelector } from '../../inline'
import { placer } from '../../schema'
import { type At, memo, type YamlNode } from '../../yaml'

export interface Window {
  /** The function around a range; undefined for a selector without one. */
  readonly call: string | undefined
  readonly metric: string | undefined
  /** The job asked for, and no other. */
  readonly job: string | undefined
  /** Milliseconds; undefined without a range, and for what is computed. */
  readonly range: number | undefined
  /** Of the range, else of the selector; offsets from the start of the rule. */
  readonly start: number
  readonly end: number
}

const key = {}

export const windowsOf = (rule: At): readonly Window[] =>
  rule.node.aliased ? read(rule) : memo<readonly Window[]>(rule.node as YamlNode, key, () => read(rule))

function read(rule: At): readonly Window[] {
  const expr = rule.get('expr')?.resolved
  if (expr?.node.kind !== 'scalar') return []
  const { node, start, doc } = expr
  const tree = parsePromql(node.text)
  if (tree.lost.length > 0) return []
  const place = placer(node, start, doc.source)
  const out: Window[] = []
  walk(tree.root, undefined, (selector, range, call) => {
    const { metric, matchers } = readSelector(tree.text, selector)
    const at = range ?? selector
    out.push({
      call: call && tree.text.slice(call.start, call.end),
      metric,
      job: matchers.filter(one => one.label === 'job' && isEquality(one.op, one.value) && one.value !== '').at(-1)?.value,
      range: range && durationOf(tree.text.slice(range.start, range.end)),
      start: place(at.start) - rule.start,
      end: place(at.end) - rule.start,
    })
  })
  return out
}

/** `call` is the name of the function around the range. */
type Visit = (selector: PromNode, range: PromNode | undefined, call: PromNode | undefined) => void

/** A subquery is made of other evaluations: ranges in it count as elsewhere, selectors without one do not. */
function walk(node: PromNode, call: PromNode | undefined, visit: Visit): void {
  if (node.type === 'SubqueryExpr') {
    const ranges: Visit = (selector, range, inner) => range && visit(selector, range, inner)
    for (const one of node.children) walk(one, undefined, ranges)
    return
  }
  if (node.type === 'MatrixSelector') {
    const selector = selectorIn(node)
    if (selector) visit(selector, node.children[1], call?.children[0])
    return
  }
  if (node.type === 'VectorSelector') return visit(node, undefined, undefined)
  const inner = node.type === 'FunctionCall' ? node : node.type === 'FunctionCallBody' || isModifier(node) ? call : undefined
  for (const one of node.children) walk(one, inner, visit)
}

const isModifier = ({ type }: PromNode): boolean => type === 'OffsetExpr' || type === 'StepInvariantExpr' || type === 'ParenExpr'

function selectorIn(node: PromNode): PromNode | undefined {
  let at: PromNode | undefined = node
  while (at && at.type !== 'VectorSelector') at = at.children[0]
  return at
}

function durationOf(text: string): number | undefined {
  const parsed = parseDuration(text.replace(/^\[|\]$/g, '').trim())
  return parsed.error === undefined ? parsed.value : undefined
}

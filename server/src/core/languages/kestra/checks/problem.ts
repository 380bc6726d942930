// Problems at places of the tree.

import { innerSpan } from '../../../schema'
import type { Fix, Problem, Severity, Span } from '../../../text'
import type { At } from '../../../yaml'

/** The word itself: a scalar without its quotes, else the whole node. */
export function wordOf(at: At): Span {
  const { node } = at
  if (node.kind === 'scalar' && node.length > 0) return innerSpan(node, at.start)
  return node.length > 0 ? at.span : (at.key?.span ?? at.span)
}

export const keyOf = (at: At): Span => at.key?.span ?? wordOf(at)

export const problem = (code: string, severity: Severity, span: Span, message: string, fixes: readonly Fix[] = []): Problem => ({
  code,
  severity,
  message,
  span,
  ...(fixes.length > 0 && { fixes }),
})

export const replace = (span: Span, text: string, title = `Change to "${text}"`): Fix => ({ title, edits: [{ span, text }] })

/** Is the scalar computed when the flow runs? */
export const isDynamic = (at: At | undefined): boolean => at?.text !== undefined && /\{[{%]/.test(at.text)

// What is said of an address that stands in a file of its own: where that is, and no repair in it.
import type { WebhookEdge } from '../../../alertpath'
import type { Problem, Related } from '../../../text'

/** The file itself, which is a secret: only its place is told. */
export const fileOf = ({ file }: WebhookEdge): Related[] =>
  file === undefined ? [] : [{ uri: file, span: { start: 0, end: 0 }, message: 'The address stands in this file.' }]

/** A problem of an address: in a file of its own without the repairs that would change the address. */
export function ofAddress(problem: Problem, edge: WebhookEdge): Problem {
  if (edge.webhook.url !== undefined) return problem
  const { fixes = [], related = [], ...rest } = problem
  const left = fixes.filter(one => one.edits.every(edit => edit.uri !== undefined))
  return { ...rest, related: [...related, ...fileOf(edge)], ...(left.length > 0 && { fixes: left }) }
}

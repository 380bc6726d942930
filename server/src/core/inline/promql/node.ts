// A node of PromQL's tree.
import type { Span } from '../../text'

/** `type` is the name of the node in the grammar of Prometheus' editor. */
export interface Node extends Span {
  readonly type: string
  readonly children: readonly Node[]
}

const none: readonly Node[] = []

export const node = (type: string, start: number, end: number, children: readonly Node[] = none): Node => ({ type, start, end, children })

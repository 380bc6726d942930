// Finds parts of the text before an edit that the text after it has as well.
import type { CutNode } from './box'
import type { Kind } from './cut'
import { Leaf } from './leaf'
import type { Part } from './part'
import { fineUpTo } from './split'

/** The change of a text between two versions, in offsets of the text before; what is inserted is `by` units longer. */
export interface Window {
  readonly start: number
  readonly end: number
  readonly by: number
  /** Some line of the collection around it stands at a wrong column. */
  readonly askew: boolean
}

export interface Reuse {
  /** The same part, untouched by the edit; `start` is where it stands now. */
  find(kind: Kind, column: number, start: number, length: number): Part | undefined
}

/** `parts` stand at `starts` in the text before. `shift`: from offsets that are asked for to offsets of the text after. */
export function reuse(parts: readonly Part[], starts: (i: number) => number, { start, end, by, askew }: Window, shift = 0): Reuse {
  let known: Map<number, Part[]> | undefined
  return {
    find(kind, column, place, length) {
      const after = place + shift
      const before = after + length <= start ? after : after - by >= end ? after - by : -1
      if (before < 0) return undefined
      known ??= index(parts, starts, askew)
      return known.get(before)?.find(part => part.kind === kind && part.length === length && part.column === column)
    },
  }
}

function index(parts: readonly Part[], starts: (i: number) => number, askew: boolean): Map<number, Part[]> {
  const known = new Map<number, Part[]>()
  // below a line at a wrong column, how a part is cut depends on more than its own text: then only what is read as one is reused
  const add = (part: Part, start: number, askew: boolean): void => {
    if (!askew || part instanceof Leaf) {
      const list = known.get(start)
      if (list) list.push(part)
      else known.set(start, [part])
    }
    if (part.inside && !(part instanceof Leaf && part.length <= fineUpTo)) walk(part.inside.node, start + part.inside.at, askew)
  }
  const walk = (node: CutNode, base: number, askew: boolean): void => {
    for (const [i, part] of node.parts.entries()) add(part, base + (node.starts[i] ?? 0), askew || node.hints.askew)
  }
  for (const [i, part] of parts.entries()) add(part, starts(i), askew)
  return known
}

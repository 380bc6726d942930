// Finds parts of the text before an edit that the text after it has as well.
import type { CutNode } from './box'
import type { Kind } from './cut'
import type { Part } from './part'

/** The change of a text between two versions, in offsets of the text before; what is inserted is `by` units longer. */
export interface Window {
  readonly start: number
  readonly end: number
  readonly by: number
}

export interface Reuse {
  /** The same part, untouched by the edit; `start` is where it stands now. */
  find(kind: Kind, column: number, start: number, length: number): Part | undefined
}

/** `parts` stand at `starts` in the text before. `shift`: from offsets that are asked for to offsets of the text after. */
export function reuse(parts: readonly Part[], starts: (i: number) => number, { start, end, by }: Window, shift = 0): Reuse {
  let known: Map<number, Part[]> | undefined
  return {
    find(kind, column, place, length) {
      const after = place + shift
      const before = after + length <= start ? after : after - by >= end ? after - by : -1
      if (before < 0) return undefined
      known ??= index(parts, starts)
      return known.get(before)?.find(part => part.kind === kind && part.length === length && part.column === column)
    },
  }
}

function index(parts: readonly Part[], starts: (i: number) => number): Map<number, Part[]> {
  const known = new Map<number, Part[]>()
  const add = (part: Part, start: number): void => {
    const list = known.get(start)
    if (list) list.push(part)
    else known.set(start, [part])
    if (part.inside) walk(part.inside.node, start + part.inside.at)
  }
  const walk = (node: CutNode, base: number): void => node.parts.forEach((part, i) => add(part, base + (node.starts[i] ?? 0)))
  parts.forEach((part, i) => add(part, starts(i)))
  return known
}

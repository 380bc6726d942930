// Places inside a scalar: from its decoded text to its source and back, for all five styles.
import type { ScalarNode } from './node'
import { type Run, runs } from './runs'

export interface ScalarMap {
  /** Where the decoded unit at `offset` stands in the scalar's source; past the end: the end of the content. */
  source(offset: number): number
  /** The decoded unit that `offset` of the source became, or the nearest after it. */
  decoded(offset: number): number
}

/** `source` is exactly the node's `length` units of text from its start. */
export function scalarMap(source: string, node: ScalarNode): ScalarMap {
  if (node.style === 'plain' && node.length === node.text.length) return shifted(0, node.text.length)
  if ((node.style === 'single' || node.style === 'double') && source.length === node.text.length + 2 && source.startsWith(node.text, 1))
    return shifted(1, node.text.length)
  return mapped(source, node)
}

function shifted(by: number, length: number): ScalarMap {
  return {
    source: offset => clamp(offset, length) + by,
    decoded: offset => clamp(offset - by, length),
  }
}

const clamp = (n: number, high: number): number => Math.max(0, Math.min(n, high))

function mapped(source: string, node: ScalarNode): ScalarMap {
  const all = runs(source, node.style, node.indent)
  // a block scalar's last break lies outside its source; trailing breaks of `+` do as well
  const starts = new Int32Array(all.length)
  let length = 0
  all.forEach((run, i) => {
    starts[i] = length
    length += run.text.length
  })
  const last = all.at(-1)
  const end = last ? Math.min(source.length, last.at + last.length) : source.length
  return {
    source: offset => {
      if (offset >= length) return offset > length || !last ? end : endOf(last)
      const i = lastAt(all.length, k => (starts[k] ?? 0) <= Math.max(0, offset))
      return at(all[i], offset - (starts[i] ?? 0), end)
    },
    decoded: offset => {
      const i = lastAt(all.length, k => (all[k]?.at ?? 0) <= offset)
      const run = all[i]
      if (!run) return 0
      const start = starts[i] ?? 0
      const inside = offset - run.at
      if (inside >= run.length) return start + run.text.length
      return start + (run.verbatim ? inside : 0)
    },
  }
}

const at = (run: Run | undefined, inside: number, end: number): number => (run ? run.at + (run.verbatim ? Math.max(0, inside) : 0) : end)
const endOf = (run: Run): number => run.at + run.length

/** Last index below `count` for which `holds` (true first, then false); -1 if none. */
function lastAt(count: number, holds: (i: number) => boolean): number {
  let low = -1
  let high = count - 1
  while (low < high) {
    const mid = (low + high + 1) >> 1
    if (holds(mid)) low = mid
    else high = mid - 1
  }
  return low
}

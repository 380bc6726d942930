// Finds the node that an anchor names.
import type { MapNode, SeqNode, YamlNode } from './node'

export interface Anchored {
  readonly node: YamlNode
  readonly at: number
}

/** The node whose anchor stands at `place` or just after it, in a tree that starts at `at`. */
export function anchored(node: YamlNode, at: number, name: string, place: number): Anchored | undefined {
  let best: Anchored | undefined
  const visit = (one: YamlNode, start: number): void => {
    if (one.anchor === name && start >= place && (!best || start < best.at || (start === best.at && one.length > best.node.length)))
      best = { node: one, at: start }
    for (const child of children(one, start, place)) visit(child.node, child.at)
  }
  visit(node, at)
  return best
}

/** The children that can hold what stands at `place`: the last one before it and all after. Those of a cut collection are read only then. */
function* children(node: YamlNode, start: number, place: number): Generator<Anchored> {
  if (node.kind === 'map') yield* ofMap(node, start, place)
  else if (node.kind === 'seq') yield* ofSeq(node, start, place)
}

function* ofMap(map: MapNode, start: number, place: number): Generator<Anchored> {
  for (let i = first(map.offsets, place - start); i < map.offsets.length; i++) {
    const at = start + (map.offsets[i] ?? 0)
    // an anchor stands before its node, never further than the next one
    if (at > place + 1024 && map.cut) return
    const pair = map.pair ? map.pair(i) : map.pairs[i]
    if (!pair) continue
    yield { node: pair.key, at: at + pair.keyAt }
    yield { node: pair.value, at: at + pair.valueAt }
  }
}

function* ofSeq(seq: SeqNode, start: number, place: number): Generator<Anchored> {
  for (let i = first(seq.offsets, place - start); i < seq.offsets.length; i++) {
    const at = start + (seq.offsets[i] ?? 0)
    if (at > place + 1024 && seq.cut) return
    const node = seq.item ? seq.item(i) : seq.items[i]
    if (node) yield { node, at }
  }
}

function first(offsets: ArrayLike<number>, place: number): number {
  let low = 0
  let high = offsets.length
  while (low < high) {
    const mid = (low + high) >> 1
    if ((offsets[mid] ?? 0) < place) low = mid + 1
    else high = mid
  }
  return Math.max(0, low - 1)
}

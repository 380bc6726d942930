// Finds scalars all over a text and keeps what it found with the nodes around them, so that after an edit it looks only at what is new.
import type { MapNode, ScalarNode, SeqNode, YamlNode } from '../../yaml'
import { itemAt, kept, keptItems } from './kept'

/** How to search. `C` is what a node is read as: all that a result depends on besides the node. */
export interface Search<C, T> {
  /** The same object for the same context. */
  key(context: C): SearchKey
  scalar(node: ScalarNode, context: C): T | undefined
  /** What the values of a map are read as, by key, or the items of a list; undefined = not looked at. */
  inside(node: MapNode | SeqNode, context: C): (key: string) => C | undefined
}

export interface SearchKey {
  readonly items: object
}

export const searchKey = (): SearchKey => ({ items: {} })

/** What was found below a node, part by part; without places, which change with any edit further up. */
export interface Found<T> {
  readonly own?: T
  readonly parts: readonly (Found<T> | undefined)[]
}

/** Nothing is looked at through aliases: what they stand for is found where it is written. */
export function search<C, T>(node: YamlNode, context: C, how: Search<C, T>): Found<T> | undefined {
  if (node.kind === 'alias') return undefined
  if (node.kind === 'scalar') {
    const own = how.scalar(node, context)
    return own === undefined ? undefined : { own, parts: [] }
  }
  // short lists live no longer than what they stand in
  return node.kind === 'map' || node.cut ? kept(node, how.key(context), () => searchInside(node, context, how)) : searchInside(node, context, how)
}

/** The same search in steps of one part of a large collection. */
export function* searchSteps<C, T>(node: YamlNode, context: C, how: Search<C, T>): Generator<undefined> {
  if ((node.kind !== 'map' && node.kind !== 'seq') || !node.cut || node.aliased) return
  const inside = how.inside(node, context)
  for (let i = 0; i < node.offsets.length; i++) {
    const pair = node.kind === 'map' ? (node.pair ? node.pair(i) : node.pairs[i]) : undefined
    const part = node.kind === 'map' ? pair?.value : itemAt(node, i)
    const below = inside(pair?.key.kind === 'scalar' ? pair.key.text : '')
    if (!part || below === undefined) continue
    yield* searchSteps(part, below, how)
    search(part, below, how)
    yield
  }
}

function searchInside<C, T>(node: MapNode | SeqNode, context: C, how: Search<C, T>): Found<T> | undefined {
  const inside = how.inside(node, context)
  const parts = node.kind === 'seq' ? searchItems(node, context, inside(''), how) : searchValues(node, inside, how)
  for (const one of parts) if (one) return { parts }
  return undefined
}

function searchItems<C, T>(node: SeqNode, context: C, inside: C | undefined, how: Search<C, T>): readonly (Found<T> | undefined)[] {
  return inside === undefined ? [] : keptItems(node, how.key(context).items, item => item && search(item, inside, how))
}

const searchValues = <C, T>({ pairs }: MapNode, inside: (key: string) => C | undefined, how: Search<C, T>): (Found<T> | undefined)[] =>
  pairs.map(({ key, value }) => {
    const context = inside(key.kind === 'scalar' ? key.text : '')
    return context === undefined ? undefined : search(value, context, how)
  })

/** All that was found below a node that starts at `start`, in order of the text. */
export function* spots<T>(
  found: Found<T> | undefined,
  node: YamlNode,
  start: number,
): Generator<{ readonly value: T; readonly node: YamlNode; readonly start: number }> {
  if (!found) return
  if (found.own !== undefined) yield { value: found.own, node, start }
  for (let i = 0; i < found.parts.length; i++) {
    const part = found.parts[i]
    const below = part && partOf(node, i)
    if (below) yield* spots(part, below.node, start + below.at)
  }
}

function partOf(node: YamlNode, i: number): { readonly node: YamlNode; readonly at: number } | undefined {
  if (node.kind !== 'map' && node.kind !== 'seq') return undefined
  const at = node.offsets[i] ?? 0
  if (node.kind === 'map') return node.pairs[i] && { node: node.pairs[i].value, at: at + node.pairs[i].valueAt }
  const item = itemAt(node, i)
  return item && { node: item, at }
}

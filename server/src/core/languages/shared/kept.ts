// Results that are kept with the nodes they came from, so that an edit looks again only at what it changed. Whoever computes them looks at
// nothing but the node: neither around it nor at its place.
import { type Problem, shiftProblem, splicedList } from '../../text'
import { At, type MapNode, type Memo, memo, recalled, type SeqNode, type YamlNode } from '../../yaml'

/** Once per node and key. What has an alias inside depends on the whole text, so it is looked at each time. */
export const kept = <T>(node: YamlNode, key: object, compute: () => T): T => (node.aliased ? compute() : memo<T>(node as Memo, key, compute))

/** A result for each item of a list, in order. After an edit of a long one those of the items that stayed are taken over without a look. */
export function keptItems<T>(list: SeqNode, key: object, one: (item: YamlNode | undefined, i: number) => T): readonly T[] {
  return list.cut ? kept(list, key, () => inheritedItems(list, key, one) ?? allItems(list, one)) : allItems(list, one)
}

function allItems<T>(list: SeqNode, one: (item: YamlNode | undefined, i: number) => T): readonly T[] {
  const all: T[] = []
  for (let i = 0; i < list.offsets.length; i++) all.push(one(itemAt(list, i), i))
  return all
}

function inheritedItems<T>(list: SeqNode, key: object, one: (item: YamlNode | undefined, i: number) => T): readonly T[] | undefined {
  const edit = edited<readonly T[]>(list, key)
  if (!edit || edit.before.length + edit.inserted - edit.removed !== list.offsets.length) return undefined
  const { before, from, removed, inserted } = edit
  const fresh = Array.from({ length: inserted }, (_, i) => one(itemAt(list, from + i), from + i))
  return splicedList(before, from, removed, fresh)
}

export interface Edited<T> {
  readonly before: T
  readonly from: number
  readonly removed: number
  readonly inserted: number
}

/** What was kept with the collection that an edit made this one of, and which of its parts gave way to how many others. */
export function edited<T>(node: MapNode | SeqNode, key: object): Edited<T> | undefined {
  const { inherited } = node
  const before = inherited && !node.aliased ? recalled<T>(inherited, key) : undefined
  return inherited && before !== undefined ? { before, from: inherited.from, removed: inherited.removed, inserted: inherited.inserted } : undefined
}

/** Problems of each item of a list by itself, kept with the item wherever it moves. */
export function* itemProblems(list: At | undefined, key: object, judge: (item: At) => Iterable<Problem>): Generator<Problem> {
  const own = list?.resolved
  if (own?.node.kind !== 'seq') return
  const { node, doc, start } = own
  const place = (i: number): number => start + (node.offsets[i] ?? 0)
  const found = keptItems(node, key, (item, i) => {
    const problems = item ? Array.from(judge(At.of(doc, item, place(i))), one => shiftProblem(one, -place(i))) : []
    return problems.length > 0 ? problems : undefined
  })
  for (let i = 0; i < found.length; i++) {
    const problems = found[i]
    if (problems) for (const problem of problems) yield shiftProblem(problem, place(i))
  }
}

/** An item without reading the others of a large text. */
export const itemAt = (list: SeqNode, i: number): YamlNode | undefined => (list.item ? list.item(i) : list.items[i])

/** The same with its place, without going through those before it. */
export function itemOf({ node, doc, start }: At, i: number): At | undefined {
  const item = node.kind === 'seq' ? itemAt(node, i) : undefined
  return node.kind === 'seq' && item ? At.of(doc, item, start + (node.offsets[i] ?? 0)) : undefined
}

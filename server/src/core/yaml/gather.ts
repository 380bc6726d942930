// What is read of each item of a list, kept with the list: after an edit only the items that it put in are read.
import { type Inherited, memo, recalled, type SeqNode, type YamlNode } from './node'

export interface Gathered<T extends object> {
  /** By index; undefined where nothing was found. */
  readonly items: readonly (T | undefined)[]
  /** How often each object was found. */
  readonly counts: ReadonlyMap<T, number>
}

/** `read` looks at the item alone. `key` stands for `read` and all that it depends on. */
export function gather<T extends object>(list: SeqNode, key: object, read: (item: YamlNode, i: number) => T | undefined): Gathered<T> {
  const one = (i: number): T | undefined => {
    const item = list.item ? list.item(i) : list.items[i]
    return item && read(item, i)
  }
  const whole = (): Gathered<T> => {
    const items = Array.from({ length: list.offsets.length }, (_, i) => one(i))
    return { items, counts: counted(new Map(), items, 1) }
  }
  if (list.aliased) return whole()
  return memo(list, key, () => {
    const { inherited } = list
    const before = inherited && recalled<Gathered<T>>(inherited, key)
    if (!inherited || !before || before.items.length + inherited.inserted - inherited.removed !== list.offsets.length) return whole()
    return changed(
      before,
      inherited,
      Array.from({ length: inherited.inserted }, (_, i) => one(inherited.from + i)),
    )
  })
}

function changed<T extends object>({ items, counts }: Gathered<T>, { from, removed }: Inherited, fresh: readonly (T | undefined)[]): Gathered<T> {
  const gone = items.slice(from, from + removed)
  return { items: items.slice(0, from).concat(fresh, items.slice(from + removed)), counts: counted(counted(new Map(counts), gone, -1), fresh, 1) }
}

function counted<T extends object>(counts: Map<T, number>, items: readonly (T | undefined)[], by: 1 | -1): Map<T, number> {
  for (const one of items) {
    if (!one) continue
    const now = (counts.get(one) ?? 0) + by
    if (now > 0) counts.set(one, now)
    else counts.delete(one)
  }
  return counts
}

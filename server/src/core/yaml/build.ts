// Small steps of building nodes that blocks and brackets share.
import type { Pair, YamlNode } from './node'
import type { Properties } from './properties'
import type { Reader } from './reader'

/** `start`, `keyAt` and `valueAt` are places in the text; the pair knows them from its own start. */
export function pairOf(start: number, key: YamlNode, keyAt: number, value: YamlNode, valueAt: number): Pair {
  return {
    key,
    keyAt: keyAt - start,
    value,
    valueAt: valueAt - start,
    length: valueAt + value.length - start,
    aliased: key.aliased || value.aliased,
  }
}

export function withProperties<T extends YamlNode>(node: T, found: Properties): T {
  if (found.anchor === undefined && found.tag === undefined) return node
  return { ...node, ...found }
}

/** Keeps note of keys that stand twice. A merge key may. */
export function duplicates(r: Reader, pairs: readonly Pair[], offsets: ArrayLike<number>, start: number): void {
  if (pairs.length < 2) return
  if (pairs.length > 12) return many(r, pairs, offsets, start)
  for (let i = 1; i < pairs.length; i++) {
    const name = nameOf(pairs[i])
    if (name === undefined) continue
    for (let j = 0; j < i; j++) {
      if (nameOf(pairs[j]) !== name) continue
      note(r, pairs, offsets, start, j, i)
      break
    }
  }
}

function many(r: Reader, pairs: readonly Pair[], offsets: ArrayLike<number>, start: number): void {
  const seen = new Map<string, number>()
  pairs.forEach((pair, i) => {
    const name = nameOf(pair)
    if (name === undefined) return
    const first = seen.get(name)
    if (first === undefined) seen.set(name, i)
    else note(r, pairs, offsets, start, first, i)
  })
}

/** What a key is compared by; undefined: never the same as another. */
export const nameOf = (pair: Pair | undefined): string | undefined =>
  pair?.key.kind === 'scalar' && pair.key.length > 0 && !(pair.key.text === '<<' && pair.key.style === 'plain') ? pair.key.text : undefined

function note(r: Reader, pairs: readonly Pair[], offsets: ArrayLike<number>, start: number, first: number, second: number): void {
  const place = (i: number) => {
    const pair = pairs[i]
    const at = start + (offsets[i] ?? 0) + (pair?.keyAt ?? 0)
    return { start: at, end: at + (pair?.key.length ?? 0) }
  }
  r.duplicates ??= []
  r.duplicates.push({ name: nameOf(pairs[second]) ?? '', ...place(second), first: place(first) })
}

export const endOfPairs = (pairs: readonly Pair[], offsets: readonly number[]): number => (offsets.at(-1) ?? 0) + (pairs.at(-1)?.length ?? 0)

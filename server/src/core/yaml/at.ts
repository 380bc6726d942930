// A node together with its absolute place: how models, checks and features read a tree. Made on the way, never stored.
import type { Span } from '../text'
import type { Document } from './document'
import { isNull, type MapNode, type SeqNode, type YamlNode } from './node'

export class At {
  private constructor(
    readonly doc: Document,
    readonly node: YamlNode,
    /** Absolute start of the node's content. */
    readonly start: number,
    readonly parent: At | undefined,
    /** The key's node when this is a value of a map. */
    readonly key: At | undefined,
    /** Index within the parent's pairs or items; 0 at the root. */
    readonly index: number,
  ) {}

  static root(doc: Document): At | undefined {
    return doc.root && new At(doc, doc.root, doc.rootAt, undefined, undefined, 0)
  }

  /** A node alone, for checks that must not look around it. */
  static of(doc: Document, node: YamlNode, start: number): At {
    return new At(doc, node, start, undefined, undefined, 0)
  }

  get span(): Span {
    return { start: this.start, end: this.start + this.node.length }
  }

  get kind(): YamlNode['kind'] {
    return this.node.kind
  }

  /** What an alias stands for (its own place), otherwise this. Stops at cycles. */
  get resolved(): At {
    let at: At = this
    for (let depth = 0; at.node.kind === 'alias' && depth < 20; depth++) {
      const target = this.doc.anchor(at.node.name)
      if (!target) return at
      at = new At(this.doc, target.node, target.at, this.parent, this.key, this.index)
    }
    return at
  }

  get isNull(): boolean {
    return isNull(this.node)
  }

  /** A scalar's decoded text, whatever its type; undefined for collections. */
  get text(): string | undefined {
    const { node } = this.resolved
    return node.kind === 'scalar' ? node.text : undefined
  }

  /** A scalar's text unless it is null. */
  get string(): string | undefined {
    const { resolved } = this
    return resolved.isNull ? undefined : resolved.text
  }

  /** Values of a map, merge keys included (after own keys, which win); nothing for other kinds. */
  *entries(): Generator<At> {
    yield* this.merged(new Set())
  }

  /** `visited`: maps that were merged already. A second time they have nothing new, and a circle ends. */
  private *merged(visited: Set<YamlNode>): Generator<At> {
    const own = this.resolved
    if (own.node.kind !== 'map') return
    visited.add(own.node)
    const seen = new Set<string>()
    const merges: At[] = []
    for (let i = 0; i < own.node.offsets.length; i++) {
      const value = own.pair(own.node, i)
      const name = value.key?.text
      if (name === '<<' && value.key?.node.kind === 'scalar' && value.key.node.style === 'plain') merges.push(value)
      else {
        if (name !== undefined) seen.add(name)
        yield value
      }
    }
    for (const merge of merges) {
      const target = merge.resolved
      const sources = target.kind === 'seq' ? [...target.items()] : [target]
      for (const source of sources) {
        if (visited.has(source.resolved.node)) continue
        for (const value of source.merged(visited)) {
          const name = value.key?.text
          if (name !== undefined && seen.has(name)) continue
          if (name !== undefined) seen.add(name)
          yield value
        }
      }
    }
  }

  /** Items of a sequence; nothing for other kinds. */
  *items(): Generator<At> {
    const own = this.resolved
    if (own.node.kind !== 'seq') return
    for (let i = 0; i < own.node.offsets.length; i++) {
      const item = own.item(own.node, i)
      if (item) yield item
    }
  }

  /** An item of a sequence by its index. */
  nth(index: number): At | undefined {
    const own = this.resolved
    return own.node.kind === 'seq' ? own.item(own.node, index) : undefined
  }

  /** The value of `name` in a map, merged ones included. */
  get(name: string): At | undefined {
    const own = this.resolved
    if (own.node.kind !== 'map') return undefined
    for (let i = 0; i < own.node.pairs.length; i++) {
      const key = own.node.pairs[i]?.key
      if (key?.kind === 'scalar' && key.text === name) return own.pair(own.node, i)
    }
    if (!own.node.aliased) return undefined
    for (const value of own.entries()) if (value.key?.text === name) return value
    return undefined
  }

  /** `at.path('labels', 'severity')`. */
  path(...names: string[]): At | undefined {
    let at: At | undefined = this
    for (const name of names) at = at?.get(name)
    return at
  }

  /** The innermost node whose content touches `offset`, or the pair's value when only the pair does; follows no alias. */
  find(offset: number): At {
    let at: At = this
    for (;;) {
      const next = at.childAt(offset)
      if (!next) return at
      at = next
    }
  }

  private childAt(offset: number): At | undefined {
    const { node } = this
    if (node.kind !== 'map' && node.kind !== 'seq') return undefined
    const i = lastNotAfter(node.offsets, offset - this.start)
    if (i < 0) return undefined
    if (node.kind === 'seq') {
      const item = this.item(node, i)
      return item && offset <= item.span.end && offset >= item.start ? item : undefined
    }
    const value = this.pair(node, i)
    const key = value.key
    if (key && offset >= key.start && offset <= key.span.end) return key
    return offset >= value.start && offset <= value.span.end ? value : undefined
  }

  private pair(map: MapNode, i: number): At {
    const pair = map.pair ? map.pair(i) : map.pairs[i]
    const start = this.start + (map.offsets[i] ?? 0)
    if (!pair) return this
    const key = new At(this.doc, pair.key, start + pair.keyAt, this, undefined, i)
    return new At(this.doc, pair.value, start + pair.valueAt, this, key, i)
  }

  private item(seq: SeqNode, i: number): At | undefined {
    const node = seq.item ? seq.item(i) : seq.items[i]
    return node && new At(this.doc, node, this.start + (seq.offsets[i] ?? 0), this, undefined, i)
  }
}

/** Index of the last offset that is not after `at`; -1 if all are. */
export function lastNotAfter(offsets: ArrayLike<number>, at: number): number {
  let low = -1
  let high = offsets.length - 1
  while (low < high) {
    const mid = (low + high + 1) >> 1
    if ((offsets[mid] ?? 0) <= at) low = mid
    else high = mid - 1
  }
  return low
}

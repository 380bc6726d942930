// Collects facts while a text is decoded, and puts those of parts together.
import { type Mention, type Problem, shift, shiftProblem, splicedList } from '../text'
import type { ScalarNode, YamlNode } from '../yaml'
import { carriedCounts, changedChunks, chunksOf } from './counts'
import type { Facts, Found, Group, Inlined, PartFacts } from './facts'
import type { Schema } from './schema'
import { intern, keyOf, type Sums, together } from './sums'

/** Collects facts whose places are absolute and keeps them relative to `base`. */
export class Collector {
  private readonly problems: Problem[] = []
  private readonly mentions: Mention[] = []
  private readonly inlined: Inlined[] = []
  private readonly found: Found[] = []
  private readonly groups: Group[] = []

  constructor(readonly base: number) {}

  problem(problem: Problem): void {
    this.problems.push(shiftProblem(problem, -this.base))
  }

  /** A name whose offsets `place` carries into the file. One object a name: large files have tens of thousands. */
  placed({ kind, name, role, span, within }: Mention, place: (offset: number) => number): void {
    const start = place(span.start)
    const at = { start: start - this.base, end: Math.max(start, place(span.end)) - this.base }
    this.mentions.push(within === undefined ? { kind, name, role, span: at } : { kind, name, role, span: at, within })
  }

  mention(mention: Mention): void {
    this.mentions.push(this.base === 0 ? mention : { ...mention, span: shift(mention.span, -this.base) })
  }

  inline(node: ScalarNode, start: number, schema: Schema): void {
    this.inlined.push({ start: start - this.base, node, schema })
  }

  find(model: string, node: YamlNode, start: number): void {
    this.found.push({ model, node, start: start - this.base })
  }

  /** Facts of the parts of a cut collection that starts at `start`. */
  parts(start: number, offsets: ArrayLike<number>, parts: PartFacts): void {
    this.groups.push({ delta: start - this.base, offsets, parts })
  }

  get worst(): Problem | undefined {
    return this.problems.find(one => one.severity === 'error')
  }

  done(): Facts {
    return { problems: this.problems, mentions: this.mentions, inlined: this.inlined, found: this.found, groups: this.groups, has: this.sums() }
  }

  private sums(): Sums {
    const own: Sums = {
      problems: this.problems.length,
      inlined: this.inlined.length,
      mentions: intern(new Set(this.mentions.map(one => keyOf(one.role, one.kind)))),
      found: intern(new Set(this.found.map(one => one.model))),
    }
    return this.groups.length === 0 ? own : together([own, ...this.groups.map(one => one.parts.has)])
  }
}

export const partFacts = (facts: readonly Facts[]): PartFacts => ({ facts, has: together(facts.map(one => one.has)), chunks: chunksOf(facts.length) })

export const noParts: PartFacts = partFacts([])

/** `before` with `fresh` in the place of `removed` parts from `from` on. */
export function replacedFacts(before: PartFacts, from: number, removed: number, fresh: readonly Facts[]): PartFacts {
  const gone = before.facts.slice(from, from + removed)
  const facts = splicedList(before.facts, from, removed, fresh)
  const sum = together([before.has, ...fresh.map(one => one.has)])
  const less = (of: (has: Sums) => number): number => gone.reduce((total, one) => total + of(one.has), 0)
  const has = { ...sum, problems: sum.problems - less(one => one.problems), inlined: sum.inlined - less(one => one.inlined) }
  const memos = carriedCounts(before, gone, fresh)
  return { facts, has, chunks: changedChunks(before.chunks, from, removed, fresh.length), ...(memos && { memos }) }
}

// What decoding saw, relative to the node that owns it: facts move with their node and are summed, never searched.
import { lookup, type Mention, type Problem, shift, shiftProblem } from '../text'
import type { ScalarNode, YamlNode } from '../yaml'
import type { Schema } from './schema'

/** A scalar in an inline language. `start` is the start of the scalar. */
export interface Inlined {
  readonly start: number
  readonly node: ScalarNode
  readonly schema: Schema
}

/** An object whose schema names a model. */
export interface Found {
  readonly start: number
  readonly node: YamlNode
  readonly model: string
}

/** All places count from the owner. `children` are facts of parts that outlive edits elsewhere. */
export interface Facts {
  readonly problems: readonly Problem[]
  readonly mentions: readonly Mention[]
  readonly inlined: readonly Inlined[]
  readonly found: readonly Found[]
  readonly children: readonly Child[]
  readonly has: Sums
}

export interface Child {
  readonly at: number
  readonly facts: Facts
}

/** What is somewhere below: lets a reader skip whole parts. */
export interface Sums {
  readonly problems: number
  readonly inlined: number
  readonly mentions: ReadonlySet<string>
  readonly found: ReadonlySet<string>
}

const none: ReadonlySet<string> = new Set()
export const noFacts: Facts = {
  problems: [],
  mentions: [],
  inlined: [],
  found: [],
  children: [],
  has: { problems: 0, inlined: 0, mentions: none, found: none },
}

export function* problemsOf(facts: Facts, base = 0): Generator<Problem> {
  if (facts.has.problems === 0) return
  for (const problem of facts.problems) yield shiftProblem(problem, base)
  for (const child of facts.children) if (child.facts.has.problems > 0) yield* problemsOf(child.facts, base + child.at)
}

/** Mentions of the kinds asked for, with absolute places. */
export function* mentionsOf(facts: Facts, kinds: readonly string[], base = 0): Generator<Mention> {
  if (!kinds.some(kind => facts.has.mentions.has(kind))) return
  for (const mention of facts.mentions) if (kinds.includes(mention.kind)) yield base === 0 ? mention : { ...mention, span: shift(mention.span, base) }
  for (const child of facts.children) yield* mentionsOf(child.facts, kinds, base + child.at)
}

/** Mentions that touch `[from, to]`; parts elsewhere are not looked at. */
export function* mentionsIn(facts: Facts, from: number, to: number, base = 0): Generator<Mention> {
  for (const mention of facts.mentions) {
    const span = shift(mention.span, base)
    if (span.start <= to && span.end >= from) yield { ...mention, span }
  }
  const { children } = facts
  for (let i = 0; i < children.length; i++) {
    const child = children[i]
    if (!child || base + child.at > to) break
    const next = children[i + 1]
    if (next && base + next.at < from) continue
    yield* mentionsIn(child.facts, from, to, base + child.at)
  }
}

/** Nodes of a model with their absolute starts, in order of the text. */
export function* foundOf(facts: Facts, model: string, base = 0): Generator<{ readonly node: YamlNode; readonly start: number }> {
  if (!facts.has.found.has(model)) return
  for (const one of facts.found) if (one.model === model) yield { node: one.node, start: base + one.start }
  for (const child of facts.children) yield* foundOf(child.facts, model, base + child.at)
}

/** Scalars in inline languages whose start lies in `[from, to)`. */
export function* inlinedOf(facts: Facts, from = 0, to = Number.POSITIVE_INFINITY, base = 0): Generator<Inlined> {
  if (facts.has.inlined === 0) return
  for (const one of facts.inlined) {
    const start = base + one.start
    if (start + one.node.length >= from && start < to) yield { ...one, start }
  }
  const { children } = facts
  for (let i = 0; i < children.length; i++) {
    const child = children[i]
    if (!child || base + child.at >= to) break
    const next = children[i + 1]
    if (next && base + next.at < from) continue
    yield* inlinedOf(child.facts, from, to, base + child.at)
  }
}

/** Distinct names of a kind, summed once per part. */
export function namesOf(facts: Facts, kind: string, role?: Mention['role']): ReadonlySet<string> {
  if (!facts.has.mentions.has(kind)) return none
  const slot = lookup(sums, facts, () => new Map<string, ReadonlySet<string>>())
  return lookup(slot, `${role ?? ''} ${kind}`, () => {
    const names = new Set<string>()
    for (const one of facts.mentions) if (one.kind === kind && (role === undefined || one.role === role)) names.add(one.name)
    for (const child of facts.children) for (const name of namesOf(child.facts, kind, role)) names.add(name)
    return names
  })
}
const sums = new WeakMap<Facts, Map<string, ReadonlySet<string>>>()

/** Collects facts whose places are absolute and keeps them relative to `base`. */
export class Collector {
  private readonly problems: Problem[] = []
  private readonly mentions: Mention[] = []
  private readonly inlined: Inlined[] = []
  private readonly found: Found[] = []
  private readonly children: Child[] = []

  constructor(readonly base: number) {}

  problem(problem: Problem): void {
    this.problems.push(shiftProblem(problem, -this.base))
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

  child(at: number, facts: Facts): void {
    this.children.push({ at: at - this.base, facts })
  }

  get worst(): Problem | undefined {
    return this.problems.find(one => one.severity === 'error')
  }

  done(): Facts {
    return { problems: this.problems, mentions: this.mentions, inlined: this.inlined, found: this.found, children: this.children, has: this.sums() }
  }

  private sums(): Sums {
    let problems = this.problems.length
    let inlined = this.inlined.length
    const mentions = new Set<string>()
    const found = new Set<string>()
    for (const one of this.mentions) mentions.add(one.kind)
    for (const one of this.found) found.add(one.model)
    let lastMentions: ReadonlySet<string> | undefined
    let lastFound: ReadonlySet<string> | undefined
    for (const { facts } of this.children) {
      problems += facts.has.problems
      inlined += facts.has.inlined
      // Neighbours mostly have the same set object: looking at it once is enough.
      if (facts.has.mentions !== lastMentions) for (const kind of facts.has.mentions) mentions.add(kind)
      if (facts.has.found !== lastFound) for (const model of facts.has.found) found.add(model)
      lastMentions = facts.has.mentions
      lastFound = facts.has.found
    }
    return { problems, inlined, mentions: intern(mentions), found: intern(found) }
  }
}

/** Equal small sets share one object: ten thousand rules have a handful of different ones. */
function intern(set: ReadonlySet<string>): ReadonlySet<string> {
  if (set.size === 0) return none
  const key = [...set].sort().join(' ')
  const known = interned.get(key)
  if (known) return known
  if (interned.size < 10_000) interned.set(key, set)
  return set
}
const interned = new Map<string, ReadonlySet<string>>()

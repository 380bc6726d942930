// Reads facts with absolute places. Parts that have nothing of what is asked for are passed over.
import { type Mention, type Problem, shift, shiftProblem } from '../text'
import { lastNotAfter, type YamlNode } from '../yaml'
import { mayHave, type Question, questionOf, type Wanted } from './counts'
import type { Facts, Inlined } from './facts'
import { anyOf, keyOf, roles } from './sums'

export function problemsOf(facts: Facts, base = 0, out: Problem[] = []): Problem[] {
  if (facts.has.problems === 0) return out
  for (const problem of facts.problems) out.push(shiftProblem(problem, base))
  for (const {
    delta,
    offsets,
    parts: { facts: parts, has },
  } of facts.groups)
    for (let i = 0; has.problems > 0 && i < parts.length; i++) {
      const part = parts[i]
      if (part && part.has.problems > 0) problemsOf(part, base + delta + (offsets[i] ?? 0), out)
    }
  return out
}

/** Mentions of the kinds, the role and the names asked for, with absolute places. */
export function mentionsOf(facts: Facts, kinds: readonly string[], role?: Mention['role'], wanted?: Wanted): Mention[] {
  const keys = kinds.flatMap(kind => (role ? [keyOf(role, kind)] : roles.map(one => keyOf(one, kind))))
  const [kind] = kinds
  const question = kind !== undefined && kinds.length === 1 ? questionOf(kind, role) : undefined
  return mentionsBelow(facts, { kinds, role, wanted, keys, question }, 0, [])
}

interface Sought {
  readonly kinds: readonly string[]
  readonly role: Mention['role'] | undefined
  readonly wanted: Wanted | undefined
  readonly keys: readonly string[]
  readonly question: Question | undefined
}

function mentionsBelow(facts: Facts, sought: Sought, base: number, out: Mention[]): Mention[] {
  if (!anyOf(facts.has, sought.keys)) return out
  const { wanted, question } = sought
  const { mentions, groups } = facts
  for (let i = 0; i < mentions.length; i++) {
    const mention = mentions[i]
    if (mention && isOf(mention, sought, base)) out.push(base === 0 ? mention : { ...mention, span: shift(mention.span, base) })
  }
  for (let g = 0; g < groups.length; g++) {
    const group = groups[g]
    if (!group || !anyOf(group.parts.has, sought.keys)) continue
    const parts = group.parts.facts
    let from = 0
    for (const chunk of group.parts.chunks) {
      const to = from + chunk.count
      const place = base + group.delta + (group.offsets[from] ?? 0)
      const passed = wanted && question && !mayHave(chunk, parts, from, place, question, wanted)
      for (let i = passed ? to : from; i < to; i++) {
        const part = parts[i]
        if (part) mentionsBelow(part, sought, base + group.delta + (group.offsets[i] ?? 0), out)
      }
      from = to
    }
  }
  return out
}

function isOf({ kind, role, name, span }: Mention, sought: Sought, base: number): boolean {
  const { kinds, wanted } = sought
  if (sought.role !== undefined && role !== sought.role) return false
  if (kinds.length === 1 ? kind !== kinds[0] : !kinds.includes(kind)) return false
  return !wanted || (wanted.has(name) && (!wanted.hasFrom || wanted.hasFrom(name, base + span.start)))
}

/** Mentions that touch `[from, to]`; parts elsewhere are not looked at. */
export function* mentionsIn(facts: Facts, from: number, to: number, base = 0): Generator<Mention> {
  for (const mention of facts.mentions) {
    const span = shift(mention.span, base)
    if (span.start <= to && span.end >= from) yield { ...mention, span }
  }
  for (const { part, at } of partsIn(facts, from, to, base)) yield* mentionsIn(part, from, to, at)
}

/** Parts that may touch `[from, to]`. */
function* partsIn(facts: Facts, from: number, to: number, base: number): Generator<{ readonly part: Facts; readonly at: number }> {
  for (const {
    delta,
    offsets,
    parts: { facts: parts },
  } of facts.groups)
    for (let i = Math.max(0, lastNotAfter(offsets, from - base - delta)); i < parts.length; i++) {
      const at = base + delta + (offsets[i] ?? 0)
      const part = parts[i]
      if (at > to) break
      if (part) yield { part, at }
    }
}

/** Nodes of a model with their absolute starts, in order of the text, however it was cut. */
export function foundOf(facts: Facts, model: string): Placed[] {
  const all = placedOf(facts, model, 0, [])
  for (let i = 1; i < all.length; i++) if ((all[i - 1]?.start ?? 0) > (all[i]?.start ?? 0)) return all.sort((a, b) => a.start - b.start)
  return all
}

function placedOf(facts: Facts, model: string, base: number, out: Placed[]): Placed[] {
  if (!facts.has.found.has(model)) return out
  for (const one of facts.found) if (one.model === model) out.push({ node: one.node, start: base + one.start })
  for (const {
    delta,
    offsets,
    parts: { facts: parts, has },
  } of facts.groups)
    for (let i = 0; has.found.has(model) && i < parts.length; i++) {
      const part = parts[i]
      if (part?.has.found.has(model)) placedOf(part, model, base + delta + (offsets[i] ?? 0), out)
    }
  return out
}

export interface Placed {
  readonly node: YamlNode
  readonly start: number
}

/** Scalars in inline languages that touch `[from, to)`. */
export function* inlinedOf(facts: Facts, from = 0, to = Number.POSITIVE_INFINITY, base = 0): Generator<Inlined> {
  if (facts.has.inlined === 0) return
  for (const one of facts.inlined) {
    const start = base + one.start
    if (start + one.node.length >= from && start < to) yield { ...one, start }
  }
  for (const { part, at } of partsIn(facts, from, to, base)) yield* inlinedOf(part, from, to, at)
}

/** Kinds of which names are declared. */
export const declaredKinds = (facts: Facts): readonly string[] =>
  Array.from(facts.has.mentions).flatMap(key => (key.startsWith('declares ') ? key.slice('declares '.length) : []))

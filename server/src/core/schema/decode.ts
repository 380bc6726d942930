// Walks tree and schema together once: problems of structure and scalars, names declared and used, scalars in inline languages,
// objects by model. Parts that outlive an edit keep their facts; places become absolute only when somebody reads them.
import { lookup, type Problem, type Span } from '../text'
import { type AliasNode, At, type Document, lastNotAfter, type MapNode, memo, type Pair, recalled, type ScalarNode, type SeqNode, type YamlNode } from '../yaml'
import { Collector, noParts, partFacts, replacedFacts } from './collect'
import { type Facts, noFacts, type PartFacts } from './facts'
import type { Grammar } from './grammar'
import { branchOf, type Member, memberOf } from './member'
import { checkKeys } from './objectProblems'
import { isNothing } from './scalar'
import { decodeScalar, wrongType } from './scalarProblems'
import { resolve, type Schema, typesOf } from './schema'
import { quoted } from './words'

export interface Walk {
  readonly doc: Document
  readonly grammar: Grammar
  /** Nodes that may still be visited through aliases: a bomb runs out instead of exploding. */
  budget: number
  readonly aliases: readonly string[]
  readonly pace: Pace
}

/** How far one walk goes. What it leaves out is not remembered, so that the next walk goes on from there. */
export interface Pace {
  /** Parts that may be read anew; those that are remembered cost nothing. */
  left: number
  /** Other parts are left out. */
  readonly within?: Span
  /** Something was left out: the facts are not whole. */
  cutShort: boolean
}

/** Facts of the first document; places count from the start of the text. */
export function decode(doc: Document, grammar: Grammar, pace: Pace = { left: Number.POSITIVE_INFINITY, cutShort: false }): Facts {
  if (!doc.root) return noFacts
  const into = new Collector(0)
  visit(doc.root, doc.rootAt, grammar.schema, into, { doc, grammar, budget: 20_000, aliases: [], pace })
  return into.done()
}

function visit(node: YamlNode, start: number, written: Schema, into: Collector, walk: Walk): void {
  const schema = branchOf(node, resolve(written, walk.grammar.schema), walk)
  if (node.kind === 'alias' && walk.grammar.dialect === 'jackson') return decodeScalar(asText(node), start, schema, into, walk)
  if (node.kind === 'alias') return visitAlias(node.name, node, start, schema, into, walk)
  if (isNothing(node, walk.grammar.dialect)) return visitNull(node, start, schema, into)
  if (node.kind === 'scalar') return decodeScalar(node, start, schema, into, walk)
  const types = typesOf(schema)
  if (types.length > 0 && !types.includes(node.kind === 'map' ? 'object' : 'array')) {
    if (schema.late) return visit(node, start, anything, into, walk)
    return into.problem(isTemplate(node) ? bareTemplate(node, start, walk) : wrongType(node, start, schema, walk))
  }
  if (node.kind === 'map') visitMap(node, start, schema, into, walk)
  else visitSeq(node, start, schema, into, walk)
}

const anything: Schema = {}

/** Jackson follows no aliases: it reads the name after the `*` as text. */
const asText = (node: AliasNode): ScalarNode => ({ kind: 'scalar', style: 'plain', text: node.name, length: node.length, indent: -1, aliased: true })

function visitNull(node: YamlNode, start: number, schema: Schema, into: Collector): void {
  if (schema.nullable !== false) return
  const message = `${capital(schema.noun ?? 'this')} must not be empty.`
  into.problem({
    code: 'empty-section',
    severity: 'error',
    message,
    span: { start: node.length > 0 ? start : Math.max(0, start - 1), end: start + node.length },
  })
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** What an alias stands for is read at its place, quietly: one problem at the alias when it does not fit here. */
function visitAlias(name: string, node: YamlNode, start: number, schema: Schema, into: Collector, walk: Walk): void {
  const target = walk.doc.anchor(name)
  if (!target || walk.aliases.includes(name) || walk.budget <= 0) return
  const quiet = new Collector(0)
  const inner: Walk = { ...walk, aliases: [...walk.aliases, name], budget: walk.budget - 1 }
  visit(target.node, target.at, schema, quiet, inner)
  walk.budget = inner.budget
  const { worst } = quiet
  if (worst) into.problem({ code: worst.code, severity: worst.severity, message: worst.message, span: { start, end: start + node.length } })
}

function visitSeq(node: SeqNode, start: number, schema: Schema, into: Collector, walk: Walk): void {
  const items = schema.items ?? {}
  walk.budget -= walk.aliases.length > 0 ? node.items.length : 0
  if (walk.budget < 0) return
  if (node.cut) visitParts(node, start, items, into, walk, (item, at, part) => visit(item, at, items, part, walk))
  else
    for (let i = 0; i < node.items.length; i++) {
      const item = node.items[i]
      if (item) visit(item, start + (node.offsets[i] ?? 0), items, into, walk)
    }
  if (walk.pace.cutShort) return
  if (schema.minItems !== undefined && node.offsets.length < schema.minItems) {
    const message = `This list needs at least ${schema.minItems === 1 ? 'one item' : `${schema.minItems} items`}.`
    into.problem({ code: 'too-few-items', severity: 'error', message, span: { start, end: start + node.length } })
  }
  if (schema.uniqueItems) for (const problem of repeated(node, start)) into.problem(problem)
}

/** Scalars that a list names a second time; blanks around them do not count. */
function* repeated(node: SeqNode, start: number): Generator<Problem> {
  const seen = new Map<string, Span>()
  for (let i = 0; i < node.items.length; i++) {
    const item = node.items[i]
    if (item?.kind !== 'scalar') continue
    const at = start + (node.offsets[i] ?? 0)
    const span = { start: at, end: at + item.length }
    const first = seen.get(item.text.trim())
    if (first) {
      const related = [{ span: first, message: 'It is listed here first.' }]
      yield { code: 'repeated-item', severity: 'error', message: `${quoted(item.text)} is listed twice.`, span, related }
    } else seen.set(item.text.trim(), span)
  }
}

function visitMap(node: MapNode, start: number, schema: Schema, into: Collector, walk: Walk): void {
  walk.budget -= walk.aliases.length > 0 ? node.pairs.length : 0
  if (walk.budget < 0) return
  if (isTemplate(node)) return into.problem(bareTemplate(node, start, walk))
  const at = At.of(walk.doc, node, start)
  const member = memberOf(at, schema, into, walk)
  if (node.cut) visitParts(node, start, member.schema, into, walk, (pair, from, part) => visitPair(pair, from, member, part, walk))
  else
    for (let i = 0; i < node.pairs.length; i++) {
      const pair = node.pairs[i]
      if (pair) visitPair(pair, start + (node.offsets[i] ?? 0), member, into, walk)
    }
  if (walk.pace.cutShort) return
  if (node.aliased || !node.cut) for (const problem of mergedTwice(node, start, member.schema, walk)) into.problem(problem)
  checkKeys(at, member.schema, into, walk)
  if (member.schema.model === undefined) return
  into.find(member.schema.model, node, start)
  if (member.schema.submodel !== undefined) into.find(member.schema.submodel, node, start)
  for (const check of walk.grammar.checks[member.schema.model] ?? []) for (const problem of check(at, walk.grammar)) into.problem(problem)
}

/** `{{ x }}` without quotes: to YAML a map whose key is a map. */
function isTemplate(node: YamlNode): boolean {
  const key = node.kind === 'map' && node.flow && node.pairs.length === 1 ? node.pairs[0]?.key : undefined
  return key?.kind === 'map' && key.flow
}

function bareTemplate(node: YamlNode, start: number, walk: Walk): Problem {
  const span = { start, end: start + node.length }
  const text = walk.doc.source.slice(span.start, span.end)
  return {
    code: 'bare-template',
    severity: 'error',
    message: `"{{" needs quotes around it: without them YAML reads a map, and ${walk.grammar.program} refuses the file.`,
    span,
    fixes: [{ title: 'Put quotes around it', edits: [{ span, text: JSON.stringify(text) }] }],
  }
}

function visitPair(pair: Pair, start: number, member: Member, into: Collector, walk: Walk): void {
  if (isMerge(pair, walk)) return visitMerge(pair.value, start + pair.valueAt, member, into, walk)
  const schema = member.value(pair, start, into)
  if (schema) visit(pair.value, start + pair.valueAt, schema, into, walk)
}

const isMerge = ({ key }: Pair, walk: Walk): boolean => walk.grammar.dialect === 'go' && key.kind === 'scalar' && key.text === '<<' && key.style === 'plain'

/**
 * What `<<` adds to a map is read as if it stood there: a map, an alias of one, or a list of such. As with any alias, one problem at the
 * alias tells the worst. Of keys that the map has itself, the other value may count; yaml.v2 still reads this one into its field.
 */
function visitMerge(node: YamlNode, start: number, member: Member, into: Collector, walk: Walk, inList = false): void {
  if (node.kind === 'alias') {
    const target = walk.doc.anchor(node.name)
    if (!target || walk.aliases.includes(node.name) || walk.budget <= 0) return
    const quiet = new Collector(0)
    const inner: Walk = { ...walk, aliases: [...walk.aliases, node.name], budget: walk.budget - 1 }
    visitMerge(target.node, target.at, member, quiet, inner, inList)
    walk.budget = inner.budget
    const { worst } = quiet
    if (worst?.severity === 'error') into.problem({ code: worst.code, severity: 'error', message: worst.message, span: { start, end: start + node.length } })
    return
  }
  if (node.kind === 'seq' && !inList)
    return node.items.forEach((item, i) => {
      visitMerge(item, start + (node.offsets[i] ?? 0), member, into, walk, true)
    })
  if (node.kind !== 'map')
    return into.problem({
      code: 'wrong-type',
      severity: 'error',
      message: `"<<" puts the keys of another map here, so its value must be a map or the alias of one (\`*name\`).`,
      span: { start, end: start + node.length },
    })
  walk.budget -= walk.aliases.length > 0 ? node.pairs.length : 0
  if (walk.budget < 0) return
  for (let i = 0; i < node.offsets.length; i++) {
    const one = node.pairs[i]
    const at = start + (node.offsets[i] ?? 0)
    if (!one) continue
    if (one.key.kind !== 'scalar' || !member.has(one.key.text)) visitPair(one, at, member, into, walk)
    else if (walk.grammar.refusesMerged === 'names') {
      const quiet = new Collector(0)
      visitPair(one, at, member, quiet, walk)
      if (quiet.worst?.code === 'wrong-type') into.problem(quiet.worst)
    }
  }
}

/** Names and merge keys that come a second time by `<<`, where that is refused. */
function* mergedTwice(node: MapNode, start: number, schema: Schema, walk: Walk): Generator<Problem> {
  const { refusesMerged } = walk.grammar
  const merges = refusesMerged === undefined ? [] : node.pairs.flatMap((pair, i) => (isMerge(pair, walk) ? [{ pair, at: start + (node.offsets[i] ?? 0) }] : []))
  if (refusesMerged === 'second' && merges[1]) {
    const { pair, at } = merges[1]
    const message = `"<<" stands twice: write one with a list, such as "<<: [*a, *b]".`
    yield { code: 'duplicate-key', severity: 'error', message, span: { start: at + pair.keyAt, end: at + pair.keyAt + pair.key.length } }
  }
  if (refusesMerged !== 'names' || typeof schema.additionalProperties !== 'object') return
  const seen = new Set(node.pairs.map(({ key }) => (key.kind === 'scalar' ? key.text : undefined)))
  for (const { pair, at } of merges) {
    const value = At.of(walk.doc, pair.value, at + pair.valueAt)
    for (const source of value.resolved.kind === 'seq' ? value.items() : [value])
      for (const { key } of source.entries()) {
        const name = key?.text
        if (name === undefined) continue
        const message = `"<<" brings ${quoted(name)}, which is there already: ${walk.grammar.program} merges no name twice into a map of free names.`
        if (seen.has(name)) yield { code: 'duplicate-key', severity: 'error', message, span: source.span }
        seen.add(name)
      }
  }
}

type PartOf<Node> = Node extends MapNode ? Pair : YamlNode

/** The parts of a cut collection: facts that are remembered with a part cost a look, the others are computed and remembered. */
function visitParts<Node extends MapNode | SeqNode>(
  node: Node,
  start: number,
  schema: Schema,
  into: Collector,
  walk: Walk,
  compute: (part: PartOf<Node>, at: number, into: Collector) => void,
): void {
  const key = keyOf(walk.grammar, schema)
  const at = (i: number): number => start + (node.offsets[i] ?? 0)
  const one = (i: number): Facts => {
    const part = partAt(node, i)
    return part ? (recalled<Facts>(part, key.one) ?? freshFacts(part as PartOf<Node>, key.one, at(i), walk, compute)) : noFacts
  }
  const before = walk.pace.cutShort
  walk.pace.cutShort = false
  const isKept = !node.aliased
  const known = recalled<PartFacts>(node, key.all)
  if (walk.pace.within && !known) return visitWithin(node, start, one, into, walk.pace, walk.pace.within)
  const begun = (): Facts[] => (isKept ? memo(node, key.begun, () => []) : [])
  const parts = known ?? inheritedFacts(node, key, one) ?? allFacts(node.offsets.length, one, walk.pace, begun())
  if (!walk.pace.cutShort && isKept) memo(node, key.all, () => parts)
  walk.pace.cutShort ||= before
  into.parts(start, node.offsets, parts)
}

/** The parts that the span touches, and no others. */
function visitWithin(node: MapNode | SeqNode, start: number, one: (i: number) => Facts, into: Collector, pace: Pace, within: Span): void {
  const from = Math.max(0, lastNotAfter(node.offsets, within.start - start - 1))
  let to = from
  while (to < node.offsets.length && start + (node.offsets[to] ?? 0) <= within.end) to++
  const facts = Array.from({ length: to - from }, (_, i) => one(from + i))
  pace.cutShort ||= to - from < node.offsets.length
  into.parts(
    start,
    Array.from(facts, (_, i) => node.offsets[from + i] ?? 0),
    partFacts(facts),
  )
}

/** A walk that is out of breath stops, and the next one goes on where `begun` ends: its facts are not whole, whatever comes after. */
function allFacts(count: number, one: (i: number) => Facts, pace: Pace, begun: Facts[]): PartFacts {
  for (let i = begun.length; i < count; i++) {
    const facts = one(i)
    if (pace.cutShort && pace.left <= 0) return noParts
    begun.push(facts)
  }
  return partFacts(begun)
}

/** An edit left all parts but a few: only those are looked at. */
function inheritedFacts(node: MapNode | SeqNode, key: Keys, one: (i: number) => Facts): PartFacts | undefined {
  const { inherited } = node
  const before = inherited && !node.aliased ? recalled<PartFacts>(inherited, key.all) : undefined
  if (!inherited || !before || before.facts.length + inherited.inserted - inherited.removed !== node.offsets.length) return undefined
  const fresh = Array.from({ length: inherited.inserted }, (_, i) => one(inherited.from + i))
  return replacedFacts(before, inherited.from, inherited.removed, fresh)
}

function partAt(node: MapNode | SeqNode, i: number): Pair | YamlNode | undefined {
  if (node.kind === 'map') return node.pair ? node.pair(i) : node.pairs[i]
  return node.item ? node.item(i) : node.items[i]
}

/** What stands below an alias depends on the whole text: it is never remembered. */
function freshFacts<Part extends Pair | YamlNode>(
  part: Part,
  key: object,
  at: number,
  walk: Walk,
  compute: (part: Part, at: number, into: Collector) => void,
): Facts {
  const { pace } = walk
  const into = new Collector(at)
  if (part.aliased) {
    compute(part, at, into)
    return into.done()
  }
  if (pace.left <= 0) {
    pace.cutShort = true
    return noFacts
  }
  const before = pace.cutShort
  pace.cutShort = false
  compute(part, at, into)
  const facts = into.done()
  if (!pace.cutShort) {
    pace.left--
    memo(part, key, () => facts)
  }
  pace.cutShort ||= before
  return facts
}

/**
 * What facts are remembered under, for a grammar and the schema of a collection: those of one part with the part, those of all with the
 * collection, and with it those that walks read before they were out of breath.
 */
interface Keys {
  readonly one: object
  readonly all: object
  readonly begun: object
}

const keys = new WeakMap<Grammar, WeakMap<Schema, Keys>>()

function keyOf(grammar: Grammar, schema: Schema): Keys {
  const bySchema = lookup(keys, grammar, () => new WeakMap<Schema, Keys>())
  return lookup(bySchema, schema, () => ({ one: {}, all: {}, begun: {} }))
}

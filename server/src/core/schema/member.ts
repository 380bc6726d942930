// Which schema a node, a key or a value meets: branches of unions, discriminators, versions, unknown keys.
import { closest, lookup, type Problem, type Span } from '../text'
import { type At, isNull, type Pair, type YamlNode } from '../yaml'
import { Collector } from './collect'
import type { Walk } from './decode'
import type { Grammar } from './grammar'
import { decodeScalar, innerSpan, patternOf } from './scalarProblems'
import { type Renamed, resolve, type Schema, typesOf } from './schema'
import { isThere, parseVersion, versionText } from './version'
import { nodeNoun, objectNoun, quoted } from './words'

/** How the pairs of one map are read. */
export interface Member {
  /** The map's own schema, its discriminator applied. */
  readonly schema: Schema
  /** The schema of a pair's value, after saying what is wrong with its key; undefined = read no further. */
  value(pair: Pair, start: number, into: Collector): Schema | undefined
  /** The map writes this key itself, so that it says what a merged one means. */
  has(name: string): boolean
}

/** The branch of a union that a node is meant to be: by kind of node, then the first without an error. */
export function branchOf(node: YamlNode, schema: Schema, walk: Pick<Walk, 'doc' | 'grammar'>): Schema {
  if (!schema.oneOf) return schema
  const real = node.kind === 'alias' ? (walk.doc.anchor(node.name)?.node ?? node) : node
  const branches = schema.oneOf.map(one => resolve(one, walk.grammar.schema))
  const fitting = branches.filter(branch => fits(real, branch))
  const chosen = fitting.length > 1 && real.kind === 'scalar' ? (fitting.find(branch => takes(real, branch, walk)) ?? fitting[0]) : (fitting[0] ?? branches[0])
  if (fitting.length === 0) return { ...schema, oneOf: undefined, type: [...new Set(branches.flatMap(typesOf))] } as Schema
  const { oneOf: _, ...rest } = schema
  const together = pairwise(schema, chosen ?? {}, () => ({ ...chosen, ...rest }))
  return chosen?.oneOf ? branchOf(node, chosen, walk) : together
}

const pairs = new WeakMap<Schema, WeakMap<Schema, Schema>>()

/** The same two schemas give the same object: facts are remembered by schema. */
function pairwise(a: Schema, b: Schema, compute: () => Schema): Schema {
  return lookup(
    lookup(pairs, a, () => new WeakMap<Schema, Schema>()),
    b,
    compute,
  )
}

function takes(node: YamlNode, branch: Schema, walk: Pick<Walk, 'doc' | 'grammar'>): boolean {
  if (node.kind !== 'scalar') return true
  const trial = new Collector(0)
  decodeScalar(node, 0, { ...branch, inline: undefined, declares: undefined, uses: undefined } as Schema, trial, {
    ...walk,
    budget: 0,
    aliases: [],
    pace: { left: 0, cutShort: false },
  })
  return trial.worst === undefined
}

function fits(node: YamlNode, branch: Schema): boolean {
  const types = typesOf(branch)
  if (types.length === 0) return true
  if (node.kind === 'map') return types.includes('object')
  if (node.kind === 'seq') return types.includes('array')
  if (isNull(node) && types.includes('null')) return true
  return types.some(type => type !== 'object' && type !== 'array' && type !== 'null')
}

/** Applies the discriminator of a map's schema; unknown values are reported once. */
export function memberOf(at: At, schema: Schema, into: Collector, walk: Walk): Member {
  const own = discriminated(at, schema, walk.grammar, problem => into.problem(problem))
  const { node } = at
  return {
    schema: own,
    value: (pair, start, to) => valueSchema(pair, start, own, to, walk),
    // What is remembered of a pair of a cut map must not depend on its neighbours.
    has: name => node.kind === 'map' && (node.aliased || !node.cut) && node.pairs.some(({ key }) => key.kind === 'scalar' && key.text === name),
  }
}

/** The schema of a map once the value of its discriminator is known. */
export function discriminated(at: At, schema: Schema, grammar: Grammar, report: (problem: Problem) => void = () => {}): Schema {
  const { discriminator, variants } = schema
  const variant = variants?.find(one => at.get(one.has)?.isNull === false)
  if (variant) return together(schema, resolve(variant.schema, grammar.schema))
  if (!discriminator) return schema
  const value = at.get(discriminator.key)
  const name = value?.string
  const renamed = name === undefined ? undefined : entry(discriminator.renamed, name)
  const branch = name === undefined ? undefined : entry(discriminator.mapping, renamed?.to ?? name)
  const problem = value && name !== undefined ? typeProblem(value, name, schema, branch, renamed, grammar) : undefined
  if (problem) report(problem)
  const chosen = branch ?? discriminator.otherwise ?? {}
  const resolved = resolve(chosen, grammar.schema)
  return together(schema, resolved)
}

/** Keywords of both; properties of the branch beside the common ones. */
function together(schema: Schema, branch: Schema): Schema {
  return pairwise(schema, branch, () => ({
    ...schema,
    ...branch,
    properties: { ...schema.properties, ...branch.properties },
    required: [...(schema.required ?? []), ...(branch.required ?? [])],
  }))
}

const entry = <T>(record: Readonly<Record<string, T>> | undefined, key: string): T | undefined =>
  record && Object.hasOwn(record, key) ? record[key] : undefined

function typeProblem(value: At, name: string, schema: Schema, branch: Schema | undefined, renamed: Renamed | undefined, grammar: Grammar): Problem | undefined {
  if (renamed) return isThere({ since: renamed.since }, grammar.version) ? renamedType(value, name, renamed, grammar) : undefined
  if (branch && isThere(branch, grammar.version)) return undefined
  const { open, misplaced } = schema.discriminator ?? {}
  const where = entry(misplaced, name)
  if (where !== undefined)
    return { code: 'misplaced-type', severity: 'error', message: `${quoted(name)} is not ${objectNoun(schema)}. ${where}`, span: wordSpan(value) }
  if (open === true || (typeof open === 'string' && patternOf(open).test(name))) return undefined
  return unknownType(value, name, schema, grammar)
}

/** A scalar without its quotes. */
function wordSpan({ resolved: { node, start } }: At): Span {
  return node.kind === 'scalar' ? innerSpan(node, start) : { start, end: start + node.length }
}

function renamedType(value: At, name: string, { to, until, say }: Renamed, grammar: Grammar): Problem {
  const span = wordSpan(value)
  const gone = until !== undefined && !isThere({ until }, grammar.version ?? parseVersion('0.1'))
  const newest = grammar.version ? `${grammar.program} ${versionText(grammar.version)}` : grammar.program
  return {
    code: gone ? 'removed-type' : 'deprecated-type',
    severity: gone ? 'error' : 'hint',
    message: renamedMessage(name, { to, until, say } as Renamed, gone ? newest : undefined, grammar.program),
    span,
    tags: ['deprecated'],
    ...(to !== undefined && { fixes: [{ title: `Change to "${to}"`, edits: [{ span, text: to }], safe: true }] }),
  }
}

function renamedMessage(name: string, { to, until, say }: Renamed, goneFrom: string | undefined, program: string): string {
  const advice = say ? ` ${say}` : ''
  if (goneFrom !== undefined) return `${goneFrom} no longer knows the type ${quoted(name)}${to === undefined ? '' : `: it is called "${to}" now`}.${advice}`
  if (to === undefined) return `The type ${quoted(name)} is deprecated${until ? `: ${program} ${until} no longer knows it` : ''}.${advice}`
  return `The type ${quoted(name)} has a new name: "${to}"${until ? `; ${program} ${until} no longer knows the old one` : ''}.${advice}`
}

function unknownType(value: At, name: string, schema: Schema, grammar: Grammar): Problem {
  const known = Object.entries(schema.discriminator?.mapping ?? {})
    .filter(([, one]) => isThere(one, grammar.version))
    .map(([key]) => key)
  const near = closestType(name, known)
  const later = entry(schema.discriminator?.mapping, name)?.since
  if (later !== undefined)
    return { code: 'newer-type', severity: 'error', message: `The type ${quoted(name)} needs ${grammar.program} ${later}.`, span: wordSpan(value) }
  return {
    code: 'unknown-type',
    severity: 'error',
    message: `${quoted(name)} is not a type of ${objectNoun(schema)} that ${grammar.program} knows.${near ? ` Did you mean "${near}"?` : ''}`,
    span: wordSpan(value),
    ...(near && { fixes: [{ title: `Change to "${near}"`, edits: [{ span: wordSpan(value), text: near }] }] }),
  }
}

/** The last part of a dotted name is what people mean; long common beginnings make everything look near. */
function closestType(name: string, known: readonly string[]): string | undefined {
  const last = (text: string): string => text.slice(text.lastIndexOf('.') + 1)
  if (!known.some(one => one.includes('.'))) return closest(name, known)
  const same = known.find(one => last(one).toLowerCase() === last(name).toLowerCase())
  const near = same ?? closest(last(name), known.map(last))
  return same ?? (near === undefined ? undefined : known.find(one => last(one) === near))
}

function valueSchema(pair: Pair, start: number, schema: Schema, into: Collector, walk: Walk): Schema | undefined {
  const { key } = pair
  if (key.kind !== 'scalar') {
    if (key.kind !== 'alias' && walk.grammar.dialect === 'jackson') into.problem(oddKey(pair, start, walk))
    if (key.kind !== 'alias' && walk.grammar.dialect === 'go' && typesOf(schema).includes('object')) into.problem(keyOfParts(pair, start, schema))
    return {}
  }
  const at = start + pair.keyAt
  const name = key.text
  const property = Object.hasOwn(schema.properties ?? {}, name) ? schema.properties?.[name] : undefined
  if (property) {
    const problem = versionProblem(name, at, key.length, resolve(property, walk.grammar.schema), walk.grammar)
    if (problem) into.problem(problem)
    return property
  }
  if (schema.propertyNames) decodeScalar(key, at, resolve(schema.propertyNames, walk.grammar.schema), into, walk)
  if (schema.additionalProperties === false) {
    into.problem(unknownKey(pair, start, schema, walk.grammar))
    return undefined
  }
  return typeof schema.additionalProperties === 'object' ? schema.additionalProperties : {}
}

/** Keys are texts to Jackson; `{{ x }}:` and `[a]:` are none. */
function oddKey({ key, keyAt }: Pair, start: number, { grammar }: Walk): Problem {
  const span = { start: start + keyAt, end: start + keyAt + key.length }
  return {
    code: 'wrong-type',
    severity: 'error',
    message: `A key must be text, not ${nodeNoun(key)}: ${grammar.program} cannot read the file. Put it in quotes.`,
    span,
  }
}

function versionProblem(name: string, start: number, length: number, schema: Schema, grammar: Grammar): Problem | undefined {
  const span = { start, end: start + length }
  if (schema.since !== undefined && grammar.version && !isThere({ since: schema.since }, grammar.version)) {
    const message = `${quoted(name)} needs ${grammar.program} ${schema.since}; the version in use is ${versionText(grammar.version)}.`
    return { code: 'newer-key', severity: 'error', message, span }
  }
  if (schema.until !== undefined && !isThere({ until: schema.until }, grammar.version)) {
    const message = `${quoted(name)} was removed in ${grammar.program} ${schema.until}.${schema.instead ? ` ${schema.instead}` : ''}`
    return { code: 'removed-key', severity: 'error', message, span, ...renaming(schema, span) }
  }
  if (!schema.deprecated || schema.saidBy !== undefined) return undefined
  return {
    code: 'deprecated-key',
    severity: 'hint',
    message: `${quoted(name)} is deprecated.${schema.instead ? ` ${schema.instead}` : ''}`,
    span,
    tags: ['deprecated'],
    ...renaming(schema, span),
  }
}

/** A map or a list as a key: what stands here has names. */
function keyOfParts(pair: Pair, start: number, schema: Schema): Problem {
  const span = { start: start + pair.keyAt, end: start + pair.keyAt + pair.key.length }
  const message = `A key of ${objectNoun(schema)} must be text, not ${nodeNoun(pair.key)}.`
  return { code: 'wrong-type', severity: 'error', message, span }
}

const renaming = ({ renamedTo }: Schema, span: Span) =>
  renamedTo === undefined ? {} : { fixes: [{ title: `Change to "${renamedTo}"`, edits: [{ span, text: renamedTo }], safe: true }] }

/** Keys of a map that the version in use has. */
export function knownKeys(schema: Schema, grammar: Grammar): string[] {
  return Object.entries(schema.properties ?? {})
    .filter(([, one]) => isThere(resolve(one, grammar.schema), grammar.version))
    .map(([name]) => name)
}

function unknownKey(pair: Pair, start: number, schema: Schema, grammar: Grammar): Problem {
  const name = pair.key.kind === 'scalar' ? pair.key.text : ''
  const span = { start: start + pair.keyAt, end: start + pair.keyAt + pair.key.length }
  const told = schema.misnamed && Object.hasOwn(schema.misnamed, name) ? schema.misnamed[name] : undefined
  const near = typeof told === 'string' ? told : told ? told.to : closest(name, knownKeys(schema, grammar))
  const say = typeof told === 'object' ? told.say : near ? `Did you mean "${near}"?` : ''
  return {
    code: 'unknown-key',
    severity: 'error',
    message: `${quoted(name)} is not a key of ${objectNoun(schema)}.${say ? ` ${say}` : ''}`,
    span,
    ...(near && { fixes: [{ title: `Change to "${near}"`, edits: [{ span, text: near }] }] }),
  }
}

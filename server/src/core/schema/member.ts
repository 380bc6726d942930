// Which schema a node, a key or a value meets: branches of unions, discriminators, versions, unknown keys.
import { closest, lookup, type Problem } from '../text'
import { type At, isNull, type Pair, type YamlNode } from '../yaml'
import type { Walk } from './decode'
import { Collector } from './facts'
import type { Grammar } from './grammar'
import { decodeScalar } from './scalarProblems'
import { resolve, type Schema, typesOf } from './schema'
import { isThere, parseVersion, versionText } from './version'
import { objectNoun, quoted } from './words'

/** How the pairs of one map are read. */
export interface Member {
  /** The map's own schema, its discriminator applied. */
  readonly schema: Schema
  /** The schema of a pair's value, after saying what is wrong with its key; undefined = read no further. */
  value(pair: Pair, start: number, into: Collector): Schema | undefined
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
  decodeScalar(node, 0, { ...branch, inline: undefined, declares: undefined, uses: undefined } as Schema, trial, { ...walk, budget: 0, aliases: [] })
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
  return { schema: own, value: (pair, start, to) => valueSchema(pair, start, own, to, walk) }
}

/** The schema of a map once the value of its discriminator is known. */
export function discriminated(at: At, schema: Schema, grammar: Grammar, report: (problem: Problem) => void = () => {}): Schema {
  const { discriminator } = schema
  if (!discriminator) return schema
  const value = at.get(discriminator.key)
  const name = value?.string
  const renamed = name === undefined ? undefined : discriminator.renamed?.[name]
  const branch = name === undefined ? undefined : discriminator.mapping[renamed?.to ?? name]
  if (value && name !== undefined && renamed) report(renamedType(value, name, renamed, grammar))
  else if (value && name !== undefined && (!branch || !isThere(branch, grammar.version)) && !discriminator.open)
    report(unknownType(value, name, schema, grammar))
  const chosen = branch ?? discriminator.otherwise ?? {}
  const resolved = resolve(chosen, grammar.schema)
  const { discriminator: _, ...common } = schema
  return pairwise(schema, resolved, () => ({
    ...common,
    ...resolved,
    properties: { ...common.properties, ...resolved.properties },
    required: [...(common.required ?? []), ...(resolved.required ?? [])],
  }))
}

function renamedType(value: At, name: string, { to, until }: { readonly to: string; readonly until?: string }, grammar: Grammar): Problem {
  const gone = until !== undefined && !isThere({ until }, grammar.version ?? parseVersion('0.1'))
  const newest = grammar.version ? `${grammar.program} ${versionText(grammar.version)}` : grammar.program
  return {
    code: gone ? 'removed-type' : 'deprecated-type',
    severity: gone ? 'error' : 'hint',
    message: gone
      ? `${newest} no longer knows the type ${quoted(name)}: it is called "${to}" now.`
      : `The type ${quoted(name)} has a new name: "${to}"${until ? `; ${grammar.program} ${until} no longer knows the old one` : ''}.`,
    span: value.span,
    tags: ['deprecated'],
    fixes: [{ title: `Change to "${to}"`, edits: [{ span: value.span, text: to }], safe: true }],
  }
}

function unknownType(value: At, name: string, schema: Schema, grammar: Grammar): Problem {
  const known = Object.entries(schema.discriminator?.mapping ?? {})
    .filter(([, one]) => isThere(one, grammar.version))
    .map(([key]) => key)
  const near = closest(name, known)
  return {
    code: 'unknown-type',
    severity: 'error',
    message: `${quoted(name)} is not a type of ${objectNoun(schema)} that ${grammar.program} knows.${near ? ` Did you mean "${near}"?` : ''}`,
    span: value.span,
    ...(near && { fixes: [{ title: `Change to "${near}"`, edits: [{ span: value.span, text: near }] }] }),
  }
}

function valueSchema(pair: Pair, start: number, schema: Schema, into: Collector, walk: Walk): Schema | undefined {
  const { key } = pair
  if (key.kind !== 'scalar') return {}
  const at = start + pair.keyAt
  const name = key.text
  if (name === '<<' && key.style === 'plain' && walk.grammar.dialect === 'go') return undefined
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

function versionProblem(name: string, start: number, length: number, schema: Schema, grammar: Grammar): Problem | undefined {
  const span = { start, end: start + length }
  if (schema.since !== undefined && grammar.version && !isThere({ since: schema.since }, grammar.version)) {
    const message = `${quoted(name)} needs ${grammar.program} ${schema.since}; the version in use is ${versionText(grammar.version)}.`
    return { code: 'newer-key', severity: 'error', message, span }
  }
  if (schema.until !== undefined && !isThere({ until: schema.until }, grammar.version)) {
    const message = `${quoted(name)} was removed in ${grammar.program} ${schema.until}.${schema.instead ? ` ${schema.instead}` : ''}`
    return { code: 'removed-key', severity: 'error', message, span }
  }
  if (!schema.deprecated) return undefined
  return {
    code: 'deprecated-key',
    severity: 'hint',
    message: `${quoted(name)} is deprecated.${schema.instead ? ` ${schema.instead}` : ''}`,
    span,
    tags: ['deprecated'],
  }
}

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

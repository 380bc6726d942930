// Our schemas as plain JSON Schema 2020-12 that any other editor can use: groups of exclusive keys become standard keywords.

import type { Dialect } from './scalar'
import { type Schema, type Type, typesOf } from './schema'
import { isThere, type Version } from './version'

/** JSON-ready; `version` leaves out what that version does not have. What stands in several places is written once, as `$defs`. */
export function emitSchema(schema: Schema, version?: Version, dialect?: Dialect): Record<string, unknown> {
  const target: Target = { version, dialect, names: namesOfShared(schema) }
  const { $defs, ...rest } = body(schema, target)
  const shared = Object.fromEntries([...target.names].map(([one, name]) => [name, body(one, target)]))
  const defs = { ...($defs as Record<string, unknown> | undefined), ...shared }
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', ...rest, ...(Object.keys(defs).length > 0 && { $defs: defs }) }
}

interface Target {
  readonly version: Version | undefined
  readonly dialect: Dialect | undefined
  /** Names of maps and lists that are met more than once. */
  readonly names: ReadonlyMap<Schema, string>
}

/** Named after their noun: `a TLS configuration` → `tls-configuration`. */
function namesOfShared(root: Schema): Map<Schema, string> {
  const seen = new Set<Schema>()
  const names = new Map<Schema, string>()
  const taken = new Set(Object.keys(root.$defs ?? {}))
  const visit = (schema: Schema): void => {
    if (seen.has(schema)) {
      if (schema !== root && !names.has(schema) && !inside(schema).next().done) names.set(schema, unique(nounOf(schema), taken))
      return
    }
    seen.add(schema)
    for (const one of inside(schema)) visit(one)
  }
  visit(root)
  return names
}

const nounOf = (schema: Schema): string =>
  schema.noun ?? schema.model ?? (schema.items ? `list of ${nounOf(schema.items).replace(/^(?:an?|the) /, '')}` : 'values')

function unique(noun: string, taken: Set<string>): string {
  const base = noun
    .replace(/^(?:an?|the) /, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
  let name = base
  for (let i = 2; taken.has(name); i++) name = `${base}-${i}`
  taken.add(name)
  return name
}

function* inside(schema: Schema): Generator<Schema> {
  yield* Object.values(schema.$defs ?? {})
  yield* Object.values(schema.properties ?? {})
  if (schema.items) yield schema.items
  if (typeof schema.additionalProperties === 'object') yield schema.additionalProperties
  yield* schema.oneOf ?? []
  yield* Object.values(schema.discriminator?.mapping ?? {})
  for (const one of schema.variants ?? []) yield one.schema
}

const passed = [
  '$id',
  '$ref',
  'title',
  'type',
  'enum',
  'const',
  'pattern',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'minItems',
  'uniqueItems',
  'required',
  'dependentRequired',
  'description',
  'default',
  'examples',
  'deprecated',
] as const

function emitted(schema: Schema, target: Target): Record<string, unknown> {
  const name = target.names.get(schema)
  return name === undefined ? body(schema, target) : { $ref: `#/$defs/${name}` }
}

function body(schema: Schema, target: Target): Record<string, unknown> {
  const out: Record<string, unknown> = {}
  for (const key of passed) if (schema[key] !== undefined) out[key] = schema[key]
  if (schema.type !== undefined && target.dialect === 'go') out.type = goTypes(schema)
  if (schema.enum) out.enum = [...schema.enum, ...(schema.emptyToo ? [''] : []), ...(target.dialect === 'go' && schema.nullable !== false ? [null] : [])]
  if (schema.enum && schema.anyCase) {
    delete out.enum
    out.pattern = anyCasePattern([...schema.enum.map(String), ...(schema.emptyToo ? [''] : [])])
  }
  const each = (map: Readonly<Record<string, Schema>>) =>
    Object.fromEntries(
      Object.entries(map)
        .filter(([, one]) => isThere(one, target.version))
        .map(([name, one]) => [name, emitted(one, target)]),
    )
  if (schema.$defs) out.$defs = each(schema.$defs)
  if (schema.properties) out.properties = each(schema.properties)
  if (schema.items) out.items = emitted(schema.items, target)
  if (schema.propertyNames) out.propertyNames = emitted(schema.propertyNames, target)
  if (schema.additionalProperties !== undefined)
    out[closes(schema) ? 'unevaluatedProperties' : 'additionalProperties'] =
      typeof schema.additionalProperties === 'object' ? emitted(schema.additionalProperties, target) : schema.additionalProperties
  if (schema.oneOf) out.anyOf = schema.oneOf.map(one => emitted(one, target))
  const all = [...groups(schema), ...branches(schema, target)]
  if (all.length > 0) out.allOf = all
  return out
}

/** Go's YAML takes any scalar as text, and null for everything, unless that is refused. */
function goTypes(schema: Schema): readonly Type[] {
  const types = typesOf(schema)
  const scalars: readonly Type[] = types.includes('string') && !schema.enum ? ['number', 'boolean'] : []
  return [...new Set<Type>([...types, ...scalars, ...(schema.nullable === false ? [] : (['null'] as const))])]
}

/** Branches add keys to those of the whole: only `unevaluatedProperties` sees both. */
const closes = (schema: Schema): boolean => schema.additionalProperties === false && (schema.discriminator !== undefined || schema.variants !== undefined)

function groups(schema: Schema): unknown[] {
  const together = (keys: readonly string[]) => keys.flatMap((a, i) => keys.slice(i + 1).map(b => ({ not: { required: [a, b] } })))
  const some = (keys: readonly string[]) => ({ anyOf: keys.map(key => ({ required: [key] })) })
  return [
    ...[...(schema.atMostOne ?? []), ...(schema.exactlyOne ?? [])].flatMap(together),
    ...[...(schema.atLeastOne ?? []), ...(schema.exactlyOne ?? [])].map(some),
  ]
}

function branches(schema: Schema, target: Target): unknown[] {
  const { discriminator } = schema
  const variants = (schema.variants ?? []).map(one => ({ if: { required: [one.has] }, then: emitted(one.schema, target) }))
  if (!discriminator) return variants
  return Object.entries(discriminator.mapping)
    .filter(([, one]) => isThere(one, target.version))
    .map(([value, one]) => ({ if: { properties: { [discriminator.key]: { const: value } }, required: [discriminator.key] }, then: emitted(one, target) }))
}

/** JSON Schema has no flag for capitals, so each letter stands for both. */
const anyCasePattern = (words: readonly string[]): string =>
  `^(?:${words.map(word => [...word].map(one => (/[a-z]/i.test(one) ? `[${one.toLowerCase()}${one.toUpperCase()}]` : `\\${one}`)).join('')).join('|')})$`

// Our schemas as plain JSON Schema 2020-12 that any other editor can use: groups of exclusive keys become standard keywords.

import type { Schema } from './schema'
import { isThere, type Version } from './version'

/** JSON-ready; `version` leaves out what that version does not have. */
export function emitSchema(schema: Schema, version?: Version): Record<string, unknown> {
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', ...emitted(schema, version) }
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

function emitted(schema: Schema, version: Version | undefined): Record<string, unknown> {
  const out: Record<string, unknown> = {}
  for (const key of passed) if (schema[key] !== undefined) out[key] = schema[key]
  if (schema.enum && schema.anyCase) {
    delete out.enum
    out.pattern = anyCasePattern(schema.enum.map(String))
  }
  const each = (map: Readonly<Record<string, Schema>>) =>
    Object.fromEntries(
      Object.entries(map)
        .filter(([, one]) => isThere(one, version))
        .map(([name, one]) => [name, emitted(one, version)]),
    )
  if (schema.$defs) out.$defs = each(schema.$defs)
  if (schema.properties) out.properties = each(schema.properties)
  if (schema.items) out.items = emitted(schema.items, version)
  if (schema.propertyNames) out.propertyNames = emitted(schema.propertyNames, version)
  if (schema.additionalProperties !== undefined)
    out[closes(schema) ? 'unevaluatedProperties' : 'additionalProperties'] =
      typeof schema.additionalProperties === 'object' ? emitted(schema.additionalProperties, version) : schema.additionalProperties
  if (schema.oneOf) out.anyOf = schema.oneOf.map(one => emitted(one, version))
  const all = [...groups(schema), ...branches(schema, version)]
  if (all.length > 0) out.allOf = all
  return out
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

function branches(schema: Schema, version: Version | undefined): unknown[] {
  const { discriminator } = schema
  const variants = (schema.variants ?? []).map(one => ({ if: { required: [one.has] }, then: emitted(one.schema, version) }))
  if (!discriminator) return variants
  return Object.entries(discriminator.mapping)
    .filter(([, one]) => isThere(one, version))
    .map(([value, one]) => ({ if: { properties: { [discriminator.key]: { const: value } }, required: [discriminator.key] }, then: emitted(one, version) }))
}

/** JSON Schema has no flag for capitals, so each letter stands for both. */
const anyCasePattern = (words: readonly string[]): string =>
  `^(?:${words.map(word => [...word].map(one => (/[a-z]/i.test(one) ? `[${one.toLowerCase()}${one.toUpperCase()}]` : `\\${one}`)).join('')).join('|')})$`

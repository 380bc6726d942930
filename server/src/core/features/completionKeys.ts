// Keys that a map may still get, required ones first, each with the shape of its value.

import { isThere, plain, resolve, type Schema, valueSnippet } from '../schema'
import { newlineOf } from '../text'
import type { Cursor } from '../yaml'
import type { Completed } from './completed'
import type { Opened } from './opened'

export function keyItems(opened: Opened, schemas: readonly Schema[], spot: Cursor, dash: string): Completed[] {
  const { grammar } = opened.view
  const present = new Set(spot.container?.node.kind === 'map' && !dash ? [...spot.container.entries()].map(value => value.key?.text ?? '') : [])
  const current = spot.prefix
  const seen = new Set<string>()
  return schemas.flatMap(schema =>
    Object.entries(schema.properties ?? {}).flatMap(([key, one]) => {
      const property = resolve(one, grammar.schema)
      if (seen.has(key) || (present.has(key) && key !== current) || !isThere(property, grammar.version)) return []
      if (excluded(key, schema, present)) return []
      seen.add(key)
      return [keyItem(opened, key, property, schema, spot, dash)]
    }),
  )
}

/** A key that only one of a group may be, when another of the group is there. */
const excluded = (key: string, schema: Schema, present: ReadonlySet<string>): boolean =>
  (schema.variants ?? []).some(one => present.has(one.has) && one.without?.includes(key)) ||
  [...(schema.atMostOne ?? []), ...(schema.exactlyOne ?? [])].some(group => group.includes(key) && group.some(other => other !== key && present.has(other)))

function keyItem(opened: Opened, key: string, property: Schema, schema: Schema, spot: Cursor, dash: string): Completed {
  const required = schema.required?.includes(key) || schema.exactlyOne?.some(group => group.includes(key)) || schema.discriminator?.key === key
  const { file, view } = opened
  const colon = /^[ \t]*:/.test(file.source.slice(spot.word.end, spot.word.end + 20))
  const indent = ' '.repeat(spot.column + dash.length)
  const value = spot.flow ? flowValue(property, opened) : valueSnippet(property, view.grammar.schema, indent)
  const newline = newlineOf(file.source)
  const snippet = `${dash}${escaped(key)}:${value}`.replace(/\r?\n/g, newline)
  return {
    label: key,
    kind: 'key',
    edit: { span: spot.word, text: colon ? `${dash}${key}` : snippet },
    snippet: !colon,
    detail: `${required ? 'required ' : ''}${property.enum ? 'one of a few' : (property.format ?? typeName(property))}`.trim(),
    ...(property.description !== undefined && { documentation: property.description }),
    sort: `${required ? 1 : property.deprecated ? 4 : 2}${String(Object.keys(schema.properties ?? {}).indexOf(key)).padStart(4, '0')}`,
    ...(property.deprecated && { deprecated: true }),
    retrigger: !colon && (property.enum !== undefined || property.uses !== undefined || property.files !== undefined || property.discriminator !== undefined),
  }
}

const typeName = (schema: Schema): string => (typeof schema.type === 'string' ? schema.type : '')

const escaped = (key: string): string => key.replace(/[\\$}]/g, '\\$&')

function flowValue(property: Schema, opened: Opened): string {
  const type = typeof property.type === 'string' ? property.type : undefined
  if (type === 'object') return ' {$0}'
  if (type === 'array') return ' [$0]'
  const value = valueSnippet(property, opened.view.grammar.schema, '')
  return value.includes('\n') ? ` ${plain('$0')}$0` : value
}

// Keys that a map may still get, required ones first, each with the shape of its value.

import { isThere, plain, resolve, type Schema, valueSnippet } from '../schema'
import { newlineOf } from '../text'
import type { Cursor } from '../yaml'
import type { Completed } from './completed'
import { hasColon, isJson, leadOf } from './completionSpot'
import { keysAround } from './keysAround'
import { namesInScope } from './names'
import type { Opened } from './opened'

export function keyItems(opened: Opened, schemas: readonly Schema[], spot: Cursor): Completed[] {
  const { grammar } = opened.view
  const lead = leadOf(opened, spot)
  const present = new Set(lead === '- ' ? [] : keysAround(opened, spot))
  const current = spot.prefix
  const seen = new Set<string>()
  return schemas.flatMap(schema =>
    Object.entries(schema.properties ?? {}).flatMap(([key, one]) => {
      const property = resolve(one, grammar.schema)
      if (seen.has(key) || (present.has(key) && key !== current) || !isThere(property, grammar.version)) return []
      if (excluded(key, schema, present)) return []
      seen.add(key)
      return [keyItem(opened, key, property, schema, spot, lead)]
    }),
  )
}

/** A key that only one of a group may be, when another of the group is there. */
const excluded = (key: string, schema: Schema, present: ReadonlySet<string>): boolean =>
  (schema.variants ?? []).some(one => present.has(one.has) && one.without?.includes(key)) ||
  [...(schema.atMostOne ?? []), ...(schema.exactlyOne ?? [])].some(group => group.includes(key) && group.some(other => other !== key && present.has(other)))

function keyItem(opened: Opened, key: string, property: Schema, schema: Schema, spot: Cursor, lead: string): Completed {
  const required = schema.required?.includes(key) || schema.exactlyOne?.some(group => group.includes(key)) || schema.discriminator?.key === key
  const { file } = opened
  const colon = hasColon(opened, spot)
  const indent = ' '.repeat(spot.column + lead.length)
  const value = hasItsBlock(opened, spot) ? '' : shapeOf(opened, property, spot, indent)
  const newline = newlineOf(file.source)
  const name = isJson(file.uri) ? `"${key}"` : key
  const snippet = `${lead}${escaped(name)}:${value}`.replace(/\r?\n/g, newline)
  return {
    label: key,
    kind: 'key',
    edit: { span: spot.word, text: colon ? `${lead}${name}` : snippet },
    snippet: !colon,
    detail: `${required ? 'required ' : ''}${property.enum ? 'one of a few' : (property.format ?? typeName(property))}`.trim(),
    ...(property.description !== undefined && { documentation: property.description }),
    sort: `${required ? 1 : property.deprecated ? 4 : 2}${String(Object.keys(schema.properties ?? {}).indexOf(key)).padStart(4, '0')}`,
    ...(property.deprecated && { deprecated: true }),
    retrigger: !colon && (property.enum !== undefined || property.uses !== undefined || property.files !== undefined || property.discriminator !== undefined),
  }
}

function shapeOf(opened: Opened, property: Schema, spot: Cursor, indent: string): string {
  const end = spot.flow ? comma(opened, spot) : ''
  if (namesAnother(opened, property)) return ` $0${end}`
  return spot.flow ? flowValue(property, opened) + end : valueSnippet(property, opened.view.grammar.schema, indent)
}

/** What stands deeper on the next line, or is a list there, will be the value of a key that only lacks its colon. */
function hasItsBlock({ file: { source } }: Opened, { word, column, flow, prefix }: Cursor): boolean {
  if (flow || prefix === '') return false
  const below = /^[ \t]*\r?\n( *)(- )?[^\s#]/.exec(source.slice(word.end, word.end + 200))
  const deeper = (below?.[1]?.length ?? -1) - column
  return deeper > 0 || (deeper === 0 && below?.[2] !== undefined)
}

/** A name that is declared somewhere is chosen from a list, right after the key: an example would only stand in the way. */
const namesAnother = (opened: Opened, { uses }: Schema): boolean => uses !== undefined && namesInScope(opened, uses, 'declares').size > 0

/** In flow style an entry that others follow ends with a comma. */
function comma({ file: { source } }: Opened, { word }: Cursor): string {
  const next = /^\s*(\S)/.exec(source.slice(word.end, word.end + 500))?.[1]
  return next === undefined || /[,}\]#]/.test(next) ? '' : ','
}

const typeName = (schema: Schema): string => (typeof schema.type === 'string' ? schema.type : '')

const escaped = (key: string): string => key.replace(/[\\$}]/g, '\\$&')

function flowValue(property: Schema, opened: Opened): string {
  const type = typeof property.type === 'string' ? property.type : undefined
  if (type === 'object') return ' {$0}'
  if (type === 'array') return ' [$0]'
  const value = valueSnippet(property, opened.view.grammar.schema, '')
  if (isJson(opened.file.uri) && type === 'string') return ' "$1"'
  return value.includes('\n') ? ` ${plain('$0')}$0` : value
}

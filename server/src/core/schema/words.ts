// How values are named to people.
import type { YamlNode } from '../yaml'
import type { Schema, Type } from './schema'

const typeNouns: Readonly<Record<Type, string>> = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map of keys',
  null: 'nothing',
}

export const wanted = (types: readonly Type[]): string => listed(types.map(type => typeNouns[type]))

/** `a`, `a or b`, `a, b or c`. */
export const listed = (words: readonly string[], last = 'or'): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} ${last} ${words[words.length - 1]}`

export function quoted(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return `"${line.length > 60 ? `${line.slice(0, 57)}…` : line}"`
}

export function nodeNoun(node: YamlNode): string {
  if (node.kind === 'map') return 'a map of keys'
  if (node.kind === 'seq') return 'a list'
  if (node.kind !== 'scalar') return 'an alias'
  return node.text === '' && node.style === 'plain' ? 'nothing' : quoted(node.text)
}

export const objectNoun = (schema: Schema): string => schema.noun ?? 'this object'

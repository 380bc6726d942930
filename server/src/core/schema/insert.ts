// What is written when a key is added: its shape by type, as an edit in a quick fix and as a snippet in completion.
import { type Edit, lineStart, newlineOf } from '../text'
import type { At, MapNode } from '../yaml'
import { resolve, type Schema, typesOf } from './schema'

/** VS Code snippet text of a value, its placeholder being what the program would take; ends the line where a block follows. */
export function valueSnippet(written: Schema, root: Schema, indent: string): string {
  const schema = resolve(written, root)
  if (schema.insert !== undefined) return schema.insert.replace(/\n/g, `\n${indent}`)
  const type = typesOf(schema)[0] ?? (schema.oneOf ? typesOf(resolve(schema.oneOf[0] ?? {}, root))[0] : undefined)
  if (type === 'object') return `\n${indent}  $0`
  if (type === 'array') return `\n${indent}  - $0`
  if (type === 'boolean') return schema.default === true ? ' ${1|false,true|}' : ' ${1|true,false|}'
  if (schema.enum) return ` \${1|${schema.enum.map(one => String(one).replace(/[,|\\}$]/g, '\\$&')).join(',')}|}`
  const example = schema.examples?.[0] ?? schema.default
  return typeof example === 'string' || typeof example === 'number' ? ` \${1:${String(example).replace(/[\\}$]/g, '\\$&')}}` : ' $0'
}

const lineFeed = 10

/** Adds `key: ` to a block map as its last line, at the map's own column; between braces as the last pair, if its value is a word there. */
export function insertKey(at: At, key: string, schema: Schema, root: Schema): Edit | undefined {
  const { node, doc } = at
  if (node.kind !== 'map' || node.pairs.length === 0) return undefined
  if (node.flow) return betweenBraces(at, node, key, plain(valueSnippet(schema.properties?.[key] ?? {}, root, '')).trim())
  const first = at.start
  const text = doc.source
  const column = first - lineStart(text, first)
  const last = node.pairs.length - 1
  const end = at.start + (node.offsets[last] ?? 0) + (node.pairs[last]?.length ?? 0)
  const newline = newlineOf(text)
  const value = plain(valueSnippet(schema.properties?.[key] ?? {}, root, ' '.repeat(column)))
  const before = text.charCodeAt(end - 1) === lineFeed ? `${' '.repeat(column)}${key}:${value}${newline}` : `${newline}${' '.repeat(column)}${key}:${value}`
  return { span: { start: end, end }, text: before.replace(/\r?\n/g, newline) }
}

/** After the last pair; only words, which mean the same there, and not in JSON. */
function betweenBraces(at: At, { pairs, offsets }: MapNode, key: string, value: string): Edit | undefined {
  const last = pairs.length - 1
  const [pair, first] = [pairs[last], pairs[0]]
  if (!pair || pair.value.length === 0 || (first?.key.kind === 'scalar' && first.key.style === 'double') || !/^[\w./-]+$/.test(value)) return undefined
  const end = at.start + (offsets[last] ?? 0) + pair.length
  return { span: { start: end, end }, text: `, ${key}: ${value}` }
}

/** A snippet without its placeholders: the first choice, the example, or nothing. */
export const plain = (snippet: string): string =>
  snippet
    .replace(/\$\{\d+\|((?:[^,|\\]|\\.)*)[^|]*\|\}/g, '$1')
    .replace(/\$\{\d+:((?:[^}\\]|\\.)*)\}/g, '$1')
    .replace(/\$\d+/g, '')
    .replace(/\\([\\}$,|])/g, '$1')

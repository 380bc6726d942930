// Edits that add to YAML as it is written: an item to a list, a key to a map, in the columns that are used there. Undefined where the
// place is written in flow style, which nobody wants taken apart by a machine.
import type { Edit } from '../../text'
import type { At } from '../../yaml'
import { indent, type Lines } from '../stack'

/** Adds an item to the list of `key` in `map`: as the last one, or before all others. Without the list, it is made. `lines` begin with a dash. */
export function addItem(map: At, key: string, lines: Lines, place: 'first' | 'last' = 'last'): Edit | undefined {
  const own = map.resolved
  const list = own.get(key)
  if (!list?.key) return addKey(own, key, indent(2, lines))
  if (list.isNull || isEmptyFlow(list)) return replaceValue(list, indent(columnOf(list.key) + 2, lines))
  const { node } = list
  if (node.kind !== 'seq' || node.flow) return undefined
  const items = [...list.items()]
  const [first] = items
  const dash = first && dashOf(first)
  if (!first || dash === undefined) return undefined
  const block = indent(dash - lineStart(first.doc.text, dash), lines)
  const at = place === 'first' ? lineStart(first.doc.text, dash) : endOfLines(list)
  return inserted(list, at, block)
}

/** Adds a key as the last of a block map. `lines` are its value, already indented against the key; a single one stands beside it. */
export function addKey(map: At, key: string, value: Lines | { readonly inline: string }): Edit | undefined {
  const own = map.resolved
  const { node } = own
  if (node.kind !== 'map' || node.flow || node.offsets.length === 0) return undefined
  const [first] = own.entries()
  if (!first?.key) return undefined
  const lines = isInline(value) ? [`${key}: ${value.inline}`] : [`${key}:`, value]
  return inserted(own, endOfLines(own), indent(columnOf(first.key), lines))
}

const isInline = (value: Lines | { readonly inline: string }): value is { readonly inline: string } =>
  typeof value === 'object' && !Array.isArray(value) && 'inline' in value

const isEmptyFlow = ({ node }: At): boolean => (node.kind === 'seq' || node.kind === 'map') && node.flow && node.offsets.length === 0

/** `key: []` and `key:` become a key with a block below it. */
function replaceValue(value: At, lines: readonly string[]): Edit {
  const { text } = value.doc
  const colon = text.indexOf(':', value.key?.span.end ?? value.start)
  const newline = newlineOf(text)
  return { span: { start: colon + 1, end: Math.max(colon + 1, value.span.end) }, text: newline + lines.join(newline) }
}

function inserted(at: At, offset: number, lines: readonly string[]): Edit {
  const { text } = at.doc
  const newline = newlineOf(text)
  const before = offset > 0 && text[offset - 1] !== '\n' ? newline : ''
  return { span: { start: offset, end: offset }, text: before + lines.map(line => line + newline).join('') }
}

/** The end of the last line with content; comments below it belong to what follows. */
function endOfLines(at: At): number {
  const { text } = at.doc
  let end = at.span.end
  while (end > at.start && /\s/.test(text[end - 1] ?? '')) end--
  const newline = text.indexOf('\n', end)
  return newline < 0 ? text.length : newline + 1
}

const columnOf = (at: At): number => at.start - lineStart(at.doc.text, at.start)

const lineStart = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1

/** Where the dash of an item stands, if nothing else stands before the item on its line. */
function dashOf(item: At): number | undefined {
  const { text } = item.doc
  const found = /^([ \t]*)-[ \t]+$/.exec(text.slice(lineStart(text, item.start), item.start))
  return found ? lineStart(text, item.start) + (found[1]?.length ?? 0) : undefined
}

export const newlineOf = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n')

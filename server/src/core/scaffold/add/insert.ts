// Edits that add to YAML as it is written: an item to a list, a key to a map, in the columns that are used there, or between the
// brackets. Undefined where the place is not the map's own: an alias stands for it.
import type { Edit } from '../../text'
import { At, parse } from '../../yaml'
import { flat, indent, type Lines } from '../stack'

/** Adds an item to the list of `key` in `map`: as the last one, or before all others. Without the list, it is made. `lines` begin with a dash. */
export function addItem(map: At, key: string, lines: Lines, place: 'first' | 'last' = 'last'): Edit | undefined {
  const own = map.resolved
  const list = own.get(key)
  if (!list?.key) return addKey(own, key, indent(2, lines))
  const inFlow = isFlow(own)
  if (list.isNull && inFlow) return undefined
  if (list.isNull || (isEmptyFlow(list) && !inFlow)) return replaceValue(list, indent(columnOf(list.key) + 2, lines))
  const { node } = list
  if (node.kind !== 'seq') return undefined
  if (node.flow) return betweenBrackets(list, flowItems(lines, quotesKeys(own)), place)
  const dash = dashOf(list)
  if (dash === undefined) return undefined
  const block = indent(dash - lineStart(list.doc.text, dash), lines)
  const at = place === 'first' ? lineStart(list.doc.text, dash) : endOfLines(list)
  return inserted(list, at, block)
}

/** Adds a key as the last of a block map. `lines` are its value, already indented against the key; a single one stands beside it. */
export function addKey(map: At, key: string, value: Lines | { readonly inline: string }): Edit | undefined {
  const own = map.resolved
  const { node } = own
  if (node.kind !== 'map') return undefined
  if (node.flow) return betweenBrackets(own, flowPairs(key, value, quotesKeys(own)), 'last')
  const [first] = own.entries()
  if (!first?.key) return undefined
  const lines = isInline(value) ? [`${key}: ${value.inline}`] : [`${key}:`, value]
  return inserted(own, endOfLines(own), indent(columnOf(first.key), lines))
}

const isInline = (value: Lines | { readonly inline: string }): value is { readonly inline: string } =>
  typeof value === 'object' && !Array.isArray(value) && 'inline' in value

const isFlow = ({ node }: At): boolean => (node.kind === 'seq' || node.kind === 'map') && node.flow

const isEmptyFlow = ({ node }: At): boolean => (node.kind === 'seq' || node.kind === 'map') && node.flow && node.offsets.length === 0

/** As JSON writes keys: then all else has to be JSON, too. */
const quotesKeys = (map: At): boolean => {
  const [first] = map.entries()
  return first?.key?.node.kind === 'scalar' && first.key.node.style === 'double'
}

/** Items that are written as lines, as they stand between brackets. */
const flowItems = (lines: Lines, quoted: boolean): string => [...(rootOf(lines)?.items() ?? [])].map(one => flowOf(one, quoted)).join(', ')

function flowPairs(key: string, value: Lines | { readonly inline: string }, quoted: boolean): string {
  const root = rootOf(isInline(value) ? [`${key}: ${value.inline}`] : [`${key}:`, value])
  return root ? flowOf(root, quoted).slice(1, -1).trim() : ''
}

const rootOf = (lines: Lines): At | undefined => At.root(parse(`${flat(lines).join('\n')}\n`))

function flowOf(at: At, quoted: boolean): string {
  if (at.kind === 'map') return `{ ${[...at.entries()].map(one => `${flowText(one.key, quoted)}: ${flowOf(one, quoted)}`).join(', ')} }`
  if (at.kind === 'seq') return `[${[...at.items()].map(one => flowOf(one, quoted)).join(', ')}]`
  return flowText(at, quoted)
}

/** Plain where it means the same in both styles. */
function flowText(at: At | undefined, quoted: boolean): string {
  const text = at?.text ?? ''
  const plain = at?.node.kind === 'scalar' && at.node.style === 'plain'
  if (plain && /^(?:true|false|\d+)$/.test(text)) return text
  return plain && !quoted && /^[A-Za-z_/.][\w/.-]*$/.test(text) ? text : JSON.stringify(text)
}

/** Beside what is there, as the first or the last; on a line of its own where the others are. */
function betweenBrackets(list: At, text: string, place: 'first' | 'last'): Edit | undefined {
  const whole = list.doc.text
  const inside = list.start + 1
  const parts = list.kind === 'seq' ? [...list.items()] : [...list.entries()]
  const last = parts.filter(one => one.start >= inside && one.span.end < list.span.end).at(-1)
  const apart = /^\r?\n[ \t]*/.exec(whole.slice(inside, list.span.end))?.[0]
  if (!last) return { span: { start: inside, end: inside }, text }
  if (place === 'first') return { span: { start: inside, end: inside }, text: `${apart ?? ''}${text},${apart === undefined ? ' ' : ''}` }
  // A key without a value ends where its colon would stand: what is added there would be taken for the value.
  if (last.node.length === 0) return undefined
  return { span: { start: last.span.end, end: last.span.end }, text: `,${apart ?? ' '}${text}` }
}

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

/** Where the first dash of a list stands, if nothing else stands before it on its line. */
function dashOf({ doc: { text }, start }: At): number | undefined {
  return text[start] === '-' && text.slice(lineStart(text, start), start).trim() === '' ? start : undefined
}

export const newlineOf = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n')

/** After all that is there; `lines` are a whole document. */
export function append(text: string, lines: Lines): Edit {
  const newline = newlineOf(text)
  const before = text === '' || text.endsWith('\n') ? '' : newline
  return { span: { start: text.length, end: text.length }, text: before + flat(lines).join(newline) + newline }
}

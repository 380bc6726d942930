// Edits that add to YAML as it is written: an item to a list, a key to a map, in the columns that are used there, or between the
// brackets. Undefined where the place is not the map's own: what an alias names belongs to others, too.
import { type Edit, lineStart, newlineOf } from '../../text'
import { At, type MapNode, parse, type SeqNode } from '../../yaml'
import { flat, indent, type Lines } from '../stack'

/** Adds an item to the list of `key` in `map`: as the last one, or before all others. Without the list, it is made. `lines` begin with a dash. */
export function addItem(map: At, key: string, lines: Lines, place: 'first' | 'last' = 'last'): Edit | undefined {
  const list = map.get(key)
  if (!list) return addKey(map, key, indent(2, lines))
  if (map.node.kind !== 'map' || !isOwn(list)) return undefined
  const inFlow = map.node.flow
  if (list.isNull && inFlow) return replaceValue(list, ` [${flowItems(lines, quotesKeys(map.node))}]`)
  if (list.isNull || (isEmptyFlow(list) && !inFlow)) {
    const newline = newlineOf(list.doc.text)
    return replaceValue(list, newline + indent(columnOf(map) + 2, lines).join(newline))
  }
  const { node } = list
  if (node.kind !== 'seq') return undefined
  if (node.flow) return betweenBrackets(list, node, flowItems(lines, quotesKeys(map.node)), place)
  const dash = dashOf(list)
  if (dash === undefined) return undefined
  const block = indent(dash - lineStart(list.doc.text, dash), lines)
  const at = place === 'first' ? lineStart(list.doc.text, dash) : endOfLines(list)
  return inserted(list, at, block)
}

/** Adds a key as the last of a block map. `lines` are its value, already indented against the key; a single one stands beside it. */
export function addKey(map: At, key: string, value: Lines | { readonly inline: string }): Edit | undefined {
  const { node } = map
  if (node.kind !== 'map' || !isOwn(map)) return undefined
  if (node.flow) return betweenBrackets(map, node, flowPairs(key, value, quotesKeys(node)), 'last')
  const lines = isInline(value) ? [`${key}: ${value.inline}`] : [`${key}:`, value]
  return inserted(map, endOfLines(map), indent(columnOf(map), lines))
}

/**
 * Is what is written here said here alone? Not where an alias or a merge key led to it, nor where an alias names it or something that
 * it is part of: an edit would change what others have.
 */
export function isOwn(at: At): boolean {
  for (let one: At | undefined = at; one; one = one.parent) if (one.node.kind === 'alias' || isNamed(one) || !standsInParent(one)) return false
  return true
}

/** What an alias stands for has the alias' parent, and is not part of it. */
function standsInParent({ node, parent, index }: At): boolean {
  if (!parent) return true
  const outer = parent.node
  if (outer.kind === 'map') return (outer.pair ? outer.pair(index) : outer.pairs[index])?.value === node
  return outer.kind === 'seq' && (outer.item ? outer.item(index) : outer.items[index]) === node
}

/** In a comment or a text it may be no alias: then nothing is added that could have been. */
const isNamed = ({ doc, node }: At): boolean =>
  node.anchor !== undefined &&
  doc.text
    .split(`*${node.anchor}`)
    .slice(1)
    .some(rest => /^(?:[\s,\]}]|$)/.test(rest))

const isInline = (value: Lines | { readonly inline: string }): value is { readonly inline: string } =>
  typeof value === 'object' && !Array.isArray(value) && 'inline' in value

const isEmptyFlow = ({ node }: At): boolean => (node.kind === 'seq' || node.kind === 'map') && node.flow && node.offsets.length === 0

/** As JSON writes keys: then all else has to be JSON, too. */
const quotesKeys = ({ pairs: [first] }: MapNode): boolean => first?.key.kind === 'scalar' && first.key.style === 'double'

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

/** Beside what is there, as the first or the last; on a line of its own where the others are. `node` is the list's or map's own. */
function betweenBrackets({ doc, start, span }: At, node: MapNode | SeqNode, text: string, place: 'first' | 'last'): Edit | undefined {
  const inside = start + 1
  const parts = node.kind === 'seq' ? node.items : node.pairs
  const last = parts.at(-1)
  const apart = /^\r?\n[ \t]*/.exec(doc.text.slice(inside, span.end))?.[0]
  if (!last) return { span: { start: inside, end: inside }, text }
  if (place === 'first') return { span: { start: inside, end: inside }, text: `${apart ?? ''}${text},${apart === undefined ? ' ' : ''}` }
  // A key without a value ends where its colon would stand: what is added there would be taken for the value.
  if (('value' in last ? last.value : last).length === 0) return undefined
  const end = start + (node.offsets[parts.length - 1] ?? 0) + last.length
  return { span: { start: end, end }, text: `,${apart ?? ' '}${text}` }
}

/** `key: []` and `key:` become a key with a list beside or below it. Undefined for a key without a colon, as braces allow. */
function replaceValue(value: At, written: string): Edit | undefined {
  const { text } = value.doc
  const after = value.key?.span.end ?? value.start
  const colon = text.indexOf(':', after)
  if (colon < 0 || text.slice(after, colon).trim() !== '') return undefined
  return { span: { start: colon + 1, end: Math.max(colon + 1, value.span.end) }, text: written }
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

/** The column of the keys of a block map; of all that are written in it, merge keys too. */
const columnOf = ({ doc, start }: At): number => start - lineStart(doc.text, start)

/** Where the first dash of a list stands, if nothing else stands before it on its line. */
function dashOf({ doc: { text }, start }: At): number | undefined {
  return text[start] === '-' && text.slice(lineStart(text, start), start).trim() === '' ? start : undefined
}

/** After all that is there; `lines` are a whole document. */
export function append(text: string, lines: Lines): Edit {
  const newline = newlineOf(text)
  const before = text === '' || text.endsWith('\n') ? '' : newline
  return { span: { start: text.length, end: text.length }, text: before + flat(lines).join(newline) + newline }
}

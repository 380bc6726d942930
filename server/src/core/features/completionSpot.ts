// What a place may be read as where the text alone does not tell: below a key without a value stands its first item, its first key, or
// the value itself.
import { expectedAt, typesOf } from '../schema'
import { lineStart } from '../text'
import type { At, Cursor } from '../yaml'
import type { Opened } from './opened'

/** The place as it is read, and as the first item or the value of the key above where its schema takes one. */
export function readingsOf(opened: Opened, found: Cursor, root: At | undefined): Cursor[] {
  const spot = found.flow && !found.container ? { ...found, container: flowContainer(root, found) } : found
  const outer = flowAround(root, spot)
  if (outer) return inFlow(opened, spot, outer)
  if (spot.flow) return [spot]
  if (closesFlow(opened, spot) || isBehindTab(opened, spot) || isBeforeComment(opened, spot)) return []
  const list = spot.kind === 'key' ? listGoingOn(opened, spot, root) : undefined
  if (list) return [{ ...spot, kind: 'item', path: pathOf(list), container: list, newLineNeeded: true }]
  if (spot.kind !== 'key' || spot.container || spot.path.length === 0) return [spot]
  const key = spot.path.at(-1)
  const schemas = expectedAt(root, spot.path, opened.view.grammar)
  const spots = [spot]
  if (schemas.some(one => one.items)) spots.push({ ...spot, kind: 'item', newLineNeeded: true })
  else if (typeof key === 'string' && schemas.some(one => typesOf(one).some(type => type !== 'object' && type !== 'array')))
    spots.push({ ...spot, path: spot.path.slice(0, -1), kind: 'value', key })
  return spots
}

/** Names and texts need double quotes there. */
export const isJson = (uri: string): boolean => /\.json$/i.test(uri)

/** The word is a key already. */
export const hasColon = ({ file: { source } }: Opened, { word }: Cursor): boolean => /^[ \t]*:/.test(source.slice(word.end, word.end + 20))

/** What must stand before something new here: the dash of an item, or the blank behind a dash or a colon. */
export function leadOf(opened: Opened, spot: Cursor): string {
  const text = opened.file.source
  const before = text.slice(lineStart(text, spot.word.start), spot.word.start)
  if (spot.kind === 'value') return before.endsWith(':') ? ' ' : ''
  if (spot.flow) return ''
  if (/(?:^|\s)-$/.test(before)) return ' '
  return spot.kind === 'item' && (spot.newLineNeeded === true || !/(?:^|\s)-\s+$/.test(before)) ? '- ' : ''
}

/** A list at the column of its own key that began above and goes on below: a key here would tear it apart. */
function listGoingOn({ file: { source } }: Opened, { word, column }: Cursor, root: At | undefined): At | undefined {
  const below = /^[ \t\r]*(?:#[^\n]*)?(?:\n[ \t\r]*(?:#[^\n]*)?)*\n( *)- /.exec(source.slice(word.end, word.end + 1000))
  if (!below || below[1]?.length !== column || source.slice(lineStart(source, word.start), word.start).includes('-')) return undefined
  let at = root?.find(word.end + below[0].length - 2)
  while (at && at.node.kind !== 'seq') at = at.parent
  return at && at.start < word.start && at.start - lineStart(source, at.start) === column ? at : undefined
}

/** The innermost map or list in flow style here, where it or one around it was opened on a line above: what the line says is not all. */
function flowAround(root: At | undefined, { word }: Cursor): At | undefined {
  let at = root?.find(word.start)
  while (at && !('flow' in at.node && at.node.flow && at.start < word.start && word.end < at.span.end)) at = at.parent
  let outermost = at
  for (let one = at?.parent; one; one = one.parent) if ('flow' in one.node && one.node.flow) outermost = one
  if (!at || !outermost) return undefined
  const { source } = at.doc
  return lineStart(source, word.start) > outermost.start || source.slice(word.start, word.start + 1) === '"' ? at : undefined
}

/** Values behind their key, and a new key behind a bracket or a comma of a flow map; the other places of it are not completed. */
function inFlow(opened: Opened, spot: Cursor, outer: At): Cursor[] {
  if (spot.kind === 'value' && outer.node.kind === 'map') return [{ ...spot, path: pathOf(outer), container: outer, flow: true }]
  if (spot.kind === 'item' && spot.flow && outer.node.kind === 'seq') return [{ ...spot, path: pathOf(outer), container: outer }]
  const before = opened.file.source.slice(outer.start, spot.word.start).trimEnd()
  if (outer.node.kind !== 'map' || !/[{,]$/.test(before)) return []
  const { inScalar, newLineNeeded, key, ...rest } = spot
  return [{ ...rest, kind: 'key', path: pathOf(outer), container: outer, flow: true }]
}

function pathOf(at: At): (string | number)[] {
  const path: (string | number)[] = []
  for (let here = at; here.parent; here = here.parent) path.unshift(here.key ? (here.key.text ?? '') : here.index)
  return path
}

function flowContainer(root: At | undefined, spot: Cursor): At | undefined {
  let at = root
  for (const step of spot.path) at = typeof step === 'string' ? at?.get(step) : at?.nth(step)
  return at && 'flow' in at.node && at.node.flow ? at : undefined
}

/** Behind the bracket that ends a value in flow style nothing more can be written. */
const closesFlow = (opened: Opened, { word, prefix }: Cursor): boolean =>
  /^[[{]/.test(prefix) && /[\]}]$/.test(opened.file.source.slice(word.start, word.start + prefix.length))

/** What is written right before `#` would take it along. */
const isBeforeComment = ({ file: { source } }: Opened, { word }: Cursor): boolean => source.slice(word.end, word.end + 1) === '#'

/** YAML takes no tab before a key or a dash. */
const isBehindTab = ({ file: { source } }: Opened, { kind, word }: Cursor): boolean =>
  kind !== 'value' && source.slice(lineStart(source, word.start), word.start).includes('\t')

// Snippets of the kind of file, served where they fit.
import { newlineOf } from '../text'
import type { Cursor } from '../yaml'
import type { Completed } from './completed'
import type { Opened } from './opened'

/** `dash` is what a new list item must begin with when none is there yet. */
export function snippetItems(opened: Opened, spot: Cursor, dash = ''): Completed[] {
  const here = placeOf(spot)
  if (here === undefined || spot.flow || hasKeys(spot)) return []
  const indent = ' '.repeat(spot.column + (spot.kind === 'item' ? dash.length : 0))
  const newline = newlineOf(opened.file.source)
  return (opened.workspace.snippets[opened.language.kind] ?? [])
    .filter(one => one.path.join('/') === here)
    .map(one => ({
      label: one.prefix,
      kind: 'snippet' as const,
      edit: { span: spot.word, text: dash + one.body.map((line, i) => (i === 0 ? line : line === '' ? '' : indent + line)).join(newline) },
      snippet: true,
      detail: one.name,
      documentation: one.description,
      sort: `3${one.prefix}`,
    }))
}

/** A snippet is a whole object: beside keys that are there it would be a second one. The root takes snippets of sections. */
const hasKeys = (spot: Cursor): boolean =>
  spot.kind === 'key' && spot.path.length > 0 && spot.container?.node.kind === 'map' && spot.container.node.pairs.length > (spot.prefix === '' ? 0 : 1)

/** `groups/[]/rules/[]`; keys of a map that is a list item count as the item while the map is still empty. */
function placeOf(spot: Cursor): string | undefined {
  const path = spot.path.map(step => (typeof step === 'number' ? '[]' : step))
  if (spot.kind === 'item') return [...path, '[]'].join('/')
  return spot.kind === 'key' ? path.join('/') : undefined
}

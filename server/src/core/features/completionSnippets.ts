// Snippets of the kind of file, served where they fit.
import { newlineOf } from '../text'
import type { Cursor } from '../yaml'
import type { Completed } from './completed'
import { leadOf } from './completionSpot'
import { keysAround } from './keysAround'
import type { Opened } from './opened'

export function snippetItems(opened: Opened, spot: Cursor): Completed[] {
  const here = placeOf(spot)
  if (here === undefined || spot.flow || hasKeys(spot)) return []
  const lead = leadOf(opened, spot)
  const indent = ' '.repeat(spot.column + lead.length)
  const present = new Set(lead === '- ' ? [] : keysAround(opened, spot).filter(key => key !== spot.prefix))
  const newline = newlineOf(opened.file.source)
  return (opened.workspace.snippets[opened.language.kind] ?? [])
    .filter(one => one.path.join('/') === here && !keysOf(one.body).some(key => present.has(key)))
    .map(one => ({
      label: one.prefix,
      kind: 'snippet' as const,
      edit: { span: spot.word, text: lead + one.body.map((line, i) => (i === 0 ? line : line === '' ? '' : indent + line)).join(newline) },
      snippet: true,
      detail: one.name,
      documentation: one.description,
      sort: `3${one.prefix}`,
    }))
}

/** The keys that a snippet brings: none of them may be there already. */
const keysOf = (body: readonly string[]): string[] => body.flatMap(line => /^([\w-]+):/.exec(line)?.[1] ?? [])

/** A snippet is a whole object: beside keys that are there it would be a second one. The root takes snippets of sections. */
const hasKeys = (spot: Cursor): boolean =>
  spot.kind === 'key' && spot.path.length > 0 && spot.container?.node.kind === 'map' && spot.container.node.pairs.length > (spot.prefix === '' ? 0 : 1)

/** `groups/[]/rules/[]`; keys of a map that is a list item count as the item while the map is still empty. */
function placeOf(spot: Cursor): string | undefined {
  const path = spot.path.map(step => (typeof step === 'number' ? '[]' : step))
  if (spot.kind === 'item') return [...path, '[]'].join('/')
  return spot.kind === 'key' ? path.join('/') : undefined
}

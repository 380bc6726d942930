// Snippets of the kind of file, served where they fit.
import { expectedAt, resolve, type Schema } from '../schema'
import { newlineOf } from '../text'
import type { At, Cursor } from '../yaml'
import type { Completed } from './completed'
import { hasColon, leadOf } from './completionSpot'
import { keysAround } from './keysAround'
import type { Opened } from './opened'

export function snippetItems(opened: Opened, spot: Cursor, root: At | undefined): Completed[] {
  const here = placeOf(spot)
  if (here === undefined || spot.flow || hasKeys(spot) || hasColon(opened, spot)) return []
  const lead = leadOf(opened, spot)
  const indent = ' '.repeat(spot.column + lead.length)
  const fits = fitting(opened, spot, root)
  const present = new Set(lead === '- ' ? [] : keysAround(opened, spot).filter(key => key !== spot.prefix))
  const newline = newlineOf(opened.file.source)
  return (opened.workspace.snippets[opened.language.kind] ?? [])
    .filter(one => (one.path.join('/') === here || fits(one.path)) && !keysOf(one.body).some(key => present.has(key)))
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

/** Items of the same schema as those of the snippet's own place fit, too: a route below a route, a task in a branch. */
function fitting({ view: { grammar } }: Opened, spot: Cursor, root: At | undefined): (path: readonly string[]) => boolean {
  if (spot.kind !== 'item') return () => false
  const items = (root: At | undefined, list: readonly (string | number)[]): unknown[] =>
    expectedAt(root, list, grammar).flatMap(one => (one.items ? [contentOf(resolve(one.items, grammar.schema))] : []))
  const here = new Set(items(root, spot.path))
  return path => {
    const list = path.at(-1) === '[]' ? path.slice(0, -1).map(step => (step === '[]' ? 0 : step)) : undefined
    return list !== undefined && items(undefined, list).some(one => here.has(one))
  }
}

/** A schema that is referred to from several places may have words of its own at each, but what it describes is one. */
const contentOf = ({ discriminator, properties, ...rest }: Schema): unknown => discriminator?.mapping ?? properties ?? rest

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

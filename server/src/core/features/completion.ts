// What can be written at a place: keys, values, names in scope, files on disk, snippets, and words of inline languages.

import { expectedAt, type Schema, written } from '../schema'
import type { Span } from '../text'
import type { Workspace } from '../workspace'
import { At, type Cursor, cursor } from '../yaml'
import type { Completed } from './completed'
import { keyItems } from './completionKeys'
import { snippetItems } from './completionSnippets'
import { leadOf, readingsOf } from './completionSpot'
import { valueItems } from './completionValues'
import { quickSpots } from './names'
import { type Opened, openFile } from './opened'
import { behindBlock, type InlinePlace, inlineAt } from './place'

export interface Completion {
  readonly items: readonly Completed[]
}

const nothing: Completion = { items: [] }

/** Items whose edits replace the word at the offset. Filtering by what is typed is the editor's. */
export function completion(workspace: Workspace, uri: string, offset: number): Completion {
  const opened = openFile(workspace, uri)
  if (!opened) return nothing
  if (opened.language.text) {
    const place = inlineAt(opened, undefined, undefined)
    return place ? { items: inlineItems(opened, place, offset) } : nothing
  }
  const root = At.root(opened.file.doc)
  const block = behindBlock(opened, root, offset)
  if (block) return { items: block.place ? inlineItems(opened, block.place, offset) : [] }
  const spot = cursor(opened.file.doc, offset)
  if (!spot) return nothing
  const items: Completed[] = []
  for (const one of readingsOf(opened, spot, root)) items.push(...(inScalar(opened, one, root, offset) ?? structural(opened, one, root)))
  return { items }
}

/** A scalar in an inline language is completed by that language alone (unless it is empty: then examples help, too). */
function inScalar(opened: Opened, spot: Cursor, root: At | undefined, offset: number): Completed[] | undefined {
  if (spot.kind === 'key' && !spot.inScalar) return undefined
  const schemas = expectedAt(root, spot.kind === 'value' ? [...spot.path, spot.key ?? ''] : spot.path, opened.view.grammar)
  const at = spot.inScalar
  for (const schema of schemas) {
    const real = spot.kind === 'item' && !at ? (schema.items ?? schema) : schema
    const place = at ? inlineAt(opened, at, itemOf(real, at)) : undefined
    if (place) return inlineItems(opened, place, offset)
    if (!at && real.inline !== undefined && spot.prefix === '') {
      const language = opened.view.grammar.inline[real.inline]
      const empty = language && emptyPlace(opened, real, offset)
      if (empty) return [...inlineItems(opened, empty, offset, leadOf(opened, spot)), ...(spot.kind === 'value' ? valueItems(opened, [real], spot) : [])]
    }
  }
  return undefined
}

/** Items of a list of scalars have the schema of the items. */
const itemOf = (schema: Schema, at: At): Schema => (schema.items && at.parent?.kind === 'seq' ? schema.items : schema)

function emptyPlace(opened: Opened, schema: Schema, offset: number): InlinePlace | undefined {
  const node = { kind: 'scalar', style: 'plain', text: '', length: 0, indent: -1, aliased: false } as const
  return inlineAt(opened, At.of(opened.file.doc, node, offset), schema)
}

/** `lead` is what must stand before the scalar where there is none yet. */
function inlineItems(opened: Opened, place: InlinePlace, offset: number, lead = ''): Completed[] {
  const tree = place.language.parse(place.text, place.scope)
  return place.language.complete(tree, place.decoded(offset), place.scope).flatMap(one => {
    const span = { start: place.source(one.span.start), end: place.source(one.span.end) }
    if (isOnlyHere(opened, one, span)) return []
    return {
      label: one.label,
      kind: one.kind === 'metric' ? ('variable' as const) : one.kind,
      edit: { span, text: lead + written(one.text, place.style) },
      snippet: one.snippet === true,
      ...(one.detail !== undefined && { detail: one.detail }),
      ...(one.documentation !== undefined && { documentation: one.documentation }),
      sort: one.sort ?? `5${one.label}`,
    }
  })
}

/** A word that is being typed counts as a name in use; it must not stand before those that it begins like. */
function isOnlyHere(opened: Opened, { kind, label }: { readonly kind: string; readonly label: string }, span: Span): boolean {
  const name = kind === 'metric' ? 'metric' : kind === 'field' ? 'label' : undefined
  if (name === undefined || opened.file.source.slice(span.start, span.end) !== label) return false
  let count = 0
  for (const one of quickSpots(opened, { kind: name, name: label })) {
    if (one.uri !== opened.file.uri || one.span.end < span.start || one.span.start > span.end || ++count > 1) return false
  }
  return count === 1
}

function structural(opened: Opened, spot: Cursor, root: At | undefined): Completed[] {
  const { grammar } = opened.view
  const containers = expectedAt(root, spot.path, grammar)
  if (spot.kind === 'value')
    return valueItems(opened, [...typesOfKey(containers, spot.key), ...expectedAt(root, [...spot.path, spot.key ?? ''], grammar)], spot)
  if (spot.kind === 'key') return [...keyItems(opened, containers, spot), ...snippetItems(opened, spot, root)]
  const items = containers.flatMap(one => (one.items ? expectedAt(root, [...spot.path, newIndex(spot)], grammar) : []))
  return [...keyItems(opened, items, spot), ...valueItems(opened, items, spot), ...snippetItems(opened, spot, root)]
}

/** The key that decides between branches takes the names of the branches. */
const typesOfKey = (containers: readonly Schema[], key: string | undefined): Schema[] =>
  containers.flatMap(one => (one.discriminator && one.discriminator.key === key ? [{ type: 'string' as const, discriminator: one.discriminator }] : []))

const newIndex = (spot: Cursor): number => (spot.container?.node.kind === 'seq' ? spot.container.node.items.length : 0)

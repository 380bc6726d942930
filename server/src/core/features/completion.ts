// What can be written at a place: keys, values, names in scope, files on disk, snippets, and words of inline languages.

import { expectedAt, type Schema, written } from '../schema'
import { lineStart } from '../text'
import type { Workspace } from '../workspace'
import { At, type Cursor, cursor } from '../yaml'
import type { Completed } from './completed'
import { keyItems } from './completionKeys'
import { snippetItems } from './completionSnippets'
import { valueItems } from './completionValues'
import { type Opened, openFile } from './opened'
import { type InlinePlace, inlineAt } from './place'

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
    return place ? { items: inlineItems(place, offset) } : nothing
  }
  const spot = cursor(opened.file.doc, offset)
  if (!spot) return nothing
  const root = At.root(opened.file.doc)
  const inline = inScalar(opened, spot, root, offset)
  if (inline) return { items: inline }
  return { items: structural(opened, spot, root) }
}

/** A scalar in an inline language is completed by that language alone (unless it is empty: then examples help, too). */
function inScalar(opened: Opened, spot: Cursor, root: At | undefined, offset: number): Completed[] | undefined {
  if (spot.kind === 'key' && !spot.inScalar) return undefined
  const schemas = expectedAt(root, spot.kind === 'value' ? [...spot.path, spot.key ?? ''] : spot.path, opened.view.grammar)
  const at = spot.inScalar
  for (const schema of schemas) {
    const real = spot.kind === 'item' && !at ? (schema.items ?? schema) : schema
    const place = at ? inlineAt(opened, at, itemOf(real, at)) : undefined
    if (place) return inlineItems(place, offset)
    if (!at && real.inline !== undefined && spot.prefix === '') {
      const language = opened.view.grammar.inline[real.inline]
      const empty = language && emptyPlace(opened, real, offset)
      if (empty) return [...inlineItems(empty, offset), ...(spot.kind === 'value' ? valueItems(opened, [real], spot) : [])]
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

function inlineItems(place: InlinePlace, offset: number): Completed[] {
  const tree = place.language.parse(place.text, place.scope)
  return place.language.complete(tree, place.decoded(offset), place.scope).map(one => ({
    label: one.label,
    kind: one.kind === 'metric' ? 'variable' : one.kind === 'value' || one.kind === 'snippet' ? one.kind : one.kind,
    edit: { span: { start: place.source(one.span.start), end: place.source(one.span.end) }, text: written(one.text, place.style) },
    snippet: one.snippet === true,
    ...(one.detail !== undefined && { detail: one.detail }),
    ...(one.documentation !== undefined && { documentation: one.documentation }),
    sort: one.sort ?? `5${one.label}`,
  }))
}

function structural(opened: Opened, spot: Cursor, root: At | undefined): Completed[] {
  const { grammar } = opened.view
  const containers = expectedAt(root, spot.path, grammar)
  if (spot.kind === 'value')
    return valueItems(opened, [...typesOfKey(containers, spot.key), ...expectedAt(root, [...spot.path, spot.key ?? ''], grammar)], spot)
  if (spot.kind === 'key') return [...keyItems(opened, containers, spot, ''), ...snippetItems(opened, spot)]
  const items = containers.flatMap(one => (one.items ? expectedAt(root, [...spot.path, newIndex(spot)], grammar) : []))
  const dash = spot.newLineNeeded === true || needsDash(opened, spot) ? '- ' : ''
  return [...keyItems(opened, items, spot, dash), ...valueItems(opened, items, spot, dash), ...snippetItems(opened, spot, dash)]
}

/** The key that decides between branches takes the names of the branches. */
const typesOfKey = (containers: readonly Schema[], key: string | undefined): Schema[] =>
  containers.flatMap(one => (one.discriminator && one.discriminator.key === key ? [{ type: 'string' as const, discriminator: one.discriminator }] : []))

const newIndex = (spot: Cursor): number => (spot.container?.node.kind === 'seq' ? spot.container.node.items.length : 0)

/** Is there no dash before the word on its line? */
function needsDash(opened: Opened, spot: Cursor): boolean {
  const text = opened.file.source
  const line = text.slice(lineStart(text, spot.word.start), spot.word.start)
  return !spot.flow && !/(?:^|\s)-\s+$/.test(line)
}

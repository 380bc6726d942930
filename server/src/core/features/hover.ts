// What a key, a value, a name or a word of an inline language means.
import type { Schema } from '../schema'
import { typesOf } from '../schema'
import type { Span } from '../text'
import { basename, type Workspace } from '../workspace'
import { escapeMarkdown } from './markdown'
import { quickSpots } from './names'
import { type Opened, openFile } from './opened'
import { pathHover } from './pathHover'
import { inlineAt, nameAt, nodeAt } from './place'

export interface Hover {
  readonly markdown: string
  readonly span: Span
}

export function hover(workspace: Workspace, uri: string, offset: number): Hover | undefined {
  const opened = openFile(workspace, uri)
  if (!opened) return undefined
  const found = opened.language.text ? undefined : nodeAt(opened, offset)
  if (!found?.key) {
    const inner = inlineHover(opened, offset, found)
    if (inner) return inner
  }
  const parts = [
    nameText(opened, offset, found?.key ?? false),
    found?.key ? undefined : pathHover(opened, offset),
    found?.schema && keyText(found.schema, found.at.key?.text, opened),
  ].filter(one => one !== undefined && one !== '')
  if (!found || parts.length === 0) return undefined
  const span = found.key ? (found.at.key?.span ?? found.at.span) : found.at.span
  return found.at.node.kind === 'scalar' || found.key ? { markdown: parts.join('\n\n---\n\n'), span } : undefined
}

function inlineHover(opened: Opened, offset: number, found: ReturnType<typeof nodeAt>): Hover | undefined {
  const place = inlineAt(opened, found?.at, found?.schema)
  if (!place) return undefined
  const explained = place.language.explain(place.language.parse(place.text, place.scope), place.decoded(offset), place.scope)
  return explained && { markdown: explained.markdown, span: { start: place.source(explained.span.start), end: place.source(explained.span.end) } }
}

/** `receiver "team-db", declared in alertmanager.yml`. */
function nameText(opened: Opened, offset: number, onKey: boolean): string | undefined {
  const named = onKey ? undefined : nameAt(opened, offset)
  if (!named?.row) return undefined
  const { name, role } = named.mention
  const spots = [...quickSpots(opened, named.mention)]
  const uses = spots.filter(one => one.role === 'uses').length
  const where = spots.find(one => one.role === 'declares')
  const place = role === 'uses' && where && where.uri !== opened.file.uri ? `, declared in ${escapeMarkdown(basename(where.uri))}` : ''
  const often = uses === 0 ? '' : uses === 1 ? ', used once' : `, used ${uses} times`
  return `${named.row.label} **${escapeMarkdown(name)}**${place}${often}`
}

function keyText(schema: Schema, key: string | undefined, opened: Opened): string | undefined {
  const type = schema.enum ? schema.enum.map(one => `\`${one}\``).join(' | ') : (schema.format ?? typesOf(schema).join(' or '))
  const head = key === undefined ? '' : `**${escapeMarkdown(key)}**${type ? ` · ${type}` : ''}`
  const since = schema.since ? `Since ${opened.view.grammar.program} ${schema.since}.` : ''
  const until = schema.until ? `Removed in ${opened.view.grammar.program} ${schema.until}.` : ''
  const old = schema.deprecated ? `Deprecated. ${schema.instead ?? ''}`.trim() : ''
  const standard = schema.default === undefined ? '' : `Default: \`${typeof schema.default === 'string' ? schema.default : JSON.stringify(schema.default)}\`.`
  const link = schema.link ?? opened.language.link?.(schema, [])
  const more = [since, until, old, schema.description?.includes('efault') ? '' : standard].filter(Boolean).join(' ')
  if (!schema.description && !more && !schema.enum) return undefined
  return [head, schema.description, more, link ? `[${opened.view.grammar.program} documentation](${link})` : ''].filter(Boolean).join('\n\n')
}

// What can be written at a place inside a Go template.
import { contains, type Span } from '../../text'
import type { InlineScope, Suggestion } from '../inline'
import { any, older, type Shape } from '../shape'
import { analyse, type Frame, type Site } from './analyse'
import { builtinTemplates } from './data'
import { functionsOf } from './flavour'
import { keywordWords } from './functions'
import type { Item } from './lex'
import type { GoTemplate } from './node'

export function complete(tree: GoTemplate, offset: number, scope: InlineScope): readonly Suggestion[] {
  const place = findPlace(tree, offset)
  if (!place) return []
  const { sites, frames } = analyse(tree, scope.version)
  const here = sites.filter(one => contains(one.span, offset))
  const field = here.find(one => one.kind === 'field')
  if (field) return members(owner(field), field.span, scope)
  const { item, first, piped } = place
  if (item && (item.kind === 'string' || item.kind === 'raw' || item.kind === 'error')) return inString(tree, item, here, scope)
  const frame = frameAt(frames, offset)
  if (item?.kind === 'dot') return members(frame?.dot ?? any, { start: item.span.end, end: item.span.end }, scope)
  if (item?.kind === 'variable') return variables(frame, item.span, scope)
  if (item?.kind === 'number' || item?.kind === 'comment') return []
  const span = item && wordy.has(item.kind) ? item.span : { start: offset, end: offset }
  if (piped) return functionNames(tree, span, scope)
  return [...(first ? keywords(span, scope) : []), ...variables(frame, span, scope), ...fields(frame, span, scope), ...functionNames(tree, span, scope)]
}

const wordy: ReadonlySet<Item['kind']> = new Set(['word', 'keyword'])

interface Place {
  /** The item that the cursor touches, unless it is space or a mark. */
  readonly item: Item | undefined
  /** Nothing but this item stands between `{{` and the cursor. */
  readonly first: boolean
  /** Behind `|`: what comes before is given to a function. */
  readonly piped: boolean
}

/** Undefined outside `{{ }}`. */
function findPlace(tree: GoTemplate, offset: number): Place | undefined {
  const { items } = tree
  let open = -1
  for (let i = 0; i < items.length; i++) {
    const one = items[i]
    if (!one || one.span.start >= offset) break
    if (one.kind === 'left' && one.span.end <= offset) open = i
    if (one.kind === 'right' || one.kind === 'text' || (one.kind === 'comment' && one.span.end <= offset)) open = -1
  }
  if (open < 0) return undefined
  const inside = items.slice(open + 1).filter(one => one.span.start < offset && one.kind !== 'space')
  const last = inside.at(-1)
  const item = last && last.span.end >= offset && !loneMarks.has(last.kind) ? last : undefined
  return { item, first: inside.length === (item ? 1 : 0), piped: inside.at(item ? -2 : -1)?.kind === 'pipe' }
}

const loneMarks: ReadonlySet<Item['kind']> = new Set(['pipe', 'assign', 'declare', 'open', 'close', 'mark', 'left', 'right'])

function frameAt(frames: readonly Frame[], offset: number): Frame | undefined {
  let found: Frame | undefined
  for (const frame of frames) if (frame.start <= offset) found = frame
  return found
}

const owner = (site: Site): Shape => (site.kind === 'field' ? site.owner : any)

function members(shape: Shape, span: Span, scope: InlineScope): readonly Suggestion[] {
  const own = Object.entries(shape.members ?? {})
    .filter(([, one]) => !one.since || !scope.version || !older(scope.version, one.since))
    .map(([name, one]) => suggest(name, 'field', span, { detail: shapeName(one), documentation: one.documentation, sort: `2${name}` }))
  return [
    ...keysOf(shape, scope, name => /^[\p{L}\p{Nd}_]+$/u.test(name)).map(name => suggest(name, 'value', span, { detail: shape.keys?.kind, sort: `1${name}` })),
    ...own,
  ]
}

const shapeName = (shape: Shape): string => shape.name ?? shape.kind

function keysOf(shape: Shape, scope: InlineScope, fits: (name: string) => boolean): readonly string[] {
  if (shape.kind !== 'map' || !shape.keys) return []
  return [...new Set(scope.names?.(shape.keys.kind, shape.keys.within) ?? [])].filter(fits)
}

function inString(tree: GoTemplate, item: Item, here: readonly Site[], scope: InlineScope): readonly Suggestion[] {
  const close = item.kind === 'error' ? item.span.end : item.span.end - 1
  const span = { start: item.span.start + 1, end: Math.max(item.span.start + 1, close) }
  const key = here.find(one => one.kind === 'key')
  if (key?.kind === 'key') return keysOf(key.owner, scope, () => true).map(name => suggest(name, 'value', span, { detail: key.owner.keys?.kind }))
  if (!/\btemplate[ \t]*$/.test(tree.text.slice(0, item.span.start))) return []
  const declared = tree.nodes.flatMap(node => ((node.kind === 'define' || node.kind === 'block') && node.name ? [node.name.value] : []))
  const own = new Set([...declared, ...(scope.names?.('template') ?? [])])
  const given = tree.flavour === 'prometheus' ? [] : builtinTemplates.filter(name => !own.has(name))
  return [
    ...[...own].map(name => suggest(name, 'value', span, { detail: 'template', sort: `1${name}` })),
    ...given.map(name => suggest(name, 'value', span, { detail: 'brought by Alertmanager', sort: `2${name}` })),
  ]
}

function keywords(span: Span, _scope: InlineScope): readonly Suggestion[] {
  return Object.entries(keywordWords).map(([name, one]) => ({
    ...suggest(name, 'keyword', span, { detail: one.call, documentation: one.documentation, sort: `5${name}` }),
    ...(one.snippet === name ? {} : { text: one.snippet, snippet: true }),
  }))
}

function variables(frame: Frame | undefined, span: Span, _scope: InlineScope): readonly Suggestion[] {
  const byName = new Map((frame?.variables ?? []).filter(one => one.name !== '$').map(one => [one.name, one.shape]))
  return [...byName].map(([name, shape]) => suggest(name, 'variable', span, { detail: shapeName(shape), documentation: shape.documentation, sort: `1${name}` }))
}

/** Fields of `.`, dot included. */
function fields(frame: Frame | undefined, span: Span, scope: InlineScope): readonly Suggestion[] {
  return members(frame?.dot ?? any, span, scope).map(one => ({ ...one, label: `.${one.label}`, text: `.${one.text}`, sort: `2${one.label}` }))
}

function functionNames(tree: GoTemplate, span: Span, scope: InlineScope): readonly Suggestion[] {
  const program = tree.flavour === 'prometheus' ? 'prometheus' : 'alertmanager'
  return functionsOf(tree.flavour)
    .filter(one => !one.since?.[program] || !scope.version || !older(scope.version, one.since[program]))
    .map(one =>
      suggest(one.name, 'function', span, { detail: one.call, documentation: one.documentation, sort: `${one.programs === 'go' ? 4 : 3}${one.name}` }),
    )
}

function suggest(
  label: string,
  kind: Suggestion['kind'],
  span: Span,
  more: { detail?: string | undefined; documentation?: string | undefined; sort?: string },
): Suggestion {
  const { detail, documentation, sort } = more
  return { label, kind, span, text: label, ...(detail && { detail }), ...(documentation && { documentation }), ...(sort && { sort }) }
}

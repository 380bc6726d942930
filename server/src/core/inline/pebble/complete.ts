// What can be written at a place inside a Pebble template. Looks back over the tokens, so half-written chains are understood.
import type { Span } from '../../text'
import type { InlineScope, Suggestion } from '../inline'
import { older, type Shape } from '../shape'
import { context, follow, loopVariable } from './context'
import type { PebbleToken } from './lex'
import { type PebbleName, type Table, tables } from './names'
import type { Node, Pebble } from './node'
import { allSteps, type Locals, type Path, pathOf } from './path'
import { tags } from './tags'

/** The place that is completed, and what is known there. */
interface Here {
  readonly tree: Pebble
  readonly offset: number
  readonly scope: InlineScope
  readonly locals: Locals
}

export function complete(tree: Pebble, offset: number, scope: InlineScope): readonly Suggestion[] {
  const before = tree.tokens.filter(one => one.span.start < offset && one.kind !== 'end' && !added(one))
  const kinds = before.map(one => one.kind)
  const start = Math.max(kinds.lastIndexOf('printStart'), kinds.lastIndexOf('tagStart'))
  const last = before.at(-1)
  const inside = before.slice(start + 1)
  if (start < 0 || !last || outside(inside, offset)) return []
  const touched = last.span.end >= offset && (last.kind === 'name' || last.kind === 'string' || last.kind === 'error' || isWord(last)) ? last : undefined
  const earlier = touched ? inside.slice(0, -1) : inside
  const here = { tree, offset, scope, locals: localsAt(tree.nodes, offset, new Map()) }
  if (touched?.kind === 'string' || touched?.kind === 'error') return inString(here, earlier, touched)
  const span = touched?.span ?? { start: offset, end: offset }
  return offer(here, earlier, span, before[start]?.kind === 'tagStart')
}

/** What the scanner adds to a region that has no end. */
const added = (token: PebbleToken): boolean => token.span.end === token.span.start || (token.kind === 'error' && /^\{[{%]/.test(token.text))

const isWord = (token: PebbleToken): boolean => token.kind === 'operator' && /[a-z]$/i.test(token.text)

/** The region has ended before the cursor, or the cursor stands in text or a comment. */
const outside = (after: readonly PebbleToken[], offset: number): boolean =>
  after.some(
    one =>
      one.kind === 'text' || one.kind === 'comment' || one.kind === 'raw' || ((one.kind === 'printEnd' || one.kind === 'tagEnd') && one.span.end <= offset),
  )

function offer(here: Here, earlier: readonly PebbleToken[], span: Span, inTag: boolean): readonly Suggestion[] {
  const previous = earlier.at(-1)
  if (inTag && !previous) return tagNames(span)
  if (previous?.text === '|') return named('filter', span, here.scope)
  if (previous?.text === 'is' || previous?.text === 'is not') return named('test', span, here.scope)
  if (previous?.text === '.' && previous.kind === 'punctuation') return members(here, earlier.slice(0, -1), span, false)
  if (previous?.text === '[' && endsChain(earlier.at(-2))) return members(here, earlier.slice(0, -1), span, true)
  return [...variables(span, here.locals), ...named('function', span, here.scope)]
}

const endsChain = (token: PebbleToken | undefined): boolean => token !== undefined && (token.kind === 'name' || token.text === ']')

function tagNames(span: Span): readonly Suggestion[] {
  const opening = tags.map(
    (one): Suggestion => ({ label: one.name, kind: 'keyword', span, text: one.snippet, snippet: true, documentation: one.documentation }),
  )
  const rest = tags.flatMap(one => [...(one.inside ?? []), ...(one.end ? [one.end] : [])])
  return [...opening, ...[...new Set(rest)].map((label): Suggestion => ({ label, kind: 'keyword', span, text: label }))]
}

function named(table: Table, span: Span, { version }: InlineScope): readonly Suggestion[] {
  return tables[table]
    .filter(one => !version || ((!one.since || !older(version, one.since)) && (!one.until || older(version, one.until))))
    .filter(one => version || !one.until)
    .map(one => ({
      ...call(table, one),
      label: one.name,
      kind: 'function' as const,
      span,
      detail: signature(one),
      documentation: one.documentation,
      sort: `${table === 'function' ? 3 : 1}${one.name}`,
    }))
}

function call(table: Table, one: PebbleName): { text: string; snippet?: true } {
  const needs = table === 'function' || needing.has(one.name)
  if (!needs) return { text: one.name }
  return one.arguments.length > 0 || needing.has(one.name) ? { text: `${one.name}($1)`, snippet: true } : { text: `${one.name}()` }
}

/** Filters that do nothing without an argument, and functions of any number of them. */
const needing: ReadonlySet<string> = new Set([
  'jq',
  'default',
  'date',
  'dateAdd',
  'chunk',
  'split',
  'replace',
  'slice',
  'startsWith',
  'endsWith',
  'regexMatch',
  'regexReplace',
  'regexExtract',
  'substringBefore',
  'substringAfter',
  'max',
  'min',
])

export const signature = (one: PebbleName): string => `${one.name}(${one.arguments.join(', ')})`

function variables(span: Span, locals: Locals): readonly Suggestion[] {
  const own = [...locals.keys()].map((label): Suggestion => ({ label, kind: 'variable', span, text: label, detail: 'of this text', sort: `1${label}` }))
  const given = Object.entries(context).filter(([label]) => !locals.has(label))
  return [
    ...own,
    ...given.map(
      ([label, shape]): Suggestion => ({
        label,
        kind: 'variable',
        span,
        text: label,
        ...(shape.documentation && { documentation: shape.documentation }),
        sort: `2${label}`,
      }),
    ),
  ]
}

function members(here: Here, chain: readonly PebbleToken[], span: Span, inBrackets: boolean): readonly Suggestion[] {
  const shape = shapeBefore(chain, here.locals)
  if (!shape) return []
  const own = Object.entries(shape.members ?? {}).map(
    ([label, one]): Suggestion => ({
      ...field(label, span, inBrackets),
      detail: one.name ?? one.kind,
      ...(one.documentation && { documentation: one.documentation }),
    }),
  )
  const known = keys(shape, here.scope).map((label): Suggestion => {
    if (!inBrackets && !plain.test(label)) return dashed(here.tree, label, span)
    return { ...field(label, span, inBrackets), kind: 'value', ...(shape.keys && { detail: shape.keys.kind }) }
  })
  return [...known, ...own]
}

const plain = /^[\p{L}_][\p{L}\p{Nd}_]*$/u

const field = (label: string, span: Span, inBrackets: boolean): Suggestion => ({
  label,
  kind: 'field',
  span,
  text: inBrackets ? `'${label.replaceAll("'", "\\'")}'` : label,
})

/** A name with a dash takes the place of the dot as well. */
function dashed(tree: Pebble, label: string, span: Span): Suggestion {
  const dot = tree.text.lastIndexOf('.', span.start)
  return { label, kind: 'value', span: { start: dot, end: span.end }, text: `['${label.replaceAll("'", "\\'")}']` }
}

const keys = (shape: Shape, scope: InlineScope): readonly string[] =>
  shape.keys ? [...new Set(scope.names?.(shape.keys.kind, shape.keys.within || undefined) ?? [])] : []

/** Inside quotes: the key of a map, or a secret or key-value name. */
function inString(here: Here, tokens: readonly PebbleToken[], token: PebbleToken): readonly Suggestion[] {
  // A text that is not closed yet comes as its quote and what follows.
  const split = token.kind === 'string' && tokens.at(-1)?.text === '"' && tokens.at(-1)?.span.end === token.span.start
  const earlier = split ? tokens.slice(0, -1) : tokens
  const closed = !split && token.kind === 'string' && token.text.length > 1
  const start = split ? token.span.start : token.span.start + 1
  const span = { start, end: Math.max(start, closed ? token.span.end - 1 : here.offset) }
  const open = earlier.at(-1)
  const call = earlier.at(-2)?.text ?? ''
  if (open?.text === '(' && (call === 'secret' || call === 'kv'))
    return [...new Set(here.scope.names?.(call) ?? [])].map(label => ({ label, kind: 'value', span, text: label }))
  if (open?.text !== '[' || here.offset < start) return []
  return members(here, earlier.slice(0, -1), span, true).map(one => ({ ...one, text: one.label }))
}

/** What the chain at the end of these tokens is: `… trigger . body . alerts [ 0 ]`. */
function shapeBefore(tokens: readonly PebbleToken[], locals: Locals): Shape | undefined {
  const steps: string[] = []
  let at = tokens.length - 1
  for (;;) {
    const token = tokens[at]
    if (token?.text === ']') {
      const key = tokens[at - 1]
      if (tokens[at - 2]?.text !== '[' || !key) return undefined
      steps.unshift(key.kind === 'string' ? key.text.slice(1, -1) : '*')
      at -= 3
    } else if (token?.kind === 'name' && tokens[at - 1]?.text === '.') {
      steps.unshift(token.text)
      at -= 2
    } else return token?.kind === 'name' ? rooted(token.text, steps, locals) : undefined
  }
}

function rooted(name: string, steps: readonly string[], locals: Locals): Shape | undefined {
  if (name === 'loop' && locals.has('loop')) return follow(loopVariable, steps)
  const path: Path | undefined = locals.has(name) ? locals.get(name) : { root: name, rootSpan: { start: 0, end: 0 }, before: [], steps: [] }
  if (!path || !Object.hasOwn(context, path.root)) return undefined
  return follow(context[path.root], [...allSteps(path), ...steps])
}

/** Names of loops, `set` and macros that hold at an offset. */
export function localsAt(nodes: readonly Node[], offset: number, outer: Locals): Locals {
  let locals = new Map(outer)
  for (const node of nodes) {
    if (node.span.start > offset) break
    const within = offset < node.span.end
    if (node.kind === 'set' && node.variable) locals.set(node.variable.name, pathOf(node.value, locals))
    if (node.kind === 'for' && node.variable && within) {
      const list = pathOf(node.list, locals)
      locals = new Map([...locals, ['loop', undefined], [node.variable.name, list && { ...list, steps: [...list.steps, { name: '*', span: list.rootSpan }] }]])
    }
    if (node.kind === 'macro' && within) for (const one of node.parameters) if (one.name) locals.set(one.name.name, undefined)
    if (!within) continue
    if ('body' in node) return localsAt(node.body, offset, locals)
    if (node.kind === 'if') return node.branches.reduce((at, branch) => localsAt(branch.body, offset, at), locals as Locals)
  }
  return locals
}

// What stands at an offset: the file as its language reads it, the node, its schema, the inline language around it, the name under it.

import type { InlineLanguage, InlineScope } from '../inline'
import { type NameKind, nameKind } from '../languages'
import { inlineScope, mentionsIn, placer, type Schema, schemaOf, unplacer } from '../schema'
import { contains, lineStart, type Mention, type Slices, type Span } from '../text'
import { At, type ScalarNode } from '../yaml'
import { crossingsOf } from './crossings'
import { inlineNames, isQuick } from './names'
import type { Opened } from './opened'

/** A scalar in an inline language, with the bridge between its text and the file. */
export interface InlinePlace {
  readonly language: InlineLanguage
  readonly text: string
  readonly scope: InlineScope
  readonly style: ScalarNode['style']
  /** Offset in the decoded text ↔ offset in the file. */
  source(offset: number): number
  decoded(offset: number): number
}

/** The inline language at an offset, if the scalar there is in one (or the whole text is). */
export function inlineAt(opened: Opened, at: At | undefined, schema: Schema | undefined): InlinePlace | undefined {
  const { view, language, file } = opened
  if (language.text) {
    const inline = view.grammar.inline[language.text.inline]
    const scope = scopeOf(opened, { inline: language.text.inline, ...(language.text.flavour && { flavour: language.text.flavour }) })
    return inline && { language: inline, text: file.text, scope, style: 'plain', source: offset => offset, decoded: offset => offset }
  }
  if (at?.node.kind !== 'scalar' || !schema) return undefined
  const id = view.grammar.dynamic?.(at.node.text, schema) ?? schema.inline
  const inline = id === undefined ? undefined : view.grammar.inline[id]
  if (!inline || id === undefined) return undefined
  const { node, start } = at
  return {
    language: inline,
    text: node.text,
    scope: scopeOf(opened, { ...schema, inline: id }),
    style: node.style,
    source: placer(node, start, file.source),
    decoded: unplacer(node, start, file.source),
  }
}

/**
 * A line without content behind a block scalar belongs to it, if it is indented as its text is: here more can be written. `place` is
 * undefined where the text is in no inline language. Undefined where no block scalar goes on.
 */
export function behindBlock(opened: Opened, root: At | undefined, offset: number): { readonly place: InlinePlace | undefined } | undefined {
  const text = opened.file.source
  const start = lineStart(text, offset)
  if (/[^ ]/.test(text.slice(start, offset)) || !/^[ ]*\r?(?:\n|$)/.test(text.slice(offset, offset + 200))) return undefined
  let last = start - 1
  while (last >= 0 && isBlank(text.charCodeAt(last))) last--
  const at = last < 0 ? undefined : root?.find(last)
  if (at?.node.kind !== 'scalar' || (at.node.style !== 'literal' && at.node.style !== 'folded')) return undefined
  if (offset <= at.span.end || offset - start < contentColumn(text, at, last)) return undefined
  return { place: goingOn(inlineAt(opened, at, schemaOf(at, opened.view.grammar)), at, offset) }
}

/** The column of the text of a block scalar; of one without text, the first one that it could have. */
function contentColumn(text: Slices, at: At, last: number): number {
  const line = lineStart(text, last)
  const indent = text.slice(line, last).search(/\S|$/)
  return line > at.start ? indent : lineStart(text, at.start) === line ? keyColumn(text.slice(line, at.start)) + 1 : indent
}

/** `  - key: |`: where the key stands. */
const keyColumn = (before: string): number => before.replace(/^((?:\s*-\s)*\s*).*$/, '$1').length

/** The place with a line break behind its text, where the offset is. */
function goingOn(inside: InlinePlace | undefined, at: At, offset: number): InlinePlace | undefined {
  if (!inside) return undefined
  const kept = inside.text.trimEnd()
  const text = kept === '' ? '' : `${kept}\n`
  return { ...inside, text, decoded: () => text.length, source: one => (one >= text.length ? offset : at.node.kind === 'scalar' ? inside.source(one) : offset) }
}

const isBlank = (code: number): boolean => code === 32 || code === 10 || code === 13

export const scopeOf = (opened: Opened, schema: Schema): InlineScope => ({ ...inlineScope(schema, opened.view.grammar), names: inlineNames(opened) })

/** The node at an offset and the schema it meets. For a key: the pair's value schema, with `key` set. */
export function nodeAt(opened: Opened, offset: number): { readonly at: At; readonly schema: Schema | undefined; readonly key: boolean } | undefined {
  const root = At.root(opened.file.doc)
  if (!root) return undefined
  const at = root.find(offset)
  const value = valueOfKey(at)
  return value ? { at: value, schema: schemaOf(value, opened.view.grammar), key: true } : { at, schema: schemaOf(at, opened.view.grammar), key: false }
}

/** `find` gives a key's own node; its pair's value is what schemas speak of. */
function valueOfKey(at: At): At | undefined {
  if (at.parent?.node.kind !== 'map' || at.key) return undefined
  for (const value of at.parent.entries()) if (value.key?.start === at.start) return value
  return undefined
}

export interface Named {
  readonly mention: Mention
  readonly row: NameKind | undefined
}

/** The shortest name that touches the offset. Names that cross from file to file are known once a large file was read. */
export function nameAt(opened: Opened, offset: number): Named | undefined {
  let best: Mention | undefined
  const crossed = isQuick(opened.view) ? crossingsOf(opened.workspace, opened.view).filter(one => contains(one.span, offset)) : []
  for (const one of [...mentionsIn(opened.view.factsIn(offset, offset), offset, offset), ...crossed])
    if (!best || one.span.end - one.span.start < best.span.end - best.span.start) best = one
  return best && { mention: best, row: nameKind(best.kind) }
}

export type { Span }

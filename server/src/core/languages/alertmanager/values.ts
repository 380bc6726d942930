// Small readers of values as Alertmanager takes them: empty text and null are "not set".
import type { Parsed } from '../../inline'
import type { Schema } from '../../schema'
import { headSpan, propertySchema, settled } from '../../schema'
import type { Span } from '../../text'
import type { At } from '../../yaml'
import type { FileView } from '../language'

/** What a reader of values found; undefined when it refused. */
export const got = <T>(parsed: Parsed<T>): T | undefined => (parsed.error === undefined ? parsed.value : undefined)

/** A key with a value that is neither null nor empty text. */
export function isSet(at: At | undefined, key: string): boolean {
  const value = at?.get(key)
  return value !== undefined && !value.isNull && value.text !== ''
}

export const isTrue = (at: At | undefined, key: string): boolean => /^(?:true|True|TRUE|yes|Yes|YES|on|On|ON|y|Y)$/.test(at?.get(key)?.string ?? '')

/** The word of a key, or the head of the object that lacks it. */
export const keySpan = (at: At, key: string): Span => at.get(key)?.key?.span ?? headSpan(at)

/** A scalar's content without its quotes. */
export function wordSpan(at: At): Span {
  const { node, start } = at
  const quotes = node.kind === 'scalar' && (node.style === 'single' || node.style === 'double') && node.length >= 2 ? 1 : 0
  return { start: start + quotes, end: start + node.length - quotes }
}

/** A scalar of the file with the schema it meets and the nearest key above it. */
export interface Leaf {
  readonly at: At
  readonly schema: Schema
  readonly key: string
  readonly text: string
  /** The map that holds it, if any. */
  readonly owner: At | undefined
}

/** All scalars that are not null, in order of the text; aliases are looked at where they point to. */
export const leavesOf = (file: FileView): readonly Leaf[] => file.once(collect)

function collect(file: FileView): readonly Leaf[] {
  const { grammar, root } = file
  return root ? [...leaves(root, grammar.schema, file, '')] : []
}

function* leaves(at: At, written: Schema, file: FileView, key: string): Generator<Leaf> {
  if (at.kind === 'alias' || at.isNull) return
  const schema = settled(at, written, file.grammar)
  if (at.kind === 'scalar') {
    yield { at, schema, key, text: at.text ?? '', owner: at.parent?.kind === 'map' ? at.parent : at.parent?.parent }
    return
  }
  if (at.kind === 'seq') for (const item of at.items()) yield* leaves(item, schema.items ?? {}, file, key)
  else
    for (const value of at.entries()) {
      const name = value.key?.text ?? ''
      if (value.parent?.start === at.start) yield* leaves(value, propertySchema(schema, name) ?? {}, file, name)
    }
}

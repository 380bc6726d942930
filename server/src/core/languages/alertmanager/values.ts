// Small readers of values as Alertmanager takes them: empty text and null are "not set".
import type { Parsed } from '../../inline'
import { headSpan } from '../../schema'
import type { Span } from '../../text'
import type { At } from '../../yaml'

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

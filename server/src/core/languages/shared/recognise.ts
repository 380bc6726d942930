// How sure the top-level keys of a text make us.
import type { At } from '../../yaml'

/** The keys of a map, in order; empty for anything else. */
export function keysOf(root: At | undefined): string[] {
  const keys: string[] = []
  for (const value of root?.entries() ?? []) if (value.key?.text !== undefined) keys.push(value.key.text)
  return keys
}

export const onlyKeys = (keys: readonly string[], allowed: readonly string[]): boolean => keys.length > 0 && keys.every(key => allowed.includes(key))

/** Nothing is written yet but comments: then the name is all that tells. */
export const isEmpty = (root: At | undefined, text: string): boolean => root === undefined && text.replace(/^\s*(?:#.*|---)?$/gm, '').trim() === ''

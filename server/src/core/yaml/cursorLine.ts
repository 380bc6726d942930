// One line as dashes and a key at columns: all that placing a cursor needs.
import { lineStart, type Slices } from '../text'

export interface Line {
  readonly start: number
  /** Without its line break. */
  readonly text: string
}

export type Element =
  | { readonly kind: 'dash'; readonly column: number }
  | {
      readonly kind: 'key'
      readonly column: number
      readonly name: string
      /** Offsets in the whole text: the end of the key, and its colon. */
      readonly end: number
      readonly colon: number
      /** Nothing but a comment, an anchor or a tag follows. */
      readonly empty: boolean
    }

export function lineAt(text: Slices, offset: number): Line {
  const start = lineStart(text, offset)
  const end = text.indexOf('\n', start)
  return { start, text: text.slice(start, end < 0 ? text.length : end).replace(/\r$/, '') }
}

const keyPattern = /^(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)'|([^\s"'#[\]{},&*!|>%@`][^\n]*?))[ \t]*:(?=[ \t]|$)/

/** Dashes and the key of a line, from left to right. */
export function elementsOf({ start, text }: Line): Element[] {
  const elements: Element[] = []
  let at = text.length - text.trimStart().length
  while (text[at] === '-' && /[ \t]|$/.test(text.slice(at + 1, at + 2)) && (at + 1 === text.length || /[ \t]/.test(text[at + 1] ?? ''))) {
    elements.push({ kind: 'dash', column: at })
    at++
    while (text[at] === ' ') at++
  }
  const found = keyPattern.exec(text.slice(at))
  if (!found) return elements
  const name = found[1] ?? found[2]?.replace(/''/g, "'") ?? found[3] ?? ''
  if (found[3] !== undefined && /\s#/.test(name)) return elements
  const colon = at + found[0].length - 1
  const rest = text.slice(colon + 1)
  elements.push({
    kind: 'key',
    column: at,
    name,
    end: start + colon - (/[ \t]*$/.exec(found[0].slice(0, -1))?.[0].length ?? 0),
    colon: start + colon,
    empty: /^\s*(?:[&!]\S+\s*)*(?:#.*)?$/.test(rest),
  })
  return elements
}

/** The line without a trailing comment and blanks. */
export const contentOf = (text: string): string => text.replace(/(?:^|\s)#.*$/, '').trimEnd()

// Puts a value into quotes, and finds the value that a line gives.
import { type Edit, type Fix, lineStart, type Span } from '../text'

/** Text as a quoted scalar that means just it: single quotes unless the text has some and no reason against double ones. */
export function quoted(text: string): string {
  if (!text.includes("'")) return `'${text}'`
  if (!/["\\]/.test(text)) return `"${text}"`
  return `'${text.replace(/'/g, "''")}'`
}

export interface Line {
  readonly start: number
  readonly end: number
  readonly text: string
}

export function lineOf(text: string, at: number): Line {
  const start = lineStart(text, at)
  let end = text.indexOf('\n', at)
  if (end < 0) end = text.length
  if (end > start && text[end - 1] === '\r') end--
  return { start, end, text: text.slice(start, end) }
}

/** The value behind the key or dashes of a line, as written: to the end of the line. */
export interface Value extends Span {
  readonly text: string
  /** Empty for an item. */
  readonly key: string
}

export function valueIn(line: Line): Value | undefined {
  const found = /^(\s*(?:-\s+)*)(?:((?:"[^"]*"|'[^']*'|[^\s#'"{[&*!|>%@`-][^#]*?))\s*:\s+)?(\S.*)$/.exec(line.text)
  if (!found) return undefined
  const [, lead = '', key = '', value = ''] = found
  if (!key && !lead.includes('-')) return undefined
  const text = value.trimEnd()
  const start = line.start + found[0].length - value.length
  return { start, end: start + text.length, text, key }
}

export const edit = (start: number, end: number, text: string): Edit => ({ span: { start, end }, text })

export const fix = (title: string, ...edits: Edit[]): Fix => ({ title, edits })

export const quoteFix = (value: Value): Fix => fix('Quote the value', edit(value.start, value.end, quoted(value.text)))

/** `"… "x" …"` with other quotes outside. */
export function requote(value: Value): Fix | undefined {
  const outer = value.text[0] ?? ''
  if (value.text.length < 2 || !value.text.endsWith(outer)) return quoteFix(value)
  const inner = value.text.slice(1, -1)
  if (outer === '"') {
    // what is escaped for double quotes would be read differently in single ones
    const mended = /\\(?!")/.test(inner) ? `"${inner.replace(/(?<!\\)"/g, '\\"')}"` : quoted(inner.replace(/\\"/g, '"'))
    return fix('Quote the value so that its own quotes may stand in it', edit(value.start, value.end, mended))
  }
  return fix('Quote the value so that its own quotes may stand in it', edit(value.start, value.end, quoted(inner.replace(/''/g, "'"))))
}

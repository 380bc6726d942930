// Alertmanager's older matcher grammar (`pkg/labels`): classic label names, values bare or in double quotes with three escapes.
import type { Matcher, MatchOp } from './matcher'
import type { Grammar } from './utf8'

/** Reads all of `text`: one `{` at the start and one `}` at the end are dropped, whether or not they belong together. */
export function parseClassic(text: string): Grammar {
  const start = text.startsWith('{') ? 1 : 0
  const end = text.length > start && text.endsWith('}') ? text.length - 1 : text.length
  const matchers: Matcher[] = []
  for (const part of split(text, start, end)) {
    const result = parseClassicMatcher(text.slice(part.start, part.end), part.start)
    if ('error' in result) return { matchers, error: result.error }
    matchers.push(result)
  }
  return { matchers }
}

/** One matcher; commas belong to its value. `at` is where `text` stands. */
export function parseClassicMatcher(text: string, at = 0): Matcher | { readonly error: NonNullable<Grammar['error']> } {
  const parts = form.exec(text)
  const fail = (message: string) => ({ error: { message, span: { start: at, end: at + text.length } } })
  if (!parts) return fail(`"${text.trim()}" is not a matcher: write name="value".`)
  const [, before = '', name = '', gap = '', op = '', space = '', raw = ''] = parts
  const value = decode(raw)
  if (value === undefined) return fail('The value contains a double quote without a backslash before it.')
  const nameStart = at + before.length
  const opStart = nameStart + name.length + gap.length
  const valueStart = opStart + op.length + space.length
  const quoted = raw.startsWith('"') ? 1 : 0
  return {
    name,
    op: op as MatchOp,
    value,
    span: { start: nameStart, end: valueStart + raw.length },
    nameSpan: { start: nameStart, end: nameStart + name.length },
    opSpan: { start: opStart, end: opStart + op.length },
    valueSpan: { start: valueStart + quoted, end: valueStart + raw.length - quoted },
  }
}

const form = /^([\t\n\f\r ]*)([a-zA-Z_:][a-zA-Z0-9_:]*)([\t\n\f\r ]*)(=~|=|!=|!~)([\t\n\f\r ]*)(.*?)[\t\n\f\r ]*$/s

/** Splits at commas outside double quotes. The last part is trimmed, and dropped when nothing is left of it. */
function split(text: string, start: number, end: number): { readonly start: number; readonly end: number }[] {
  const parts: { start: number; end: number }[] = []
  let from = start
  let quoted = false
  let escaped = false
  for (let at = start; at < end; at++) {
    const c = text[at]
    if (c === ',' && !quoted) {
      parts.push({ start: from, end: at })
      from = at + 1
    } else if (c === '"') {
      if (!escaped) quoted = !quoted
      escaped = false
    } else if (c === '\\') escaped = !escaped
    else if (c !== ',') escaped = false
  }
  const last = text.slice(from, end)
  const trimmed = trim(last)
  if (trimmed !== '') {
    const lead = last.indexOf(trimmed)
    parts.push({ start: from + lead, end: from + lead + trimmed.length })
  }
  return parts
}

/** Go's strings.TrimSpace. */
const trim = (text: string): string => text.replace(/^[\s\u0085]+|[\s\u0085]+$/g, part => (part.includes('\ufeff') ? part : ''))

function decode(raw: string): string | undefined {
  const quoted = raw.startsWith('"')
  const body = quoted ? raw.slice(1) : raw
  let value = ''
  for (let at = 0; at < body.length; at++) {
    const c = body.charAt(at)
    if (c === '\\' && at < body.length - 1) {
      const next = body.charAt(++at)
      value += next === 'n' ? '\n' : next === '"' || next === '\\' ? next : `\\${next}`
    } else if (c === '"') return quoted && at === body.length - 1 ? value : undefined
    else value += c
  }
  return quoted ? undefined : value
}

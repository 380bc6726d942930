// Quoted strings as Go's strconv.Unquote decodes them: PromQL, Alertmanager matchers. Knows nothing of where they stand.
import type { Span } from '../text'

/** A decoded body. `bad` is the first escape that Go refuses; `utf8` is false when `\x` or octal escapes spell broken UTF-8. */
export interface Unquoted {
  readonly value: string
  readonly bad?: Span
  readonly utf8: boolean
}

/** Decodes the body of a string between double or single quotes (`text` is without them; spans are offsets into it). */
export function unquote(text: string, quote: '"' | "'"): Unquoted {
  if (!text.includes('\\')) return { value: text, utf8: true }
  let value = ''
  let bytes: number[] = []
  let utf8 = true
  const flush = () => {
    if (bytes.length === 0) return
    const decoded = decodeUtf8(bytes)
    value += decoded.text
    utf8 &&= decoded.ok
    bytes = []
  }
  for (const part of text.matchAll(/\\(?:x[0-9a-fA-F]{2}|[0-7]{3}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.|$)|[^\\]+/gs)) {
    const whole = part[0]
    const byte = byteOf(whole)
    if (byte !== undefined && byte <= 255) {
      bytes.push(byte)
      continue
    }
    flush()
    const decoded = whole.startsWith('\\') ? (byte === undefined ? decodeEscape(whole, quote) : undefined) : whole
    if (decoded === undefined) return { value, utf8, bad: { start: part.index, end: part.index + escapeLength(text, part.index) } }
    value += decoded
  }
  flush()
  return { value, utf8 }
}

/** A text between double quotes with the escapes that all programs read. */
export const quote = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')}"`

/** The value of `\x41` or `\101`; may be above 255, which Go refuses. */
function byteOf(escaped: string): number | undefined {
  if (/^\\x[0-9a-f]{2}$/i.test(escaped)) return Number.parseInt(escaped.slice(2), 16)
  return /^\\[0-7]{3}$/.test(escaped) ? Number.parseInt(escaped.slice(1), 8) : undefined
}

const simple: Readonly<Record<string, string>> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', '\\': '\\' }

function decodeEscape(escaped: string, quote: string): string | undefined {
  const letter = escaped[1] ?? ''
  if (escaped.length === 2) return letter === quote ? quote : simple[letter]
  const point = Number.parseInt(escaped.slice(2), 16)
  const valid = point <= 0x10ffff && (point < 0xd800 || point > 0xdfff)
  return /^\\[uU]/.test(escaped) && escaped.length === (letter === 'u' ? 6 : 10) && valid ? String.fromCodePoint(point) : undefined
}

const escapeLength = (text: string, at: number): number => Math.min(2, text.length - at)

function decodeUtf8(bytes: readonly number[]): { readonly text: string; readonly ok: boolean } {
  let text = ''
  let ok = true
  for (let i = 0; i < bytes.length; ) {
    const first = bytes[i] ?? 0
    const length = first < 0x80 ? 1 : first >= 0xc2 && first < 0xe0 ? 2 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xf0 && first < 0xf5 ? 4 : 0
    const rest = bytes.slice(i + 1, i + length)
    let code = length === 1 ? first : first & (0x7f >> length)
    for (const byte of rest) code = (code << 6) | (byte & 0x3f)
    const least = [0, 0, 0x80, 0x800, 0x10000][length] ?? 0
    const fits = length > 0 && rest.length === length - 1 && rest.every(byte => (byte & 0xc0) === 0x80)
    if (fits && code >= least && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)) {
      text += String.fromCodePoint(code)
      i += length
    } else {
      text += '\ufffd'
      ok = false
      i++
    }
  }
  return { text, ok }
}

// What Go's strconv takes inside quotes and as a number: text/template leaves these checks to it.

const escapes: Readonly<Record<string, string>> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', '\\': '\\' }
const escapeSequence = /\\(?:([abfnrtv\\])|(["'])|([0-7]{3})|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/y

/** The text inside `"…"`, backticks or `'…'`; undefined when Go refuses it. */
export function unquote(literal: string): string | undefined {
  const quote = literal[0]
  const body = literal.slice(1, -1)
  if (literal.length < 2) return undefined
  if (quote === '`') return body.replaceAll('\r', '')
  let out = ''
  for (let at = 0; at < body.length; ) {
    if (body[at] !== '\\') {
      out += body[at++]
      continue
    }
    escapeSequence.lastIndex = at
    const match = escapeSequence.exec(body)
    const one = match && escaped(match, quote ?? '')
    if (one === undefined || one === null) return undefined
    out += one
    at = escapeSequence.lastIndex
  }
  return quote === "'" && [...out].length !== 1 ? undefined : out
}

function escaped(match: RegExpExecArray, quote: string): string | undefined {
  const [, letter, mark, octal, hex, short, long] = match
  if (letter) return escapes[letter]
  if (mark) return mark === quote ? mark : undefined
  const code = Number.parseInt(octal ?? hex ?? short ?? long ?? '', octal ? 8 : 16)
  if (octal) return code > 255 ? undefined : String.fromCharCode(code)
  if (hex) return String.fromCharCode(code)
  return code > 0x10ffff || (code >= 0xd800 && code < 0xe000) ? undefined : String.fromCodePoint(code)
}

const separated = /^(?:0[xXoObB])?_?[0-9a-fA-F]+(?:_[0-9a-fA-F]+)*$/
const whole = /^[-+]?(?:0[xX][0-9a-fA-F_]+|0[bB][01_]+|0[oO]?[0-7_]+|[1-9][0-9_]*|0)$/
const decimal = /^[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?$/
const hexadecimal = /^[-+]?0[xX](?:[0-9a-fA-F]+\.?[0-9a-fA-F]*|\.[0-9a-fA-F]+)[pP][-+]?[0-9]+$/

/** Is it a number for text/template? Integers must fit 64 bits; `089` is none, `1.`, `.5`, `0x1p-2`, `1_000`, `2i` are. */
export function isNumber(text: string): boolean {
  if (text.endsWith('i'))
    return text
      .slice(0, -1)
      .split(/(?<=[0-9.])(?=[-+])/)
      .every(part => isFloat(part) || isNumber(part))
  if (whole.test(text) && underscores(text)) return fits(text)
  return isFloat(text) && /[.eEpP]/.test(text)
}

const underscores = (text: string): boolean => !text.includes('_') || separated.test(text.replace(/^[-+]/, ''))

const isFloat = (text: string): boolean => {
  const plain = text.replaceAll('_', '')
  return (decimal.test(plain) || hexadecimal.test(plain)) && (plain === text || /^[-+]?[0-9a-fA-FxXpP.]+(?:_[0-9a-fA-FxXpP.]+)*$/.test(text))
}

function fits(text: string): boolean {
  const negative = text.startsWith('-')
  const digits = text
    .replace(/^[-+]/, '')
    .replaceAll('_', '')
    .replace(/^0([0-7]+)$/, '0o$1')
  const value = BigInt(digits)
  return negative ? value <= 1n << 63n : value < 1n << 64n
}

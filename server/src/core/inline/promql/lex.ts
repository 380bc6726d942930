// A tolerant lexer of PromQL: for messages, completion and colours of texts that the grammar cannot read. It never fails.
import type { Span } from '../../text'

export interface Lexeme extends Span {
  /** `word`: names and keywords; `number`: also durations; `mark`: operators and brackets; `stray`: a character that PromQL does not know. */
  readonly kind: 'word' | 'number' | 'string' | 'mark' | 'stray'
  readonly text: string
}

/** All lexemes but white space and comments. */
export function lex(text: string): Lexeme[] {
  const lexemes: Lexeme[] = []
  let brackets = 0
  for (let at = 0; at < text.length; ) {
    const kind = (brackets > 0 && text[at] === ':' ? undefined : kinds.find(([, pattern]) => starts(pattern, text, at))) ?? single
    const found = kind === single ? text.charAt(at) : kind[1].lastIndex > at ? text.slice(at, kind[1].lastIndex) : text.charAt(at)
    if (found === '[') brackets++
    else if (found === ']') brackets = Math.max(0, brackets - 1)
    if (kind[0] !== 'skip') lexemes.push({ kind: found === ':' ? 'mark' : kind[0], text: found, start: at, end: at + found.length })
    at += found.length
  }
  return lexemes
}

/** Whether a string ends with the quote it began with. */
export const isClosed = (text: string): boolean => text.length > 1 && text.at(-1) === text[0] && !/^"(?:[^"\\]|\\.)*\\"$|^'(?:[^'\\]|\\.)*\\'$/s.test(text)

const kinds: readonly (readonly [Lexeme['kind'] | 'skip', RegExp])[] = [
  ['skip', /[ \t\r\n]+|#.*/y],
  ['word', /[a-zA-Z_:][\w:]*/y],
  ['number', /0x[\da-f]*|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:e[+-]?\d[\d_]*(?![a-z]))?[a-z0-9_]*/iy],
  ['string', /"(?:[^"\\\n]|\\[^\n])*"?|'(?:[^'\\\n]|\\[^\n])*'?|`[^`]*`?/y],
  ['mark', /==|!=|=~|!~|<=|>=|<\/|>\/|[-+*/%^=<>(){}[\],:@]/y],
]
const single: readonly [Lexeme['kind'], RegExp] = ['stray', /./y]

function starts(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at
  return pattern.test(text)
}

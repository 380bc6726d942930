// Semantic tokens in the protocol's form: lines and lengths relative to the token before, none longer than its line.
import type { TokenType } from '../core/inline'
import type { Lines, Span } from '../core/text'

/** The order is the meaning: the client is told this list once. */
export const tokenTypes: readonly TokenType[] = [
  'keyword',
  'function',
  'variable',
  'parameter',
  'property',
  'string',
  'number',
  'operator',
  'comment',
  'regexp',
  'type',
  'label',
]

const numbers = new Map(tokenTypes.map((type, i) => [type, i]))

/** Five numbers a token. Tokens are in order of place; what overlaps the one before is left out. */
export function encodeTokens(lines: Lines, tokens: readonly { readonly span: Span; readonly type: TokenType }[]): number[] {
  const out: number[] = []
  let line = 0
  let character = 0
  let last = 0
  for (const { span, type } of tokens)
    for (const part of byLine(lines, span)) {
      if (part.start < last) continue
      last = part.end
      const at = lines.position(part.start)
      out.push(at.line - line, at.line === line ? at.character - character : at.character, part.end - part.start, numbers.get(type) ?? 0, 0)
      line = at.line
      character = at.character
    }
  return out
}

function* byLine(lines: Lines, { start, end }: Span): Generator<Span> {
  for (let line = lines.line(start); line < lines.count; line++) {
    const from = Math.max(start, lines.starts[line] ?? 0)
    if (from >= end) return
    const to = Math.min(end, lines.end(line))
    // The indentation of a later line belongs to the YAML around.
    const blank = from > start ? (/^[ \t]*/.exec(lines.text.slice(from, to))?.[0].length ?? 0) : 0
    if (to > from + blank) yield { start: from + blank, end: to }
  }
}

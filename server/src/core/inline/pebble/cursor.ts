// The place of the Pebble parser in its tokens. After the first slip in a `{{ }}` or `{% %}` it stands at that one's end and
// stays quiet until the next one.
import type { Span } from '../../text'
import type { PebbleToken, TokenKind } from './lex'
import type { PebbleError, Word } from './node'

export class Cursor {
  private at = 0
  failed = false
  depth = 0
  /** Something was too deep to follow: what comes after cannot be judged. */
  silent = false
  readonly errors: PebbleError[] = []

  constructor(private readonly tokens: readonly PebbleToken[]) {}

  peek(ahead = 0): PebbleToken {
    return this.tokens[Math.min(this.at + ahead, this.tokens.length - 1)] as PebbleToken
  }

  next(): PebbleToken {
    const token = this.peek()
    if (token.kind !== 'end') this.at++
    return token
  }

  is(kind: TokenKind, text?: string): boolean {
    const token = this.peek()
    return token.kind === kind && (text === undefined || token.text === text)
  }

  /** Takes the token when it is there. */
  take(kind: TokenKind, text?: string): PebbleToken | undefined {
    return this.is(kind, text) ? this.next() : undefined
  }

  /** Takes the token, or notes what is missing. */
  expect(kind: TokenKind, text: string | undefined, missing: string): PebbleToken | undefined {
    const token = this.take(kind, text)
    if (!token) this.fail(this.peek(), missing)
    return token
  }

  word(missing: string): Word {
    const token = this.expect('name', undefined, missing)
    if (token) return { name: token.text, span: token.span }
    const at = this.before()
    return { name: '', span: { start: at, end: at } }
  }

  /** The end of the last token taken. */
  before(): number {
    return this.tokens[this.at - 1]?.span.end ?? 0
  }

  /** Notes the slip and goes to the end of the region; later ones in this region stay quiet. */
  fail(token: PebbleToken, message: string, fix?: string): void {
    if (this.failed) return
    this.failed = true
    if (!this.silent) this.errors.push({ message: token.error ?? message, span: token.span, ...(fix && { fix }) })
    this.skip()
  }

  /** Gives up on the region without a word: too deep or too long to say anything. */
  giveUp(): void {
    this.failed = true
    this.skip()
  }

  private skip(): void {
    while (!regionEnds.has(this.peek().kind)) this.at++
  }

  /** Notes something without leaving the region. */
  note(span: Span, message: string): void {
    if (!this.silent) this.errors.push({ message, span })
  }
}

const regionEnds: ReadonlySet<TokenKind> = new Set(['printEnd', 'tagEnd', 'end'])

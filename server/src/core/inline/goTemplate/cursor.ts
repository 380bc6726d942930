// The place of the Go template parser in its items. After the first slip in an action everything up to its end is skipped
// quietly.
import type { Span } from '../../text'
import type { Item } from './lex'
import type { Operand, Refusal } from './node'
import { afterOperand, instead } from './words'

export class Cursor {
  at = 0
  /** The action in hand has a slip already. */
  failed = false
  /** Something was too deep to follow: what comes after cannot be judged. */
  silent = false
  depth = 0
  readonly errors: Refusal[] = []

  constructor(private readonly items: readonly Item[]) {}

  peek(): Item {
    return this.items[Math.min(this.at, this.items.length - 1)] as Item
  }

  next(): Item {
    const item = this.peek()
    if (item.kind !== 'end') this.at++
    return item
  }

  peekSolid(): Item {
    while (this.peek().kind === 'space') this.at++
    return this.peek()
  }

  nextSolid(): Item {
    this.peekSolid()
    const item = this.peek()
    this.at++
    return item
  }

  lastEnd(start: number): number {
    return Math.max(start, this.items[this.at - 1]?.span.end ?? start)
  }

  /** Skips to behind the action in hand; returns where it ends. */
  finish(): number {
    for (;;) {
      const item = this.peek()
      if (item.kind === 'end' || item.kind === 'text' || item.kind === 'left' || item.kind === 'comment') return this.lastEnd(0)
      if (item.kind === 'error') this.note(item, item.error ?? '')
      else if (item.kind !== 'right' && item.kind !== 'space') this.wrong(item, 'this action')
      this.at++
      if (item.kind === 'right') {
        this.failed = false
        return item.span.end
      }
    }
  }

  wrong(item: Item, context: string, before?: Operand): void {
    if (item.kind === 'error') this.note(item, item.error ?? '')
    else if (item.kind === 'end') this.note(item, 'This action is not closed: "}}" is missing.')
    else this.note(item, before ? afterOperand(item) : instead(item, context))
  }

  /** A block without its end; said only when no action swallowed the rest of the text. */
  open(word: Item, message: string): void {
    const end = this.items.at(-1)?.span.start ?? 0
    if (!this.errors.some(one => one.span.end === end && one.span.start === end)) this.note(word, message)
  }

  note(at: { readonly span: Span }, message: string, fixes?: Refusal['fixes']): void {
    if (!this.failed && !this.silent) this.errors.push({ message, span: at.span, ...(fixes && { fixes }) })
    this.failed = true
  }
}

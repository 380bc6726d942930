// The tree of a Pebble template. Everything has its span; what is missing is a node of kind `missing`.
import type { Span } from '../../text'
import type { PebbleToken } from './lex'

export interface Word {
  readonly name: string
  /** Empty behind a dot or bar that nothing follows yet. */
  readonly span: Span
}

export interface Argument {
  readonly name?: Word
  readonly value: Expression
}

export type Expression =
  | { readonly kind: 'missing' | 'number' | 'boolean' | 'null'; readonly span: Span }
  | { readonly kind: 'name'; readonly span: Span; readonly name: string }
  | { readonly kind: 'string'; readonly span: Span; readonly value: string; readonly inner: Span }
  | { readonly kind: 'joined' | 'list'; readonly span: Span; readonly items: readonly Expression[] }
  | { readonly kind: 'map'; readonly span: Span; readonly entries: readonly (readonly [Expression, Expression])[] }
  | { readonly kind: 'group'; readonly span: Span; readonly inner: Expression }
  | { readonly kind: 'unary'; readonly span: Span; readonly operator: string; readonly operand: Expression }
  | { readonly kind: 'binary'; readonly span: Span; readonly operator: Word; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'filter'; readonly span: Span; readonly input: Expression; readonly name: Word; readonly arguments: readonly Argument[] }
  | {
      readonly kind: 'test'
      readonly span: Span
      readonly input: Expression
      readonly name: Word
      readonly negated: boolean
      readonly arguments: readonly Argument[]
    }
  | { readonly kind: 'choice'; readonly span: Span; readonly condition: Expression; readonly yes: Expression; readonly no: Expression }
  | { readonly kind: 'call'; readonly span: Span; readonly name: Word; readonly arguments: readonly Argument[] }
  | { readonly kind: 'member'; readonly span: Span; readonly object: Expression; readonly name: Word; readonly arguments?: readonly Argument[] }
  | { readonly kind: 'item'; readonly span: Span; readonly object: Expression; readonly key: Expression }

export type Node =
  | { readonly kind: 'print'; readonly span: Span; readonly value: Expression }
  | { readonly kind: 'if'; readonly span: Span; readonly branches: readonly { readonly condition?: Expression; readonly body: readonly Node[] }[] }
  | {
      readonly kind: 'for'
      readonly span: Span
      readonly variable?: Word
      readonly list: Expression
      readonly body: readonly Node[]
      readonly otherwise: readonly Node[]
    }
  | { readonly kind: 'set'; readonly span: Span; readonly variable?: Word; readonly value: Expression }
  | { readonly kind: 'macro'; readonly span: Span; readonly name?: Word; readonly parameters: readonly Argument[]; readonly body: readonly Node[] }
  | { readonly kind: 'block'; readonly span: Span; readonly body: readonly Node[] }
  | {
      readonly kind: 'filters'
      readonly span: Span
      readonly filters: readonly { readonly name: Word; readonly arguments: readonly Argument[] }[]
      readonly body: readonly Node[]
    }

export interface PebbleError {
  readonly message: string
  readonly span: Span
  readonly fix?: string
}

export interface Pebble {
  readonly text: string
  readonly tokens: readonly PebbleToken[]
  readonly nodes: readonly Node[]
  /** Only what the grammar refuses; names are judged in `check`. */
  readonly errors: readonly PebbleError[]
}

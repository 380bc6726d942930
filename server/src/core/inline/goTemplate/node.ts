// The tree of a Go template. Everything has its span; what is missing is undefined or empty.
import type { Span } from '../../text'
import type { InlineProblem } from '../inline'
import type { Item } from './lex'

export interface Field {
  readonly name: string
  /** The name without its dot; empty behind a dot that nothing follows yet. */
  readonly span: Span
}

export type Term =
  | { readonly kind: 'dot' | 'nil' | 'number' | 'char' | 'boolean'; readonly span: Span }
  | { readonly kind: 'variable' | 'function'; readonly span: Span; readonly name: string }
  | { readonly kind: 'string'; readonly span: Span; readonly value: string; readonly inner: Span }
  | { readonly kind: 'group'; readonly span: Span; readonly pipe: Pipe }

export interface Operand {
  readonly span: Span
  readonly term: Term
  readonly fields: readonly Field[]
}

export interface Command {
  readonly span: Span
  readonly operands: readonly Operand[]
}

export interface Pipe {
  readonly span: Span
  readonly declared: readonly { readonly name: string; readonly span: Span }[]
  /** `=` instead of `:=`. */
  readonly assigns: boolean
  readonly commands: readonly Command[]
}

export interface Branch {
  readonly keyword: 'if' | 'with' | 'range' | 'else'
  readonly span: Span
  readonly pipe?: Pipe
  readonly body: readonly Node[]
}

export type Node =
  | { readonly kind: 'action'; readonly span: Span; readonly pipe: Pipe }
  | { readonly kind: 'control'; readonly span: Span; readonly branches: readonly Branch[] }
  | { readonly kind: 'define' | 'block'; readonly span: Span; readonly name?: Name; readonly pipe?: Pipe; readonly body: readonly Node[] }
  | { readonly kind: 'template'; readonly span: Span; readonly name?: Name; readonly pipe?: Pipe }
  | { readonly kind: 'break' | 'continue'; readonly span: Span }

export interface Name {
  readonly value: string
  /** Without the quotes. */
  readonly span: Span
}

export type Flavour = 'prometheus' | 'alertmanager' | 'alertmanager-file' | 'alertmanager-url'

export interface GoTemplate {
  readonly text: string
  readonly flavour: Flavour
  readonly items: readonly Item[]
  readonly nodes: readonly Node[]
  /** Only what the grammar refuses; names are judged in `analyse`. */
  readonly errors: readonly Refusal[]
}

export interface Refusal {
  readonly message: string
  readonly span: Span
  readonly fixes?: InlineProblem['fixes']
}

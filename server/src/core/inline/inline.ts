// The contract of a language that sits inside one scalar. It sees decoded text and offsets into it; it knows nothing of YAML,
// files or schemas. All functions are pure and never throw.
import type { Mention, Severity, Span } from '../text'

/** A problem inside the text. `edits` of a fix are offsets into the text, too. */
export interface InlineProblem {
  readonly code: string
  readonly severity: Severity
  readonly message: string
  readonly span: Span
  readonly fixes?: readonly { readonly title: string; readonly edits: readonly { readonly span: Span; readonly text: string }[] }[]
}

/** Token types are those of the LSP legend in `lsp/`: the standard ones of VS Code. */
export type TokenType =
  | 'keyword'
  | 'function'
  | 'variable'
  | 'parameter'
  | 'property'
  | 'string'
  | 'number'
  | 'operator'
  | 'comment'
  | 'regexp'
  | 'type'
  | 'label'

export interface Token {
  readonly span: Span
  readonly type: TokenType
}

/** A completion: `text` replaces `span`. `snippet` marks VS Code snippet syntax in `text`. */
export interface Suggestion {
  readonly label: string
  readonly kind: 'function' | 'keyword' | 'variable' | 'field' | 'value' | 'operator' | 'metric' | 'snippet' | 'unit'
  readonly span: Span
  readonly text: string
  readonly snippet?: boolean
  /** Short, beside the label. */
  readonly detail?: string
  /** Markdown in our own words. */
  readonly documentation?: string
  /** Lower comes first. */
  readonly sort?: string
}

/** What the place around the scalar knows: names by kind, versions, flavour. Unknown kinds yield nothing. */
export interface InlineScope {
  /** Known names of a kind, such as `metric`, `label`, `task`, `input`, `template`, `variable`; undefined = cannot be known. */
  names?(kind: string, within?: string): Iterable<string> | undefined
  /** Language-specific switches: a `go-template` says `prometheus` or `alertmanager`; Pebble and PromQL name a version line. */
  readonly flavour?: string
  /** Line of the target program, `3.16`, `2.0`; undefined = unknown: say only what every line says. */
  readonly version?: string
}

export interface InlineLanguage<Tree = unknown> {
  readonly id: string
  /** Sure without parsing that the text has nothing of the language: no problems, no names, no colours. */
  isAbsent?(text: string): boolean
  parse(text: string, scope: InlineScope): Tree
  problems(tree: Tree, scope: InlineScope): readonly InlineProblem[]
  /** Names declared and used. Spans into the text. */
  mentions(tree: Tree): readonly Mention[]
  tokens(tree: Tree): readonly Token[]
  complete(tree: Tree, offset: number, scope: InlineScope): readonly Suggestion[]
  /** Markdown about what stands at the offset. */
  explain(tree: Tree, offset: number, scope: InlineScope): { readonly span: Span; readonly markdown: string } | undefined
  /** The whole text, laid out anew; undefined when it has syntax errors. */
  format?(tree: Tree, width: number): string | undefined
}

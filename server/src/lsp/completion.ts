// Completions in the protocol's form. The edit that an editor shows may only touch the cursor's line: what lies before goes beside it.
import {
  type CompletionItem,
  CompletionItemKind,
  type CompletionList,
  InsertTextFormat,
  InsertTextMode,
  MarkupKind,
  type TextEdit,
} from 'vscode-languageserver'
import { type Completed, completion } from '../core/features'
import type { Lines, Span } from '../core/text'
import type { File, Workspace } from '../core/workspace'
import { linesOf, range } from './convert'

const icons: Readonly<Record<Completed['kind'], CompletionItemKind>> = {
  key: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
  name: CompletionItemKind.Reference,
  file: CompletionItemKind.File,
  snippet: CompletionItemKind.Snippet,
  function: CompletionItemKind.Function,
  keyword: CompletionItemKind.Keyword,
  variable: CompletionItemKind.Variable,
  field: CompletionItemKind.Field,
  operator: CompletionItemKind.Operator,
  unit: CompletionItemKind.Unit,
}

/** Characters after which the editor asks by itself; a blank only where a value, an item or a matcher begins. */
export const triggers = [' ', '.', '"', "'", '{', '[', '(', ',', '=', '~', '$', '|', '/']

/** Most of what is listed is cut off by typing on; more than this is not sent. */
const most = 1000

export interface Asking {
  /** The client understands VS Code's command that asks again. */
  readonly retrigger: boolean
  readonly snippets: boolean
}

export function completions(workspace: Workspace, file: File, offset: number, trigger: string | undefined, asking: Asking): CompletionList {
  if (trigger === ' ' && !/(?:^|\s)-\s$|[:,|=({[~]\s$/.test(file.source.slice(Math.max(0, offset - 40), offset))) return { isIncomplete: false, items: [] }
  const all = completion(workspace, file.uri, offset).items
  const items = all.length > most ? all.filter(one => isTyped(file.source.slice(one.edit.span.start, offset), one.label)) : all
  const lines = linesOf(file)
  return { isIncomplete: items.length > most, items: items.slice(0, most).map(one => item(one, lines, offset, asking)) }
}

/** The letters that are typed stand in the label, in this order. */
function isTyped(typed: string, label: string): boolean {
  const letters = typed.toLowerCase()
  let i = 0
  for (const c of label.toLowerCase()) if (c === letters[i]) i++
  return i >= letters.length
}

function item(one: Completed, lines: Lines, offset: number, { retrigger, snippets }: Asking): CompletionItem {
  const { main, before } = split(one.edit.span, lines, offset)
  const text = one.snippet && !snippets ? plain(one.edit.text) : one.edit.text
  return {
    label: one.label,
    kind: icons[one.kind],
    textEdit: { range: range(lines, main), newText: text },
    ...(before && { additionalTextEdits: [before] }),
    insertTextFormat: one.snippet && snippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    insertTextMode: InsertTextMode.asIs,
    filterText: filter(one, lines, main),
    sortText: one.sort,
    ...(one.detail !== undefined && { detail: one.detail }),
    ...(one.documentation !== undefined && { documentation: { kind: MarkupKind.Markdown, value: one.documentation } }),
    ...(one.deprecated && { tags: [1 as const] }),
    ...(one.retrigger && retrigger && { command: { title: '', command: 'editor.action.triggerSuggest' } }),
  }
}

function split(span: Span, lines: Lines, offset: number): { main: Span; before?: TextEdit } {
  const start = lines.starts[lines.line(offset)] ?? 0
  const end = Math.max(offset, Math.min(span.end, lines.end(lines.line(offset))))
  if (span.start >= start) return { main: { start: Math.min(span.start, offset), end } }
  return { main: { start, end }, before: { range: range(lines, { start: span.start, end: start }), newText: '' } }
}

/** What is replaced may begin with a quote, which the editor would hold against the label. */
function filter(one: Completed, lines: Lines, main: Span): string {
  const quote = /^["']/.exec(lines.text.slice(main.start, main.start + 1))?.[0] ?? ''
  return quote + one.label
}

/** A snippet as text: choices become their first, placeholders their words, stops nothing. */
export const plain = (snippet: string): string =>
  snippet
    .replace(/(?<!\\)\$\{\d+\|([^,|]*)[^}]*\|\}/g, '$1')
    .replace(/(?<!\\)\$\{\d+:([^}]*)\}/g, '$1')
    .replace(/(?<!\\)\$(?:\d+|\{\d+\})/g, '')
    .replace(/\\([\\$}])/g, '$1')

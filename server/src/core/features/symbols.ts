// The outline of a file and the names that a workspace declares.
import { type NameKind, nameKind } from '../languages'
import { declaredKinds, type Grammar, resolve, type Schema, schemaOf } from '../schema'
import type { Span } from '../text'
import { filesByKind, once, viewsOf, type Workspace } from '../workspace'
import { At } from '../yaml'
import { openFile } from './opened'

export interface DocumentSymbol {
  readonly name: string
  readonly detail: string
  readonly kind: NonNullable<NameKind['symbol']>
  readonly span: Span
  readonly selection: Span
  readonly children: readonly DocumentSymbol[]
}

/** Named objects (`outline` in the schema) under the top-level keys. */
export function outline(workspace: Workspace, uri: string): DocumentSymbol[] {
  const opened = openFile(workspace, uri)
  const root = opened && At.root(opened.file.doc)
  if (!opened || !root || opened.language.text) return []
  if (root.kind !== 'map') return below(root, opened.view.grammar)
  return [...root.entries()].flatMap(value => {
    const key = value.key
    if (!key) return []
    const span = { start: key.start, end: Math.max(key.span.end, value.span.end) }
    return [{ name: key.text ?? '', detail: short(value), kind: 'key' as const, span, selection: key.span, children: below(value, opened.view.grammar) }]
  })
}

/** A short scalar beside its key; nothing that could hold a secret. */
const short = (value: At): string =>
  value.node.kind === 'scalar' && value.node.text.length <= 40 && !/key|token|secret|password|url/i.test(value.key?.text ?? '') ? value.node.text : ''

function below(at: At, grammar: Grammar): DocumentSymbol[] {
  const children = at.kind === 'map' ? [...at.entries()] : [...at.items()]
  return children.flatMap(child => (child.node.kind === 'map' || child.node.kind === 'seq' ? own(child, grammar) : []))
}

function own(at: At, grammar: Grammar): DocumentSymbol[] {
  const schema = at.kind === 'map' ? schemaOf(at, grammar) : undefined
  const title = schema && titleOf(at, schema, grammar)
  const children = below(at, grammar)
  if (!title || title.at.text === undefined || title.at.text === '') return children
  const kind = (title.schema.declares === undefined ? undefined : nameKind(title.schema.declares)?.symbol) ?? 'key'
  return [{ name: title.at.text, detail: schema?.noun?.replace(/^an? /, '') ?? '', kind, span: at.span, selection: title.at.span, children }]
}

function titleOf(at: At, schema: Schema, grammar: Grammar): { at: At; schema: Schema } | undefined {
  for (const value of at.entries()) {
    const property = schema.properties?.[value.key?.text ?? '']
    const resolved = property && resolve(property, grammar.schema)
    if (resolved?.outline && value.node.kind === 'scalar') return { at: value, schema: resolved }
  }
  return undefined
}

export interface WorkspaceSymbol {
  readonly name: string
  readonly kind: NonNullable<NameKind['symbol']>
  readonly container: string
  readonly uri: string
  readonly span: Span
}

/** Declared names whose letters contain those of the query in order; at most 500. */
export function workspaceSymbols(workspace: Workspace, query: string): WorkspaceSymbol[] {
  const wanted = query.toLowerCase().replace(/\s+/g, '')
  const out: WorkspaceSymbol[] = []
  for (const files of once(workspace, filesByKind).values()) {
    for (const file of files) {
      const [view] = viewsOf(workspace, file)
      if (!view) continue
      for (const kind of declaredKinds(view.facts)) {
        const row = nameKind(kind)
        if (!row?.symbol || ![...view.names(kind, 'declares')].some(name => subsequence(wanted, name.toLowerCase()))) continue
        for (const one of view.mentions([kind], 'declares')) {
          if (!subsequence(wanted, one.name.toLowerCase())) continue
          out.push({ name: one.name, kind: row.symbol, container: row.label, uri: file.uri, span: one.span })
          if (out.length >= 500) return out
        }
      }
    }
  }
  return out
}

function subsequence(letters: string, word: string): boolean {
  let i = 0
  for (const c of word) if (c === letters[i]) i++
  return i >= letters.length
}

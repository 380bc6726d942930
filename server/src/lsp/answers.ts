// What the server answers: each a feature of the core, its spans turned into ranges. One function a request, all of the same shape.
import {
  type DocumentHighlight,
  type DocumentLink,
  DocumentSymbol,
  type FoldingRange,
  type Hover,
  type Location,
  type LocationLink,
  LSPErrorCodes,
  MarkupKind,
  type Range,
  ResponseError,
  type SelectionRange,
  SymbolKind,
  type WorkspaceEdit,
  type WorkspaceSymbol,
} from 'vscode-languageserver'
import * as features from '../core/features'
import type { File, Workspace } from '../core/workspace'
import { workspaceEdit } from './actions'
import { linesOf, type Naming, range } from './convert'

/** A document and the snapshot that it is part of. */
export interface Asked {
  readonly workspace: Workspace
  readonly file: File
  readonly naming: Naming
}

export function hover({ workspace, file }: Asked, offset: number): Hover | null {
  const found = features.hover(workspace, file.uri, offset)
  return found ? { contents: { kind: MarkupKind.Markdown, value: found.markdown }, range: range(linesOf(file), found.span) } : null
}

export function definition({ workspace, file, naming }: Asked, offset: number, links: boolean): LocationLink[] | Location[] | null {
  const found = features.definition(workspace, file.uri, offset)
  if (!found) return null
  const origin = range(linesOf(file), found.origin)
  const places = found.targets.map(one => ({ uri: naming.client(one.uri), range: rangeIn(one.uri, one.span, naming) }))
  if (!links) return places
  return places.map(one => ({ originSelectionRange: origin, targetUri: one.uri, targetRange: one.range, targetSelectionRange: one.range }))
}

export function references({ workspace, file, naming }: Asked, offset: number, declarations: boolean): Location[] {
  return features.references(workspace, file.uri, offset, declarations).map(one => ({ uri: naming.client(one.uri), range: rangeIn(one.uri, one.span, naming) }))
}

const start = { line: 0, character: 0 }

/** Files that are linked to without being read are opened at their start. */
function rangeIn(uri: string, span: { start: number; end: number }, naming: Naming): Range {
  const file = naming.file(uri)
  return file ? range(linesOf(file), span) : { start, end: start }
}

export function highlights({ workspace, file }: Asked, offset: number): DocumentHighlight[] {
  return features.highlights(workspace, file.uri, offset).map(one => ({ range: range(linesOf(file), one.span), kind: one.declares ? 3 : 2 }))
}

const refused = (reason: string): ResponseError<void> => new ResponseError(LSPErrorCodes.RequestFailed, reason)

export function prepareRename({ workspace, file }: Asked, offset: number): { range: Range; placeholder: string } {
  const found = features.prepareRename(workspace, file.uri, offset)
  if ('refused' in found) throw refused(found.refused)
  return { range: range(linesOf(file), found.span), placeholder: found.name }
}

export function rename({ workspace, file, naming }: Asked, offset: number, to: string): WorkspaceEdit | null {
  const found = features.rename(workspace, file.uri, offset, to)
  if ('refused' in found) throw refused(found.refused)
  return workspaceEdit(found.edits, file, naming) ?? null
}

const symbols: Readonly<Record<features.DocumentSymbol['kind'], SymbolKind>> = {
  class: SymbolKind.Class,
  function: SymbolKind.Function,
  event: SymbolKind.Event,
  variable: SymbolKind.Variable,
  constant: SymbolKind.Constant,
  module: SymbolKind.Module,
  interface: SymbolKind.Interface,
  key: SymbolKind.Key,
}

export function outline({ workspace, file }: Asked): DocumentSymbol[] {
  const lines = linesOf(file)
  const symbol = (one: features.DocumentSymbol): DocumentSymbol =>
    DocumentSymbol.create(
      one.name || '…',
      one.detail,
      symbols[one.kind],
      range(lines, { start: Math.min(one.span.start, one.selection.start), end: Math.max(one.span.end, one.selection.end) }),
      range(lines, one.selection),
      one.children.map(symbol),
    )
  return features.outline(workspace, file.uri).map(symbol)
}

export function workspaceSymbols(workspace: Workspace, query: string, naming: Naming): WorkspaceSymbol[] {
  return features.workspaceSymbols(workspace, query).map(one => ({
    name: one.name,
    kind: symbols[one.kind],
    containerName: one.container,
    location: { uri: naming.client(one.uri), range: rangeIn(one.uri, one.span, naming) },
  }))
}

export function folding({ workspace, file }: Asked): FoldingRange[] {
  const lines = linesOf(file)
  return features.folding(workspace, file.uri).flatMap(({ span, comment }) => {
    const [startLine, endLine] = [lines.line(span.start), lines.line(span.end)]
    return endLine > startLine ? [{ startLine, endLine, ...(comment && { kind: 'comment' as const }) }] : []
  })
}

export function selectionRange({ workspace, file }: Asked, offset: number): SelectionRange {
  const lines = linesOf(file)
  let outer: SelectionRange | undefined
  for (const span of [...features.selectionRanges(workspace, file.uri, offset)].reverse())
    outer = { range: range(lines, span), ...(outer && { parent: outer }) }
  return outer ?? { range: range(lines, { start: offset, end: offset }) }
}

export function documentLinks({ workspace, file, naming }: Asked): DocumentLink[] {
  return features.documentLinks(workspace, file.uri).map(one => ({
    range: range(linesOf(file), one.span),
    target: naming.client(one.uri),
    ...(one.count > 1 && { tooltip: `The first of ${one.count} files` }),
  }))
}

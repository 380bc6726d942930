// What folds and how a selection grows.
import type { Span } from '../text'
import type { Workspace } from '../workspace'
import { At } from '../yaml'
import { openFile } from './opened'

/** Spans of more than one line, each from its key or dash; runs of comment lines. */
export function folding(workspace: Workspace, uri: string): { readonly span: Span; readonly comment: boolean }[] {
  const opened = openFile(workspace, uri)
  if (!opened || opened.language.text) return []
  const root = At.root(opened.file.doc)
  const { text } = opened.file
  const out: { span: Span; comment: boolean }[] = []
  const visit = (at: At): void => {
    for (const child of at.kind === 'map' ? at.entries() : at.items()) {
      const start = child.key?.start ?? child.start
      const end = trimmed(text, start, child.span.end)
      if (child.doc === at.doc && text.slice(start, end).includes('\n')) out.push({ span: { start, end }, comment: false })
      if (child.node.kind === 'map' || child.node.kind === 'seq') visit(child)
    }
  }
  if (root && (root.node.kind === 'map' || root.node.kind === 'seq')) visit(root)
  return [...out, ...comments(text)]
}

function trimmed(text: string, start: number, end: number): number {
  let at = end
  while (at > start && /\s/.test(text[at - 1] ?? '')) at--
  return at
}

function* comments(text: string): Generator<{ span: Span; comment: boolean }> {
  for (const found of text.matchAll(/(?:^[ \t]*#.*(?:\r?\n|$)){2,}/gm))
    yield { span: { start: found.index, end: trimmed(text, found.index, found.index + found[0].length) }, comment: true }
}

/** From the innermost to the whole text. */
export function selectionRanges(workspace: Workspace, uri: string, offset: number): Span[] {
  const opened = openFile(workspace, uri)
  if (!opened) return []
  const whole = { start: 0, end: opened.file.source.length }
  const spans: Span[] = []
  const root = At.root(opened.file.doc)
  for (let at = opened.language.text ? undefined : root?.find(offset); at; at = at.parent) {
    if (at.node.kind === 'scalar' && (at.node.style === 'single' || at.node.style === 'double') && at.node.length >= 2)
      spans.push({ start: at.start + 1, end: at.span.end - 1 })
    spans.push(at.span)
    if (at.key) spans.push({ start: at.key.start, end: at.span.end })
  }
  return [...spans, whole].filter((span, i, all) => i === 0 || span.start !== all[i - 1]?.start || span.end !== all[i - 1]?.end)
}

// Colours of inline languages, where a schema proves that they are there: foreign YAML gets none.

import type { TokenType } from '../inline'
import { inlinedOf, placer } from '../schema'
import type { Span } from '../text'
import type { Workspace } from '../workspace'
import { openFile } from './opened'
import { inlineAt, scopeOf } from './place'

export interface SemanticToken {
  readonly span: Span
  readonly type: TokenType
}

/** Tokens in a part of the file (all of it by default), in order of place. */
export function semanticTokens(workspace: Workspace, uri: string, within?: Span): SemanticToken[] {
  const opened = openFile(workspace, uri)
  if (!opened) return []
  const out: SemanticToken[] = []
  const add = (tokens: readonly SemanticToken[], place: (offset: number) => number): void => {
    for (const { span, type } of tokens) {
      const moved = { start: place(span.start), end: place(span.end) }
      if (moved.end > moved.start && (!within || (moved.end >= within.start && moved.start <= within.end))) out.push({ span: moved, type })
    }
  }
  if (opened.language.text) {
    const place = inlineAt(opened, undefined, undefined)
    if (place) add(place.language.tokens(place.language.parse(place.text, place.scope)), offset => offset)
  } else
    for (const { node, start, schema } of inlinedOf(within ? opened.view.factsIn(within.start, within.end) : opened.view.facts, within?.start, within?.end)) {
      const language = opened.view.grammar.inline[schema.inline ?? '']
      if (language) add(language.tokens(language.parse(node.text, scopeOf(opened, schema))), placer(node, start, opened.file.source))
    }
  return out.sort((a, b) => a.span.start - b.span.start)
}

// Paths written in a file, as links to the files that they name.
import { type Grammar, resolve, type Schema, settled } from '../schema'
import type { Span } from '../text'
import { type Workspace, worldOf } from '../workspace'
import { At } from '../yaml'
import { openFile } from './opened'

export interface Link {
  readonly span: Span
  readonly uri: string
  /** How many files a pattern names; the link opens the first. */
  readonly count: number
}

export function documentLinks(workspace: Workspace, uri: string): Link[] {
  const opened = openFile(workspace, uri)
  const root = opened && At.root(opened.file.doc)
  if (!opened || !root || opened.language.text) return []
  const out: Link[] = []
  for (const at of paths(root, opened.view.grammar.schema, opened.view.grammar)) {
    const { uris } = worldOf(workspace).loaded(opened.view, at.string ?? '')
    const [first] = uris
    if (first !== undefined) out.push({ span: at.span, uri: first, count: uris.length })
  }
  return out
}

const withPaths = new WeakMap<Schema, boolean>()

/** Scalars whose schema says that they name files; parts whose schema has no such key are not walked. */
function* paths(at: At, written: Schema, grammar: Grammar): Generator<At> {
  if (!mayHavePaths(written, grammar, 0)) return
  const schema = settled(at, written, grammar)
  if (at.node.kind === 'scalar') {
    if (schema.files !== undefined && at.string !== undefined) yield at
  } else if (at.kind === 'map') {
    for (const value of at.entries()) {
      const property = schema.properties?.[value.key?.text ?? '']
      if (property) yield* paths(value, property, grammar)
    }
  } else if (schema.items) for (const item of at.items()) yield* paths(item, schema.items, grammar)
}

function mayHavePaths(written: Schema, grammar: Grammar, depth: number): boolean {
  const schema = resolve(written, grammar.schema)
  const known = withPaths.get(schema)
  if (known !== undefined) return known
  if (depth > 12) return false
  withPaths.set(schema, false)
  const inner = [...Object.values(schema.properties ?? {}), ...(schema.items ? [schema.items] : []), ...(schema.oneOf ?? [])]
  const answer = schema.files !== undefined || inner.some(one => mayHavePaths(one, grammar, depth + 1))
  withPaths.set(schema, answer)
  return answer
}

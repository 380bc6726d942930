// The snippets that ship, one file a kind of file, in VS Code's form with a `path` that says where they fit. The bundler puts them in.
import { kinds } from '../core/languages'
import type { Snippet, Workspace } from '../core/workspace'

/** The bundler replaces the call by a table of all files that fit the pattern; one that is not there throws. */
declare function require(path: string): unknown

export function readSnippets(): Workspace['snippets'] {
  const out: Partial<Record<string, readonly Snippet[]>> = {}
  for (const kind of kinds) {
    const written = load(kind)
    if (written) out[kind] = Object.entries(written).map(([name, one]) => snippet(name, one))
  }
  return out
}

interface Written {
  readonly prefix: string | readonly string[]
  readonly body: string | readonly string[]
  readonly description?: string
  readonly path?: readonly string[]
}

function load(kind: string): Readonly<Record<string, Written>> | undefined {
  try {
    const file = require(`../../../snippets/${kind}.json`) as { default?: unknown }
    return (file.default ?? file) as Readonly<Record<string, Written>>
  } catch {
    return undefined
  }
}

const snippet = (name: string, { prefix, body, description, path }: Written): Snippet => ({
  name,
  prefix: typeof prefix === 'string' ? prefix : (prefix[0] ?? name),
  body: typeof body === 'string' ? body.split('\n') : body,
  description: description ?? '',
  path: path ?? [],
})

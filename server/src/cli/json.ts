// The format for programs; see the README for its shape.
import type { Checked } from './report'

export function toJson(files: readonly Checked[]): string {
  return `${JSON.stringify({
    version: 1,
    files: files.map(({ path, kind, problems }) => ({
      path,
      kind,
      problems: problems.map(({ line: _, ...one }) => ({ ...one, related: one.related.map(({ uri: _uri, ...other }) => other) })),
    })),
  })}\n`
}

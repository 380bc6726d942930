// A workspace from texts, `<|>` marking the place that is asked about.
import type { Kind } from '../../../server/src/core/languages'
import { emptyWorkspace, makeFile, noSettings, update, type Workspace, withFiles } from '../../../server/src/core/workspace'

export interface Asked {
  readonly workspace: Workspace
  readonly uri: string
  readonly offset: number
}

/** The file with the mark is the one that is asked about. Versions by program. */
export function ask(texts: Readonly<Record<string, string>>, versions: Readonly<Record<string, string>> = {}): Asked {
  let uri = ''
  let offset = -1
  const files = Object.entries(texts).map(([name, text]) => {
    const at = text.indexOf('<|>')
    const address = `file:///w/${name}`
    if (at >= 0) {
      uri = address
      offset = at
    }
    return makeFile(address, text.replace('<|>', ''))
  })
  return { workspace: withFiles(update(emptyWorkspace, { folders: ['file:///w'], whole: true, asked: { ...noSettings, versions } }), files), uri, offset }
}

export const textAt = (workspace: Workspace, uri: string, span: { start: number; end: number }): string =>
  (workspace.files.get(uri)?.text ?? '').slice(span.start, span.end)

export type { Kind }

// Editors spell one file in several ways (`%40` or `@`, `C%3A` or `c:`); the core compares strings. In the server each file has one URI.
import { join } from '../core/workspace'

/** `file:///C%3A/a%40b/` → `file:///c%3A/a@b`. What is no URI with a path is left as it is. */
export function canonical(uri: string): string {
  const found = /^([A-Za-z][\w+.-]*:\/\/[^/?#]*)(\/[^?#]*)?([?#].*)?$/s.exec(uri)
  if (!found) return uri
  const [, head = '', path = '/', rest = ''] = found
  const decoded = decodedPath(path)
  if (decoded === undefined || decoded.includes('\\')) return uri
  return (
    join(
      head,
      decoded.replace(/^\/([A-Za-z]):(?=\/|$)/, (_, drive: string) => `/${drive.toLowerCase()}:`),
    ) + rest
  )
}

function decodedPath(path: string): string | undefined {
  try {
    return decodeURIComponent(path)
  } catch {
    return undefined
  }
}

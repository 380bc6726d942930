// Paths as URIs: the core never sees a path of an operating system. Segments are percent-encoded, `/` separates.

/** `file:///a/b.yml` → `file:///a`. The root of an authority stays itself. */
export function dirname(uri: string): string {
  const at = uri.lastIndexOf('/')
  const root = rootLength(uri)
  return at < root ? uri.slice(0, root) : uri.slice(0, at)
}

/** The last segment, decoded. */
export const basename = (uri: string): string => decoded(uri.slice(uri.lastIndexOf('/') + 1))

/** Length of `scheme://authority`, or of `scheme:` where a path follows at once (`memfs:/a`). */
function rootLength(uri: string): number {
  const scheme = uri.indexOf('://')
  if (scheme < 0) return /^[A-Za-z][\w+.-]+:(?=\/|$)/.exec(uri)?.[0].length ?? 0
  const slash = uri.indexOf('/', scheme + 3)
  return slash < 0 ? uri.length : slash
}

/** Resolves a written path (`/` or `\` between segments, not encoded) against a folder. Absolute paths start at the authority's root. */
export function join(folder: string, path: string): string {
  const root = rootLength(folder)
  const forward = path.replace(/\\/g, '/')
  const drive = /^([A-Za-z]:)(?=\/|$)/.exec(forward)
  const base = forward.startsWith('/') || drive ? [] : folder.slice(root).split('/').filter(Boolean)
  const segments = [...base]
  for (const segment of forward.split('/')) {
    if (segment === '' || segment === '.') continue
    if (segment === '..') segments.pop()
    else segments.push(encoded(segment))
  }
  return `${folder.slice(0, root)}/${segments.join('/')}`
}

/** Encodes as editors do: everything but unreserved characters and a few that stay readable. Half a character has no encoding. */
const encoded = (segment: string): string =>
  encodeURIComponent(segment.replace(/\p{Surrogate}/gu, '\ufffd'))
    .replace(/%2C/g, ',')
    .replace(/%40/g, '@')
    .replace(/%2B/g, '+')
    .replace(/[!'()*]/g, c => c)

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

export const isInside = (uri: string, folder: string): boolean => uri === folder || uri.startsWith(folder.endsWith('/') ? folder : `${folder}/`)

/** The decoded path below `folder` with forward slashes; the whole decoded path when it lies outside. */
export function relativePath(uri: string, folder: string): string {
  const path = isInside(uri, folder) ? uri.slice(folder.length).replace(/^\//, '') : uri.slice(rootLength(uri))
  return path.split('/').map(decoded).join('/')
}

/** The decoded absolute path of a URI, as in containers: `/etc/x.yml`. */
export const pathOf = (uri: string): string => uri.slice(rootLength(uri)).split('/').map(decoded).join('/')

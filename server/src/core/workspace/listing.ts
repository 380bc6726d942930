// What is known to exist: files by name and by glob, folders.
import { lookup } from '../text'
import { isGlob, segmentPattern } from './glob'
import { dirname, isInside } from './uri'
import type { Workspace } from './workspace'

/** Files of the listing that a path with wildcards in its last segments names. */
export function matches(workspace: Workspace, target: string): { uris: string[]; known: boolean } {
  const known = isCovered(workspace, target)
  const plainPath = decodeGlob(target)
  if (!isGlob(plainPath)) return { uris: workspace.listing.has(target) ? [target] : [], known }
  const wanted = plainPath.split('/').map(segment => segmentPattern(segment))
  if (wanted.some(one => one === undefined)) return { uris: [], known: false }
  const fixed = target.slice(0, target.lastIndexOf('/', target.search(/[*?[]|%3F|%5B/i)) + 1)
  const uris = (foldersOf(workspace.listing).get(fixed.slice(0, -1)) ?? []).filter(uri => {
    const segments = decodeGlob(uri).split('/')
    return segments.length === wanted.length && segments.every((segment, i) => wanted[i]?.test(segment))
  })
  return { uris, known }
}

/** Would it be in the listing if it were there? */
const isCovered = (workspace: Workspace, uri: string): boolean =>
  workspace.whole &&
  workspace.folders.some(folder => isInside(uri, folder)) &&
  (workspace.names?.test(uri.slice(uri.lastIndexOf('/') + 1)) ?? true) &&
  !isBelowUnknown(workspace, uri)

/** Below what is listed as one thing (a folder that nobody looks into) anything may be. */
function isBelowUnknown(workspace: Workspace, uri: string): boolean {
  for (let above = dirname(uri); above !== dirname(above); above = dirname(above)) if (workspace.listing.has(above)) return true
  return false
}

/** Undefined: outside what can be seen. */
export function exists(workspace: Workspace, uri: string): boolean | undefined {
  if (workspace.listing.has(uri) || isFolder(workspace, uri)) return true
  return isCovered(workspace, uri) ? false : undefined
}

/** A folder that holds a listed file somewhere below. */
export const isFolder = (workspace: Workspace, uri: string): boolean => foldersOf(workspace.listing).has(uri)

const folders = new WeakMap<ReadonlySet<string>, ReadonlyMap<string, readonly string[]>>()

/** All folders with all that lies anywhere below them; once for a listing, which outlives edits. */
const foldersOf = (listing: ReadonlySet<string>): ReadonlyMap<string, readonly string[]> => lookup(folders, listing, () => indexed(listing))

function indexed(listing: ReadonlySet<string>): ReadonlyMap<string, readonly string[]> {
  const index = new Map<string, string[]>()
  for (const uri of listing) for (let above = dirname(uri); above !== dirname(above); above = dirname(above)) lookup(index, above, () => []).push(uri)
  return index
}

function decodeGlob(uri: string): string {
  try {
    return decodeURIComponent(uri)
  } catch {
    return uri
  }
}

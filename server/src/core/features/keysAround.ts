// Which keys stand in the map at a place already. The tree says so; a first key that is only half typed makes it lose the map, and then
// the lines around say it.
import type { Slices } from '../text'
import type { Cursor } from '../yaml'
import type { Opened } from './opened'

export function keysAround(opened: Opened, spot: Cursor): string[] {
  const { container } = spot
  if (container?.node.kind === 'map') return [...container.entries()].map(value => value.key?.text ?? '')
  if (spot.kind === 'value' || spot.flow || spot.newLineNeeded) return []
  return [...keysBelow(opened.file.source, spot.word.end, spot.column)]
}

/** So many lines are read at most. */
const most = 500

/** Keys that begin at `column` on the lines below, up to the first one that ends the map. */
function* keysBelow(text: Slices, from: number, column: number): Generator<string> {
  let at = text.indexOf('\n', from) + 1
  for (let i = 0; i < most && at > 0 && at < text.length; i++) {
    const end = text.indexOf('\n', at)
    const line = text.slice(at, end < 0 ? text.length : end)
    const indent = line.search(/\S/)
    if (indent >= 0 && line[indent] !== '#') {
      if (indent < column) return
      const key = indent === column ? /^(["']?)([^\s"'#:][^"'#:]*)\1\s*:(?:\s|$)/.exec(line.slice(indent))?.[2] : undefined
      if (indent === column && key === undefined) return
      if (key !== undefined) yield key
    }
    at = end < 0 ? 0 : end + 1
  }
}

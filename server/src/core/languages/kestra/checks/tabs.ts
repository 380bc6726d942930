// Tabs between the words of a line: YAML allows them, the reader that Kestra uses does not.
import type { Problem, Slices } from '../../../text'
import type { YamlNode } from '../../../yaml'
import type { Check } from '../../language'
import { problem, replace } from './problem'

export const tabs: Check = {
  code: 'yaml-syntax',
  sameForAll: true,
  *run({ root, doc }) {
    if (!root || doc.source.indexOf('\t', 0) < 0) return
    const open: [YamlNode, number][] = [[root.node, root.start]]
    for (let next = open.pop(); next; next = open.pop()) {
      const [node, start] = next
      yield* before(doc.source, start)
      if (node.kind === 'seq') for (const [i, item] of node.items.entries()) if (item.length > 0) open.push([item, start + (node.offsets[i] ?? 0)])
      if (node.kind !== 'map') continue
      for (const [i, { key, keyAt, value, valueAt }] of node.pairs.entries()) {
        const at = start + (node.offsets[i] ?? 0)
        // a map begins with its first key, which was looked at with it
        if (at + keyAt > start) yield* before(doc.source, at + keyAt)
        if (value.length > 0 && key !== value) open.push([value, at + valueAt])
      }
    }
  },
}

/** The tab in the blanks before a word. */
function* before(source: Slices, start: number): Generator<Problem> {
  let from = start
  let tab = -1
  for (; from > 0; from--) {
    const char = source.charCodeAt(from - 1)
    if (char === 9) tab = from - 1
    else if (char !== 32) break
  }
  if (tab < 0) return
  const span = { start: tab, end: tab + 1 }
  yield problem('yaml-syntax', 'error', span, 'A tab stands between two words here: Kestra refuses the file. Use a space.', [
    replace(span, ' ', 'Change to a space'),
  ])
}

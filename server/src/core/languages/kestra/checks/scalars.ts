// Scalars of a flow that some check has to look at, found by their text alone: once, whatever the version that the flow is read for.
import type { ScalarNode } from '../../../yaml'
import type { FileView } from '../../language'
import { type Search, search, searchKey, spots } from '../../shared/search'

/** `dash`: it looks as if a name with a dash stood in it; `not a number`: YAML reads it as such. */
export type Oddity = 'dash' | 'not a number'

export function* oddScalars({ root }: FileView, wanted: Oddity): Generator<{ readonly node: ScalarNode; readonly start: number }> {
  if (root)
    for (const { value, node, start } of spots(search(root.node, true, odd), root.node, root.start))
      if (value === wanted && node.kind === 'scalar') yield { node, start }
}

const odd: Search<true, Oddity> = {
  key: () => key,
  scalar: ({ text, style, tag }) => {
    if (/(?:inputs|outputs)\.[\w.]*-/.test(text)) return 'dash'
    return style === 'plain' && tag === undefined && /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*)$/.test(text)
      ? 'not a number'
      : undefined
  },
  inside: () => () => true,
}
const key = searchKey()

// Renames a name wherever it means the same thing, or says why that cannot be done whole.

import { written } from '../schema'
import type { Edit, Span } from '../text'
import type { Workspace } from '../workspace'
import { At } from '../yaml'
import { type Spot, spotsOf } from './names'
import { type Opened, openFile } from './opened'
import { nameAt } from './place'

export type Renamed = { readonly edits: readonly (Edit & { readonly uri: string })[] } | { readonly refused: string }

/** The word that would be renamed, or why none can be. */
export function prepareRename(
  workspace: Workspace,
  uri: string,
  offset: number,
): { readonly span: Span; readonly name: string } | { readonly refused: string } {
  const opened = openFile(workspace, uri)
  const named = opened && nameAt(opened, offset)
  if (!opened || !named?.row) return { refused: 'There is no name here that can be renamed.' }
  const { name, span } = named.mention
  if (named.row.builtin?.includes(name)) return { refused: `"${name}" is a name that the program defines.` }
  if (![...spotsOf(opened, named.mention)].some(one => one.role === 'declares'))
    return { refused: `Nothing in this stack declares the ${named.row.label} "${name}": it comes from elsewhere.` }
  return { span, name }
}

export function rename(workspace: Workspace, uri: string, offset: number, to: string): Renamed {
  const before = prepareRename(workspace, uri, offset)
  if ('refused' in before) return before
  const opened = openFile(workspace, uri)
  const named = opened && nameAt(opened, offset)
  if (!opened || !named?.row) return { refused: 'There is no name here that can be renamed.' }
  const { name } = named.mention
  if (to.trim() === '' || /[\r\n]/.test(to) || (named.row.pattern && !named.row.pattern.test(to)))
    return { refused: `"${to}" is not a name for a ${named.row.label}.` }
  const spots = [...spotsOf(opened, { ...named.mention, name: to })]
  if (to !== name && spots.some(one => one.role === 'declares')) return { refused: `There is a ${named.row.label} "${to}" already.` }
  const edits: (Edit & { uri: string })[] = []
  for (const spot of spotsOf(opened, named.mention)) {
    const edit = editOf(opened, spot, to)
    if (!edit) return { refused: `"${name}" is written in a way at one place that cannot be changed safely.` }
    edits.push(edit)
  }
  return { edits: distinct(edits) }
}

/** The new name as it must be written in that scalar; a plain scalar that would change its meaning is quoted. */
function editOf({ workspace }: Opened, { uri, span }: Spot, to: string): (Edit & { uri: string }) | undefined {
  const file = workspace.files.get(uri)
  if (!file) return undefined
  const at = At.root(file.doc)?.find(span.start)
  if (at?.node.kind !== 'scalar') return { uri, span, text: to }
  const { node } = at
  const whole = span.start === at.start && span.end === at.span.end
  if (node.style === 'plain' && !plainSafe(to)) return whole ? { uri, span, text: `'${written(to, 'single')}'` } : undefined
  return { uri, span, text: written(to, node.style) }
}

/** Text that YAML reads as this very text, unquoted. */
const plainSafe = (text: string): boolean =>
  /^[A-Za-z_./$][\w ./$@+:-]*$/.test(text) && !/(?::\s|\s#|:$|\s$)/.test(text) && !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(text)

function distinct<T extends Edit & { uri: string }>(edits: readonly T[]): T[] {
  const seen = new Set<string>()
  return edits.filter(one => {
    const key = `${one.uri} ${one.span.start} ${one.span.end}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

// Renames a name wherever it means the same thing, or says why that cannot be done whole.

import type { NameKind } from '../languages'
import { written } from '../schema'
import { type Edit, lineStart, type Mention, type Span } from '../text'
import { type File, sameStack, type Workspace } from '../workspace'
import { At } from '../yaml'
import { type Spot, senseOf, spotsOf, viewsInScope } from './names'
import { type Opened, openFile } from './opened'
import { type Named, nameAt } from './place'

export type Renamed = { readonly edits: readonly (Edit & { readonly uri: string })[] } | { readonly refused: string }

/** The word that would be renamed, or why none can be. */
export function prepareRename(
  workspace: Workspace,
  uri: string,
  offset: number,
): { readonly span: Span; readonly name: string } | { readonly refused: string } {
  const found = renamable(workspace, uri, offset)
  return 'refused' in found ? found : { span: found.named.mention.span, name: found.named.mention.name }
}

export function rename(workspace: Workspace, uri: string, offset: number, to: string): Renamed {
  const found = renamable(workspace, uri, offset)
  if ('refused' in found) return found
  const { opened, named, row, spots } = found
  const { name } = named.mention
  if (to.trim() === '' || /[\r\n]/.test(to) || (row.pattern && !row.pattern.test(to))) return { refused: `"${to}" is not a name for a ${row.label}.` }
  if (to !== name && [...spotsOf(opened, { ...named.mention, name: to })].some(one => one.role === 'declares'))
    return { refused: `There is a ${row.label} "${to}" already.` }
  const edits: (Edit & { uri: string })[] = []
  for (const spot of spots) {
    const edit = editOf(opened, spot, to)
    if (!edit) return { refused: `"${name}" is written in a way at one place that cannot be changed safely.` }
    edits.push(edit)
  }
  return { edits: distinct(edits) }
}

interface Renamable {
  readonly opened: Opened
  readonly named: Named
  readonly row: NameKind
  readonly spots: readonly Spot[]
}

function renamable(workspace: Workspace, uri: string, offset: number): Renamable | { readonly refused: string } {
  const opened = openFile(workspace, uri)
  const named = opened && nameAt(opened, offset)
  if (!opened || !named?.row) return { refused: 'There is no name here that can be renamed.' }
  const { row } = named
  const { name } = named.mention
  if (row.builtin?.includes(name)) return { refused: `"${name}" is a name that the program defines.` }
  const spots = [...spotsOf(opened, named.mention)]
  if (!spots.some(one => one.role === 'declares')) return { refused: `Nothing in this stack declares the ${row.label} "${name}": it comes from elsewhere.` }
  // mentions of another that has this name are understood, too
  const left = elsewhere(opened, row, named.mention, [...spotsOf(opened, { kind: named.mention.kind, name })])
  return left === undefined
    ? { opened, named, row, spots }
    : { refused: `"${name}" also stands in ${left}, where it cannot be changed along: change the ${row.label} by hand.` }
}

/** The file in which the name may stand without being understood; the one of an address is named by what it is. */
function elsewhere(opened: Opened, row: NameKind, mention: Mention, spots: readonly Spot[]): string | undefined {
  if (!row.elsewhere) return undefined
  const { name } = mention
  const sense = senseOf(opened.view, mention)
  const pattern = row.elsewhere(escaped(name), sense === undefined ? undefined : escaped(sense))
  const { workspace, file } = opened
  for (const { uri } of viewsInScope(opened, 'stack')) {
    const own = spots.filter(one => one.uri === uri)
    if (stands(workspace.files.get(uri)?.text ?? '', pattern, name, own)) return `"${uri.slice(uri.lastIndexOf('/') + 1)}"`
  }
  for (const [uri, text] of workspace.secrets)
    if (sameStack(workspace, uri, file.uri) && stands(text, pattern, name, [])) return `the file of an address, "${uri.slice(uri.lastIndexOf('/') + 1)}"`
  return undefined
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')

function stands(text: string, pattern: RegExp, name: string, spots: readonly Spot[]): boolean {
  for (const match of text.matchAll(pattern)) {
    const start = match.index + match[0].lastIndexOf(match[1] ?? name)
    const line = text.slice(lineStart(text, start), start)
    if (!endsInComment(line) && !spots.some(one => one.span.start <= start && start < one.span.end)) return true
  }
  return false
}

/**
 * A `#` at the start or behind a blank, outside quotes; an apostrophe within a word is no quote. Behind content it may be part of a text,
 * where a template counts.
 */
function endsInComment(line: string): boolean {
  let quote = ''
  for (let i = 0; i < line.length; i++) {
    const c = line[i] ?? ''
    if (quote !== '') {
      if (c === '\\' && quote === '"') i++
      else if (c === quote) quote = ''
    } else if (c === '"' || (c === "'" && !/\w/.test(line[i - 1] ?? ''))) quote = c
    else if (c === '#' && /^\s?$/.test(line[i - 1] ?? '')) return line.slice(0, i).trim() === '' || !/\{[{%]/.test(line.slice(i))
  }
  return false
}

/** The new name as it must be written in that scalar; a plain scalar that would change its meaning is quoted. */
function editOf({ workspace }: Opened, { uri, span }: Spot, to: string): (Edit & { uri: string }) | undefined {
  const file = workspace.files.get(uri)
  if (!file) return undefined
  const at = At.root(file.doc)?.find(span.start)
  if (at?.node.kind !== 'scalar') return fitsInside(file, span, to) ? { uri, span, text: to } : undefined
  const { node } = at
  const quote = node.style === 'single' || node.style === 'double' ? 1 : 0
  const whole = span.start <= at.start + quote && span.end >= at.span.end - quote
  if (!whole && !fitsInside(file, span, to)) return undefined
  if (node.style === 'plain' && !plainSafe(to)) return whole ? { uri, span, text: `'${written(to, 'single')}'` } : undefined
  return { uri, span, text: written(to, node.style) }
}

/**
 * Within an expression a name without quotes is one word, and one in quotes has no sign that means something there. Behind a dot a `-`
 * would subtract and another dot go further in, unless the name that stands there has such a sign.
 */
function fitsInside({ source }: File, { start, end }: Span, to: string): boolean {
  const member = /\.\s*$/.test(source.slice(Math.max(0, start - 100), start)) && isWord(source.slice(start, end))
  if (member ? isWord(to) : /^[\w.:-]+$/.test(to)) return true
  const [before, after] = [source.slice(start - 1, start), source.slice(end, end + 2)]
  return (before === '"' || before === "'") && /^\\?["']/.test(after) && !/["'`\\(){}[\]|^$*+?]/.test(to)
}

const isWord = (text: string): boolean => /^[a-zA-Z_]\w*$/.test(text)

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

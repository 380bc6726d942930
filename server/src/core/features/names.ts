// Names by scope: where they are declared and used, across the files that share it.

import type { InlineScope } from '../inline'
import { type FileView, type NameScope, nameKind } from '../languages'
import type { Mention } from '../text'
import { filesByKind, once, sameStack, viewsOf } from '../workspace'
import { crossing, crossingsOf } from './crossings'
import type { Opened } from './opened'

export interface Spot extends Mention {
  readonly uri: string
}

/** What is asked for: a mention of it, or its kind and name alone. */
type Wanted = Pick<Mention, 'kind' | 'name'> & Partial<Mention>

/** All mentions of a name that mean the same thing as seen from a file. */
export function spotsOf(opened: Opened, wanted: Wanted): Generator<Spot> {
  return spotsIn(opened, viewsInScope(opened, scopeOfKind(wanted.kind)), wanted)
}

/** The same for somebody who cannot wait: large files that nobody has read yet are left out. */
export function quickSpots(opened: Opened, wanted: Wanted): Generator<Spot> {
  return spotsIn(opened, quickViews(opened, scopeOfKind(wanted.kind)), wanted)
}

/** Which of several of one name is meant; undefined = it may be any. */
export const senseOf = (view: FileView, mention: Mention): string | undefined => mention.sense ?? nameKind(mention.kind)?.sense?.(view, mention)

const scopeOfKind = (kind: string): NameScope => nameKind(kind)?.scope ?? (crossing.has(kind) ? 'stack' : 'file')

function* spotsIn(opened: Opened, views: Iterable<FileView>, wanted: Wanted): Generator<Spot> {
  const { kind, name, role, span } = wanted
  const sense = role && span ? senseOf(opened.view, { ...wanted, role, span }) : wanted.sense
  const isMeant = (view: FileView, one: Mention): boolean =>
    one.kind === kind && one.name === name && (sense === undefined || (senseOf(view, one) ?? sense) === sense)
  for (const view of views) {
    if (view.names(kind).has(name)) for (const one of view.mentions([kind])) if (isMeant(view, one)) yield { ...one, uri: view.uri }
    if (crossing.has(kind)) for (const one of crossingsOf(opened.workspace, view)) if (isMeant(view, one)) yield { ...one, uri: view.uri }
  }
}

export function* viewsInScope(opened: Opened, scope: NameScope) {
  const { workspace, file, view } = opened
  yield view
  if (scope === 'file') return
  for (const files of once(workspace, filesByKind).values()) {
    for (const other of files) {
      if (other.uri === file.uri || !sameStack(workspace, other.uri, file.uri)) continue
      const [found] = viewsOf(workspace, other)
      if (found) yield found
    }
  }
}

/** Reading a file of this many characters takes longer than a request may wait. */
const large = 200_000

export const isQuick = (view: FileView): boolean => view.isRead || view.doc.source.length < large

function* quickViews(opened: Opened, scope: NameScope): Generator<FileView> {
  for (const view of viewsInScope(opened, scope)) if (isQuick(view)) yield view
}

/** Distinct names of a kind that can be written in a file. */
export function namesInScope(opened: Opened, kind: string, role?: Mention['role']): ReadonlySet<string> {
  const names = new Set<string>()
  const row = nameKind(kind)
  for (const view of quickViews(opened, row?.scope ?? 'stack')) for (const name of view.names(kind, role)) names.add(name)
  for (const name of row?.builtin ?? []) names.add(name)
  return names
}

/** What inline languages may ask: declared names where there are declarations, names in use otherwise (metrics, labels). */
export function inlineNames({ workspace, file, language, view }: Pick<Opened, 'workspace' | 'file' | 'language' | 'view'>): NonNullable<InlineScope['names']> {
  const opened: Opened = { workspace, file, language, view }
  return kind => {
    const declared = namesInScope(opened, kind, 'declares')
    if (declared.size > 0 && kind !== 'metric' && kind !== 'label') return declared
    const used = namesInScope(opened, kind)
    return used.size > 0 ? used : undefined
  }
}

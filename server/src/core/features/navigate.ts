// From a name to where it is declared and used, across files, by scope.
import type { Span } from '../text'
import { type Workspace, worldOf } from '../workspace'
import { type Spot, spotsOf } from './names'
import { openFile } from './opened'
import { nameAt, nodeAt } from './place'

export interface Location {
  readonly uri: string
  readonly span: Span
}

/** Declarations of the name, or the files that a path names. `origin` is the word asked about. */
export function definition(workspace: Workspace, uri: string, offset: number): { readonly origin: Span; readonly targets: readonly Location[] } | undefined {
  const opened = openFile(workspace, uri)
  const named = opened && nameAt(opened, offset)
  if (opened && named) {
    const targets = [...spotsOf(opened, named.mention)].filter(one => one.role === 'declares').map(location)
    if (targets.length > 0) return { origin: named.mention.span, targets }
  }
  const found = opened && nodeAt(opened, offset)
  if (!opened || !found?.schema?.files || found.key || found.at.string === undefined) return undefined
  const { uris } = worldOf(workspace).loaded(opened.view, found.at.string)
  return uris.length > 0 ? { origin: found.at.span, targets: uris.map(one => ({ uri: one, span: { start: 0, end: 0 } })) } : undefined
}

export function references(workspace: Workspace, uri: string, offset: number, declarations: boolean): Location[] {
  const opened = openFile(workspace, uri)
  const named = opened && nameAt(opened, offset)
  if (!opened || !named) return []
  return [...spotsOf(opened, named.mention)].filter(one => declarations || one.role === 'uses').map(location)
}

/** The same name in this file. `declares` is a write, `uses` a read. */
export function highlights(workspace: Workspace, uri: string, offset: number): { readonly span: Span; readonly declares: boolean }[] {
  const opened = openFile(workspace, uri)
  const named = opened && nameAt(opened, offset)
  if (!opened || !named) return []
  const { kind, name } = named.mention
  return [...opened.view.mentions([kind])].filter(one => one.name === name).map(one => ({ span: one.span, declares: one.role === 'declares' }))
}

const location = ({ uri, span }: Spot): Location => ({ uri, span })

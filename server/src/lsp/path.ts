// Lenses, call hierarchy and the tree of alert paths: what the core says, in the words of the protocol.
import {
  type CallHierarchyIncomingCall,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  type CodeLens,
  type Range,
  SymbolKind,
} from 'vscode-languageserver'
import type { Hop, Spot } from '../core/alertpath'
import * as features from '../core/features'
import { relativePath, type Workspace } from '../core/workspace'
import { type PathAnswer, type PathPlace, type PathRow, pathLimit, showPlaces } from '../protocol/path'
import type { Asked } from './answers'
import { linesOf, type Naming, range } from './convert'

/** `ownClient`: one that knows the command of a lens; others see its title alone. */
export function codeLenses({ workspace, file, naming }: Asked, ownClient: boolean): CodeLens[] {
  const lines = linesOf(file)
  return features.lenses(workspace, file.uri, shownLenses(workspace)).map(one => {
    const at = range(lines, one.span)
    const places = one.targets.map(spot => placeOf(spot, naming))
    const command = ownClient && places.length > 0 ? showPlaces : ''
    return { range: at, command: { title: one.title, command, ...(command && { arguments: [naming.client(file.uri), at.start, places] }) } }
  })
}

const kinds: readonly features.LensKind[] = ['alerts', 'routes', 'triggers']

const shownLenses = ({ preferred }: Workspace): ReadonlySet<features.LensKind> => new Set(kinds.filter(one => !preferred.hiddenLenses?.includes(one)))

export function prepareCalls({ workspace, file, naming }: Asked, offset: number): CallHierarchyItem[] | null {
  const found = features.callItem(workspace, file.uri, offset)
  return found ? [itemOf(found, workspace, naming)] : null
}

const symbolKinds: Readonly<Record<features.CallItem['kind'], SymbolKind>> = {
  alert: SymbolKind.Event,
  receiver: SymbolKind.Class,
  flow: SymbolKind.Module,
}

function itemOf(item: features.CallItem, workspace: Workspace, naming: Naming): CallHierarchyItem {
  const at = placeOf(item.spot, naming)
  const folder = workspace.folders.find(one => item.spot.uri.startsWith(`${one}/`)) ?? ''
  return {
    name: item.name,
    kind: symbolKinds[item.kind],
    detail: relativePath(item.spot.uri, folder),
    uri: at.uri,
    range: at.range as Range,
    selectionRange: at.range as Range,
  }
}

/** The item again, from its place: a client sends it back as it was. */
const again = ({ workspace, file }: Asked, { selectionRange }: CallHierarchyItem): features.CallItem | undefined =>
  features.callItem(workspace, file.uri, linesOf(file).offset(selectionRange.start))

export function outgoingCalls(asked: Asked, item: CallHierarchyItem): CallHierarchyOutgoingCall[] {
  const found = again(asked, item)
  if (!found) return []
  return features.calledBy(asked.workspace, found).map(call => ({
    to: itemOf(call.item, asked.workspace, asked.naming),
    fromRanges: rangesIn(call, found.spot.uri, found, asked.naming),
  }))
}

export function incomingCalls(asked: Asked, item: CallHierarchyItem): CallHierarchyIncomingCall[] {
  const found = again(asked, item)
  if (!found) return []
  return features.callersOf(asked.workspace, found).map(call => ({
    from: itemOf(call.item, asked.workspace, asked.naming),
    fromRanges: rangesIn(call, call.item.spot.uri, call.item, asked.naming),
  }))
}

/** Places of a call are in the caller's file; the caller's own name stands for those elsewhere. */
function rangesIn(call: features.Call, uri: string, caller: features.CallItem, naming: Naming): Range[] {
  const own = call.places.filter(one => one.uri === uri)
  return (own.length > 0 ? own : [caller.spot]).map(one => placeOf(one, naming).range as Range)
}

function placeOf(spot: Spot, naming: Naming): PathPlace {
  const file = naming.file(spot.uri)
  const start = { line: 0, character: 0 }
  return { uri: naming.client(spot.uri), range: file ? range(linesOf(file), spot.span) : { start, end: start } }
}

export function alertPaths(workspace: Workspace, naming: Naming): PathAnswer {
  const hops = features.alertPaths(workspace)
  const files = new Map<string, PathRow[]>()
  for (const hop of hops.slice(0, pathLimit)) {
    const uri = naming.client(hop.spot?.uri ?? '')
    const rows = files.get(uri) ?? []
    rows.push(rowOf(hop, naming))
    files.set(uri, rows)
  }
  return { files: [...files].map(([uri, rows]) => ({ uri, rows })), left: Math.max(0, hops.length - pathLimit) }
}

const rowOf = ({ kind, label, spot, certainty, why, next }: Hop, naming: Naming): PathRow => ({
  kind,
  label,
  ...(spot && { place: placeOf(spot, naming) }),
  certainty,
  ...(why !== undefined && { why }),
  next: next.map(one => rowOf(one, naming)),
})

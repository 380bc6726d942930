// `alertpath trace`: where each alert of a folder goes, to people, as JSON or as a Mermaid flow chart.
import { type Hop, type Spot, traceMermaid, traceText } from '../core/alertpath'
import { alertPaths } from '../core/features'
import { Lines } from '../core/text'
import { noSettings, pathOf, type Workspace } from '../core/workspace'
import { printable } from './escape'
import { type Exit, type Io, Usage } from './io'
import { type Loaded, loadPaths } from './load'
import { type Flag, flagOf, readArguments } from './options'

export const traceFlags: Readonly<Record<string, Flag>> = {
  format: { value: 'FORMAT', choices: ['text', 'json', 'mermaid'], otherwise: 'text', help: 'How the paths are printed.' },
  alert: { value: 'NAME', repeated: true, help: 'Only alerts of this name.' },
  help: { help: 'Show this help.' },
}

export async function trace(args: readonly string[], io: Io): Promise<Exit> {
  const given = readArguments(args, traceFlags)
  if (given.rest.length === 0) throw new Usage('Name a folder to follow the alerts of, such as "alertpath trace .".')
  const names = new Set(given.flags.alert ?? [])
  const { loaded, notices, failures } = await loadPaths(given.rest, io.cwd, noSettings, undefined)
  const found = loaded.map(one => ({ one, hops: alertPaths(one.workspace).filter(hop => names.size === 0 || names.has(hop.label)) }))
  io.out(print(flagOf(given, 'format') ?? 'text', found))
  for (const one of [...notices, ...failures]) io.err(`${printable(one)}\n`)
  return failures.length > 0 ? 2 : 0
}

interface Followed {
  readonly one: Loaded
  readonly hops: readonly Hop[]
}

function print(format: string, found: readonly Followed[]): string {
  if (format === 'mermaid') return traceMermaid(found.flatMap(({ hops }) => hops))
  if (format === 'json') return `${JSON.stringify({ alerts: found.flatMap(({ one, hops }) => paths(hops, placer(one))) }, undefined, 2)}\n`
  const lines = found.flatMap(({ one, hops }) => {
    const place = placer(one)
    return [...traceText(hops, spot => place(spot).text)]
  })
  return lines.length === 0 ? 'No alerts are found.\n' : `${lines.map(printable).join('\n')}\n`
}

interface Place {
  readonly path: string
  readonly line: number
  readonly text: string
}

/** Lines from 1. */
function placer({ workspace, shown }: Loaded): (spot: Spot) => Place {
  const tables = new Map<string, Lines>()
  return spot => {
    const path = shown.get(spot.uri) ?? pathOf(spot.uri)
    const line = linesOf(workspace, tables, spot.uri).position(spot.span.start).line + 1
    return { path, line, text: `${path}:${line}` }
  }
}

function linesOf(workspace: Workspace, tables: Map<string, Lines>, uri: string): Lines {
  const known = tables.get(uri) ?? new Lines(workspace.files.get(uri)?.text ?? '')
  tables.set(uri, known)
  return known
}

const paths = (hops: readonly Hop[], place: (spot: Spot) => Place): unknown[] => hops.map(one => plain(one, place))

const plain = ({ kind, label, spot, certainty, why, next }: Hop, place: (spot: Spot) => Place): unknown => ({
  kind,
  label,
  ...(spot && { path: place(spot).path, line: place(spot).line }),
  certainty,
  ...(why !== undefined && { why }),
  next: next.map(one => plain(one, place)),
})

// `alertpath add`: a receiver with its route and flow, an alert with its test, or a flow for an address, in a stack that is there.
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { addAlert, addReceiver, type Change, createFlow, isRefused, plan, type Refused } from '../core/scaffold'
import { apply, closest } from '../core/text'
import { dirname, filesByKind, join, noSettings, relativePath, type Workspace } from '../core/workspace'
import { pathOfUri, uriOf } from '../node/paths'
import { printable, printableLine } from './escape'
import { type Exit, type Io, Usage } from './io'
import { loadPaths } from './load'
import { existingTexts, newKey, write } from './new'
import { type Arguments, type Flag, flagOf, readArguments } from './options'

type Flags = Readonly<Record<string, Flag>>

const common: Flags = {
  'dry-run': { help: 'Show what would be written, and write nothing.' },
  yes: { help: 'Overwrite files that differ without asking for each.' },
  help: { help: 'Show this help.' },
}

const receiverFlags: Flags = {
  name: { value: 'NAME', help: 'What the receiver is called.', otherwise: 'kestra' },
  namespace: { value: 'NAMESPACE', help: "The flow's namespace (company.alerts)." },
  flow: { value: 'ID', help: "The flow's id (on-alert)." },
  match: { value: 'MATCHER', repeated: true, help: 'Which alerts, such as "severity = critical"; without it, all.' },
  only: { help: 'The receivers that get these alerts now get them no more.' },
  config: { value: 'FILE', help: 'The Alertmanager configuration, where there are several.' },
}

const alertFlags: Flags = {
  name: { value: 'NAME', help: 'What the alert is called.' },
  expr: { value: 'EXPR', help: 'The expression.' },
  for: { value: 'DURATION', help: 'How long it has to hold (5m).' },
  severity: { value: 'SEVERITY', help: 'The label "severity" (warning).' },
  summary: { value: 'TEXT', help: 'The annotation "summary".' },
  receiver: { value: 'NAME', help: 'A receiver that has to get it.' },
  rules: { value: 'FILE', help: 'The rule file, which may be new.' },
}

const flowFlags: Flags = {
  url: { value: 'URL', help: 'The address that no flow answers.' },
  config: { value: 'FILE', help: 'The Alertmanager configuration, where there are several.' },
}

export const addFlags: Flags = { ...receiverFlags, ...alertFlags, ...flowFlags, ...common }

interface Asked {
  readonly workspace: Workspace
  readonly root: string
  readonly given: Arguments
  readonly io: Io
}

interface Kind {
  readonly flags: Flags
  readonly make: (asked: Asked) => Change | Refused
}

const kinds: Readonly<Record<string, Kind>> = {
  receiver: { flags: receiverFlags, make: receiver },
  alert: { flags: alertFlags, make: alert },
  flow: { flags: flowFlags, make: flow },
}

export async function add([name = '', ...args]: readonly string[], io: Io): Promise<Exit> {
  const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined
  if (!kind) {
    const near = closest(name, Object.keys(kinds))
    throw new Usage(`Say what to add: receiver, alert or flow.${near && name ? ` Did you mean "${near}"?` : ''}`)
  }
  const given = readArguments(args, { ...kind.flags, ...common })
  const folder = given.rest[0] ?? '.'
  const { loaded, failures } = await loadPaths([folder], io.cwd, noSettings, undefined)
  const workspace = loaded[0]?.workspace
  if (!workspace || failures.length > 0) throw new Usage(printable(failures[0] ?? `${folder}: There is nothing to read.`))
  const root = path.resolve(io.cwd, folder)
  const change = kind.make({ workspace, root, given, io })
  if (isRefused(change)) throw new Usage(printable(change.refused))
  return carryOut(change, { workspace, root, given, io }, folder)
}

async function carryOut(change: Change, { workspace, root, given, io }: Asked, folder: string): Promise<Exit> {
  const dry = given.flags['dry-run'] !== undefined
  for (const uri of new Set(change.edits.map(one => one.uri))) {
    const edits = change.edits.filter(one => one.uri === uri)
    const full = pathOfUri(uri)
    const file = workspace.files.get(uri)
    if (!file || full === undefined) continue
    io.out(`  ${'changed'.padEnd(12)}${printable(path.posix.join(folder, relativePath(uri, uriOf(root))))}\n`)
    for (const one of edits) for (const line of one.text.split(/\r?\n/).filter(Boolean)) io.out(`    + ${printableLine(line)}\n`)
    if (!dry) await writeFile(full, apply(file.text, edits))
  }
  const files = change.files.map(({ uri, ...file }) => ({ ...file, path: relativePath(uri, uriOf(root)) }))
  const steps = plan(
    files,
    await existingTexts(
      root,
      files.map(one => one.path),
    ),
  )
  const { left } = await write(root, folder, steps, { io, dry, yes: given.flags.yes !== undefined })
  for (const note of change.notes) io.out(`- ${printable(note)}\n`)
  return left > 0 && !dry ? 1 : 0
}

function receiver({ workspace, root, given, io }: Asked): Change | Refused {
  const request = {
    name: flagOf(given, 'name') ?? 'kestra',
    namespace: flagOf(given, 'namespace') ?? 'company.alerts',
    flow: flagOf(given, 'flow') ?? 'on-alert',
    matchers: given.flags.match ?? [],
    only: given.flags.only !== undefined,
  }
  return addReceiver(workspace, configuration(workspace, root, given, io), request, { webhookKey: newKey() })
}

function alert({ workspace, given, io }: Asked): Change | Refused {
  const name = needed(given, 'name')
  const receiver = flagOf(given, 'receiver')
  const request = {
    alert: name,
    expr: needed(given, 'expr'),
    for: flagOf(given, 'for') ?? '5m',
    severity: flagOf(given, 'severity') ?? 'warning',
    summary: flagOf(given, 'summary') ?? `${name} fires.`,
    ...(receiver !== undefined && { receiver }),
  }
  return addAlert(workspace, ruleFile(workspace, given, io), request)
}

function flow({ workspace, root, given, io }: Asked): Change | Refused {
  return createFlow(workspace, configuration(workspace, root, given, io), needed(given, 'url'), false)
}

function needed(given: Arguments, name: string): string {
  const value = flagOf(given, name)
  if (value === undefined || value === '') throw new Usage(`Give --${name}.`)
  return value
}

function configuration(workspace: Workspace, root: string, given: Arguments, io: Io): string {
  const named = flagOf(given, 'config')
  const all = (filesByKind(workspace).get('alertmanager') ?? []).map(one => one.uri)
  const uri = named === undefined ? all[0] : uriOf(path.resolve(io.cwd, named))
  if (uri === undefined) throw new Usage('No Alertmanager configuration was found.')
  if (!all.includes(uri)) throw new Usage(`${printable(named ?? '')} is no Alertmanager configuration in this folder.`)
  if (named === undefined && all.length > 1) throw new Usage(`Name one with --config: ${all.map(one => printable(relativePath(one, uriOf(root)))).join(', ')}.`)
  return uri
}

/** The one that is named, else the first that is there, else one beside prometheus.yml. */
function ruleFile(workspace: Workspace, given: Arguments, io: Io): string {
  const named = flagOf(given, 'rules')
  if (named !== undefined) return uriOf(path.resolve(io.cwd, named))
  const [first] = filesByKind(workspace).get('rules') ?? []
  if (first) return first.uri
  const [prometheus] = filesByKind(workspace).get('prometheus') ?? []
  if (!prometheus) throw new Usage('No rule file was found: name one with --rules.')
  return join(dirname(prometheus.uri), 'rules/alerts.yml')
}

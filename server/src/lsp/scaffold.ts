// Answers what the client asks while a stack is made or added to. Nothing is written here, and no secret is made here.
import { type CodeAction, CodeActionKind, type CodeActionParams } from 'vscode-languageserver'
import type { WebhookStation } from '../core/alertpath'
import { webhooksOf } from '../core/languages'
import { receiversOf } from '../core/languages/alertmanager/model'
import * as core from '../core/scaffold'
import { apply } from '../core/text'
import { addressIn, dirname, fileProblems, filesByKind, join, kindOf, sameStack, viewsOf, type Workspace } from '../core/workspace'
import type {
  AddAlertParams,
  Additions,
  AddReceiverParams,
  CreateFlowParams,
  PlanFilesParams,
  PlannedFile,
  StackChosen,
  StackFiles,
  StackFilesParams,
  StackNeeds,
  StackNeedsParams,
  StackOption,
  StackOptionsParams,
  Surroundings,
  SurroundingsParams,
} from '../protocol/scaffold'
import type { Asked } from './answers'
import { diagnostic, linesOf, range, span } from './convert'
import type { Session } from './session'

/** Only what fits: a client of another version may say something else. */
function read(chosen: StackChosen): core.Chosen {
  let out: core.Chosen = {}
  for (const [id, value] of Object.entries(chosen)) {
    const found = core.readOption(id, typeof value === 'string' ? value : value.join(','))
    if ('chosen' in found) out = { ...out, ...found.chosen }
  }
  return out
}

export function stackOptions({ chosen }: StackOptionsParams): StackOption[] {
  const given = read(chosen)
  const complete = core.complete(given)
  const all: core.Chosen = { ...complete, ...given }
  return core.options
    .filter(one => core.holds(one.when, all))
    .map(one => [one, core.freePattern(one, complete)] as const)
    .map(([one, pattern]) => ({
      id: one.id,
      title: one.title,
      description: one.description,
      kind: one.kind,
      choices: one.choices ?? [],
      value: given[one.id] ?? core.defaultOf(one, all),
      asked: !one.quiet,
      ...(pattern && { pattern: pattern.source, flags: pattern.flags }),
      ...(one.wants && { wants: one.wants }),
    }))
}

export const stackNeeds = ({ chosen, env, address }: StackNeedsParams): StackNeeds => ({
  needs: core.needs(core.complete(read(chosen))).map(({ name, length }) => ({ name, length })),
  known: core.knownSecrets(env, address) as Readonly<Record<string, string>>,
})

export const stackFiles = ({ chosen, secrets }: StackFilesParams): StackFiles => core.scaffold(core.complete(read(chosen)), secrets)

export const planFiles = ({ files, existing }: PlanFilesParams): PlannedFile[] =>
  core.plan(files, new Map(Object.entries(existing))).map(({ file, action, text }) => ({ file, action, text }))

export function surroundings({ store, naming }: Session, { uri }: SurroundingsParams): Surroundings {
  const { workspace } = store
  const kinds = filesByKind(workspace)
  const near = uri === undefined ? undefined : store.file(uri)?.uri
  const ordered = (kind: 'alertmanager' | 'rules' | 'prometheus'): string[] =>
    nearestFirst(
      workspace,
      (kinds.get(kind) ?? []).map(one => one.uri),
      near,
    )
  const [prometheus] = ordered('prometheus')
  return {
    configurations: ordered('alertmanager').map(one => ({ uri: naming.client(one), receivers: receiverNames(workspace, one) })),
    rules: ordered('rules').map(one => naming.client(one)),
    ...(prometheus !== undefined && { newRules: naming.client(join(dirname(prometheus), 'rules/alerts.yml')) }),
    kinds: Object.fromEntries([...kinds].map(([kind, files]) => [kind, files.length])),
  }
}

function nearestFirst(workspace: Workspace, uris: readonly string[], near: string | undefined): string[] {
  const rank = (one: string): number => (near === undefined ? 0 : one === near ? 0 : sameStack(workspace, one, near) ? 1 : 2)
  return [...uris].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
}

function receiverNames(workspace: Workspace, uri: string): string[] {
  const file = workspace.files.get(uri)
  const [view] = file ? viewsOf(workspace, file) : []
  return receiversOf(view?.root).map(one => one.name)
}

const known = ({ store }: Session, uri: string): string => store.file(uri)?.uri ?? store.name(uri)

export const addReceiver = (session: Session, { uri, key, ...request }: AddReceiverParams): Additions =>
  additions(session, core.addReceiver(session.store.workspace, known(session, uri), request, { webhookKey: key }))

export const addAlert = (session: Session, { uri, ...request }: AddAlertParams): Additions =>
  additions(session, core.addAlert(session.store.workspace, known(session, uri), request))

export function createFlow(session: Session, { uri, position }: CreateFlowParams): Additions {
  const { workspace } = session.store
  const file = session.store.file(uri)
  const [view] = file ? viewsOf(workspace, file) : []
  if (!file || !view) return refused('This file is not known.')
  const offset = linesOf(file).offset(position)
  const all = webhooksOf(view)
  const within = all.filter(one => one.spot.span.start <= offset && offset <= one.spot.span.end)
  const webhook = within[0] ?? (all.length === 1 ? all[0] : undefined)
  if (!webhook) return refused('Put the cursor into the address of a webhook first.')
  const change = flowFor(workspace, webhook)
  return change ? additions(session, change) : refused('The address stands in a file of its own, and that is not there. Make it, or add the receiver anew.')
}

/** The flow for an address, also for one in a file of its own; undefined when that is not there. */
function flowFor(workspace: Workspace, { url, file, spot }: WebhookStation): core.Change | core.Refused | undefined {
  if (url !== undefined) return core.createFlow(workspace, spot.uri, url, false)
  const address = file === undefined ? undefined : addressIn(workspace, spot.uri, file)
  return address && core.createFlow(workspace, spot.uri, address.text, true)
}

const refused = (sentence: string): Additions => ({ refused: sentence, edits: [], files: [], notes: [] })

function additions({ store, naming }: Session, change: core.Change | core.Refused): Additions {
  if (core.isRefused(change)) return refused(change.refused)
  const uris = [...new Set(change.edits.map(one => one.uri))]
  return {
    edits: uris.flatMap(uri => {
      const file = store.file(uri)
      if (!file) return []
      const edits = change.edits.filter(one => one.uri === uri)
      const changes = edits.map(one => ({ range: range(linesOf(file), one.span), newText: one.text }))
      return [{ uri: naming.client(uri), before: file.text, after: apply(file.text, edits), changes }]
    }),
    files: change.files.map(({ uri, ...file }) => ({ ...file, uri: naming.client(uri) })),
    notes: change.notes,
  }
}

const makeFlow = 'alertpath.createFlow'

/** For an address that no flow answers, whether that is known to be wrong or the flow may only live elsewhere. */
export function flowActions({ workspace, file, naming }: Asked, { range: asked, context }: CodeActionParams): CodeAction[] {
  const wants = (kind: string): boolean => !context.only || context.only.some(one => one === '' || kind === one || kind.startsWith(`${one}.`))
  const [view] = kindOf(workspace, file) === 'alertmanager' ? viewsOf(workspace, file) : []
  if (!view) return []
  const lines = linesOf(file)
  const { start, end } = span(lines, asked)
  return webhooksOf(view).flatMap(webhook => {
    const { spot } = webhook
    if (spot.span.start > end || spot.span.end < start) return []
    const problem = fileProblems(workspace, file.uri).find(
      one => one.code === 'webhook-without-flow' && one.span.start >= spot.span.start && one.span.end <= spot.span.end,
    )
    const kind = problem ? CodeActionKind.QuickFix : CodeActionKind.Refactor
    const change = wants(kind) ? flowFor(workspace, webhook) : undefined
    if (!change || core.isRefused(change)) return []
    const title = 'Create a flow for this webhook…'
    const command = { title, command: makeFlow, arguments: [naming.client(file.uri), lines.position(spot.span.start)] }
    return [{ title, kind, command, ...(problem && { diagnostics: [diagnostic(problem, file, naming)] }) }]
  })
}

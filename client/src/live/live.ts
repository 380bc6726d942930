// What all live commands share: the place they are about, the environment in use, the server that is meant.
import { commands, l10n, type Position, type Uri, window, workspace } from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import { type LiveContext, type LiveProgram, live as liveRequest } from '../../../server/src/protocol'
import { type Environments, environmentNames, local, type Missing, programNames, type Target, targetOf } from './address'
import type { Verdict } from './answers'
import type { Desk } from './desk'
import type { Gate, Stores } from './gate'

/** A place in a document, also as the argument of a lens. */
export interface Here {
  readonly uri: string
  readonly line: number
  readonly character: number
}

export interface Live {
  readonly client: BaseLanguageClient
  readonly gate: Gate
  readonly stores: Stores
  /** Programs that answer a request from this host. */
  readonly answering: ReadonlySet<LiveProgram>
}

export const deskOf = (live: Live): Desk => live.gate.desk

/** False, with the reason said, in a workspace that is not trusted. */
export async function isAllowed(live: Live): Promise<boolean> {
  if (live.gate.isOpen) return true
  const manage = l10n.t('Manage Workspace Trust')
  const message = l10n.t('This workspace is not trusted, so Alertpath contacts no server and opens no address that its files name.')
  if ((await deskOf(live).tell('warning', message, manage)) === manage) await commands.executeCommand('workbench.trust.manage')
  return false
}

/** The place that an argument names, else the cursor. */
export function hereOf(argument: unknown): Here | undefined {
  if (isHere(argument)) return argument
  const editor = window.activeTextEditor
  return editor && placeIn(editor.document.uri, editor.selection.active)
}

export const placeIn = (uri: Uri, { line, character }: Position): Here => ({ uri: uri.toString(), line, character })

function isHere(value: unknown): value is Here {
  const { uri, line, character } = (value ?? {}) as Partial<Here>
  return typeof uri === 'string' && typeof line === 'number' && typeof character === 'number'
}

export function contextAt(live: Live, here: Here | undefined): Promise<LiveContext> {
  return live.client.sendRequest<LiveContext>(liveRequest, here ? { uri: here.uri, position: { line: here.line, character: here.character } } : {})
}

/** PromQL that is selected is what the user means, not the whole expression around it. */
export function selectedQuery(here: Here | undefined, context: LiveContext): string | undefined {
  const editor = window.activeTextEditor
  if (!editor || !here || editor.document.uri.toString() !== here.uri || editor.selection.isEmpty) return context.query
  const selected = editor.document.getText(editor.selection).trim()
  return context.query?.includes(selected) ? selected : context.query
}

const chosen = 'live.environment'

export const environmentsOf = (): Environments => workspace.getConfiguration('alertpath.live').get<Environments>('environments', {}) ?? {}

/** The one in use; one that is not there any more is `local`. */
export function environmentOf({ stores }: Live): string {
  const name = stores.workspace.get<string>(chosen, local)
  return environmentNames(environmentsOf()).includes(name) ? name : local
}

export const setEnvironment = ({ stores }: Live, name: string): Thenable<void> => stores.workspace.update(chosen, name)

/** The server that is meant; undefined with the reason said when none is. */
export async function targetFor(live: Live, program: LiveProgram, context: LiveContext): Promise<Target | undefined> {
  const environment = environmentOf(live)
  const found = targetOf(program, environment, environmentsOf(), context.addresses)
  if (typeof found !== 'string') return found
  const settings = l10n.t('Open Settings')
  const answer = await deskOf(live).tell('warning', missing(found, program, environment), settings)
  if (answer === settings) await commands.executeCommand('workbench.action.openSettings', 'alertpath.live.environments')
  return undefined
}

function missing(found: Missing, program: LiveProgram, environment: string): string {
  const name = programNames[program]
  if (found === 'not-set') return l10n.t('The environment "{0}" has no address of {1}.', environment, name)
  if (found === 'credentials')
    return l10n.t(
      'The address of {0} in the environment "{1}" holds a user or a password. Take them out and use "Set Credentials": there they are kept safely.',
      name,
      environment,
    )
  return l10n.t('The address of {0} in the environment "{1}" is none: it begins with http:// or https:// and has no "?" or "#".', name, environment)
}

/** Says what an answer means; a login that is wanted can be set at once. */
export async function tellVerdict(live: Live, verdict: Verdict, target: Target, ...actions: readonly string[]): Promise<string | undefined> {
  const login = l10n.t('Set Credentials')
  const more = verdict.login ? [login, ...actions] : actions
  const answer = await deskOf(live).tell(verdict.ok ? 'information' : 'error', verdict.text, ...more)
  if (answer === login) await commands.executeCommand('alertpath.live.setCredentials', target.program)
  return answer
}

/** `local: http://localhost:9093` */
export const shown = ({ environment, address }: Target): string => `${environment}: ${address}`

// Live endpoints: the commands, and what ties them together. Loaded with the extension, silent until the user asks.
import { commands, Disposable, type ExtensionContext, ExtensionMode, l10n, workspace } from 'vscode'
import { type LiveProgram, livePrograms } from '../../../server/src/protocol'
import type { Running } from '../running'
import { resolveAlert, sendAlert } from './alert'
import { check, LiveItem } from './check'
import { type Desk, desk } from './desk'
import { Gate, type Stores } from './gate'
import { registerLenses } from './lenses'
import { deskOf, type Live } from './live'
import { chooseEnvironment, forget, setCredentials } from './manage'
import { openPage, openProgram } from './open'
import { triggerFlow } from './trigger'

/** What tests may do: answer in the place of the user, and look at what is kept. */
export interface LiveTests {
  use(desk: Desk): void
  readonly gate: Gate
  readonly stores: Stores
}

type Action = (live: Live, item: LiveItem, ...args: readonly unknown[]) => Promise<unknown>

const actions: Readonly<Record<string, Action>> = {
  openPrometheus: (live, _, here) => openProgram(live, 'prometheus', here),
  openAlertmanager: (live, _, here) => openProgram(live, 'alertmanager', here),
  openKestra: (live, _, here) => openProgram(live, 'kestra', here),
  openPage: (live, _, id, here, receiver) => openPage(live, id, here, receiver),
  sendAlert: (live, _, here) => sendAlert(live, here),
  resolveAlert: live => resolveAlert(live),
  triggerFlow: (live, _, here) => triggerFlow(live, here),
  check,
  chooseEnvironment,
  setCredentials: (live, _, program) => setCredentials(live, program),
  forget,
}

/** Browsers are told by Prometheus alone what it says to pages of other origins. */
const toPages: ReadonlySet<LiveProgram> = new Set(['prometheus'])

export function registerLive(context: ExtensionContext, { client, host, log }: Running): { readonly disposable: Disposable; readonly tests?: LiveTests } {
  const stores: Stores = { workspace: context.workspaceState, global: context.globalState, secrets: context.secrets }
  const gate = new Gate(stores, host.send, log, desk)
  const live: Live = { client, gate, stores, answering: host.name === 'node' ? new Set(livePrograms) : toPages }
  const item = new LiveItem()
  const run = (action: Action, args: readonly unknown[]): Promise<unknown> =>
    action(live, item, ...args).catch((error: unknown) => {
      log.error(String(error))
      void deskOf(live).tell('error', l10n.t('Alertpath could not do that. The output channel "Alertpath" says why.'))
    })
  const disposable = Disposable.from(
    item,
    registerLenses(live),
    workspace.onDidChangeConfiguration(event => event.affectsConfiguration('alertpath.live.environments') && item.reset()),
    ...Object.entries(actions).map(([name, action]) => commands.registerCommand(`alertpath.live.${name}`, (...args: unknown[]) => run(action, args))),
  )
  if (context.extensionMode !== ExtensionMode.Test) return { disposable }
  const use = (other: Desk): void => {
    gate.desk = other
  }
  return { disposable, tests: { use, gate, stores } }
}

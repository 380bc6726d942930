// Adds to a stack that is there: Kestra as a receiver, an alert with its test, a flow for an address. The server says what would be
// written, the user looks at it, and it is one edit.
import { commands, l10n, Position, type QuickPickItem, Uri, window, workspace } from 'vscode'
import * as protocol from '../../../server/src/protocol/scaffold'
import type { Running } from '../running'
import { type DraftFile, pathIn, review, write } from './draft'
import { randomText } from './secrets'
import { planned } from './stack'
import { type Answer, askAll, askText, back, pickOne, type Question } from './steps'

/** Looks like an answer, or what to ask on the way to it. */
type Made = { readonly files?: readonly DraftFile[]; readonly notes?: readonly string[] }

interface Receiver extends Made, protocol.AddReceiverParams {
  /** Taken already. */
  readonly taken: readonly string[]
}

export async function addReceiver(running: Running): Promise<void> {
  const around = await surroundingsOf(running)
  const [first] = around.configurations
  if (!first) {
    await offerScaffold(l10n.t('There is no Alertmanager configuration in this workspace yet.'))
    return
  }
  const start: Receiver = {
    uri: first.uri,
    taken: first.receivers,
    name: 'kestra',
    namespace: 'company.alerts',
    flow: 'on-alert',
    matchers: [],
    only: false,
    key: randomText(40),
  }
  const done = await askAll<Receiver>(l10n.t('Add Kestra Receiver'), start, [
    ...(around.configurations.length > 1 ? [askConfiguration(around)] : []),
    askReceiverName,
    text('namespace', () => l10n.t('Namespace of the flow'), /^[a-z0-9](?:[a-z0-9._-]{0,148}[a-z0-9])?$/),
    text('flow', () => l10n.t('Id of the flow; a flow that is not there is made'), /^[a-zA-Z0-9][a-zA-Z0-9_-]{0,99}$/),
    askWhich,
    askOthers,
    lookAt(running, ({ taken: _, files: __, notes: ___, ...request }) => running.client.sendRequest(protocol.addReceiver, request)),
  ])
  await carryOut(running, done)
}

const surroundingsOf = ({ client }: Running): Promise<protocol.Surroundings> => {
  const uri = window.activeTextEditor?.document.uri.toString()
  return client.sendRequest<protocol.Surroundings>(protocol.surroundings, uri === undefined ? {} : { uri })
}

async function offerScaffold(sentence: string): Promise<void> {
  const make = l10n.t('Scaffold Full Stack')
  if ((await window.showInformationMessage(sentence, make)) === make) await commands.executeCommand('alertpath.scaffoldStack')
}

const askConfiguration =
  ({ configurations }: protocol.Surroundings): Question<Receiver> =>
  async (state, place) => {
    const items = configurations.map(one => ({ label: workspace.asRelativePath(Uri.parse(one.uri)), one }))
    const picked = await pickOne({ place, hint: l10n.t('The configuration of Alertmanager'), items, chosen: ({ one }) => one.uri === state.uri })
    return picked === undefined || picked === back ? picked : { ...state, uri: picked.one.uri, taken: picked.one.receivers }
  }

const askReceiverName: Question<Receiver> = async (state, place) => {
  const wrong = (name: string): string | undefined => {
    if (name === '') return l10n.t('A receiver needs a name.')
    return state.taken.includes(name) ? l10n.t('There is a receiver "{0}" already.', name) : undefined
  }
  const free = [state.name, 'kestra', ...Array.from({ length: 98 }, (_, n) => `kestra-${n + 2}`)].find(one => !state.taken.includes(one)) ?? ''
  const name = await askText({ place, prompt: l10n.t('Name of the receiver'), value: free, wrong })
  return name === undefined || name === back ? name : { ...state, name }
}

/** One line of text with a shape. */
const text =
  <K extends string>(key: K, prompt: () => string, pattern: RegExp = /./) =>
  async <S extends { readonly [key in K]: string }>(state: S, place: Parameters<Question<S>>[1]): Promise<Answer<S>> => {
    const wrong = (value: string): string | undefined => (pattern.test(value) ? undefined : l10n.t('"{0}" does not fit here.', value))
    const value = await askText({ place, prompt: prompt(), value: state[key], wrong })
    return value === undefined || value === back ? value : { ...state, [key]: value }
  }

interface Which extends QuickPickItem {
  readonly matchers?: readonly string[]
}

const askWhich: Question<Receiver> = async (state, place) => {
  const items: Which[] = [
    { label: l10n.t('All alerts'), matchers: [] },
    { label: l10n.t('Critical alerts'), description: 'severity = critical', matchers: ['severity = critical'] },
    { label: l10n.t('Others…'), description: 'team = shop' },
  ]
  const picked = await pickOne({ place, hint: l10n.t('Which alerts start the flow'), items, chosen: one => one === items[0] })
  if (picked === undefined || picked === back) return picked
  if (picked.matchers) return { ...state, matchers: picked.matchers }
  const matcher = /^[^\s=!~{}]+\s*(?:=~|!~|!=|=)\s*\S.*$/
  const wrong = (value: string): string | undefined => (matcher.test(value) ? undefined : l10n.t('Write a label and its value, such as severity = critical.'))
  const value = await askText({ place, prompt: l10n.t('A matcher as Alertmanager writes it'), value: 'severity = critical', wrong })
  return value === undefined || value === back ? value : { ...state, matchers: [value] }
}

const askOthers: Question<Receiver> = async (state, place) => {
  const items = [
    { label: l10n.t('The flow and those who get them now'), only: false },
    { label: l10n.t('The flow only'), only: true },
  ]
  const picked = await pickOne({ place, hint: l10n.t('Who gets these alerts'), items, chosen: one => one.only === state.only })
  return picked === undefined || picked === back ? picked : { ...state, only: picked.only }
}

interface Alert extends Made, Omit<protocol.AddAlertParams, 'receiver'> {
  readonly receiver: string | undefined
}

export async function addAlert(running: Running): Promise<void> {
  const around = await surroundingsOf(running)
  const files = around.rules.length > 0 ? around.rules : around.newRules ? [around.newRules] : []
  const [first] = files
  if (first === undefined) {
    await offerScaffold(l10n.t('There are no rules and no Prometheus configuration in this workspace yet.'))
    return
  }
  const receivers = [...new Set(around.configurations.flatMap(one => one.receivers))]
  const start: Alert = { uri: first, alert: '', expr: '', for: '5m', severity: 'warning', summary: '', receiver: undefined }
  const done = await askAll<Alert>(l10n.t('Add Alert'), start, [
    ...(files.length > 1 ? [askRuleFile(files)] : []),
    text('alert', () => l10n.t('Name of the alert, such as DiskFull')),
    text('expr', () => l10n.t('Expression: the alert fires for each series that it yields, such as up == 0')),
    text('for', () => l10n.t('How long it has to hold before the alert fires'), /^(?:0|(?:\d+(?:ms|[smhdwy]))+)$/),
    askSeverity,
    (state, place) => text('summary', () => l10n.t('Summary, for people'))({ ...state, summary: state.summary || `${state.alert} fires.` }, place),
    ...(receivers.length > 0 ? [askReceiver(receivers)] : []),
    lookAt(running, ({ receiver, files: _, notes: __, ...request }) =>
      running.client.sendRequest(protocol.addAlert, { ...request, ...(receiver && { receiver }) }),
    ),
  ])
  await carryOut(running, done)
}

const askRuleFile =
  (files: readonly string[]): Question<Alert> =>
  async (state, place) => {
    const items = files.map(uri => ({ label: workspace.asRelativePath(Uri.parse(uri)), uri }))
    const picked = await pickOne({ place, hint: l10n.t('The rule file'), items, chosen: one => one.uri === state.uri })
    return picked === undefined || picked === back ? picked : { ...state, uri: picked.uri }
  }

const askSeverity: Question<Alert> = async (state, place) => {
  const items = ['critical', 'warning', 'info'].map(label => ({ label }))
  const picked = await pickOne({ place, hint: l10n.t('How bad it is: the label "severity"'), items, chosen: one => one.label === state.severity })
  return picked === undefined || picked === back ? picked : { ...state, severity: picked.label }
}

const askReceiver =
  (receivers: readonly string[]): Question<Alert> =>
  async (state, place) => {
    const items: (QuickPickItem & { readonly receiver: string | undefined })[] = [
      { label: l10n.t('As the routes say'), receiver: undefined },
      ...receivers.map(receiver => ({ label: receiver, description: l10n.t('a route is added if it needs one'), receiver })),
    ]
    const picked = await pickOne({ place, hint: l10n.t('Who gets it'), items, chosen: one => one.receiver === state.receiver })
    return picked === undefined || picked === back ? picked : { ...state, receiver: picked.receiver }
  }

/** The quick fix hands over the place; as a command of its own it takes the cursor. */
export async function createFlow(running: Running, uri?: unknown, at?: unknown): Promise<void> {
  const editor = window.activeTextEditor
  const { line, character } = isPlace(at) ? at : (editor?.selection.active ?? new Position(0, 0))
  const document = typeof uri === 'string' ? uri : editor?.document.uri.toString()
  if (document === undefined) return
  const params: protocol.CreateFlowParams = { uri: document, position: { line, character } }
  const done = await askAll<Made>(l10n.t('Create Flow for This Webhook'), {}, [lookAt(running, () => running.client.sendRequest(protocol.createFlow, params))])
  await carryOut(running, done)
}

const isPlace = (value: unknown): value is { line: number; character: number } =>
  typeof value === 'object' &&
  value !== null &&
  'line' in value &&
  typeof value.line === 'number' &&
  'character' in value &&
  typeof value.character === 'number'

/** The last question: is that what you want? */
const lookAt =
  <S extends Made>(running: Running, make: (state: S) => Promise<protocol.Additions>): Question<S> =>
  async (state, place) => {
    const found = await make(state)
    if (found.refused !== undefined) {
      void window.showWarningMessage(found.refused)
      return place.step > 1 ? back : undefined
    }
    const edits = found.edits.map((one): DraftFile => ({ uri: Uri.parse(one.uri), action: 'edit', before: one.before, after: one.after }))
    const uris = new Map(found.files.map(one => [one.uri, one]))
    const files = [...uris].map(([path, { uri: _, ...file }]): protocol.StackFile => ({ ...file, path }))
    const all = [...edits, ...(await planned(running.client, files, path => Uri.parse(path)))]
    const answer = await review({ place, files: all, folder: folderOf(all) })
    return answer === undefined || answer === back ? answer : { ...state, files: answer, notes: found.notes }
  }

/** What all of them have in common. */
function folderOf(files: readonly DraftFile[]): Uri {
  const [first] = files
  const folder = first && workspace.getWorkspaceFolder(first.uri)
  if (folder) return folder.uri
  return first ? Uri.joinPath(first.uri, '..') : Uri.parse('file:///')
}

async function carryOut({ host }: Running, done: Made | undefined): Promise<void> {
  if (!done?.files?.length) return
  const { written, left } = await write(done.files, host)
  const shown = written.find(one => one.action === 'edit') ?? written.find(one => /\.ya?ml$/.test(one.uri.path))
  // Not `showTextDocument`, which holds the document for minutes after its tab was closed: a flow that is deleted would count that long.
  if (shown) await commands.executeCommand('vscode.open', shown.uri, { preview: false })
  const sentences = [
    l10n.t('Written: {0}.', written.map(one => pathIn(folderOf(written), one.uri)).join(', ')),
    ...(left.length > 0 ? [l10n.t('Left alone, because they changed meanwhile: {0}.', left.length)] : []),
    ...(done.notes ?? []),
  ]
  void window.showInformationMessage(sentences.join(' '))
}

// "Scaffold Full Stack…": where, what, a look at every file, then one edit. Nothing is overwritten without a tick.
import { commands, FileType, l10n, type QuickPickItem, ThemeIcon, Uri, window, workspace } from 'vscode'
import * as protocol from '../../../server/src/protocol/scaffold'
import type { Running } from '../running'
import { type DraftFile, review, textOf, type Written, write } from './draft'
import { randomText } from './secrets'
import { type Answer, ask, askText, back, type Place, pickMany, pickOne, type Question } from './steps'
import { remember } from './undo'
import { inWords } from './words'

interface State {
  readonly folder?: Uri
  readonly chosen: protocol.StackChosen
  /** The options that were asked, in order. */
  readonly asked: readonly string[]
  readonly files?: readonly DraftFile[]
  readonly notes: readonly string[]
}

export async function scaffoldStack(running: Running): Promise<void> {
  const secrets = new Map<string, string>()
  const done = await ask<State>(l10n.t('Scaffold Full Stack'), { chosen: {}, asked: [], notes: [] }, async state => {
    if (state.files) return undefined
    const options = await optionsOf(running, state.chosen)
    const total = options.filter(one => one.asked).length + 2
    if (!state.folder) return { question: askFolder, total }
    const option = options.find(one => one.asked && !state.asked.includes(one.id))
    return { question: option ? askOption(option) : askFiles(running, secrets), total }
  })
  if (done?.files?.length && done.folder) await carryOut(running, done.folder, done.files, done.notes)
}

const optionsOf = async ({ client }: Running, chosen: protocol.StackChosen): Promise<protocol.StackOption[]> =>
  (await client.sendRequest<protocol.StackOption[]>(protocol.stackOptions, { chosen })).map(inWords)

interface FolderItem extends QuickPickItem {
  readonly folder?: Uri
}

/** The answers given last, so that going back and forth loses none. */
const remembered = new Map<string, string | readonly string[]>()

const askFolder: Question<State> = async (state, place) => {
  const items = await folderItems()
  const picked = await pickOne({ place, hint: l10n.t('Where the stack is written'), items, chosen: one => one === items[0] })
  if (picked === undefined || picked === back) return picked
  const folder = picked.folder ?? (await chooseFolder())
  return folder ? { ...state, folder } : undefined
}

async function folderItems(): Promise<FolderItem[]> {
  const items: FolderItem[] = []
  for (const { uri, name } of workspace.workspaceFolders ?? []) {
    const own = { label: `$(folder) ${name}`, description: l10n.t('the folder itself'), folder: uri }
    const below = { label: `$(new-folder) ${name}/monitoring`, description: l10n.t('a folder of its own'), folder: Uri.joinPath(uri, 'monitoring') }
    items.push(...((await suits(uri)) ? [own, below] : [below, own]))
  }
  return [...items, { label: `$(folder-opened) ${l10n.t('Choose a folder…')}` }]
}

/** Empty, or with a stack of ours in it. */
async function suits(folder: Uri): Promise<boolean> {
  const entries = await workspace.fs.readDirectory(folder).then(undefined, () => [])
  const folders = new Set(entries.flatMap(([name, type]) => (type & FileType.Directory ? [name] : [])))
  return entries.every(([name]) => name.startsWith('.')) || ['prometheus', 'alertmanager', 'kestra'].every(one => folders.has(one))
}

async function chooseFolder(): Promise<Uri | undefined> {
  const [picked] = (await window.showOpenDialog({ canSelectFiles: false, canSelectFolders: true, openLabel: l10n.t('Write the stack here') })) ?? []
  return picked
}

interface ChoiceItem extends QuickPickItem {
  readonly id: string
}

const askOption =
  (option: protocol.StackOption): Question<State> =>
  async (state, place) => {
    const value = remembered.get(option.id) ?? option.value
    const items = option.choices.map((one): ChoiceItem => ({ id: one.id, label: one.title, detail: one.description }))
    const here = { ...place, title: `${place.title}: ${option.title}` }
    const chosen = (one: ChoiceItem): boolean => (typeof value === 'string' ? value === one.id : value.includes(one.id))
    const answer: Answer<string | readonly string[]> =
      option.kind === 'many'
        ? idsOf(await pickMany({ place: here, hint: l10n.t('Tick what you want, then press Enter'), items, chosen }))
        : idOf(await pickOne({ place: here, hint: option.title, items, chosen }))
    if (answer === undefined || answer === back) return answer
    remembered.set(option.id, answer)
    return { ...state, chosen: { ...state.chosen, [option.id]: answer }, asked: [...state.asked, option.id] }
  }

const idOf = (answer: Answer<ChoiceItem>): Answer<string> => (answer === undefined || answer === back ? answer : answer.id)
const idsOf = (answer: Answer<readonly ChoiceItem[]>): Answer<readonly string[]> =>
  answer === undefined || answer === back ? answer : answer.map(one => one.id)

const askFiles =
  (running: Running, secrets: Map<string, string>): Question<State> =>
  async (state, place) => {
    const { folder } = state
    if (!folder) return undefined
    const { files, notes } = await drafted(running, folder, state.chosen, secrets)
    if (files.every(one => one.action === 'same' || one.action === 'keep')) {
      void window.showInformationMessage(l10n.t('All of it is there already; nothing has to be written.'))
      return undefined
    }
    let again = false
    const names = { iconPath: new ThemeIcon('settings-gear'), tooltip: l10n.t('Names, Addresses and Ports…') }
    const pressed = (_: unknown, pick: { hide(): void }): void => {
      again = true
      pick.hide()
    }
    const answer = await review({ place, files, folder, buttons: [names], pressed })
    if (again) return askFiles(running, secrets)({ ...state, chosen: await askQuiet(running, state.chosen, place) }, place)
    return answer === undefined || answer === back ? answer : { ...state, files: answer, notes }
  }

/** What nearly nobody changes. Escape leads back to the files. */
async function askQuiet(running: Running, chosen: protocol.StackChosen, place: Place): Promise<protocol.StackChosen> {
  const options = (await optionsOf(running, chosen)).filter(one => !one.asked && one.kind === 'text')
  const items = options.map(option => ({ label: option.title, description: String(option.value), option }))
  const picked = await window.showQuickPick(items, { title: place.title, placeHolder: l10n.t('What to change; Escape leads back'), ignoreFocusOut: true })
  if (!picked) return chosen
  const { option } = picked
  const pattern = option.pattern === undefined ? undefined : new RegExp(option.pattern, option.flags)
  const wrong = (text: string): string | undefined => (!pattern || pattern.test(text) ? undefined : l10n.t('It has to be {0}.', option.wants ?? ''))
  const text = await askText({ place: { ...place, step: 1, total: 1 }, prompt: option.title, value: String(option.value), wrong })
  return askQuiet(running, typeof text === 'string' ? { ...chosen, [option.id]: text } : chosen, place)
}

/** A second run keeps the secrets of the first. */
async function drafted({ client }: Running, folder: Uri, chosen: protocol.StackChosen, made: Map<string, string>) {
  const at = (path: string): Uri => Uri.joinPath(folder, path)
  const [env, address] = await Promise.all([textOf(at('.env')), textOf(at('alertmanager/secrets/kestra_url'))])
  const { needs, known } = await client.sendRequest<protocol.StackNeeds>(protocol.stackNeeds, {
    chosen,
    ...(env !== undefined && { env }),
    ...(address !== undefined && { address }),
  })
  for (const { name, length } of needs) if (!made.has(name)) made.set(name, randomText(length))
  const secrets = { ...Object.fromEntries(made), ...known }
  const { files, notes } = await client.sendRequest<protocol.StackFiles>(protocol.stackFiles, { chosen, secrets })
  const drafts = await planned(client, files, at)
  const kept = drafts.flatMap(({ action, kept }) => (action === 'keep' && kept !== undefined ? [kept] : []))
  return { files: drafts, notes: [...kept, ...notes] }
}

/** What writing the files would do to those that are there. */
export async function planned(client: Running['client'], files: readonly protocol.StackFile[], at: (path: string) => Uri): Promise<DraftFile[]> {
  const existing: Record<string, string> = {}
  for (const { path } of files) {
    const text = await textOf(at(path))
    if (text !== undefined) existing[path] = text
  }
  const steps = await client.sendRequest<protocol.PlannedFile[]>(protocol.planFiles, { files, existing })
  return steps.map(({ file, action, text }): DraftFile => {
    const before = existing[file.path]
    return {
      uri: at(file.path),
      action,
      ...(before !== undefined && { before }),
      after: text,
      ...(file.mode !== undefined && { mode: file.mode }),
      ...(file.ignored && { ignored: true }),
      ...(file.kept !== undefined && { kept: file.kept }),
    }
  })
}

async function carryOut(running: Running, folder: Uri, files: readonly DraftFile[], notes: readonly string[]): Promise<void> {
  const done = await write(files, running.host)
  await remember(
    running.context,
    folder,
    done.written.filter(one => one.before === undefined),
  )
  await showReadme(folder)
  await tell(done, notes, folder)
}

async function showReadme(folder: Uri): Promise<void> {
  const readme = Uri.joinPath(folder, 'README.md')
  await commands
    .executeCommand('markdown.showPreview', readme)
    .then(undefined, () => window.showTextDocument(readme, { preview: true }).then(undefined, () => {}))
}

async function tell({ written, left }: Written, notes: readonly string[], folder: Uri): Promise<void> {
  const [open, undo] = [l10n.t('Open Folder'), l10n.t('Undo')]
  const outside = !workspace.getWorkspaceFolder(folder)
  const sentences = [
    l10n.t('Files written: {0}.', written.length),
    ...(left.length > 0 ? [l10n.t('Left alone, because they changed meanwhile: {0}.', left.length)] : []),
    ...notes,
  ]
  const buttons = [...(outside ? [open] : []), undo]
  void window.showInformationMessage(sentences.join(' '), ...buttons).then(async pressed => {
    if (pressed === open) await commands.executeCommand('vscode.openFolder', folder)
    if (pressed === undo) await commands.executeCommand('alertpath.undoLastScaffold')
  })
}

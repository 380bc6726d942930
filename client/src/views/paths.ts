// The tree "Alert Paths": each alert with its routes, receivers and flows. It follows the cursor, and says in words what does not arrive.
import {
  commands,
  Disposable,
  EventEmitter,
  l10n,
  ThemeColor,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  type TreeView,
  Uri,
  window,
  workspace,
} from 'vscode'
import { alertPaths, type PathAnswer, type PathKind, type PathRow, pathsChanged, showPlaces } from '../../../server/src/protocol/path'
import type { Running } from '../running'
import { open, show } from './places'

const id = 'alertpath.paths'

/** A row of the tree, with the way to it. */
interface Node {
  readonly parent: Node | undefined
  readonly row?: PathRow
  /** A rule file, where there are several. */
  readonly file?: string
  readonly children: Node[]
}

class Paths implements TreeDataProvider<Node> {
  readonly #changed = new EventEmitter<undefined>()
  #roots: Node[] | undefined
  readonly onDidChangeTreeData = this.#changed.event

  constructor(private readonly running: Running) {}

  changed(): void {
    this.#roots = undefined
    this.#changed.fire(undefined)
  }

  async roots(): Promise<Node[]> {
    this.#roots ??= nodesOf(await this.#ask())
    return this.#roots
  }

  /** Not before the server runs, which takes a moment when the view is what starts it. */
  async #ask(): Promise<PathAnswer> {
    return this.running.client.sendRequest<PathAnswer>(alertPaths, {}).catch((): PathAnswer => ({ files: [], left: 0 }))
  }

  getChildren(node?: Node): Promise<Node[]> | Node[] {
    return node ? node.children : this.roots()
  }

  getParent(node: Node): Node | undefined {
    return node.parent
  }

  getTreeItem(node: Node): TreeItem {
    return node.row ? itemOf(node.row, node.children.length > 0) : fileItem(node)
  }

  dispose(): void {
    this.#changed.dispose()
  }
}

function nodesOf({ files }: PathAnswer): Node[] {
  const node = (row: PathRow, parent: Node | undefined): Node => {
    const children: Node[] = []
    const made: Node = { parent, row, children }
    children.push(...row.next.map(one => node(one, made)))
    return made
  }
  if (files.length < 2) return files.flatMap(one => one.rows.map(row => node(row, undefined)))
  return files.map(({ uri, rows }) => {
    const children: Node[] = []
    const made: Node = { parent: undefined, file: uri, children }
    children.push(...rows.map(row => node(row, made)))
    return made
  })
}

function fileItem({ file = '', children }: Node): TreeItem {
  const item = new TreeItem(Uri.parse(file), TreeItemCollapsibleState.Expanded)
  item.iconPath = ThemeIcon.File
  item.description = children.length === 1 ? l10n.t('1 alert') : l10n.t('{0} alerts', children.length)
  return item
}

const icons: Readonly<Record<PathKind, string>> = {
  alert: 'bell',
  route: 'git-branch',
  receiver: 'inbox',
  message: 'mail',
  webhook: 'link-external',
  flow: 'play-circle',
  end: 'circle-slash',
}

const kindWords = (): Readonly<Record<PathKind, string>> => ({
  alert: l10n.t('Alert'),
  route: l10n.t('Route'),
  receiver: l10n.t('Receiver'),
  message: l10n.t('Message'),
  webhook: l10n.t('Webhook'),
  flow: l10n.t('Flow'),
  end: l10n.t('End'),
})

function itemOf(row: PathRow, open: boolean): TreeItem {
  const item = new TreeItem(
    row.label,
    open ? (row.kind === 'alert' ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.Expanded) : TreeItemCollapsibleState.None,
  )
  const sure = { yes: undefined, no: l10n.t('does not arrive'), maybe: l10n.t('perhaps') }[row.certainty]
  const kind = kindWords()[row.kind]
  item.iconPath = row.certainty === 'no' ? new ThemeIcon('error', new ThemeColor('list.errorForeground')) : new ThemeIcon(icons[row.kind])
  item.description = [...(row.kind === 'end' ? [] : [kind.toLocaleLowerCase()]), ...(sure ? [sure] : [])].join(', ')
  item.tooltip = [`${kind} ${row.label}`, ...(sure ? [sure] : []), ...(row.why ? [row.why] : [])].join('\n')
  item.accessibilityInformation = { label: [kind, row.label, sure, row.why].filter(one => one !== undefined).join(', ') }
  item.contextValue = row.kind
  if (row.place) item.command = { command: 'alertpath.paths.open', title: l10n.t('Open'), arguments: [row.place] }
  return item
}

export function registerPaths(running: Running): Disposable {
  const paths = new Paths(running)
  const view = window.createTreeView(id, { treeDataProvider: paths, showCollapseAll: true })
  let waiting: ReturnType<typeof setTimeout> | undefined
  const follow = (): void => {
    clearTimeout(waiting)
    waiting = setTimeout(() => void (view.visible && follows() && reveal(view, paths, { focus: false })), 150)
  }
  return Disposable.from(
    paths,
    view,
    running.client.onNotification(pathsChanged, () => {
      paths.changed()
      follow()
    }),
    window.onDidChangeTextEditorSelection(({ textEditor }) => textEditor === window.activeTextEditor && follow()),
    view.onDidChangeVisibility(follow),
    commands.registerCommand(showPlaces, show),
    commands.registerCommand('alertpath.paths.open', open),
    commands.registerCommand('alertpath.paths.refresh', () => paths.changed()),
    commands.registerCommand('alertpath.paths.show', async () => {
      await commands.executeCommand(`${id}.focus`)
      await reveal(view, paths, { focus: true })
    }),
  )
}

const follows = (): boolean => workspace.getConfiguration('alertpath.paths').get<boolean>('followCursor', true)

async function reveal(view: TreeView<Node>, paths: Paths, { focus }: { readonly focus: boolean }): Promise<void> {
  const node = atCursor(await paths.roots(), view.selection[0])
  if (node && node !== view.selection[0])
    await view.reveal(node, { select: true, focus, expand: node.row?.kind === 'alert' ? 3 : false }).then(undefined, () => {})
}

/** The station whose place is the last one at or above the cursor; below what is selected rather than anywhere else. */
function atCursor(roots: readonly Node[], selected: Node | undefined): Node | undefined {
  const editor = window.activeTextEditor
  if (!editor) return undefined
  const uri = editor.document.uri.toString()
  const { line } = editor.selection.active
  const top = selected && topOf(selected)
  const ordered = top ? [top, ...roots.filter(one => one !== top)] : roots
  let best: Node | undefined
  let bestLine = -1
  for (const node of walk(ordered)) {
    const place = node.row?.place
    if (!place || !isSame(place.uri, uri) || place.range.start.line > line || place.range.start.line <= bestLine) continue
    best = node
    bestLine = place.range.start.line
  }
  return best
}

const isSame = (one: string, other: string): boolean => one === other || Uri.parse(one).toString() === other

function topOf(node: Node): Node {
  let at = node
  while (at.parent?.row) at = at.parent
  return at
}

function* walk(nodes: readonly Node[]): Generator<Node> {
  for (const node of nodes) {
    yield node
    yield* walk(node.children)
  }
}

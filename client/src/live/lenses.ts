// Lenses above alerts and flows, links on jobs and receivers: each leads to a page or tries something. Only in a trusted workspace.
import { CodeLens, Disposable, DocumentLink, EventEmitter, l10n, languages, Range, type TextDocument, Uri, workspace } from 'vscode'
import { type LivePlace, livePlaces } from '../../../server/src/protocol'
import { selector } from '../languages'
import type { Here, Live } from './live'
import type { PageId } from './pages'

export function registerLenses(live: Live): Disposable {
  const changed = new EventEmitter<void>()
  const documents = [...selector] as never
  return Disposable.from(
    changed,
    languages.registerCodeLensProvider(documents, {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses: async document => (isOn(document) ? (await placesIn(live, document)).flatMap(place => lensesAt(document, place)) : []),
    }),
    languages.registerDocumentLinkProvider(documents, {
      provideDocumentLinks: async document => (workspace.isTrusted ? (await placesIn(live, document)).flatMap(place => linkAt(document, place)) : []),
    }),
    workspace.onDidGrantWorkspaceTrust(() => changed.fire()),
    workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration('alertpath.live.codeLens')) changed.fire()
    }),
  )
}

const isOn = ({ uri }: TextDocument): boolean => workspace.isTrusted && workspace.getConfiguration('alertpath.live', uri).get<boolean>('codeLens', true)

async function placesIn({ client }: Live, document: TextDocument): Promise<readonly LivePlace[]> {
  if (!client.isRunning()) return []
  return client.sendRequest<LivePlace[]>(livePlaces, { uri: document.uri.toString() }).catch(() => [])
}

const rangeOf = ({ start, end }: LivePlace['range']): Range => new Range(start.line, start.character, end.line, end.character)

const hereOf = ({ uri }: TextDocument, { range: { start } }: LivePlace): Here => ({ uri: uri.toString(), line: start.line, character: start.character })

function lensesAt(document: TextDocument, place: LivePlace): CodeLens[] {
  const here = hereOf(document, place)
  const lens = (title: string, command: string, ...args: readonly unknown[]): CodeLens =>
    new CodeLens(rangeOf(place.range), { title, command: `alertpath.live.${command}`, arguments: [...args, here] })
  const page = (title: string, id: PageId): CodeLens => lens(title, 'openPage', id)
  switch (place.kind) {
    case 'alert':
      return [
        page(l10n.t('Alerts in Prometheus'), 'prometheus.alerts'),
        page(l10n.t('Graph'), 'prometheus.graph'),
        lens(l10n.t('Send Test Alert'), 'sendAlert'),
      ]
    case 'record':
      return [page(l10n.t('Graph'), 'prometheus.graph')]
    case 'flow':
      return [page(l10n.t('Open in Kestra'), 'kestra.flow'), page(l10n.t('Executions'), 'kestra.executions')]
    case 'trigger':
      return [lens(l10n.t('Trigger with Sample Payload'), 'triggerFlow')]
    default:
      return []
  }
}

function linkAt(document: TextDocument, place: LivePlace): DocumentLink[] {
  const here = hereOf(document, place)
  const link = (id: PageId, tooltip: string, ...more: readonly string[]): DocumentLink[] => {
    const target = Uri.parse(`command:alertpath.live.openPage?${encodeURIComponent(JSON.stringify([id, here, ...more]))}`)
    return [Object.assign(new DocumentLink(rangeOf(place.key ?? place.range), target), { tooltip })]
  }
  if (place.kind === 'flow') return link('kestra.flow', l10n.t('Open the flow in Kestra'))
  if (place.kind === 'job') return link('prometheus.targets', l10n.t('Open the targets in Prometheus'))
  if (place.kind === 'receiver') return link('alertmanager.alerts', l10n.t('Open its alerts in Alertmanager'), place.name)
  return []
}

// "Show Status": what an issue report needs. No text of any file, no secret, no path.
import {
  type Disposable,
  EventEmitter,
  env,
  extensions,
  type LogOutputChannel,
  l10n,
  type TextDocumentContentProvider,
  Uri,
  version,
  window,
  workspace,
} from 'vscode'
import { type StatusReport, statusReport } from '../../server/src/protocol'
import type { Running } from './running'

const place = Uri.parse('alertpath:/Alertpath%20Status.md')

/** Holds the last report; it is read-only and never asks to be saved. */
class Reports implements TextDocumentContentProvider {
  readonly #changed = new EventEmitter<Uri>()
  #content = ''
  readonly onDidChange = this.#changed.event

  show(content: string): void {
    this.#content = content
    this.#changed.fire(place)
  }

  provideTextDocumentContent(): string {
    return this.#content
  }
}

const reports = new Reports()

export const registerReports = (): Disposable => workspace.registerTextDocumentContentProvider(place.scheme, reports)

export async function showReport(running: Running): Promise<void> {
  const report = await askServer(running)
  const content = [...client(running), ...(report ? server(report) : [`- ${l10n.t('The server does not answer.')}`]), ''].join('\n')
  reports.show(content)
  await window.showTextDocument(await workspace.openTextDocument(place), { preview: true })
}

async function askServer({ client, log }: Running): Promise<StatusReport | undefined> {
  const late = new Promise<undefined>(resolve => setTimeout(() => resolve(undefined), 5_000))
  return Promise.race([client.sendRequest<StatusReport>(statusReport).catch((error: unknown) => unanswered(log, error)), late])
}

function unanswered(log: LogOutputChannel, error: unknown): undefined {
  log.warn(String(error))
  return undefined
}

function client({ host }: Running): string[] {
  const own = extensions.getExtension('alertpath.alertpath')?.packageJSON as { version?: string } | undefined
  return [
    '# Alertpath',
    '',
    `- ${l10n.t('Extension')}: ${own?.version ?? '?'} (${host.name})`,
    `- ${l10n.t('Editor')}: ${version}, ${env.appHost}, ${env.language}`,
    `- ${l10n.t('Folders')}: ${workspace.workspaceFolders?.length ?? 0}`,
    `- ${l10n.t('Trusted')}: ${workspace.isTrusted ? l10n.t('yes') : l10n.t('no')}`,
  ]
}

function server(report: StatusReport): string[] {
  return [
    `- ${l10n.t('Server')}: ${report.version}${report.memory ? `, ${Math.round(report.memory / 1e6)} MB` : ''}`,
    ...section(
      l10n.t('Versions'),
      report.versions.map(({ program, version, source }) => [program, `${version} (${source})`]),
    ),
    ...section(l10n.t('Files'), Object.entries(report.files)),
    ...section(l10n.t('Problems'), Object.entries(report.problems)),
    ...section(
      l10n.t('Timings'),
      Object.entries(report.timings).map(([name, ms]) => [name, `${ms.toFixed(1)} ms`]),
    ),
  ]
}

const section = (title: string, rows: readonly (readonly [string, string | number])[]): string[] =>
  rows.length ? ['', `## ${title}`, '', ...rows.map(([name, value]) => `- ${name}: ${value}`)] : []

// The language status item: what the active document was taken for, and the way to correct it.
import { type Disposable, EventEmitter, LanguageStatusSeverity, l10n, languages, window } from 'vscode'
import type { StatusParams } from '../../server/src/protocol'
import { kindLabel } from './kinds'
import { selector } from './languages'

const chooseKind = { command: 'alertpath.chooseKind', title: '' }

export class StatusItem implements Disposable {
  readonly #item = languages.createLanguageStatusItem('alertpath.kind', [...selector] as never)
  readonly #known = new Map<string, StatusParams>()
  readonly #changed = new EventEmitter<void>()
  readonly #active = window.onDidChangeActiveTextEditor(() => this.#show())
  #workspace: StatusParams = {}

  readonly onChange = this.#changed.event

  constructor() {
    this.#item.name = 'Alertpath'
    this.#show()
  }

  of(uri: string): StatusParams | undefined {
    return this.#known.get(uri)
  }

  readonly update = (params: StatusParams): void => {
    if (params.uri !== undefined) this.#known.set(params.uri, params)
    this.#workspace = {
      ...this.#workspace,
      ...(params.busy !== undefined && { busy: params.busy }),
      ...(params.files !== undefined && { files: params.files }),
    }
    this.#show()
    this.#changed.fire()
  }

  /** Forgets everything: the server is about to start anew. */
  reset(): void {
    this.#known.clear()
    this.#workspace = {}
    this.#show()
  }

  #show(): void {
    const uri = window.activeTextEditor?.document.uri.toString()
    const status = uri === undefined ? undefined : this.#known.get(uri)
    const recognised = status?.kind !== undefined && status.kind !== 'none'
    const files = this.#workspace.files ?? 0
    this.#item.busy = this.#workspace.busy ?? false
    this.#item.severity = LanguageStatusSeverity.Information
    this.#item.text = recognised ? kindLabel(status.kind) : l10n.t('not recognised')
    this.#item.detail = [...versions(status), files === 1 ? l10n.t('1 file recognised') : l10n.t('{0} files recognised', files)].join(', ')
    this.#item.command = { ...chooseKind, title: recognised ? l10n.t('Change Kind') : l10n.t('Choose Kind') }
    this.#item.accessibilityInformation = { label: `Alertpath: ${this.#item.text}, ${this.#item.detail}` }
  }

  dispose(): void {
    this.#item.dispose()
    this.#changed.dispose()
    this.#active.dispose()
  }
}

const versions = (status: StatusParams | undefined): string[] => Object.entries(status?.versions ?? {}).map(([program, version]) => `${program} ${version}`)

// Shows that files are being read, if it takes longer than a second.
import type { Connection, WorkDoneProgressServerReporter } from 'vscode-languageserver'
import { later } from './clock'
import type { Guard } from './guard'

/** ms */
const patience = 1000

export class Progress {
  #cancel: (() => void) | undefined
  #shown: Promise<WorkDoneProgressServerReporter> | undefined

  constructor(
    private readonly connection: Connection,
    private readonly guard: Guard,
  ) {}

  busy(busy: boolean): void {
    if (busy) this.#cancel ??= later(() => this.#show(), patience)
    else this.#done()
  }

  #show(): void {
    this.#shown = this.connection.window.createWorkDoneProgress()
    this.guard.background(
      'progress',
      this.#shown.then(one => one.begin('Alertpath', undefined, 'Reading files', false)),
    )
  }

  #done(): void {
    this.#cancel?.()
    this.#cancel = undefined
    if (this.#shown)
      this.guard.background(
        'progress',
        this.#shown.then(one => one.done()),
      )
    this.#shown = undefined
  }
}

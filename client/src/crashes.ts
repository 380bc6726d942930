// What happens when the server ends by itself: it is started again, at most twice in three minutes, then the user decides.
import { commands, type Disposable, type LogOutputChannel, l10n, window } from 'vscode'
import { CloseAction, type CloseHandlerResult, ErrorAction, type ErrorHandler, type ErrorHandlerResult } from 'vscode-languageclient'

const allowed = 3
/** ms */
const period = 3 * 60_000

export class Crashes implements ErrorHandler, Disposable {
  #times: number[] = []
  #stopped = false

  constructor(readonly log: LogOutputChannel) {}

  error(error: Error): ErrorHandlerResult {
    this.log.error(`The connection to the server failed: ${error.message}`)
    return { action: ErrorAction.Continue }
  }

  closed(): CloseHandlerResult {
    if (this.#stopped) return { action: CloseAction.DoNotRestart, handled: true }
    const now = Date.now()
    this.#times = [...this.#times.filter(time => now - time < period), now]
    this.log.error(`The server ended (${this.#times.length} of ${allowed} times).`)
    if (this.#times.length < allowed) return { action: CloseAction.Restart, handled: true }
    this.#times = []
    void this.#ask()
    return { action: CloseAction.DoNotRestart, handled: true }
  }

  async #ask(): Promise<void> {
    const restart = l10n.t('Restart')
    const output = l10n.t('Show Output')
    const answer = await window.showErrorMessage(l10n.t('The Alertpath server ended three times in a row. It was not started again.'), restart, output)
    if (answer === restart) await commands.executeCommand('alertpath.restartServer')
    if (answer === output) this.log.show()
  }

  dispose(): void {
    this.#stopped = true
  }
}

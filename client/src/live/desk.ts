// What live commands ask of the user and do in front of them; tests put one of their own in its place.
import { commands, env, QuickPickItemKind, Uri, window } from 'vscode'

export interface Row<T> {
  readonly label: string
  readonly description?: string
  readonly detail?: string
  /** Absent: a heading. */
  readonly value?: T
}

export interface Question {
  readonly title: string
  readonly prompt: string
  readonly value?: string
  readonly secret?: true
  /** What is wrong with an answer. */
  readonly check?: (text: string) => string | undefined
}

export interface Desk {
  /** Modal; undefined = cancelled. */
  confirm(message: string, detail: string, ...actions: readonly string[]): PromiseLike<string | undefined>
  pick<T>(rows: readonly Row<T>[], title: string): PromiseLike<T | undefined>
  input(question: Question): PromiseLike<string | undefined>
  tell(severity: 'information' | 'warning' | 'error', message: string, ...actions: readonly string[]): PromiseLike<string | undefined>
  copy(text: string): PromiseLike<void>
  /** In the browser of the user. */
  open(address: string): PromiseLike<unknown>
}

export const desk: Desk = {
  confirm: (message, detail, ...actions) => window.showWarningMessage(message, { modal: true, detail }, ...actions),
  pick: async <T>(rows: readonly Row<T>[], title: string) => {
    const items = rows.map(row => ({ ...row, ...(row.value === undefined && { kind: QuickPickItemKind.Separator }) }))
    return (await window.showQuickPick(items, { title, ignoreFocusOut: true, matchOnDescription: true }))?.value
  },
  input: ({ title, prompt, value, secret, check }) =>
    window.showInputBox({
      title,
      prompt,
      ignoreFocusOut: true,
      ...(value !== undefined && { value }),
      ...(secret && { password: true }),
      ...(check && { validateInput: check }),
    }),
  tell: (severity, message, ...actions) => {
    if (severity === 'information') return window.showInformationMessage(message, ...actions)
    return severity === 'warning' ? window.showWarningMessage(message, ...actions) : window.showErrorMessage(message, ...actions)
  },
  copy: text => env.clipboard.writeText(text),
  open: address => openOutside(address),
}

/**
 * A remote machine, WSL or a container has its own localhost: the editor says what it is called here. The rest of the address stays as it
 * is written: what goes through a `Uri` comes back encoded in another way, and expressions do not survive that.
 */
async function openOutside(address: string): Promise<unknown> {
  const { origin } = new URL(address)
  const here = (await env.asExternalUri(Uri.parse(origin))).toString(true).replace(/\/+$/, '')
  return commands.executeCommand('vscode.open', here + address.slice(origin.length))
}

// Stands in for the user of live commands: answers from a script, and keeps what it was shown.
import type { Desk, Question, Row } from '../../client/src/live/desk'

export interface Shown {
  readonly message: string
  readonly detail: string
  readonly actions: readonly string[]
}

export class Script implements Desk {
  readonly confirmed: Shown[] = []
  readonly picked: { readonly title: string; readonly labels: readonly string[] }[] = []
  readonly questions: Question[] = []
  readonly told: string[] = []
  readonly copied: string[] = []
  readonly opened: string[] = []

  constructor(
    private readonly answers: {
      /** The action to take in a modal; undefined = cancel. */
      readonly confirm?: (shown: Shown) => string | undefined
      /** The label to pick; undefined = cancel. */
      readonly pick?: (title: string, labels: readonly string[]) => string | undefined
      readonly input?: (question: Question) => string | undefined
      readonly tell?: (message: string, actions: readonly string[]) => string | undefined
    } = {},
  ) {}

  async confirm(message: string, detail: string, ...actions: readonly string[]): Promise<string | undefined> {
    const shown = { message, detail, actions }
    this.confirmed.push(shown)
    return this.answers.confirm?.(shown)
  }

  async pick<T>(rows: readonly Row<T>[], title: string): Promise<T | undefined> {
    const labels = rows.map(row => row.label)
    this.picked.push({ title, labels })
    const label = this.answers.pick?.(title, labels)
    return rows.find(row => row.label === label)?.value
  }

  async input(question: Question): Promise<string | undefined> {
    this.questions.push(question)
    return this.answers.input?.(question)
  }

  async tell(_: string, message: string, ...actions: readonly string[]): Promise<string | undefined> {
    this.told.push(message)
    return this.answers.tell?.(message, actions)
  }

  async copy(text: string): Promise<void> {
    this.copied.push(text)
  }

  async open(address: string): Promise<void> {
    this.opened.push(address)
  }
}

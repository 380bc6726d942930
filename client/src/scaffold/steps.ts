// One question after another, with a way back. A question is a pick or a line of text; what was answered before is there again.
import { type Disposable, type QuickInput, QuickInputButtons, type QuickPick, type QuickPickItem, window } from 'vscode'

/** The user wants the question before. */
export const back = Symbol('back')

/** Undefined: the user gave up. */
export type Answer<T> = T | typeof back | undefined

export interface Place {
  readonly title: string
  readonly step: number
  readonly total: number
}

/** A question makes a new state out of the one that it was asked in. */
export type Question<S> = (state: S, place: Place) => Promise<Answer<S>>

/** Asks until `next` knows no more question. Undefined: the user gave up. */
export async function ask<S>(
  title: string,
  start: S,
  next: (state: S, step: number) => Promise<{ readonly question: Question<S>; readonly total: number } | undefined>,
): Promise<S | undefined> {
  const before: S[] = []
  let state = start
  for (;;) {
    const found = await next(state, before.length)
    if (!found) return state
    const answer = await found.question(state, { title, step: before.length + 1, total: found.total })
    if (answer === undefined) return undefined
    if (answer === back) state = before.pop() ?? start
    else {
      before.push(state)
      state = answer
    }
  }
}

/** A row of questions that is known from the start. */
export const askAll = <S>(title: string, start: S, questions: readonly Question<S>[]): Promise<S | undefined> =>
  ask(title, start, async (_, step) => {
    const question = questions[step]
    return question && { question, total: questions.length }
  })

export interface Picked<T extends QuickPickItem> {
  readonly place: Place
  readonly hint: string
  readonly items: readonly T[]
  /** What is there when the question shows: the active item, or the ticked ones. */
  readonly chosen: (item: T) => boolean
}

export function pickOne<T extends QuickPickItem>({ place, hint, items, chosen }: Picked<T>): Promise<Answer<T>> {
  const pick = window.createQuickPick<T>()
  pick.items = items
  pick.activeItems = items.filter(chosen).slice(0, 1)
  pick.placeholder = hint
  return shown(pick, place, () => pick.selectedItems[0] ?? pick.activeItems[0])
}

export function pickMany<T extends QuickPickItem>({ place, hint, items, chosen }: Picked<T>, prepare: (pick: QuickPick<T>) => void = () => {}) {
  const pick = window.createQuickPick<T>()
  pick.canSelectMany = true
  pick.items = items
  pick.selectedItems = items.filter(chosen)
  pick.placeholder = hint
  prepare(pick)
  return shown<readonly T[], typeof pick>(pick, place, () => pick.selectedItems)
}

export interface Asked {
  readonly place: Place
  readonly prompt: string
  readonly value: string
  /** What is wrong with a text, in a sentence. */
  readonly wrong?: (text: string) => string | undefined
}

export function askText({ place, prompt, value, wrong = () => undefined }: Asked): Promise<Answer<string>> {
  const box = window.createInputBox()
  box.prompt = prompt
  box.value = value
  const judge = (): boolean => {
    box.validationMessage = wrong(box.value.trim())
    return box.validationMessage === undefined
  }
  box.onDidChangeValue(judge)
  return shown(box, place, () => (judge() ? box.value.trim() : undefined))
}

interface Accepts extends QuickInput {
  readonly onDidAccept: (listener: () => void) => Disposable
  readonly onDidTriggerButton: (listener: (button: unknown) => void) => Disposable
  buttons: readonly unknown[]
}

/** An answer that is undefined leaves the question open. */
function shown<T, Q extends QuickInput>(input: Q, { title, step, total }: Place, answer: () => T | undefined): Promise<Answer<T>> {
  const accepts = input as unknown as Accepts
  input.title = title
  input.step = step
  input.totalSteps = total
  input.ignoreFocusOut = true
  if (step > 1) accepts.buttons = [QuickInputButtons.Back, ...accepts.buttons]
  return new Promise(resolve => {
    const end = (value: Answer<T>): void => {
      resolve(value)
      input.dispose()
    }
    accepts.onDidTriggerButton(button => button === QuickInputButtons.Back && end(back))
    accepts.onDidAccept(() => {
      const value = answer()
      if (value !== undefined) end(value)
    })
    input.onDidHide(() => end(undefined))
    input.show()
  })
}

// What client and server say to each other to make a stack or to add to one. The server says what would be written; the client asks
// the user, writes, and is the only one that makes secrets. Plain types and names only.
import type { KindName } from '.'

/** Option → its value; what is missing has its default. */
export type StackChosen = Readonly<Record<string, string | readonly string[]>>

export const stackOptions = 'alertpath/stackOptions'
export interface StackOptionsParams {
  readonly chosen: StackChosen
}
export interface StackOption {
  readonly id: string
  readonly title: string
  readonly description: string
  readonly kind: 'one' | 'many' | 'text'
  readonly choices: readonly { readonly id: string; readonly title: string; readonly description: string }[]
  /** As chosen, else the default after what was chosen. */
  readonly value: string | readonly string[]
  /** False: has a default that suits nearly everybody. */
  readonly asked: boolean
  /** Of a text: a regular expression, and in words what it has to be. */
  readonly pattern?: string
  readonly flags?: string
  readonly wants?: string
}

export const stackNeeds = 'alertpath/stackNeeds'
/** `env` and `address` are the texts of `.env` and of the file with the webhook's address, where there are any. */
export interface StackNeedsParams {
  readonly chosen: StackChosen
  readonly env?: string
  readonly address?: string
}
export interface StackNeeds {
  /** Letters and digits of that length, with an upper case letter, a lower case letter and a digit. */
  readonly needs: readonly { readonly name: string; readonly length: number }[]
  /** Written by an earlier run: these stay in use. */
  readonly known: Readonly<Record<string, string>>
}

export const stackFiles = 'alertpath/stackFiles'
export interface StackFilesParams {
  readonly chosen: StackChosen
  readonly secrets: Readonly<Record<string, string>>
}
export interface StackFile {
  /** Relative to the folder of the stack. */
  readonly path: string
  readonly text: string
  readonly mode?: number
  readonly ignored?: true
  readonly once?: true
  /** To be told when something else is there and is kept. */
  readonly kept?: string
  readonly merge?: true
}
export interface StackFiles {
  readonly files: readonly StackFile[]
  readonly notes: readonly string[]
}

export const planFiles = 'alertpath/planFiles'
export interface PlanFilesParams {
  readonly files: readonly StackFile[]
  /** The texts of those that are there, by their path. */
  readonly existing: Readonly<Record<string, string>>
}
/** `create` and `add` destroy nothing; `change` needs a yes; `same` and `keep` are left as they are. */
export interface PlannedFile {
  readonly file: StackFile
  readonly action: 'create' | 'add' | 'change' | 'same' | 'keep'
  readonly text: string
}

export const surroundings = 'alertpath/surroundings'
export interface SurroundingsParams {
  /** A file of the stack that is meant: what belongs to it comes first. */
  readonly uri?: string
}
export interface Surroundings {
  readonly configurations: readonly { readonly uri: string; readonly receivers: readonly string[] }[]
  readonly rules: readonly string[]
  /** A rule file that could be made where there is none yet. */
  readonly newRules?: string
  readonly kinds: Readonly<Partial<Record<KindName, number>>>
}

export const addReceiver = 'alertpath/addReceiver'
export interface AddReceiverParams {
  readonly uri: string
  readonly name: string
  readonly namespace: string
  readonly flow: string
  readonly matchers: readonly string[]
  readonly only: boolean
  /** Of a flow that is new. */
  readonly key: string
}

export const addAlert = 'alertpath/addAlert'
export interface AddAlertParams {
  readonly uri: string
  readonly alert: string
  readonly expr: string
  readonly for: string
  readonly severity: string
  readonly summary: string
  readonly receiver?: string
}

export const createFlow = 'alertpath/createFlow'
/** A place in an Alertmanager configuration: in the address, or in its receiver. */
export interface CreateFlowParams {
  readonly uri: string
  readonly position: { readonly line: number; readonly character: number }
}

interface Place {
  readonly line: number
  readonly character: number
}

/** An answer with `refused` says in a sentence why nothing can be added, and holds nothing else. */
export interface Additions {
  readonly refused?: string
  readonly edits: readonly {
    readonly uri: string
    readonly before: string
    readonly after: string
    readonly changes: readonly { readonly range: { readonly start: Place; readonly end: Place }; readonly newText: string }[]
  }[]
  readonly files: readonly (Omit<StackFile, 'path'> & { readonly uri: string })[]
  readonly notes: readonly string[]
}

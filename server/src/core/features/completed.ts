// What completion offers, without a word of any protocol.
import type { Edit } from '../text'

export type CompletionKind = 'key' | 'value' | 'name' | 'file' | 'snippet' | 'function' | 'keyword' | 'variable' | 'field' | 'operator' | 'unit'

export interface Completed {
  readonly label: string
  readonly kind: CompletionKind
  /** New lines are written with their whole indentation: the editor must not add any. */
  readonly edit: Edit
  /** `edit.text` is a VS Code snippet. */
  readonly snippet: boolean
  readonly detail?: string
  readonly documentation?: string
  /** Lower comes first. */
  readonly sort: string
  readonly deprecated?: boolean
  /** Ask again after it was inserted: a value is likely to follow. */
  readonly retrigger?: boolean
}

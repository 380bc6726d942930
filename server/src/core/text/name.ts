// A name that a text declares or uses. What names of a kind belong to (their scope) is a table of the language.
import type { Span } from './span'

export interface Mention {
  /** `receiver`, `time-interval`, `task`, `input`, `alert`, `metric`, `template`, … */
  readonly kind: string
  readonly name: string
  readonly role: 'declares' | 'uses'
  /** The word itself, without quotes. */
  readonly span: Span
  /** For names that live in something smaller than the file, such as `a.b` of a nested task. */
  readonly within?: string
  /** Which of several of one name is meant, where that is known: the namespace of a flow. */
  readonly sense?: string
}

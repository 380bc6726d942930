// What the `format` of a scalar means: one table from names to parsers of `core/inline`.
import { alertingFormats } from './alertingFormats'
import { kestraFormats } from './kestraFormats'
import { prometheusFormats } from './prometheusFormats'
import { ruleTestFormats } from './ruleTestFormats'

export interface FormatError {
  /** A sentence in the user's words. */
  readonly message: string
  /** Text to write instead, when that is sure. */
  readonly suggestion?: string
  /** The part at fault, offsets into the text; all of it by default. */
  readonly span?: { readonly start: number; readonly end: number }
}

export interface Format {
  /** Code of the problem: `bad-duration`. */
  readonly code: string
  readonly check: (text: string) => FormatError | undefined
  /** Examples for completion. */
  readonly examples?: readonly string[]
}

export const formats: Readonly<Record<string, Format>> = { ...alertingFormats, ...kestraFormats, ...prometheusFormats, ...ruleTestFormats }

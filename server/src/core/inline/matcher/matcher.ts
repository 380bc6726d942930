// A matcher of labels as Alertmanager keeps it: evaluation and canonical text. Knows nothing of how it was written.
import type { Span } from '../../text'
import { quote } from '../goString'
import { compileRegex } from '../regex'

export type MatchOp = '=' | '!=' | '=~' | '!~'

/** What routing needs of a matcher. `value` is decoded. */
export interface LabelMatcher {
  readonly name: string
  readonly op: MatchOp
  readonly value: string
}

/** A matcher with its places: `nameSpan` and `valueSpan` are without quotes. */
export interface Matcher extends LabelMatcher {
  readonly span: Span
  readonly nameSpan: Span
  readonly opSpan: Span
  readonly valueSpan: Span
}

export type Labels = ReadonlyMap<string, string> | Readonly<Record<string, string>>

/** Whether labels satisfy a matcher; a missing label equals ''. An expression that does not compile matches nothing, `!~` included. */
export function matches(matcher: LabelMatcher, labels: Labels): boolean {
  const value = (isMap(labels) ? labels.get(matcher.name) : Object.hasOwn(labels, matcher.name) ? labels[matcher.name] : undefined) ?? ''
  if (matcher.op === '=') return value === matcher.value
  if (matcher.op === '!=') return value !== matcher.value
  const regex = compiled(matcher)
  return regex !== undefined && regex(value) === (matcher.op === '=~')
}

export const matchesAll = (matchers: readonly LabelMatcher[], labels: Labels): boolean => matchers.every(matcher => matches(matcher, labels))

/** `name="value"` as Alertmanager prints it; both grammars read it the same way unless the name needs quotes. */
export function matcherText({ name, op, value }: LabelMatcher): string {
  return `${reserved.test(name) || name === '' ? quote(name) : name}${op}${quote(value)}`
}

/** Unicode white space as Go knows it. */
export const space = '\\t\\n\\v\\f\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000'
const reserved = new RegExp(`[${space}{}!=~,\\\\"'\`]`)

const isMap = (labels: Labels): labels is ReadonlyMap<string, string> => typeof (labels as ReadonlyMap<string, string>).get === 'function'

/** Expressions compiled on first use, kept as long as the matcher lives. Files say the same few over and over. */
const tests = new WeakMap<LabelMatcher, ((text: string) => boolean) | null>()

function compiled(matcher: LabelMatcher): ((text: string) => boolean) | undefined {
  let test = tests.get(matcher)
  if (test === undefined) {
    test = shared(matcher.value)
    tests.set(matcher, test)
  }
  return test ?? undefined
}

const patterns = new Map<string, ((text: string) => boolean) | null>()
const mostPatterns = 2000

function shared(pattern: string): ((text: string) => boolean) | null {
  const known = patterns.get(pattern)
  if (known !== undefined) return known
  const test = compileRegex(pattern, 'alertmanager') ?? null
  if (patterns.size < mostPatterns) patterns.set(pattern, test)
  return test
}

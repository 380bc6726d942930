// Aggregators, keywords and operators of PromQL: what they take and what they do, in our own words. A table of data.
import type { ValueType } from './functions'

export interface Aggregator {
  /** The argument before the vector, if it takes one. */
  readonly parameter?: { readonly name: string; readonly type: ValueType }
  readonly words: string
  /** Needs the feature flag `promql-experimental-functions`. */
  readonly experimental?: true
}

/** By name in lower case; any case is read. */
export const aggregators: ReadonlyMap<string, Aggregator> = new Map<string, Aggregator>([
  ['sum', { words: 'Sum of the values of each group.' }],
  ['avg', { words: 'Mean of the values of each group.' }],
  ['count', { words: 'Number of elements in each group; nothing (not 0) for an empty vector.' }],
  ['min', { words: 'Smallest value of each group.' }],
  ['max', { words: 'Greatest value of each group.' }],
  ['group', { words: 'The value 1 for each group: which label sets exist.' }],
  ['stddev', { words: 'Standard deviation of the values of each group.' }],
  ['stdvar', { words: 'Variance of the values of each group.' }],
  ['topk', { parameter: { name: 'k', type: 'scalar' }, words: 'The `k` elements of each group with the greatest values, all their labels kept.' }],
  ['bottomk', { parameter: { name: 'k', type: 'scalar' }, words: 'The `k` elements of each group with the smallest values, all their labels kept.' }],
  ['quantile', { parameter: { name: 'q', type: 'scalar' }, words: 'The `q`-quantile (0 to 1) over the elements of each group.' }],
  ['count_values', { parameter: { name: 'label', type: 'string' }, words: 'How many elements have the same value; the value is written into `label`.' }],
  ['limitk', { parameter: { name: 'k', type: 'scalar' }, words: 'Any `k` elements of each group, always the same ones.', experimental: true }],
  [
    'limit_ratio',
    { parameter: { name: 'r', type: 'scalar' }, words: 'About the share `r` of the elements (-1 to 1), always the same ones.', experimental: true },
  ],
])

/** By name in lower case. */
export const keywords: ReadonlyMap<string, string> = new Map([
  ['by', 'Aggregates into one group for each combination of these labels; all others are dropped.'],
  ['without', 'Aggregates over these labels; all others are kept.'],
  ['on', 'Two elements match when these labels are equal; others are ignored.'],
  ['ignoring', 'Two elements match when all labels but these are equal.'],
  ['group_left', 'Many elements on the left may match one on the right. The labels in parentheses are copied from the right side.'],
  ['group_right', 'Many elements on the right may match one on the left. The labels in parentheses are copied from the left side.'],
  ['bool', 'The comparison gives 0 or 1 for each element instead of dropping those for which it is false.'],
  ['offset', 'Looks so far into the past; a negative duration looks into the future.'],
  ['and', 'Elements of the left side that have an element with the same labels on the right.'],
  ['or', 'All elements of the left side, and those of the right whose labels the left does not have.'],
  ['unless', 'Elements of the left side that have no element with the same labels on the right.'],
  ['atan2', 'Angle in radians of the point (right, left).'],
  ['start', 'As `@ start()`: the start of the query range.'],
  ['end', 'As `@ end()`: the end of the query range.'],
  ['anchored', 'Uses the real samples at the ends of the range, without extrapolation.'],
  ['smoothed', 'Interpolates samples at the ends of the range.'],
  ['fill', 'Value for elements that one side lacks (needs the flag `promql-binop-fill-modifiers`).'],
  ['fill_left', 'Value for elements that the left side lacks (needs the flag `promql-binop-fill-modifiers`).'],
  ['fill_right', 'Value for elements that the right side lacks (needs the flag `promql-binop-fill-modifiers`).'],
])

/** Words that may stand between two expressions. */
export const wordOperators: readonly string[] = ['and', 'or', 'unless', 'atan2']
export const setOperators: ReadonlySet<string> = new Set(['and', 'or', 'unless'])
export const comparisons: ReadonlySet<string> = new Set(['==', '!=', '>', '<', '>=', '<='])
export const matchOperators: readonly (readonly [string, string])[] = [
  ['=', 'The label has exactly this value; `""` also means that it is missing.'],
  ['!=', 'The label has another value, or is missing.'],
  ['=~', 'The whole value matches the regular expression (RE2).'],
  ['!~', 'The whole value does not match the regular expression (RE2).'],
]

// Operators of Kestra's Pebble with how tightly they bind, as the engine registers them.

export const binary: Readonly<Record<string, number | undefined>> = {
  or: 10,
  and: 15,
  is: 20,
  'is not': 20,
  contains: 20,
  '==': 30,
  equals: 30,
  '!=': 30,
  '>': 30,
  '<': 30,
  '>=': 30,
  '<=': 30,
  isIn: 30,
  '+': 40,
  '-': 40,
  '*': 60,
  '/': 60,
  '%': 60,
  '|': 100,
  '~': 110,
  '..': 120,
  '??': 120,
  '???': 120,
}

export const unary: ReadonlySet<string> = new Set(['not', '+', '-'])

/** All unary operators bind tighter than any binary one. */
export const unaryStrength = 500

const all = [...new Set([...Object.keys(binary), ...unary])].sort((a, b) => b.length - a.length)

const quoted = (operator: string): string => operator.replace(/[.*+?|/]/g, '\\$&')

/** Longest first; a word only when no word character follows: `order` is no `or`. */
export const symbols = new RegExp(all.map(one => quoted(one) + (/[a-zA-Z]$/.test(one) ? '(?![a-zA-Z0-9_])' : '')).join('|'), 'y')

export const comparisons: ReadonlySet<string> = new Set(['==', '!=', 'equals', '>', '<', '>=', '<=', 'contains', 'isIn'])
export const fallbacks: ReadonlySet<string> = new Set(['??', '???'])

/** Operators of other languages, each with Pebble's own. */
export const foreign: Readonly<Record<string, string | undefined>> = { '&&': 'and', '||': 'or' }

/** Hover and completion of operators written as words or easily mistaken. */
export const operatorWords: Readonly<Record<string, string | undefined>> = {
  '??': 'The left value, or the right one when the left is undefined or null. Empty text counts as a value.',
  '???': 'The left value, or the right one when the left is undefined; null stays null.',
  '~': 'Joins two values as text.',
  '|': 'Hands the left value to a filter.',
  '..': 'A list of all whole numbers from left to right.',
  and: 'True when both sides are true.',
  or: 'True when one side is true.',
  not: 'Turns true into false. Binds tighter than a comparison: `not (a == b)`.',
  is: 'Asks a test: `is defined`, `is empty`, `is null`, `is even`, `is map`, …',
  'is not': 'Asks a test and turns the answer round.',
  contains: 'True when the list, map or text on the left holds the right value.',
  equals: 'The same as `==`.',
  isIn: 'True when the left value is in the list on the right.',
  '==': 'True when both are equal. A list never equals a text: headers are lists.',
}

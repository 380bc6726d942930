// What the parser of Go templates says about an item that has no place: people know other template languages, so it names
// the way it is written here.
import type { Item } from './lex'

/** A mark or item behind a complete operand. */
export function afterOperand(item: Item): string {
  const operator = operators[item.text]
  if (operator) return operator
  if (item.kind === 'assign') return 'A "=" only sets a variable, and there is no "==". To compare, write "eq a b".'
  if (item.text === '}') return 'The action ends with "}}"; one "}" is missing.'
  if (item.kind === 'close') return 'This ")" closes nothing.'
  if (item.kind === 'pipe') return instead(item, '')
  return spelled(item)
}

/** An item where a value should stand. */
export function instead(item: Item, context: string): string {
  if (item.kind === 'pipe') return 'A value is missing in front of this "|". (For "||", write "or a b".)'
  if (item.kind === 'assign') return 'There is no "==": write "eq a b".'
  if (item.kind === 'keyword') return `"${item.text}" has to be the first word of an action.`
  if (item.text === '/') return 'A comment has to follow "{{" at once: "{{/* … */}}".'
  if (item.text === '}') return 'The action ends with "}}"; one "}" is missing.'
  if (item.kind === 'right') return context === 'this action' ? 'Something is missing before "}}".' : `A value is missing behind "${context}".`
  return operators[item.text] ?? spelled(item)
}

export function badNumber(text: string): string {
  if (text === '+' || text === '-') return `Templates have no "${text}": calculate in the expression. (For trimming, a space has to follow "{{-".)`
  return /^[-+]?[0-9_]+$/.test(text) ? `"${text}" does not fit a 64-bit number.` : `"${text}" is not a number.`
}

const spelled = (item: Item): string =>
  item.kind === 'keyword' ? `"${item.text}" has to be the first word of an action.` : `"${item.text}" has no place here.`

const calculate = (sign: string): string => `Templates do not calculate: there is no "${sign}". Do it in the expression of the rule.`

const operators: Readonly<Record<string, string | undefined>> = {
  '*': calculate('*'),
  '/': calculate('/'),
  '%': calculate('%'),
  '+': calculate('+'),
  '-': calculate('-'),
  '>': 'There is no ">": write "gt a b" (or "ge a b").',
  '<': 'There is no "<": write "lt a b" (or "le a b").',
  '!': 'There is no "!": write "not a" or "ne a b".',
  '&': 'There is no "&&": write "and a b".',
  '?': 'There is no "? :": write "{{ if a }}b{{ else }}c{{ end }}".',
  ',': 'Arguments are separated by spaces, not by ",".',
  ';': 'There is no ";": every action has its own "{{ }}".',
  '[': 'There is no "[ ]": write (index map "key").',
}

// Webhook triggers alone: keys that anyone guesses.
import type { LocalCheck } from '../../../schema'
import { isDynamic, problem, wordOf } from './problem'

/** The key is all that protects the address: Kestra leaves it open to everybody by default. */
export const weakKey: LocalCheck = function* (at) {
  const key = at.get('key')
  const text = key?.string
  if (!key || text === undefined || text === '' || isDynamic(key) || !isGuessable(text)) return
  yield problem(
    'weak-webhook-key',
    'information',
    wordOf(key),
    `The key is all that protects this webhook, and "${text}" can be guessed. Use a long random one, or "{{ secret('…') }}".`,
  )
}

/** Short, or words: 16 random letters and digits are out of reach, `alertmanager-webhook` is not. */
export function isGuessable(key: string): boolean {
  if (key.length < 12) return true
  const kinds = [/[a-z]/, /[A-Z]/, /\d/].filter(one => one.test(key)).length
  if (new Set(key).size < 6) return true
  const words = /^["'(]?(?:[A-Za-z][a-z]*|[A-Z]+|\d{1,4})(?:[-_. ]?(?:[A-Za-z][a-z]+|[A-Z]+|\d{1,4}))*[!?.#*)"']*$/.test(key) && !/\d[A-Za-z]\d/.test(key)
  return kinds < 2 || (words && longestWord(key) >= 4 && key.length < 40 && averageWord(key) >= 4)
}

const parts = (key: string): readonly string[] => key.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+/g) ?? []
const longestWord = (key: string): number => Math.max(0, ...parts(key).map(one => one.length))
const averageWord = (key: string): number => {
  const words = parts(key).filter(one => !/\d/.test(one))
  return words.reduce((sum, one) => sum + one.length, 0) / Math.max(1, words.length)
}

/** 1.3 refuses a webhook with conditions that count executions. */
export const countingCondition: LocalCheck = function* (at) {
  for (const condition of at.get('conditions')?.items() ?? []) {
    const type = condition.get('type')
    if (type && /[.]MultipleCondition$/.test(type.string ?? ''))
      yield problem('bad-condition', 'error', wordOf(type), 'A webhook cannot wait for several executions: Kestra refuses the flow.')
  }
}

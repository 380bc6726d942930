// Conditions that say nothing: text without `{{ }}` is true whatever it says, empty text and `0` never.
import type { LocalCheck } from '../../../schema'
import type { Problem } from '../../../text'
import type { At } from '../../../yaml'
import { core, typeOf } from '../model'
import { isDynamic, problem, replace, wordOf } from './problem'

export const constantWhen: LocalCheck = function* (at) {
  yield* judge(at.get('when'), 'the trigger fires', 'the trigger never fires')
}

export const constantTask: LocalCheck = function* (at) {
  yield* judge(at.get('runIf'), 'the task runs', 'the task never runs')
  if (typeOf(at) === `${core}flow.If`) yield* judge(at.get('condition'), '"then" is taken', '"then" is never taken')
}

export const constantExpression: LocalCheck = function* (at) {
  if (typeOf(at) === `${core}condition.Expression`) yield* judge(at.get('expression'), 'it holds', 'it never holds')
}

function* judge(at: At | undefined, always: string, never: string): Generator<Problem> {
  if (at?.node.kind !== 'scalar' || isDynamic(at) || (at.isNull && at.text !== '')) return
  const text = (at.text ?? '').trim()
  // who writes it out means it
  if (/^(?:true|false)$/i.test(text)) return
  if (text === '' || /^[-+]?0+$/.test(text)) return yield problem('constant-condition', 'warning', wordOf(at), `This is always false, so ${never}.`)
  const { span } = at
  yield problem(
    'constant-condition',
    'warning',
    wordOf(at),
    `Without "{{ }}" this is text, and text counts as true: ${always} in any case.`,
    at.node.style === 'literal' || at.node.style === 'folded' ? [] : [replace(span, quoted(`{{ ${text} }}`), 'Put "{{ }}" around it')],
  )
}

const quoted = (text: string): string => (text.includes('"') ? (text.includes("'") ? JSON.stringify(text) : `'${text}'`) : `"${text}"`)

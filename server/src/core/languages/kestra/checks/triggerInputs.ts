// Inputs that a flow needs and a webhook or schedule does not give: 2.0 refuses the flow, before that every execution fails at once.

import { isNothing, listed } from '../../../schema'
import type { Problem } from '../../../text'
import type { Check } from '../../language'
import { core, type Flow, flowOf, type Input, type Trigger } from '../model'
import { checkKind } from '../value'
import { isDynamic, keyOf, problem, wordOf } from './problem'

export const triggerInputs: Check = {
  code: 'missing-trigger-input',
  *run(file) {
    const flow = flowOf(file)
    const strict = (file.version?.major ?? 2) >= 2
    for (const trigger of flow?.triggers ?? []) if (flow && checked.has(trigger.type)) yield* judge(flow, trigger, strict)
  },
}

const checked: ReadonlySet<string> = new Set([`${core}trigger.Webhook`, `${core}trigger.Schedule`])

function* judge(flow: Flow, trigger: Trigger, strict: boolean): Generator<Problem> {
  const given = trigger.at.get('inputs')
  if (given && given.node.kind !== 'map') return
  const missing = flow.inputs.filter(input => input.required && !input.hasDefault && !grouped.has(input.type) && !isGiven(trigger, input.id))
  const id = trigger.at.get('id')
  if (missing.length > 0) {
    const names = listed(
      missing.map(one => `"${one.id}"`),
      'and',
    )
    const fails = trigger.type.endsWith('.Webhook') ? 'the request is answered with 200 and every execution fails at once' : 'every execution fails at once'
    const effect = strict ? 'Kestra refuses the flow' : fails
    const message = `The flow needs ${missing.length === 1 ? 'the input' : 'the inputs'} ${names}, and this trigger gives ${missing.length === 1 ? 'none' : 'them none'}: ${effect}. Add ${missing.length === 1 ? 'it' : 'them'} under "inputs" of the trigger, or give "defaults".`
    const span = given ? keyOf(given) : id ? wordOf(id) : trigger.at.span
    yield { ...problem('missing-trigger-input', strict ? 'error' : 'warning', span, message), related: missing.map(related) }
  }
  if (strict && given) for (const value of given.entries()) yield* wrongValue(value.key?.text ?? '', value, flow, trigger)
}

/** Groups and shared inputs: what is required in them cannot be seen from here. */
const grouped: ReadonlySet<string> = new Set(['FORM', 'REUSABLE_INPUTS'])

const related = (input: Input) => ({ span: keyWord(input), message: `"${input.id}" is required and has no default.` })

const keyWord = (input: Input) => wordOf(input.at.get('id') ?? input.at.get('name') ?? input.at)

/** By its id, or step by step where the id has dots; null gives nothing. */
function isGiven(trigger: Trigger, id: string): boolean {
  const given = trigger.at.get('inputs')
  const value = given?.get(id) ?? (id.includes('.') ? given?.path(...id.split('.')) : undefined)
  return value !== undefined && !isNothing(value.node, 'jackson')
}

function* wrongValue(id: string, value: Parameters<typeof checkKind>[0], flow: Flow, trigger: Trigger): Generator<Problem> {
  const input = flow.inputs.find(one => one.id === id)
  if (!input || isDynamic(value)) return
  const wrong = checkKind(value, input.type, input.at)
  const name = trigger.id === undefined ? 'this trigger' : `"${trigger.id}"`
  if (wrong)
    yield problem(
      'bad-trigger-input',
      'error',
      wordOf(value),
      `What ${name} gives to the input "${id}" does not fit its type ${input.type}: ${wrong} Kestra refuses the flow.`,
    )
}

// What a FORM, an ARRAY, a FILE and defaults in general may not say about an input.

import { isNothing, type LocalCheck } from '../../../schema'
import { isFalse } from '../model'
import { checkKind } from '../value'
import { isDynamic, keyOf, problem, wordOf } from './problem'

export const inputDefault: LocalCheck = function* (at, grammar) {
  const type = at.get('type')?.string ?? ''
  const defaults = at.get('defaults')
  const items = at.get('itemType')
  if (items?.string !== undefined && (type === 'ARRAY' || type === 'MULTISELECT') && notItems.has(items.string))
    yield problem('bad-item-type', 'error', wordOf(items), `Items cannot be of type "${items.string}": Kestra refuses the flow.`)
  if (type === 'FORM')
    for (const key of ['defaults', 'prefill']) {
      const value = at.get(key)
      if (value && !value.isNull)
        yield problem('bad-default', 'error', keyOf(value), `A FORM groups other inputs and has no "${key}" of its own: Kestra refuses the flow.`)
    }
  if (!defaults || isNothing(defaults.node, 'jackson')) return
  const required = at.get('required')
  if (required && isFalse(required) && !isDynamic(required))
    yield problem(
      'optional-with-default',
      'error',
      keyOf(required),
      'An input with "defaults" always has a value, so "required: false" makes Kestra refuse the flow. Remove one of the two, or use "prefill".',
    )
  if (type === 'FILE' && defaults.node.kind !== 'scalar') {
    yield problem('bad-default', 'error', keyOf(defaults), 'The default of a FILE is one address: "nsfile:///…" for a file of the namespace, or "file://…".')
    return
  }
  if (type === 'FILE' && ofExecution.test(defaults.string ?? ''))
    yield problem(
      'bad-default',
      'error',
      wordOf(defaults),
      'The default of a FILE is computed when the flow is saved, and no execution is there yet: Kestra refuses the flow.',
    )
  if (isDynamic(defaults)) return
  if (type === 'FILE' && defaults.string !== undefined && !/^(?:nsfile|file):/.test(defaults.string))
    yield problem(
      'bad-default',
      'error',
      wordOf(defaults),
      `The default of a FILE is an address: "nsfile:///${defaults.string.replace(/^\/+/, '')}" for a file of the namespace, or "file://…".`,
    )
  if ((grammar.version?.major ?? 2) < 2) return
  const wrong = checkKind(defaults, type, at)
  if (wrong) yield problem('bad-default', 'error', wordOf(defaults), `The default does not fit an input of type ${type}: ${wrong} Kestra refuses the flow.`)
}

/** `{{ }}` with nothing but a value that only an execution has. */
const ofExecution = /\{\{-?\s*(?:inputs|outputs|vars|flow|trigger|execution|taskrun|labels)(?:\.\w+|\[[^\]|?{]*\])+\s*-?\}\}/

const notItems: ReadonlySet<string> = new Set(['ARRAY', 'SECRET', 'SELECT', 'MULTISELECT'])

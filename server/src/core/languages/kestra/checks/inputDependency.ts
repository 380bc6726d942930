// An input that waits for one that is not there, or for itself in a circle: Kestra refuses the flow.

import { listed } from '../../../schema'
import { closest } from '../../../text'
import type { Check } from '../../language'
import { flowOf } from '../model'
import { circleAmong } from './circle'
import { problem, replace, wordOf } from './problem'

export const inputDependency: Check = {
  code: 'unknown-input-dependency',
  sameForAll: true,
  *run(file) {
    const inputs = flowOf(file)?.inputs ?? []
    const known = new Set(inputs.map(one => one.id))
    const open = inputs.some(one => one.type === 'FORM' || one.type === 'REUSABLE_INPUTS')
    for (const input of inputs) {
      for (const item of input.at.path('dependsOn', 'inputs')?.items() ?? []) {
        const name = item.string
        if (name === undefined || known.has(name) || open) continue
        const near = closest(name, known)
        const span = wordOf(item)
        yield problem(
          'unknown-input-dependency',
          'error',
          span,
          `There is no input "${name}" to wait for: Kestra refuses the flow.${near ? ` Did you mean "${near}"?` : ''}`,
          near ? [replace(span, near)] : [],
        )
      }
    }
    const needs = new Map(inputs.map(one => [one.id, Array.from(one.at.path('dependsOn', 'inputs')?.items() ?? [], item => item.string ?? []).flat()]))
    const circle = circleAmong(needs.keys(), id => needs.get(id) ?? [])
    const first = circle && inputs.find(one => one.id === circle[0])
    const place = first?.at.get('dependsOn')
    if (circle && place?.key)
      yield problem(
        'input-cycle',
        'error',
        place.key.span,
        `The inputs ${listed(
          circle.map(one => `"${one}"`),
          'and',
        )} wait for each other: Kestra refuses the flow.`,
      )
  },
}

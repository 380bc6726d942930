// How many of the flows that a Flow trigger waits for are enough.
import { isNothing, type LocalCheck } from '../../../schema'
import { keyOf, problem, wordOf } from './problem'

export const flowTrigger: LocalCheck = function* (at, grammar) {
  if ((grammar.version?.major ?? 2) < 2) return
  const enough = at.get('minSatisfied')
  const mode = at.get('mode')
  const isSet = enough !== undefined && !isNothing(enough.node, 'jackson') && enough.text?.trim() !== ''
  if (mode?.string === 'AT_LEAST' && !isSet)
    yield problem(
      'missing-key',
      'error',
      wordOf(mode),
      'The mode "AT_LEAST" needs "minSatisfied", the number of flows that are enough: Kestra refuses the flow.',
    )
  const count = Number(enough?.text)
  const flows = Array.from(at.get('dependsOn')?.items() ?? []).length
  if (!isSet || !Number.isInteger(count)) return
  if (count < 1) yield problem('bad-range', 'error', wordOf(enough), `${enough.text} is too small: the least is 1.`)
  else if (count > flows)
    yield problem(
      'bad-range',
      'error',
      flows === 0 ? keyOf(enough) : wordOf(enough),
      `"dependsOn" has ${flows === 1 ? '1 flow' : `${flows} flows`}, and ${count} cannot be satisfied: Kestra refuses the flow.`,
    )
}

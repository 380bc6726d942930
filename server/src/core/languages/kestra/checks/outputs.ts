// Members of `outputs.ID` that the task of this id does not give. Only tasks of the core that run once are judged: in a loop the outputs
// stand one level further down.
import { splitPath } from '../../../inline'
import { closest } from '../../../text'
import type { Check } from '../../language'
import { core, flowOf, inTriggers, type Task } from '../model'
import { taskOutputs } from '../schema/outputs'
import { problem, replace } from './problem'

export const unknownOutput: Check = {
  code: 'unknown-output',
  *run(file) {
    const flow = flowOf(file)
    const uses = [...file.mentions(['task-output'], 'uses')].filter(one => one.within !== 'fallback')
    if (!flow || uses.length === 0) return
    const byId = new Map<string, readonly Task[]>()
    for (const task of flow.tasks) if (task.id !== undefined) byId.set(task.id, [...(byId.get(task.id) ?? []), task])
    for (const use of uses) {
      const [id = '', name = ''] = splitPath(use.name)
      const [task, ...more] = byId.get(id) ?? []
      const known = task && more.length === 0 && !isRepeated(task) ? outputsOf(task) : undefined
      if (!known || known.includes(name) || inTriggers(flow, use.span.start)) continue
      const near = closest(name, known)
      const some = known.length > 0 ? `A task of this type gives ${known.map(one => `"${one}"`).join(', ')}` : 'A task of this type gives nothing'
      yield problem(
        'unknown-output',
        'warning',
        use.span,
        `The task "${id}" has no output "${name}": the run fails here. ${some}.`,
        near ? [replace(use.span, near)] : [],
      )
    }
  },
}

function outputsOf({ type }: Task): readonly string[] | undefined {
  const name = type.startsWith(core) ? type.slice(core.length) : ''
  return Object.hasOwn(taskOutputs, name) ? taskOutputs[name] : undefined
}

const once: ReadonlySet<string> = new Set(
  ['Sequential', 'Parallel', 'If', 'Switch', 'Dag', 'AllowFailure', 'WorkingDirectory'].map(name => `${core}flow.${name}`),
)

/** It stands in something that may run it again. */
function isRepeated(task: Task): boolean {
  for (let one = task.list.owner; one; one = one.list.owner) if (!once.has(one.type)) return true
  return false
}

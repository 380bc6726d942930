// A flow that starts itself: Kestra refuses it.
import type { Check } from '../../language'
import { core, flowOf, specialTasks } from '../model'
import { problem, wordOf } from './problem'

export const recursiveFlow: Check = {
  code: 'recursive-flow',
  *run(file) {
    const flow = flowOf(file)
    if (!flow) return
    for (const task of specialTasks(flow)) {
      if (task.type !== `${core}flow.Subflow` && task.type !== `${core}flow.ForEachItem`) continue
      const id = task.at.get('flowId')
      if (id?.string === undefined || id.string !== flow.id || task.at.get('namespace')?.string !== flow.namespace) continue
      if (task.type === `${core}flow.Subflow`)
        yield problem('recursive-flow', 'error', wordOf(id), `This starts the flow itself, "${flow.namespace}.${flow.id}": Kestra refuses it.`)
    }
  },
}

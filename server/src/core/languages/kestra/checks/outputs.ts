// Members of `outputs.ID` that the task of this id does not give. Only tasks of the core that run once are judged: in a loop the outputs
// stand one level further down.
import { splitPath } from '../../../inline'
import type { Wanted } from '../../../schema'
import { closest, lookup } from '../../../text'
import type { Check } from '../../language'
import { core, flowOf, inTriggers, listedAs, type Rosters } from '../model'
import { taskOutputs } from '../schema/outputs'
import type { Listed } from '../taskShape'
import { problem, replace } from './problem'

export const unknownOutput: Check = {
  code: 'unknown-output',
  sameForAll: true,
  *run(file) {
    const flow = flowOf(file)
    if (!flow) return
    const missing = missingOf(flow.rosters)
    for (const use of file.mentions(['task-output'], 'uses', missing)) {
      const { id, name, known } = missing.of(use.name) ?? {}
      if (!known || id === undefined || name === undefined || use.within === 'fallback' || inTriggers(flow, use.span.start)) continue
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

interface Missing {
  readonly id: string
  readonly name: string
  /** What there is. */
  readonly known: readonly string[]
}

/** Paths that lead to an output that is not there. What was found out stays as long as the tasks do. */
const missingOf = (rosters: Rosters): Wanted & { of(path: string): Missing | undefined } =>
  lookup(asked, rosters, () => {
    const judged = new Map<string, Missing | null>()
    const of = (path: string): Missing | undefined => {
      if (judged.size >= most) judged.clear()
      return lookup(judged, path, () => judge(rosters, path) ?? null) ?? undefined
    }
    return { has: path => of(path) !== undefined, of }
  })
/** Paths that are kept: while somebody types, each letter makes another. */
const most = 10_000
const asked = new WeakMap<Rosters, ReturnType<typeof missingOf>>()

function judge(rosters: Rosters, path: string): Missing | undefined {
  const [id = '', name = ''] = splitPath(path)
  const [task, ...more] = listedAs(rosters, id)
  const known = task && more.length === 0 && task.owners.every(type => once.has(type)) ? outputsOf(task) : undefined
  return known && !known.includes(name) ? { id, name, known } : undefined
}

function outputsOf({ type }: Listed): readonly string[] | undefined {
  const name = type.startsWith(core) ? type.slice(core.length) : ''
  return Object.hasOwn(taskOutputs, name) ? taskOutputs[name] : undefined
}

/** Types that run what stands in them once at most. */
const once: ReadonlySet<string> = new Set(
  ['Sequential', 'Parallel', 'If', 'Switch', 'Dag', 'AllowFailure', 'WorkingDirectory'].map(name => `${core}flow.${name}`),
)

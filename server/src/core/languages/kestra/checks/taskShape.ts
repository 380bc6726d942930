// What single types of tasks want beyond their keys.
import { type LocalCheck, listed } from '../../../schema'
import type { Problem } from '../../../text'
import type { At } from '../../../yaml'
import { core, typeOf } from '../model'
import { flowable } from '../schema/table'
import { ownCircle } from './circle'
import { keyOf, problem, wordOf } from './problem'

export const taskShape: LocalCheck = function* (at) {
  const type = typeOf(at)
  if (!type.startsWith(core)) return
  switch (type.slice(core.length)) {
    case 'flow.Switch':
      return yield* switchCases(at)
    case 'flow.Dag':
      return yield* dag(at)
    case 'flow.WorkingDirectory':
      return yield* workingDirectory(at)
  }
}

function* switchCases(at: At): Generator<Problem> {
  const cases = at.get('cases')
  const defaults = at.get('defaults')
  if (cases?.entries().next().done === false || defaults?.items().next().done === false) return
  const type = at.get('type')
  if (type) yield problem('empty-switch', 'error', wordOf(type), 'A Switch needs tasks under "cases" or "defaults": Kestra refuses it without.')
}

function* dag(at: At): Generator<Problem> {
  const members = Array.from(at.get('tasks')?.items() ?? [])
  const byId = new Map<string, At>()
  for (const member of members) {
    const id = member.path('task', 'id')?.string
    if (id !== undefined) byId.set(id, member)
  }
  const needs = new Map(Array.from(byId, ([id, member]) => [id, Array.from(member.get('dependsOn')?.items() ?? [], one => one.string ?? []).flat()]))
  for (const member of members)
    for (const need of member.get('dependsOn')?.items() ?? [])
      if (need.string !== undefined && !byId.has(need.string))
        yield problem('unknown-dag-task', 'error', wordOf(need), `No task of this Dag is called "${need.string}": Kestra refuses the flow.`)
  const circle = ownCircle([...byId.keys()], id => needs.get(id) ?? [])
  const place = circle && byId.get(circle[0] ?? '')?.get('dependsOn')
  if (circle && place)
    yield problem(
      'dag-cycle',
      'error',
      keyOf(place),
      `${listed(
        circle.map(one => `"${one}"`),
        'and',
      )} wait for each other: Kestra refuses the flow.`,
    )
}

const holdsTasks: ReadonlySet<string> = new Set([...flowable, `${core}flow.Subflow`])

function* workingDirectory(at: At): Generator<Problem> {
  for (const item of at.get('tasks')?.items() ?? []) {
    const type = item.get('type')
    if (type && holdsTasks.has(typeOf(item)))
      yield problem(
        'not-runnable',
        'error',
        wordOf(type),
        'A WorkingDirectory holds only tasks that work themselves; one that holds tasks or starts a flow makes Kestra refuse it.',
      )
  }
}

// What single types of tasks want beyond their keys.
import { type LocalCheck, listed } from '../../../schema'
import type { Problem } from '../../../text'
import type { At } from '../../../yaml'
import { core, typeOf } from '../model'
import { flowable } from '../schema/table'
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
  const some = [...(cases?.entries() ?? []), ...(defaults?.items() ?? [])]
  if (some.length > 0) return
  const type = at.get('type')
  if (type) yield problem('empty-switch', 'error', wordOf(type), 'A Switch needs tasks under "cases" or "defaults": Kestra refuses it without.')
}

function* dag(at: At): Generator<Problem> {
  const members = [...(at.get('tasks')?.items() ?? [])]
  const byId = new Map<string, At>()
  for (const member of members) {
    const id = member.path('task', 'id')?.string
    if (id !== undefined) byId.set(id, member)
  }
  const needs = (id: string): string[] => [...(byId.get(id)?.get('dependsOn')?.items() ?? [])].flatMap(one => one.string ?? [])
  for (const member of members)
    for (const need of member.get('dependsOn')?.items() ?? [])
      if (need.string !== undefined && !byId.has(need.string))
        yield problem('unknown-dag-task', 'error', wordOf(need), `No task of this Dag is called "${need.string}": Kestra refuses the flow.`)
  for (const [id, member] of byId) {
    const circle = circleFrom(id, needs)
    const place = member.get('dependsOn')
    if (!circle || !place) continue
    return yield problem(
      'dag-cycle',
      'error',
      keyOf(place),
      `${listed(
        circle.map(one => `"${one}"`),
        'and',
      )} wait for each other: Kestra refuses the flow.`,
    )
  }
}

function circleFrom(start: string, needs: (id: string) => readonly string[]): string[] | undefined {
  const seen = new Set<string>()
  const walk = (id: string, path: readonly string[]): string[] | undefined => {
    for (const next of needs(id)) {
      if (next === start) return [...path, id]
      if (seen.has(next)) continue
      seen.add(next)
      const found = walk(next, [...path, id])
      if (found) return found
    }
    return undefined
  }
  return walk(start, [])
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

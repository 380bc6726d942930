// What makes a YAML text a flow: an id, a namespace and tasks. Apps, dashboards, tests and blueprints of Kestra share the first two.
import type { At } from '../../yaml'
import { keysOf } from '../shared/recognise'

/** Keys of the other resources that Kestra keeps as YAML, and of strangers that also have an id. */
const foreign = new Set([
  'apiVersion',
  'kind',
  'jobs',
  'services',
  'hosts',
  'charts',
  'layout',
  'testCases',
  'timeWindow',
  'steps',
  'stages',
  'on',
  'flowId',
  'blueprint',
  'extend',
])

export function recognise(root: At | undefined): number {
  if (root?.resolved.kind !== 'map') return 0
  const keys = keysOf(root)
  const has = (key: string): boolean => keys.includes(key)
  if (keys.some(key => foreign.has(key) && !(key === 'extend' && has('tasks')))) return 0
  if (typeof root.get('type')?.string === 'string' && !has('tasks')) return 0
  const named = (has('id') ? 1 : 0) + (has('namespace') ? 1 : 0)
  if (has('tasks'))
    return named === 2 ? 1 : named === 1 && looksLikeTasks(root.get('tasks')) ? 0.8 : looksLikeTasks(root.get('tasks')) && has('triggers') ? 0.6 : 0
  if (named < 2) return 0
  return has('triggers') || has('inputs') ? 0.7 : keys.length === 2 ? 0.5 : 0
}

/** Ansible has tasks, too; those of Kestra have an id and a type with dots. */
function looksLikeTasks(tasks: At | undefined): boolean {
  for (const task of tasks?.items() ?? []) return task.get('id') !== undefined && /\..*\./.test(task.get('type')?.string ?? '')
  return false
}

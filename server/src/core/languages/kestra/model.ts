// A flow as checks and the alert path read it: tasks with what is around them, triggers, inputs. Tolerant of anything missing.

import type { Span } from '../../text'
import type { At } from '../../yaml'
import type { FileView } from '../language'
import { aliases } from './schema/table'

export const core = 'io.kestra.plugin.core.'

/** Where a list of tasks stands: its owner and the key; a case of a Switch has its own. */
export interface TaskList {
  readonly owner: Task | undefined
  readonly key: string
}

export interface Task {
  readonly at: At
  readonly id: string | undefined
  /** The new name where an old one is written. */
  readonly type: string
  readonly list: TaskList
  readonly index: number
  readonly span: Span
}

export interface Trigger {
  readonly at: At
  readonly id: string | undefined
  readonly type: string
  readonly span: Span
}

export interface Input {
  readonly at: At
  readonly id: string
  readonly type: string
  readonly required: boolean
  readonly hasDefault: boolean
}

export interface Flow {
  readonly root: At
  readonly id: string | undefined
  readonly namespace: string | undefined
  readonly disabled: boolean
  /** Outer ones before what they hold. */
  readonly tasks: readonly Task[]
  readonly triggers: readonly Trigger[]
  readonly inputs: readonly Input[]
}

export const flowOf = (file: FileView): Flow | undefined => file.once(readFile)

const readFile = (file: FileView): Flow | undefined => (file.root ? readFlow(file.root) : undefined)

export function readFlow(root: At): Flow | undefined {
  if (root.resolved.kind !== 'map') return undefined
  const tasks: Task[] = []
  for (const key of blocks) collect(root.get(key), { owner: undefined, key }, tasks)
  return {
    root,
    id: root.get('id')?.string,
    namespace: root.get('namespace')?.string,
    disabled: isTrue(root.get('disabled')),
    tasks,
    triggers: [...(root.get('triggers')?.items() ?? [])].map(at => ({ at, id: at.get('id')?.string, type: typeOf(at), span: at.span })),
    inputs: [...(root.get('inputs')?.items() ?? [])].flatMap(readInput),
  }
}

export const blocks = ['tasks', 'errors', 'finally', 'afterExecution'] as const

export const typeOf = (at: At): string => {
  const name = at.get('type')?.string ?? ''
  return Object.hasOwn(aliases, name) ? (aliases[name] ?? name) : name
}

export const isTrue = (at: At | undefined): boolean => at?.text !== undefined && /^(?:true|yes|on|[1-9]\d*)$/i.test(at.text)
export const isFalse = (at: At | undefined): boolean => at?.text !== undefined && /^(?:false|no|off|0)$/i.test(at.text)

/** Keys of tasks below which tasks stand, whatever their type: plugins may hold tasks, too. */
const holders = ['tasks', 'then', 'else', 'defaults', 'errors', 'finally'] as const

function collect(list: At | undefined, where: TaskList, into: Task[]): void {
  let index = 0
  for (const item of list?.items() ?? []) {
    // a member of a Dag holds its task under `task`
    const inner = item.get('task')
    const at = inner?.resolved.kind === 'map' ? inner : item
    if (at.node.kind !== 'map') continue
    const task: Task = { at, id: at.get('id')?.string, type: typeOf(at), list: where, index: index++, span: at.span }
    into.push(task)
    for (const key of holders) collect(at.get(key), { owner: task, key }, into)
    for (const one of at.get('cases')?.entries() ?? []) collect(one, { owner: task, key: `cases ${one.key?.text ?? ''}` }, into)
  }
}

function readInput(at: At): Input[] {
  const id = at.get('id')?.string ?? at.get('name')?.string
  if (id === undefined) return []
  return [
    {
      at,
      id,
      type: at.get('type')?.string ?? '',
      required: !isFalse(at.get('required')),
      hasDefault: at.get('defaults') !== undefined && !at.get('defaults')?.isNull,
    },
  ]
}

/** The innermost task around a place. */
export function taskAt(flow: Flow, offset: number): Task | undefined {
  let found: Task | undefined
  for (const task of flow.tasks) if (task.span.start <= offset && offset <= task.span.end && (!found || task.span.start >= found.span.start)) found = task
  return found
}

export const inTriggers = (flow: Flow, offset: number): boolean => {
  const at = flow.root.get('triggers')
  return at !== undefined && at.start <= offset && offset <= at.span.end
}

/** Ids of everything that looks like a task, wherever it stands: members of unknown plugins included. */
export function* idsWithin(at: At, depth = 0): Generator<string> {
  if (depth > 40) return
  if (at.node.kind === 'map') {
    const id = at.get('id')?.string
    if (id !== undefined && at.get('type') !== undefined) yield id
    for (const value of at.entries()) yield* idsWithin(value, depth + 1)
  } else if (at.node.kind === 'seq') for (const item of at.items()) yield* idsWithin(item, depth + 1)
}

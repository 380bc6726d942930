// A flow as checks and the alert path read it: tasks with what is around them, triggers, inputs. Tolerant of anything missing.

import { lookup, type Span } from '../../text'
import { At, type Document, lastNotAfter } from '../../yaml'
import type { FileView } from '../language'
import { flowShape, type TaskList, type TaskShape, type TaskSums, typeOf } from './taskShape'

export { core, typeOf } from './taskShape'

/** Where a task stands: what holds its list, and the key of the list there. */
export interface TaskPlace {
  readonly owner: Task | undefined
  readonly key: string
}

export interface Task {
  readonly at: At
  readonly id: string | undefined
  /** The new name where an old one is written. */
  readonly type: string
  readonly list: TaskPlace
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
  /** Outer ones before what they hold. Made when asked for: most checks need few of thousands. */
  readonly tasks: readonly Task[]
  readonly lists: readonly TaskList[]
  readonly sums: TaskSums
  readonly triggers: readonly Trigger[]
  readonly inputs: readonly Input[]
}

/** Once per text, whatever the version that it is read for. */
export const flowOf = ({ doc, root }: FileView): Flow | undefined =>
  root ? (lookup(flows, doc, () => ({ flow: readFlow(root) })).flow ?? undefined) : undefined
const flows = new WeakMap<Document, { readonly flow: Flow | undefined }>()

export function readFlow(root: At): Flow | undefined {
  if (root.resolved.kind !== 'map') return undefined
  let tasks: readonly Task[] | undefined
  const { lists, sums } = flowShape(root)
  return {
    root,
    id: root.get('id')?.string,
    namespace: root.get('namespace')?.string,
    disabled: isTrue(root.get('disabled')),
    lists,
    sums,
    get tasks() {
      tasks ??= [...tasksIn(root, { lists, sums }, undefined, () => true)]
      return tasks
    },
    triggers: Array.from(root.get('triggers')?.items() ?? [], at => ({ at, id: at.get('id')?.string, type: typeOf(at), span: at.span })),
    inputs: Array.from(root.get('inputs')?.items() ?? []).flatMap(readInput),
  }
}

/** Tasks that concern the flow as a whole: such as start others, or set what all can read. */
export const specialTasks = (flow: Flow): Iterable<Task> => tasksIn(flow.root, flow, undefined, sums => sums.special > 0)

/** Tasks below an owner at its place, without branches that have nothing of what is looked for. */
function* tasksIn(
  { doc, start }: At,
  { lists }: Pick<TaskShape, 'lists' | 'sums'>,
  owner: Task | undefined,
  has: (sums: TaskSums) => boolean,
): Generator<Task> {
  for (const { key, at, tasks } of lists) {
    if (!has(tasks.sums)) continue
    const list: TaskPlace = { owner, key }
    let index = 0
    for (const [i, member] of tasks.items.entries()) {
      if (!member) continue
      const place = index++
      if (!has(member.task.sums)) continue
      const task = new PlacedTask(doc, start + at + (tasks.offsets[i] ?? 0) + member.at, member.task, list, place)
      yield task
      if (member.task.lists.length > 0) yield* tasksIn(task.at, member.task, task, has)
    }
  }
}

class PlacedTask implements Task {
  #at: At | undefined

  constructor(
    private readonly doc: Document,
    private readonly start: number,
    private readonly shape: TaskShape,
    readonly list: TaskPlace,
    readonly index: number,
  ) {}

  get at(): At {
    this.#at ??= At.of(this.doc, this.shape.node, this.start)
    return this.#at
  }
  get lists() {
    return this.shape.lists
  }
  get id() {
    return this.shape.id
  }
  get type() {
    return this.shape.type
  }
  get span(): Span {
    return { start: this.start, end: this.start + this.shape.node.length }
  }
}

export const isTrue = (at: At | undefined): boolean => at?.text !== undefined && /^(?:true|yes|on|[1-9]\d*)$/i.test(at.text)
export const isFalse = (at: At | undefined): boolean => at?.text !== undefined && /^(?:false|no|off|0)$/i.test(at.text)

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
export function taskAt({ root, lists }: Flow, offset: number): Task | undefined {
  let found: Task | undefined
  let around: { readonly at: At; readonly lists: readonly TaskList[] } | undefined = { at: root, lists }
  while (around) {
    const inner: Task | undefined = taskIn(around.at, around.lists, found, offset)
    around = inner && { at: inner.at, lists: (inner as PlacedTask).lists }
    found = inner ?? found
  }
  return found
}

function taskIn({ doc, start }: At, lists: readonly TaskList[], owner: Task | undefined, offset: number): Task | undefined {
  for (const { key, at, tasks } of lists) {
    const i = lastNotAfter(tasks.offsets, offset - start - at)
    const member = i < 0 ? undefined : tasks.items[i]
    if (!member) continue
    const index = tasks.items.slice(0, i).filter(one => one !== undefined).length
    const task = new PlacedTask(doc, start + at + (tasks.offsets[i] ?? 0) + member.at, member.task, { owner, key }, index)
    if (task.span.start <= offset && offset <= task.span.end) return task
  }
  return undefined
}

export const inTriggers = ({ root }: Flow, offset: number): boolean => {
  const at = root.get('triggers')
  return at !== undefined && at.start <= offset && offset <= at.span.end
}

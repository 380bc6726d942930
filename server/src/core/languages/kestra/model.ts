// A flow as checks and the alert path read it: tasks with what is around them, triggers, inputs. Tolerant of anything missing.

import { isNothing } from '../../schema'
import { lookup, type Span } from '../../text'
import { type At, type Document, lastNotAfter } from '../../yaml'
import type { FileView } from '../language'
import { flowShape, type Listed, type Roster, type TaskList, type TaskShape, type TaskSums, taskOf, typeOf } from './taskShape'

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
  readonly rosters: Rosters
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
  const { lists, sums } = flowShape(root.resolved.node)
  return {
    root,
    id: root.get('id')?.string,
    namespace: root.get('namespace')?.string,
    disabled: isTrue(root.get('disabled')),
    lists,
    sums,
    rosters: rostersOf(lists),
    get tasks() {
      tasks ??= Array.from(tasksIn(holderOf({ root, lists }), () => true))
      return tasks
    },
    triggers: Array.from(root.get('triggers')?.items() ?? [], at => ({ at, id: at.get('id')?.string, type: typeOf(at), span: at.span })),
    inputs: Array.from(root.get('inputs')?.items() ?? []).flatMap(readInput),
  }
}

/** Tasks that concern the flow as a whole: such as start others, or set what all can read. */
export const specialTasks = (flow: Flow): Iterable<Task> => tasksIn(holderOf(flow), sums => sums.special > 0)

/** The rosters of the lists of a flow: the same object until an edit changes one of them. */
export type Rosters = readonly Roster[]

const rostersOf = (lists: readonly TaskList[]): Rosters => {
  const all = lists.map(one => one.tasks.roster)
  const known = all[0] && lastRosters.get(all[0])
  if (known && known.length === all.length && known.every((one, i) => one === all[i])) return known
  if (all[0]) lastRosters.set(all[0], all)
  return all
}
/** By the first list: flows with the same first list are versions of one text. */
const lastRosters = new WeakMap<Roster, Rosters>()

/** All tasks of an id, anywhere in the flow. */
export const listedAs = (rosters: Rosters, id: string): readonly Listed[] => {
  const [one, ...more] = rosters.flatMap(roster => [roster.get(id) ?? []]).filter(all => all.length > 0)
  return one ? one.concat(...more) : []
}

/** Where the first task of an id ends. */
export function endOf({ root, lists }: Flow, id: string): number | undefined {
  let at = root.resolved.start
  let below = lists
  for (;;) {
    const list = below.find(one => one.tasks.roster.has(id))
    const item = list?.tasks.roster.get(id)?.[0]?.item
    const member = item === undefined ? undefined : list?.tasks.items[item]
    if (!list || item === undefined || !member) return undefined
    at += list.at + (list.tasks.offsets[item] ?? 0) + member.at
    if (member.task.id === id) return at + member.task.length
    below = member.task.lists
  }
}

/** What holds lists of tasks: the flow, or a task. */
interface Holder {
  readonly at: At
  readonly start: number
  readonly lists: readonly TaskList[]
  readonly task: PlacedTask | undefined
}

const holderOf = ({ root, lists }: Pick<Flow, 'root' | 'lists'>): Holder => ({ at: root, start: root.resolved.start, lists, task: undefined })

/** Tasks below a holder at their places, without branches that have nothing of what is looked for. */
function* tasksIn(holder: Holder, has: (sums: TaskSums) => boolean): Generator<Task> {
  for (const list of holder.lists) {
    const { items, sums } = list.tasks
    if (!has(sums)) continue
    let index = -1
    for (let i = 0; i < items.length; i++) {
      const member = items[i]
      if (member) index++
      const task = member && has(member.task.sums) ? placed(holder, list, i, index) : undefined
      if (!task) continue
      yield task
      if (task.lists.length > 0) yield* tasksIn(task, has)
    }
  }
}

function placed(holder: Holder, { key, at, tasks }: TaskList, item: number, index: number): PlacedTask | undefined {
  const member = tasks.items[item]
  return member && new PlacedTask(holder, holder.start + at + (tasks.offsets[item] ?? 0) + member.at, member.task, key, item, index)
}

class PlacedTask implements Task, Holder {
  #at: At | undefined

  constructor(
    private readonly holder: Holder,
    readonly start: number,
    private readonly shape: TaskShape,
    private readonly key: string,
    private readonly item: number,
    readonly index: number,
  ) {}

  get at(): At {
    this.#at ??= taskOf(this.holder.at, this.key, this.item) ?? this.holder.at
    return this.#at
  }
  get task(): PlacedTask {
    return this
  }
  get list(): TaskPlace {
    return { owner: this.holder.task, key: this.key }
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
    return { start: this.start, end: this.start + this.shape.length }
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
      hasDefault: isGiven(at.get('defaults')),
    },
  ]
}

/** The innermost task around a place. */
export function taskAt(flow: Flow, offset: number): Task | undefined {
  let found: PlacedTask | undefined
  for (let next = taskIn(holderOf(flow), offset); next; next = taskIn(next, offset)) found = next
  return found
}

function taskIn(holder: Holder, offset: number): PlacedTask | undefined {
  for (const list of holder.lists) {
    const { items, offsets } = list.tasks
    const i = lastNotAfter(offsets, offset - holder.start - list.at)
    const task = placed(holder, list, i, items.slice(0, i).filter(one => one !== undefined).length)
    if (task && task.span.start <= offset && offset <= task.span.end) return task
  }
  return undefined
}

export const inTriggers = ({ root }: Flow, offset: number): boolean => {
  const at = root.get('triggers')
  return at !== undefined && at.start <= offset && offset <= at.span.end
}

/** There and not null: an empty value is a text to Kestra. */
const isGiven = (at: At | undefined): boolean => at !== undefined && !isNothing(at.node, 'jackson')

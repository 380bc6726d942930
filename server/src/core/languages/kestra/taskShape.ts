// The tasks of a flow without places: kept with the nodes of the text, so that after an edit only the lists around it are read again.
import { At, type MapNode, type YamlNode } from '../../yaml'
import { kept, keptItems } from '../shared/kept'
import { aliases } from './schema/table'

export const core = 'io.kestra.plugin.core.'

export interface TaskShape {
  readonly node: YamlNode
  readonly id: string | undefined
  /** The new name where an old one is written. */
  readonly type: string
  readonly lists: readonly TaskList[]
  /** Of itself and all below. */
  readonly sums: TaskSums
}

/** A list of tasks in what owns it; a case of a Switch has one of its own. */
export interface TaskList {
  readonly key: string
  /** From the start of the owner. */
  readonly at: number
  readonly tasks: Tasks
}

export interface Tasks {
  /** By item of the list: undefined where it is no task. */
  readonly items: readonly (Member | undefined)[]
  readonly offsets: ArrayLike<number>
  readonly sums: TaskSums
}

/** An item of a list: the task itself, or what holds it under `task` as in a Dag. */
interface Member {
  readonly task: TaskShape
  /** Where the task stands in the item. */
  readonly at: number
}

export interface TaskSums {
  readonly tasks: number
  /** Tasks of types that concern the flow as a whole. */
  readonly special: number
  /** Owners whose lists stand in another order than they run. */
  readonly disorder: number
}

const special: ReadonlySet<string> = new Set(['flow.Subflow', 'flow.ForEachItem', 'flow.Template', 'execution.SetVariables'].map(name => core + name))

export const blocks = ['tasks', 'errors', 'finally', 'afterExecution'] as const

/** Keys of tasks below which tasks stand, whatever their type: plugins may hold tasks, too. */
const holders = ['tasks', 'then', 'else', 'defaults', 'errors', 'finally'] as const

/** The lists at the top of a flow, and what is in them. */
export function flowShape(root: At): Pick<TaskShape, 'lists' | 'sums'> {
  const lists = blocks.flatMap(key => listAt(root, key))
  return { lists, sums: sumOf(lists, 0, 0) }
}

export const typeOf = (at: At): string => {
  const name = at.get('type')?.string ?? ''
  return Object.hasOwn(aliases, name) ? (aliases[name] ?? name) : name
}

const listAt = (owner: At, key: string): TaskList[] => {
  const value = owner.get(key)
  return value && isOwn(value, owner) ? listIn(owner, value, key) : []
}

const listIn = (owner: At, list: At, key: string): TaskList[] => (list.kind === 'seq' ? [{ key, at: list.start - owner.start, tasks: tasksOf(list) }] : [])

/** Not merged in from elsewhere, which Kestra does not know. */
const isOwn = (value: At, owner: At): boolean => value.parent?.start === owner.start

const listKey = {}
const itemsKey = {}

function tasksOf({ node, doc, start }: At): Tasks {
  return kept(node, listKey, () => {
    if (node.kind !== 'seq') return { items: [], offsets: [], sums: sumOf([], 0, 0) }
    const items = keptItems(node, itemsKey, (item, i) => (item?.kind === 'map' ? memberOf(At.of(doc, item, start + (node.offsets[i] ?? 0))) : undefined))
    let [tasks, special, disorder] = [0, 0, 0]
    for (const one of items) {
      if (!one) continue
      tasks += one.task.sums.tasks
      special += one.task.sums.special
      disorder += one.task.sums.disorder
    }
    return { items, offsets: node.offsets, sums: { tasks, special, disorder } }
  })
}

const memberKey = {}

const memberOf = (item: At): Member =>
  kept(item.node, memberKey, () => {
    const inner = item.get('task')
    const at = inner?.kind === 'map' && isOwn(inner, item) ? inner : item
    return { task: readTask(at), at: at.start - item.start }
  })

function readTask(at: At): TaskShape {
  const type = typeOf(at)
  const lists = holders.flatMap(key => listAt(at, key))
  const cases = at.get('cases')
  for (const one of cases?.kind === 'map' && isOwn(cases, at) ? cases.entries() : [])
    if (cases && isOwn(one, cases)) lists.push(...listIn(at, one, `cases ${one.key?.text ?? ''}`))
  return { node: at.node, id: at.get('id')?.string, type, lists, sums: sumOf(lists, 1, special.has(type) ? 1 : 0) }
}

function sumOf(lists: readonly TaskList[], own: number, ownSpecial: number): TaskSums {
  const total = (of: (sums: TaskSums) => number): number => lists.reduce((sum, one) => sum + of(one.tasks.sums), 0)
  return {
    tasks: own + total(one => one.tasks),
    special: ownSpecial + total(one => one.special),
    disorder: (inOrder(lists) ? 0 : 1) + total(one => one.disorder),
  }
}

function inOrder(lists: readonly TaskList[]): boolean {
  const runs = blocks.flatMap(key => lists.find(one => one.key === key)?.at ?? [])
  return runs.every((at, i) => i === 0 || at > (runs[i - 1] ?? 0))
}

const idsKey = {}
const itemIdsKey = {}

/** Ids of everything that looks like a task, wherever it stands: members of unknown plugins included. */
export function idsWithin(node: YamlNode): readonly string[] {
  if (node.kind === 'map') return kept(node, idsKey, () => [...ownId(node), ...node.pairs.flatMap(pair => idsWithin(pair.value))])
  if (node.kind === 'seq') return kept(node, idsKey, () => keptItems(node, itemIdsKey, item => (item ? idsWithin(item) : [])).flat())
  return []
}

function ownId(node: MapNode): readonly string[] {
  const at = (name: string) => node.pairs.find(({ key }) => key.kind === 'scalar' && key.text === name)?.value
  const id = at('id')
  return id?.kind === 'scalar' && at('type') ? [id.text] : []
}

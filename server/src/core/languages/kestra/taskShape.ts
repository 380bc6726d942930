// The tasks of a flow without places: kept with the nodes of the text, so that after an edit only the lists around it are read again.
// Holds no nodes: what is kept of a text outlives the text.
import { type At, isNull, type MapNode, type SeqNode, type YamlNode } from '../../yaml'
import { type Edited, edited, itemOf, kept, keptItems } from '../shared/kept'
import { aliases } from './schema/table'

export const core = 'io.kestra.plugin.core.'

export interface TaskShape {
  readonly length: number
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
  readonly roster: Roster
}

/**
 * Which tasks a list has, at any depth, by id. The same object until an edit changes one of these: what follows from it alone is kept with it.
 */
export type Roster = ReadonlyMap<string, readonly Listed[]>

export interface Listed {
  /** The item of the list that is the task or holds it. */
  readonly item: number
  /** The new name where an old one is written. */
  readonly type: string
  /** Types of what it stands in within the list, from the outside. */
  readonly owners: readonly string[]
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

/** The lists at the top of a flow, and what is in them. Nothing is merged in from elsewhere: Kestra does not know that. */
export function flowShape(root: YamlNode): Pick<TaskShape, 'lists' | 'sums'> {
  const lists = root.kind === 'map' ? listsIn(root, blocks) : []
  return { lists, sums: sumOf(lists, 0, 0) }
}

export const typeOf = (at: At): string => newName(at.get('type')?.string ?? '')

const newName = (type: string): string => (Object.hasOwn(aliases, type) ? (aliases[type] ?? type) : type)

const inCases = 'cases '

function listsIn(node: MapNode, keys: readonly string[]): TaskList[] {
  const lists: TaskList[] = []
  for (const [i, { key, value, valueAt }] of node.pairs.entries()) {
    const name = key.kind === 'scalar' ? key.text : ''
    const at = (node.offsets[i] ?? 0) + valueAt
    if (value.kind === 'seq' && keys.includes(name)) lists.push({ key: name, at, tasks: tasksOf(value) })
    if (value.kind !== 'map' || name !== 'cases' || keys === blocks) continue
    for (const [j, one] of value.pairs.entries())
      if (one.value.kind === 'seq')
        lists.push({
          key: inCases + (one.key.kind === 'scalar' ? one.key.text : ''),
          at: at + (value.offsets[j] ?? 0) + one.valueAt,
          tasks: tasksOf(one.value),
        })
  }
  return lists
}

/** The task at an item of a list. */
export function taskOf(owner: At, key: string, item: number): At | undefined {
  const list = key.startsWith(inCases) ? owner.path('cases', key.slice(inCases.length)) : owner.get(key)
  const at = list && itemOf(list, item)
  const inner = at?.get('task')
  return inner?.kind === 'map' && inner.parent?.start === at?.start ? inner : at
}

const listKey = {}
const itemsKey = {}

const tasksOf = (list: SeqNode): Tasks =>
  kept(list, listKey, () => {
    const items = keptItems(list, itemsKey, item => (item?.kind === 'map' ? memberOf(item) : undefined))
    const { offsets } = list
    return unchanged(list, items) ?? { items, offsets, sums: sumOfAll(items), roster: rosterOf(items) }
  })

/** After an edit that left all tasks what they were. */
function unchanged(list: SeqNode, items: Tasks['items']): Tasks | undefined {
  const edit = edited<Tasks>(list, listKey)
  if (!edit || edit.before.items.length !== items.length || edit.removed !== edit.inserted) return undefined
  const { before, from, inserted } = edit
  for (let i = from; i < from + inserted; i++) if (!isAlike(before.items[i]?.task, items[i]?.task)) return undefined
  return { items, offsets: list.offsets, sums: before.sums, roster: before.roster }
}

/** The same to whoever asks which tasks there are and in which order. */
function isAlike(a: TaskShape | undefined, b: TaskShape | undefined): boolean {
  if (!a || !b) return a === b
  if (a.id !== b.id || a.type !== b.type || a.lists.length !== b.lists.length) return false
  return a.lists.every((one, i) => {
    const other = b.lists[i]
    if (one.key !== other?.key || one.tasks.items.length !== other.tasks.items.length) return false
    return one.tasks.roster === other.tasks.roster || one.tasks.items.every((item, k) => isAlike(item?.task, other.tasks.items[k]?.task))
  })
}

function sumOfAll(items: Tasks['items']): TaskSums {
  let [tasks, special, disorder] = [0, 0, 0]
  for (const one of items) {
    if (!one) continue
    tasks += one.task.sums.tasks
    special += one.task.sums.special
    disorder += one.task.sums.disorder
  }
  return { tasks, special, disorder }
}

const noOwners: readonly string[] = []

function rosterOf(items: Tasks['items']): Roster {
  const roster = new Map<string, Listed[]>()
  const add = (id: string, one: Listed): void => {
    const same = roster.get(id)
    if (same) same.push(one)
    else roster.set(id, [one])
  }
  items.forEach((member, item) => {
    if (!member) return
    const { id, type, lists } = member.task
    if (id !== undefined) add(id, { item, type, owners: noOwners })
    for (const { tasks } of lists)
      for (const [inner, all] of tasks.roster) for (const one of all) add(inner, { item, type: one.type, owners: [type, ...one.owners] })
  })
  return roster
}

const memberKey = {}

const memberOf = (item: MapNode): Member =>
  kept(item, memberKey, () => {
    const i = item.pairs.findIndex(({ key, value }) => value.kind === 'map' && key.kind === 'scalar' && key.text === 'task')
    const inner = item.pairs[i]
    return inner?.value.kind === 'map' ? { task: readTask(inner.value), at: (item.offsets[i] ?? 0) + inner.valueAt } : { task: readTask(item), at: 0 }
  })

function readTask(node: MapNode): TaskShape {
  const type = newName(textOf(node, 'type') ?? '')
  const lists = listsIn(node, holders)
  return { length: node.length, id: textOf(node, 'id'), type, lists, sums: sumOf(lists, 1, special.has(type) ? 1 : 0) }
}

function textOf({ pairs }: MapNode, name: string): string | undefined {
  for (const { key, value } of pairs) if (key.kind === 'scalar' && key.text === name) return value.kind === 'scalar' && !isNull(value) ? value.text : undefined
  return undefined
}

const single: TaskSums = { tasks: 1, special: 0, disorder: 0 }

function sumOf(lists: readonly TaskList[], own: number, ownSpecial: number): TaskSums {
  if (lists.length === 0 && own === 1 && ownSpecial === 0) return single
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

/**
 * Ids of everything that looks like a task, wherever it stands: members of unknown plugins included. The same list until an edit changes it.
 */
export function idsWithin(node: YamlNode): readonly string[] {
  if (node.kind !== 'map' && node.kind !== 'seq') return noIds
  return kept(node, idsKey, () => {
    const own = node.kind === 'map' ? ownId(node) : noIds
    const parts = node.kind === 'map' ? node.pairs.map(pair => idsWithin(pair.value)) : keptItems(node, itemIdsKey, item => (item ? idsWithin(item) : noIds))
    const edit = edited<Ids>(node, idsKey)
    if (edit && isSame(own, edit.before.own) && hasSameParts(node, edit, parts)) return edit.before
    const all = own.concat(parts.flat())
    return { own, parts, all: all.length === 0 ? noIds : all }
  }).all
}

interface Ids {
  readonly own: readonly string[]
  readonly parts: readonly (readonly string[])[]
  readonly all: readonly string[]
}

const noIds: readonly string[] = []

const isSame = (a: readonly string[], b: readonly string[]): boolean => a === b || (a.length === b.length && a.every((one, i) => one === b[i]))

/** Of a list only items that the edit touched can be others. */
function hasSameParts({ kind }: YamlNode, { before, from, removed, inserted }: Edited<Ids>, parts: Ids['parts']): boolean {
  if (removed !== inserted || before.parts.length !== parts.length) return false
  const [first, end] = kind === 'seq' ? [from, from + inserted] : [0, parts.length]
  for (let i = first; i < end; i++) if (!isSame(before.parts[i] ?? noIds, parts[i] ?? noIds)) return false
  return true
}

function ownId(node: MapNode): readonly string[] {
  const at = (name: string) => node.pairs.find(({ key }) => key.kind === 'scalar' && key.text === name)?.value
  const id = at('id')
  return id?.kind === 'scalar' && at('type') ? [id.text] : noIds
}

// Names in expressions that lead nowhere: tasks, inputs and variables that are not there, tasks that run later.

import type { Wanted } from '../../../schema'
import { closest, lookup, type Mention, type Problem } from '../../../text'
import type { At } from '../../../yaml'
import type { Check, FileView } from '../../language'
import { core, endOf, type Flow, flowOf, inTriggers, type Rosters, specialTasks, type Task, taskAt } from '../model'
import { idsWithin } from '../taskShape'
import { problem, replace } from './problem'

export const unknownTask: Check = {
  code: 'unknown-task',
  sameForAll: true,
  *run(file) {
    const flow = flowOf(file)
    if (!flow || file.names('task', 'uses').size === 0) return
    const known = knownTasks(flow)
    if (!known) return
    for (const use of strangers(file, flow, 'task', known))
      if (!isDashed(file, use, known)) yield unknown('unknown-task', use, known, `There is no task "${use.name}"`)
  },
}

export const unknownInput: Check = {
  code: 'unknown-input',
  sameForAll: true,
  *run(file) {
    const flow = flowOf(file)
    if (!flow || flow.inputs.some(one => one.type === 'REUSABLE_INPUTS')) return
    // `a.b` as an id is a step more
    const known = new Set(flow.inputs.flatMap(one => [one.id, one.id.split('.')[0] ?? '']))
    for (const use of strangers(file, flow, 'input', known))
      if (!isDashed(file, use, known)) yield unknown('unknown-input', use, known, `The flow has no input "${use.name}"`)
  },
}

export const unknownVariable: Check = {
  code: 'unknown-variable',
  sameForAll: true,
  *run(file) {
    const flow = flowOf(file)
    if (!flow || file.names('variable', 'uses').size === 0 || holdsSpecial(flow, 'execution.SetVariables')) return
    const variables = flow.root.get('variables')
    if (variables && variables.node.kind !== 'map') return
    const known = new Set(Array.from(variables?.entries() ?? [], one => one.key?.text ?? []).flat())
    for (const use of strangers(file, flow, 'variable', known)) yield unknown('unknown-variable', use, known, `The flow has no variable "${use.name}"`)
  },
}

function holdsSpecial(flow: Flow, type: string): boolean {
  for (const task of specialTasks(flow)) if (task.type === core + type) return true
  return false
}

export const laterTask: Check = {
  code: 'later-task',
  sameForAll: true,
  *run(file) {
    const flow = flowOf(file)
    if (!flow || file.names('task', 'uses').size === 0) return
    const byId = new Map<string, Task>()
    for (const use of file.mentions(['task'], 'uses', laterIn(flow))) {
      if (inTriggers(flow, use.span.start)) continue
      if (byId.size === 0) for (const task of flow.tasks) if (task.id !== undefined && !byId.has(task.id)) byId.set(task.id, task)
      const target = byId.get(use.name)
      if (!target) continue
      const here = taskAt(flow, use.span.start)
      if (!here || !runsLater(here, target)) continue
      const at = file.root?.find(use.span.start)
      if (!at || isDependency(at) || hasFallback({ ...use, at })) continue
      const itself = isSame(here, target)
      const message = itself
        ? `"${use.name}" is this very task, which has no outputs yet: the run fails here.`
        : `The task "${use.name}" runs after this one, so it has no outputs yet: the run fails here.`
      yield {
        ...problem('later-task', 'warning', use.span, message),
        ...(!itself && { related: [{ span: idSpan(target), message: `"${use.name}" stands here.` }] }),
      }
    }
  },
}

/** Names of tasks that may run later. What stands before runs before, as a rule. */
const laterIn = (flow: Flow): Wanted => ({
  same: flow.rosters,
  has: name => flow.rosters.some(roster => roster.has(name)),
  ...(flow.sums.disorder === 0 && { hasFrom: (name, place) => (endOf(flow, name) ?? 0) >= place }),
})

const idSpan = (task: Task) => task.at.get('id')?.span ?? task.span

/** A use and the scalar that it stands in. */
interface Use extends Mention {
  readonly at: At
}

/**
 * Uses of names that are not known. Mostly there are none, and each name is looked at once. In triggers `outputs` and `inputs` are those of
 * another execution.
 */
function* strangers(file: FileView, flow: Flow, kind: string, known: ReadonlySet<string>): Generator<Use> {
  for (const use of file.mentions([kind], 'uses', strangersTo(known))) {
    const at = inTriggers(flow, use.span.start) ? undefined : file.root?.find(use.span.start)
    if (at && !isDependency(at)) yield { ...use, at }
  }
}

const strangersTo = (known: ReadonlySet<string>): Wanted => lookup(complements, known, () => ({ has: name => !known.has(name) }))
const complements = new WeakMap<ReadonlySet<string>, Wanted>()

/** Names in `dependsOn` have a check of their own. */
function isDependency(at: At): boolean {
  for (let one: At | undefined = at; one; one = one.parent)
    if (one.key?.text === 'dependsOn') return one.get('condition') === undefined || at.parent?.key?.text === 'inputs'
  return false
}

/** Ids of all tasks, and of those that plugins or old types bring along; undefined when they cannot be known. */
function knownTasks(flow: Flow): ReadonlySet<string> | undefined {
  const more: string[] = []
  for (const task of specialTasks(flow)) {
    if (task.type === `${core}flow.Template`) return undefined
    if (task.type === `${core}flow.ForEachItem` && task.id !== undefined) more.push(...['split', 'items', 'merge'].map(part => `${task.id}_${part}`))
  }
  const known = idsOf(idsWithin(flow.root.resolved.node), flow.rosters)
  return more.length === 0 ? known : new Set([...known, ...more])
}

/** What has an id and no type is a task nevertheless where tasks stand. */
const idsOf = (within: readonly string[], rosters: Rosters): ReadonlySet<string> =>
  lookup(
    lookup(knownIds, rosters, () => new WeakMap<readonly string[], ReadonlySet<string>>()),
    within,
    () => new Set(within.concat(...rosters.map(roster => [...roster.keys()]))),
  )
const knownIds = new WeakMap<Rosters, WeakMap<readonly string[], ReadonlySet<string>>>()

const dash = 45

/** `outputs.a-b` subtracts; that has a check of its own. */
function isDashed(file: FileView, use: Mention, known: ReadonlySet<string>): boolean {
  if (file.doc.source.charCodeAt(use.span.end) !== dash) return false
  for (const name of known) if (name.startsWith(`${use.name}-`)) return true
  return false
}

/** The nearest known name, looked for once a name. */
const nearest = (name: string, known: ReadonlySet<string>): string | undefined =>
  lookup(
    lookup(nearestNames, known, () => new Map<string, { readonly near: string | undefined }>()),
    name,
    () => ({ near: closest(name, known) }),
  ).near
const nearestNames = new WeakMap<ReadonlySet<string>, Map<string, { readonly near: string | undefined }>>()

function unknown(code: string, use: Use, known: ReadonlySet<string>, what: string): Problem {
  const near = nearest(use.name, known)
  const spared = hasFallback(use)
  const message = `${what}: ${spared ? 'what is written as a fallback is always taken' : 'the run fails here'}.${near ? ` Did you mean "${near}"?` : ''}`
  return problem(code, spared ? 'information' : 'warning', use.span, message, near && /^\w+$/.test(near) ? [replace(use.span, near)] : [])
}

/** Rounds of a loop that goes on until a condition holds see the outputs of the round before. */
const again: ReadonlySet<string> = new Set([`${core}flow.LoopUntil`, `${core}flow.WaitFor`])
const unordered: ReadonlySet<string> = new Set([`${core}flow.Parallel`, `${core}flow.EachParallel`, `${core}flow.Dag`])
const order = ['tasks', 'errors', 'finally', 'afterExecution']

function chain(task: Task): Task[] {
  const out = [task]
  for (let one = task.list.owner; one; one = one.list.owner) out.unshift(one)
  return out
}

const isSame = (a: Task | undefined, b: Task | undefined): boolean => a !== undefined && a.span.start === b?.span.start

/** Surely after `here`: in the same list further down, or in a block that follows. A task inside its own owner is neither. */
function runsLater(here: Task, target: Task): boolean {
  const a = chain(here)
  const b = chain(target)
  if ([...a, ...b].some(one => again.has(one.type)) && a.some(one => again.has(one.type))) return false
  let depth = 0
  while (isSame(a[depth], b[depth])) depth++
  const [x, y] = [a[depth], b[depth]]
  if (!x && !y) return !holdsTasks(here)
  if (!x || !y) return false
  const owner = x.list.owner
  if (owner && unordered.has(owner.type)) return false
  if (x.list.key === y.list.key) return y.index > x.index
  return order.indexOf(y.list.key) > order.indexOf(x.list.key) && order.includes(x.list.key)
}

const holdsTasks = (task: Task): boolean => ['tasks', 'then', 'cases', 'defaults', 'onResume'].some(key => task.at.get(key) !== undefined)

/** Something else may stand in: a fallback in the same expression, or a condition around it somewhere in the text. */
function hasFallback({ at, span }: Use): boolean {
  const whole = at.doc.source.slice(at.start, at.span.end)
  if (/\{%-?\s*(?:if|set|macro)\b/.test(whole)) return true
  const before = whole.slice(0, span.start - at.start)
  const after = whole.slice(span.start - at.start)
  const own = before.slice(Math.max(before.lastIndexOf('{{'), before.lastIndexOf('{%'), 0)) + after.slice(0, after.search(/\}\}|%\}|$/))
  return /\?\?|\bdefault\b|\bdefined\b/.test(own)
}

// Names in expressions that lead nowhere: tasks, inputs and variables that are not there, tasks that run later.

import { closest, type Mention, type Problem } from '../../../text'
import type { Check, FileView } from '../../language'
import { core, type Flow, flowOf, idsWithin, inTriggers, type Task, taskAt } from '../model'
import { problem, replace } from './problem'

export const unknownTask: Check = {
  code: 'unknown-task',
  *run(file) {
    const flow = flowOf(file)
    const known = flow && knownTasks(flow)
    if (!known) return
    for (const use of uses(file, flow, 'task'))
      if (!known.has(use.name) && !isDashed(file, use, known)) yield unknown(file, 'unknown-task', use, known, `There is no task "${use.name}"`)
  },
}

export const unknownInput: Check = {
  code: 'unknown-input',
  *run(file) {
    const flow = flowOf(file)
    if (!flow || flow.inputs.some(one => one.type === 'REUSABLE_INPUTS')) return
    // `a.b` as an id is a step more
    const known = new Set(flow.inputs.flatMap(one => [one.id, one.id.split('.')[0] ?? '']))
    for (const use of uses(file, flow, 'input'))
      if (!known.has(use.name) && !isDashed(file, use, known)) yield unknown(file, 'unknown-input', use, known, `The flow has no input "${use.name}"`)
  },
}

export const unknownVariable: Check = {
  code: 'unknown-variable',
  *run(file) {
    const flow = flowOf(file)
    if (!flow || flow.tasks.some(task => task.type === `${core}execution.SetVariables`)) return
    const variables = flow.root.get('variables')
    if (variables && variables.node.kind !== 'map') return
    const known = new Set([...(variables?.entries() ?? [])].flatMap(one => one.key?.text ?? []))
    for (const use of uses(file, flow, 'variable'))
      if (!known.has(use.name)) yield unknown(file, 'unknown-variable', use, known, `The flow has no variable "${use.name}"`)
  },
}

export const laterTask: Check = {
  code: 'later-task',
  *run(file) {
    const flow = flowOf(file)
    if (!flow) return
    for (const use of uses(file, flow, 'task')) {
      const target = flow.tasks.find(task => task.id === use.name)
      const here = target && taskAt(flow, use.span.start)
      if (!here || !runsLater(here, target) || hasFallback(file, use)) continue
      const itself = here === target
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

const idSpan = (task: Task) => task.at.get('id')?.span ?? task.span

/** Uses outside the triggers: what `outputs` and `inputs` mean there is another execution's business. */
function* uses(file: FileView, flow: Flow, kind: string): Generator<Mention> {
  for (const use of file.mentions([kind], 'uses')) if (!inTriggers(flow, use.span.start) && !isDependency(file, use)) yield use
}

/** Names in `dependsOn` have a check of their own. */
const isDependency = (file: FileView, use: Mention): boolean => {
  const at = file.root?.find(use.span.start)
  for (let one = at; one; one = one.parent) if (one.key?.text === 'dependsOn') return one.get('condition') === undefined || at?.parent?.key?.text === 'inputs'
  return false
}

/** Ids of all tasks, and of those that plugins or old types bring along; undefined when they cannot be known. */
function knownTasks(flow: Flow): ReadonlySet<string> | undefined {
  if (flow.tasks.some(task => task.type === `${core}flow.Template`)) return undefined
  const known = new Set(idsWithin(flow.root))
  for (const task of flow.tasks) {
    if (task.id === undefined) continue
    known.add(task.id)
    if (task.type === `${core}flow.ForEachItem`) for (const part of ['split', 'items', 'merge']) known.add(`${task.id}_${part}`)
  }
  return known
}

/** `outputs.a-b` subtracts; that has a check of its own. */
function isDashed(file: FileView, use: Mention, known: ReadonlySet<string>): boolean {
  if (file.doc.text[use.span.end] !== '-') return false
  for (const name of known) if (name.startsWith(`${use.name}-`)) return true
  return false
}

function unknown(file: FileView, code: string, use: Mention, known: ReadonlySet<string>, what: string): Problem {
  const near = closest(use.name, known)
  const spared = hasFallback(file, use)
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

/** Surely after `here`: in the same list further down, or in a block that follows. A task inside its own owner is neither. */
function runsLater(here: Task, target: Task): boolean {
  const a = chain(here)
  const b = chain(target)
  if ([...a, ...b].some(one => again.has(one.type)) && a.some(one => again.has(one.type))) return false
  let depth = 0
  while (a[depth] !== undefined && a[depth] === b[depth]) depth++
  const [x, y] = [a[depth], b[depth]]
  if (!x && !y) return !holdsTasks(here)
  if (!x || !y) return false
  const owner = x.list.owner
  if (owner && unordered.has(owner.type)) return false
  if (x.list.key === y.list.key) return y.index > x.index
  return order.indexOf(y.list.key) > order.indexOf(x.list.key) && order.includes(x.list.key)
}

const holdsTasks = (task: Task): boolean => ['tasks', 'then', 'cases', 'defaults', 'onResume'].some(key => task.at.get(key) !== undefined)

/** Something else may stand in. */
function hasFallback(file: FileView, use: Mention): boolean {
  const at = file.root?.find(use.span.start)
  return /\?\?|\bdefault\b|\bdefined\b|\{%/.test(at?.text ?? '')
}

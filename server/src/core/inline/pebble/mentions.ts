// Names that a Pebble template uses: tasks, inputs, variables, secrets, and paths into what the trigger brought.
import type { Mention } from '../../text'
import type { Expression, Pebble } from './node'
import { allSteps, joinPath, keyStep, type Path, pathOf, type Step } from './path'
import { type Place, walk } from './walk'

export function mentions(tree: Pebble): readonly Mention[] {
  const found: Mention[] = []
  walk(tree, (value, place) => {
    const one = place.inChain ? undefined : (mention(value, place) ?? loopPath(value, place))
    if (one) found.push(one)
    const output = place.inChain ? undefined : taskOutput(value, place)
    if (output) found.push(output)
    else if (value.kind === 'call') found.push(...ofCall(value))
  })
  return found.sort((a, b) => a.span.start - b.span.start)
}

const kinds: Readonly<Record<string, string | undefined>> = { outputs: 'task', tasks: 'task', inputs: 'input', vars: 'variable', labels: 'flow-label' }

function mention(value: Expression, place: Place): Mention | undefined {
  const chain =
    value.kind === 'name' || value.kind === 'member' || value.kind === 'item' || (value.kind === 'filter' && /^(?:first|last)$/.test(value.name.name))
  const path = chain ? pathOf(value, place.locals) : undefined
  if (!path) return undefined
  if (path.root === 'trigger') return triggerPath(path, value.kind === 'item' ? value.span.end : undefined, place)
  const kind = path.before.length === 0 && Object.hasOwn(kinds, path.root) ? kinds[path.root] : undefined
  const [first] = path.steps
  if (!kind || !first || first.name === '*' || first.name === '') return undefined
  return { kind, name: first.name, role: 'uses', span: first.span, ...(place.rendered && kind === 'variable' && { within: 'render' }) }
}

/**
 * A path through a loop variable has the span of what is written; one that only repeats the variable says nothing new. `end`: behind the
 * bracket of a last step such as `[0]`.
 */
function triggerPath(path: Path, end: number | undefined, place: Place): Mention | undefined {
  const steps = allSteps(path)
  const written = path.steps.filter(one => one.name !== '')
  const [first, last] = [written[0], written.at(-1)]
  if (!first || !last || steps.length === 0) return undefined
  const name = joinPath(steps.filter(one => one !== ''))
  return {
    kind: 'trigger-path',
    name,
    role: 'uses',
    span: { start: first.span.start, end: end ?? last.span.end },
    ...(place.protected && { within: 'fallback' }),
  }
}

/** `outputs.build.uri` as `build.uri`: what is asked of one task. */
function taskOutput(value: Expression, place: Place): Mention | undefined {
  const path = value.kind === 'member' || value.kind === 'item' ? pathOf(value, place.locals) : undefined
  const [task, member] = path?.root === 'outputs' && path.before.length === 0 ? path.steps : []
  if (!task || !member || /^\*?$/.test(task.name) || /^\*?$/.test(member.name)) return undefined
  return { kind: 'task-output', name: joinPath([task.name, member.name]), role: 'uses', span: member.span, ...(place.protected && { within: 'fallback' }) }
}

/** What stands for the value of the round in a loop, by what it is asked of: the task itself, the one around it, or a Loop. */
const rounds: Readonly<Record<string, string | undefined>> = { 'taskrun.value': 'taskrun', 'parent.taskrun.value': 'parent', 'item.value': 'item' }

/** `fromJson(taskrun.value).labels.job` as `taskrun.labels.job`: lists of maps are handed to the rounds as JSON. */
function loopPath(value: Expression, place: Place): Mention | undefined {
  const steps: Step[] = []
  let base = value
  while (base.kind === 'member' || base.kind === 'item') {
    if (base.kind === 'member' && base.arguments) return undefined
    steps.unshift(base.kind === 'member' ? { name: base.name.name, span: base.name.span } : keyStep(base.key))
    base = base.object
  }
  if (base.kind !== 'call' || !/^(?:fromJson|json)$/.test(base.name.name) || base.arguments.length !== 1) return undefined
  const [argument] = base.arguments
  const path = argument && pathOf(argument.value, place.locals)
  const round = path && path.before.length === 0 ? rounds[[path.root, ...allSteps(path)].join('.')] : undefined
  const [first, last] = [steps[0], steps.at(-1)]
  if (!round || !first || !last || steps.some(one => one.name === '')) return undefined
  return {
    kind: 'loop-path',
    name: joinPath([round, ...steps.map(one => one.name)]),
    role: 'uses',
    span: { start: first.span.start, end: last.span.end },
    ...(place.protected && { within: 'fallback' }),
  }
}

function ofCall(value: Extract<Expression, { kind: 'call' }>): readonly Mention[] {
  const kind = value.name.name === 'secret' || value.name.name === 'kv' ? value.name.name : undefined
  const key = value.arguments.find(one => !one.name || one.name.name === 'key')?.value
  const elsewhere = value.arguments.length > 1 && kind === 'kv'
  if (!kind || key?.kind !== 'string' || elsewhere) return []
  return [{ kind, name: key.value, role: 'uses', span: key.inner }]
}

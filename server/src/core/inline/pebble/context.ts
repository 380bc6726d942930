// The variables of an execution of Kestra, as a shape with words. `trigger.body` looks like what Alertmanager posts.
import { alertmanagerPayload } from '../alertmanagerPayload'
import { any, member, number, type Shape, said, text } from '../shape'

const named = (kind: string, documentation: string, items: Shape = any): Shape => said({ kind: 'map', items, keys: { kind, within: '' } }, documentation)
const object = (name: string, documentation: string, members: Readonly<Record<string, Shape>>): Shape => said({ kind: 'object', name, members }, documentation)

const lists: Shape = { kind: 'map', items: { kind: 'list', items: text } }
const time: Shape = { kind: 'time' }

const taskrun = object('taskrun', 'The run of the task that is being carried out.', {
  id: said(text, 'Identifies this run of the task.'),
  startDate: said(time, 'When it started.'),
  attemptsCount: said(number, 'Which attempt this is.'),
  parentId: said(text, 'The run of the task around it.'),
  value: said(any, 'The value of this round of a loop.'),
  iteration: said(number, 'The number of this round of a loop.'),
})

const item: Shape = object('item', 'The element of this round of a Loop (2.0).', {
  value: said(any, 'The element.'),
  index: said(number, 'Its place, from 0.'),
  key: said(text, 'Its key, when a map is gone through.'),
  parent: said(any, 'The `item` of the loop around it.'),
  parents: said({ kind: 'list', items: any }, 'All loops around it, the nearest first.'),
})

export const context: Readonly<Record<string, Shape>> = {
  inputs: named('input', 'What the execution was started with: `inputs.name`, or `inputs["my-name"]` for a name with a dash.'),
  outputs: named('task', 'What earlier tasks gave: `outputs.task.value`, or `outputs["my-task"].value` for an id with a dash.'),
  vars: named('variable', 'The `variables` of the flow. Expressions inside them are not filled in: `render(vars.name)`.'),
  labels: named('flow-label', 'Labels of the execution.', text),
  trigger: object('trigger', 'What started the execution. Undefined when it was started by hand: `trigger.body.status ?? "none"`.', {
    body: said(alertmanagerPayload, 'The body of the webhook request: JSON is read, other content is text.'),
    headers: said(lists, "Headers of the request, each a **list**: `trigger.headers['X-Team'][0]`."),
    parameters: said(lists, 'Parameters of the address, each a **list**: `trigger.parameters.key[0]`.'),
    date: said(time, 'Of a Schedule: the moment this execution is for.'),
    next: said(time, 'Of a Schedule: the next moment.'),
    previous: said(time, 'Of a Schedule: the moment before.'),
    executionId: said(text, 'Of a Flow trigger: the execution that ended.'),
    namespace: said(text, 'Of a Flow trigger: the namespace of the flow that ended.'),
    flowId: said(text, 'Of a Flow trigger: the flow that ended.'),
    state: said(text, 'Of a Flow trigger: how that execution ended.'),
    outputs: said(any, 'Of a Flow trigger: the outputs of that flow.'),
  }),
  flow: object('flow', 'The flow itself.', {
    id: said(text, 'Its id.'),
    namespace: said(text, 'Its namespace.'),
    revision: said(number, 'Its revision.'),
    tenantId: said(text, 'Its tenant.'),
  }),
  execution: object('execution', 'The execution.', {
    id: said(text, 'Identifies it.'),
    originalId: said(text, 'The first one, when this is a replay.'),
    startDate: said(time, 'When it started.'),
    endDate: said(time, 'When it ended.'),
    state: said(text, 'Its state.'),
    outputs: said(any, 'Its outputs.'),
  }),
  taskrun,
  task: object('task', 'The task that is being carried out.', { id: said(text, 'Its id.'), type: said(text, 'Its type.') }),
  tasks: named('task', 'The tasks that ran: `tasks.id.state`.'),
  parent: said({ kind: 'any', members: { task: any, taskrun, outputs: any } }, 'The task around this one: `parent.taskrun.value`, `parent.task.id`.'),
  parents: said(
    { kind: 'list', items: { kind: 'any', members: { task: any, taskrun, outputs: any } } },
    'All tasks around this one, the nearest first: `parents[0].taskrun.value`.',
  ),
  item,
  error: said(any, 'In `errors`: what failed.'),
  envs: said({ kind: 'map', items: text }, 'Environment variables of the server that begin with `ENV_`, in small letters and without it.'),
  globals: said({ kind: 'map', items: any }, "Variables of the server's configuration."),
  namespace: said({ kind: 'map', items: any }, 'Variables of the namespace (Enterprise Edition).'),
  kestra: said({ kind: 'any', members: { environment: any, url: text } }, 'The server: `kestra.url`, `kestra.environment`.'),
  files: said({ kind: 'map', items: text }, 'Namespace files.'),
  schedule: said({ kind: 'any', members: { date: time, next: time, previous: time } }, 'Gone in 2.0: use `trigger.date`.'),
}

/** Inside a loop. */
export const loopVariable = object('loop', 'Where the loop is.', {
  index: said(number, 'From 0.'),
  length: said(number, 'How many elements there are.'),
  first: said({ kind: 'boolean' }, 'Is this the first?'),
  last: said({ kind: 'boolean' }, 'Is this the last?'),
  revindex: said(number, 'How many are still to come.'),
})

/** Variables that people write differently. Only these and near misses of long names are called wrong: plugins bring their own. */
export const misspelt: Readonly<Record<string, string | undefined>> = {
  input: 'inputs',
  triggers: 'trigger',
  executions: 'execution',
  label: 'labels',
  taskRun: 'taskrun',
  now: 'now()',
  uuid: 'uuid()',
}

/** What a path of names and elements leads to; `*` is any element. */
export function follow(shape: Shape | undefined, path: readonly string[]): Shape | undefined {
  let at = shape
  for (const step of path) {
    if (!at) return undefined
    at = member(at, step) ?? at.items ?? (at.kind === 'any' ? any : undefined)
  }
  return at
}

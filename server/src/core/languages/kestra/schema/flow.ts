// The top level of a flow.
import type { Schema } from '../../../schema'
import { flowId, namespace, outputId } from './ids'
import { check, concurrency, labels, pluginDefault, quota, retry, sla, workerGroup, workerSelector } from './parts'

const tasks = (description: string, more: Schema = {}): Schema => ({ type: 'array', items: { $ref: '#/$defs/Task' }, description, ...more })

const types = [
  'STRING',
  'SELECT',
  'INT',
  'FLOAT',
  'BOOL',
  'DATETIME',
  'DATE',
  'TIME',
  'DURATION',
  'FILE',
  'JSON',
  'URI',
  'SECRET',
  'ARRAY',
  'MULTISELECT',
  'YAML',
  'EMAIL',
  'FORM',
  'ION',
]

const output = (line: '1.3' | '2.0'): Schema => ({
  type: 'object',
  noun: 'an output',
  model: 'output',
  additionalProperties: false,
  required: ['id', 'type', 'value'],
  properties: {
    id: { ...outputId, description: 'Name under which a parent flow or a waiting webhook finds the value.' },
    type: {
      type: 'string',
      enum: line === '1.3' ? [...types, 'BOOLEAN', 'ENUM'] : types,
      description: 'Type that the value is converted to when the flow ends.',
    },
    value: { inline: 'pebble', description: 'The value, nearly always an expression over `outputs`.' },
    description: { type: 'string', description: 'What the value means.' },
    displayName: { type: 'string', description: 'Shown instead of the id.' },
    required: { type: 'boolean', description: 'Fail the execution when the value cannot be computed.' },
  },
})

/** Outputs of a loop are its own: the same name may stand in another loop and in the flow. */
export function loopOutput(line: '1.3' | '2.0'): Schema {
  const own = output(line)
  const { declares: _, ...id } = own.properties?.id ?? {}
  return { ...own, properties: { ...own.properties, id: { ...id, description: 'Name under which later tasks find the value of each round.' } } }
}

const listener: Schema = {
  type: 'object',
  noun: 'a listener',
  required: ['tasks'],
  properties: {
    description: { type: 'string' },
    conditions: { type: 'array', items: { $ref: '#/$defs/Condition' } },
    tasks: { type: 'array', items: { $ref: '#/$defs/Task' } },
  },
}

const properties = (line: '1.3' | '2.0'): Readonly<Record<string, Schema>> => ({
  id: {
    ...flowId,
    description: 'Name of the flow within its namespace; together they are its address, also in the URL of a webhook. It cannot be changed later.',
  },
  namespace: {
    ...namespace,
    description: 'Where the flow lives, parts separated by dots: `ops.alerts`. Part of the URL of a webhook; cannot be changed later.',
  },
  description: { type: 'string', description: 'What the flow is for; Markdown.' },
  labels: { ...labels, description: 'Labels that every execution of the flow gets; a map, or a list of `key` and `value`.' },
  inputs: {
    type: 'array',
    items: { $ref: '#/$defs/Input' },
    description: 'Values that an execution is started with: `{{ inputs.ID }}`.',
    insert: '\n  - id: ${1:name}\n    type: ${2:STRING}$0',
  },
  variables: {
    type: 'object',
    additionalProperties: { inline: 'pebble' },
    propertyNames: { type: 'string', declares: 'variable' },
    description: 'Values of your own: `{{ vars.NAME }}`. One that holds `{{ }}` itself needs `{{ render(vars.NAME) }}`.',
  },
  tasks: tasks('What the flow does, from top to bottom.', {
    minItems: 1,
    insert: '\n  - id: ${1:hello}\n    type: ${2:io.kestra.plugin.core.log.Log}\n    $0',
  }),
  errors: tasks('Tasks that run when a task failed.'),
  finally: tasks('Tasks that run at the end in any case, before the state of the execution is settled.'),
  afterExecution: tasks('Tasks that run once the execution is over and its state is known: `{{ execution.state }}`.'),
  triggers: {
    type: 'array',
    items: { $ref: '#/$defs/Trigger' },
    description: 'What starts the flow: a webhook, a schedule, another flow.',
    insert: '\n  - id: ${1:alerts}\n    type: ${2:io.kestra.plugin.core.trigger.Webhook}\n    $0',
  },
  outputs: { type: 'array', items: output(line), description: 'Values that the flow hands to whoever called it.' },
  concurrency: { ...concurrency, description: 'How many executions of this flow may run at once, and what happens to one more.' },
  retry: { ...retry, description: 'Try again what failed.' },
  sla: { type: 'array', items: sla, description: 'Promises about run time or state, and what happens when one is broken.' },
  checks: { type: 'array', items: check, description: 'Conditions looked at before an execution is created.' },
  disabled: { type: 'boolean', default: false, description: 'No trigger starts the flow and nobody can: a webhook to it is answered with an error.' },
  workerGroup: { ...workerGroup, until: '2.0', instead: 'Use "workerSelector".', description: 'Which workers run the tasks (Enterprise).' },
  workerSelector: { ...workerSelector, since: '2.0', description: 'Which workers run the tasks.' },
  pluginDefaults: {
    type: 'array',
    items: pluginDefault,
    until: '2.0',
    instead: 'Write the values into the tasks, or keep them in "variables".',
    description: 'Values for properties of many tasks at once.',
  },
  taskDefaults: {
    type: 'array',
    items: pluginDefault,
    deprecated: true,
    until: '2.0',
    instead: 'Write the values into the tasks.',
    description: 'Old name of `pluginDefaults`.',
  },
  listeners: {
    type: 'array',
    items: listener,
    deprecated: true,
    until: '2.0',
    instead: 'Use "afterExecution", or a flow with a Flow trigger.',
    description: 'Tasks that run when the state of an execution changes.',
  },
  policyRefs: { type: 'array', items: { type: 'string' }, since: '2.0', description: 'Policies that this flow follows (Enterprise).' },
  draft: { type: 'boolean', default: false, since: '2.0', description: 'Save without activating: no trigger fires.' },
  quotas: { type: 'array', items: quota, since: '2.0', description: 'How many executions may start in a window of time (Enterprise).' },
  revision: { type: 'integer', minimum: 1, description: 'Counted by the server; leave it out.' },
  deleted: { type: 'boolean', default: false, description: 'Set by the server.' },
  tenantId: { type: 'string', description: 'Set by the server.' },
  source: { type: 'string', description: 'Set by the server.' },
  updated: { type: ['number', 'string'], format: 'java-instant', description: 'Set by the server.' },
})

export const flow = (line: '1.3' | '2.0'): Schema => ({
  type: 'object',
  noun: 'a flow',
  model: 'flow',
  title: 'Kestra flow',
  nullable: false,
  additionalProperties: false,
  required: ['id', 'namespace', 'tasks'],
  properties: properties(line),
  misnamed: {
    task: 'tasks',
    trigger: 'triggers',
    input: 'inputs',
    output: 'outputs',
    error: 'errors',
    vars: 'variables',
    after_execution: 'afterExecution',
    timeout: { say: 'A whole flow has no timeout: use "sla" with "MAX_DURATION", or "timeout" in a task.' },
    name: { to: 'id', say: 'A flow is named by "id".' },
    conditions: { say: 'Conditions belong to a trigger.' },
  },
})

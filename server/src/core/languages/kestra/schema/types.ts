// Tasks, triggers, conditions and task runners: what all of a kind share, and the table of core types behind their `type`.
import type { Renamed, Schema } from '../../../schema'
import { taskId, triggerId } from './ids'
import { cache, levels, ownLabels, retry, stateNames, workerGroup, workerSelector } from './parts'
import { aliases, conditionTypes, lasting, runnerTypes, taskTypes, triggerTypes } from './table'
import { conditionWords } from './words/conditions'
import { taskWords } from './words/tasks'
import { triggerWords } from './words/triggers'
import { described, type Words } from './words/words'

export type Line = '1.3' | '2.0'

/** Everything outside the core comes from plugins, and nobody knows them all. */
const plugins = '^(?!io\\.kestra\\.(?:plugin\\.)?core\\.(?!(?:.*\\.)?tests?\\.|.*Test\\$))(?:[\\p{L}_][\\p{L}\\p{N}_$]*\\.)+[\\p{L}_][\\p{L}\\p{N}_$]*$'

const level: Schema = { type: 'string', enum: [...levels] }
const assets: Schema = { type: 'object', noun: 'assets', description: 'What is read and written, for lineage (Enterprise).' }
const both = {
  version: { type: 'string', description: 'Version of the plugin, where several are installed (Enterprise).' },
  description: { type: 'string', description: 'What it is for; Markdown.' },
  pluginDefaultsRef: { type: 'string', until: '2.0', description: 'Named plugin defaults to take.' },
  workerGroup: { ...workerGroup, until: '2.0', instead: 'Use "workerSelector".', description: 'Which workers do this (Enterprise).' },
  workerSelector: { ...workerSelector, since: '2.0', description: 'Which workers do this.' },
  policyRefs: { type: 'array', items: { type: 'string' }, since: '2.0', description: 'Policies to follow (Enterprise).' },
  logToFile: { type: 'boolean', default: false, description: 'Keep the logs in a file of the internal storage instead of the database.' },
  assets,
} satisfies Record<string, Schema>

const taskBase: Readonly<Record<string, Schema>> = {
  id: { ...taskId, description: 'Name of the task, unique in the whole flow: `{{ outputs.ID }}`. With a dash in it, write `{{ outputs["my-id"] }}`.' },
  type: { type: 'string', minLength: 1, description: 'What the task does: the full name of a plugin, such as `io.kestra.plugin.core.log.Log`.' },
  ...both,
  retry: { ...retry, description: 'Try again when the task failed.' },
  timeout: {
    type: ['number', 'string'],
    late: true,
    inline: 'pebble',
    format: 'iso8601-duration',
    examples: ['PT10M'],
    description: 'How long the task may run, as an ISO 8601 duration: `PT10M` is ten minutes.',
  },
  disabled: { type: 'boolean', default: false, description: 'Skip the task.' },
  logLevel: { ...level, description: 'Least level of log lines that are kept.' },
  allowFailure: { type: 'boolean', default: false, description: 'Go on when the task failed; the execution ends in WARNING.' },
  allowWarning: { type: 'boolean', default: false, description: 'Count a WARNING of the task as SUCCESS.' },
  runIf: { type: 'string', inline: 'pebble', default: 'true', description: 'An expression; the task is skipped when it is false.' },
  taskCache: { ...cache, description: 'Take the outputs of an earlier run again.' },
}

const triggerBase: Readonly<Record<string, Schema>> = {
  id: { ...triggerId, description: 'Name of the trigger, unique among the triggers of the flow.' },
  type: { type: 'string', minLength: 1, description: 'What starts the flow, such as `io.kestra.plugin.core.trigger.Webhook`.' },
  ...both,
  conditions: {
    type: 'array',
    items: { $ref: '#/$defs/Condition' },
    until: '2.0',
    instead: 'Use "when" with one expression.',
    description: 'All of these must hold, or nothing starts.',
  },
  when: {
    type: 'string',
    inline: 'pebble',
    since: '2.0',
    default: 'true',
    description: 'An expression; nothing starts when it is false. It needs `{{ }}`: text without is always true.',
  },
  disabled: { type: 'boolean', default: false, description: 'The trigger does not start the flow.' },
  logLevel: { ...level, description: 'Least level of log lines that are kept.' },
  minLogLevel: {
    ...level,
    until: '2.0',
    deprecated: true,
    renamedTo: 'logLevel',
    instead: 'It is called "logLevel" now.',
    description: 'Old name of `logLevel`.',
  },
  labels: { ...ownLabels, description: 'Labels for the executions that this trigger starts.' },
  stopAfter: { ...stateNames, description: 'The trigger disables itself after an execution that ends in one of these states.' },
  failOnTriggerError: { type: 'boolean', default: false, description: 'Create a failed execution when the trigger itself fails.' },
  allowConcurrent: { type: 'boolean', default: false, description: 'Start again although an execution of this trigger is still running.' },
}

/** Types that 2.0 took away without a twin of the same shape. */
const rewritten: Readonly<Record<string, string>> = {
  'flow.ForEach': 'Use "io.kestra.plugin.core.flow.Loop"; the current item is "{{ item.value }}" there.',
  'flow.ForEachItem': 'Use "io.kestra.plugin.core.flow.Loop".',
  'flow.EachSequential': 'Use "io.kestra.plugin.core.flow.Loop".',
  'flow.EachParallel': 'Use "io.kestra.plugin.core.flow.Loop" with "concurrencyLimit".',
  'flow.Template': 'Make the template a flow and call it with "io.kestra.plugin.core.flow.Subflow".',
  'debug.Echo': 'Use "io.kestra.plugin.core.log.Log" with "message".',
  'execution.Count': 'Use "io.kestra.plugin.kestra.executions.Count".',
  'execution.Resume': 'Use "io.kestra.plugin.kestra.executions.Resume".',
  'trigger.Toggle': 'Use "io.kestra.plugin.kestra.triggers.Toggle".',
  'log.Fetch': 'Use "io.kestra.plugin.kestra.logs.Fetch".',
  'state.Get': 'Use "io.kestra.plugin.core.kv.Get".',
  'state.Set': 'Use "io.kestra.plugin.core.kv.Set".',
  'state.Delete': 'Use "io.kestra.plugin.core.kv.Delete".',
  'storage.LocalFiles': 'Use "inputFiles" and "outputFiles" of the task that needs the files.',
}

const core = 'io.kestra.plugin.core.'
type Types = Readonly<Record<string, Schema>>

/** In 1.3 they are the way to loop: what they are rewritten to is not there yet. */
const onlyWay: readonly string[] = ['flow.ForEach', 'flow.ForEachItem']

/** Old names of the types in `types`, and those that 2.0 took away. */
function renamedIn(types: Types): Record<string, Renamed> {
  const out: Record<string, Renamed> = {}
  for (const [name, schema] of Object.entries(types)) {
    if (schema.until === undefined) continue
    const short = name.slice(core.length)
    const say = rewritten[short] ?? 'A trigger has "when" with one expression instead.'
    out[name] = { until: schema.until, say, ...(onlyWay.includes(short) && { since: schema.until }) }
  }
  for (const [old, to] of Object.entries(aliases)) {
    if (!Object.hasOwn(types, to)) continue
    const gone = out[to]
    out[old] = gone ? gone : lasting.includes(old) ? { to } : { to, until: '2.0' }
  }
  return out
}

function misplacedAmong(kinds: readonly (readonly [Types, string])[]): Record<string, string> {
  const out: Record<string, string> = {}
  for (const [types, say] of kinds) {
    for (const name of Object.keys(types)) out[name] = say
    for (const [old, to] of Object.entries(aliases)) if (Object.hasOwn(types, to)) out[old] = say
  }
  return out
}

const isTask = 'It is a task and belongs under "tasks".'
const isTrigger = 'It is a trigger and belongs under "triggers".'
const isCondition = 'It is a condition and belongs under "conditions" of a trigger.'

interface Family {
  readonly noun: string
  readonly model: string
  readonly types: Types
  readonly words: Words
  readonly base: Readonly<Record<string, Schema>>
  readonly misplaced: Readonly<Record<string, string>>
}

function family({ noun, model, types, words, base, misplaced }: Family): Schema {
  const mapping = Object.fromEntries(Object.entries(types).map(([name, schema]) => [name, described(schema, words, name.slice(core.length))]))
  return {
    type: 'object',
    noun,
    model,
    properties: base,
    misnamed: { '<<': { say: 'Kestra knows no merge keys: write the properties out.' } },
    required: 'id' in base ? ['id', 'type'] : ['type'],
    discriminator: { key: 'type', mapping, open: plugins, otherwise: {}, renamed: renamedIn(types), misplaced },
  }
}

/** What the catalogue cannot say: lists that must not be empty, limits, and `condition` of If, which only 2.0 demands. */
function ofTasks(line: Line): Types {
  return Object.fromEntries(
    Object.entries(taskTypes).map(([name, type]) => {
      const needed = (type.required ?? []).filter(key => type.properties?.[key]?.items?.$ref === '#/$defs/Task')
      const changes: Record<string, Schema> = Object.fromEntries(needed.map(key => [key, { minItems: 1 }]))
      if (type.properties?.concurrencyLimit) changes.concurrencyLimit = { minimum: 0 }
      if (type.properties?.then) changes.then = { minItems: 1 }
      if (type.properties?.onChildFailure) changes.onChildFailure = { late: true, inline: 'pebble' }
      if (/flow\.(?:Subflow|ForEachItem)$/.test(name)) {
        changes.flowId = { uses: 'flow' }
        changes.namespace = { minLength: 1 }
      }
      if (name === `${core}flow.Subflow`) changes.labels = { $ref: '#/$defs/SubflowLabels' }
      if (name === `${core}flow.Dag`) changes.tasks = { minItems: 1 }
      // 1.3 asks for the list, and not for what is in it
      if (name === `${core}flow.LoopUntil` && line === '1.3') delete changes.tasks
      const properties = Object.fromEntries(Object.entries(type.properties ?? {}).map(([key, one]) => [key, { ...one, ...changes[key] }]))
      const demanded = name === `${core}flow.If` ? (line === '2.0' ? ['condition', 'then'] : ['then']) : []
      const required = [...new Set([...(type.required ?? []), ...demanded])]
      return [name, { ...type, properties, ...(required.length > 0 && { required }) }]
    }),
  )
}

const schedule = `${core}trigger.Schedule`
const toolName = '^[a-zA-Z0-9](?:[a-zA-Z0-9._-]*[a-zA-Z0-9])?$'

/** `key` of a webhook may be blank in 1.3 and not in 2.0; a trigger id has no limit in 1.3. */
function ofTriggers(line: Line): Types {
  const changed = (short: string, changes: Readonly<Record<string, Schema>>): Types => {
    const type = triggerTypes[core + short] ?? {}
    const properties = Object.entries(changes).map(([key, one]) => [key, { ...type.properties?.[key], ...one }])
    return { [core + short]: { ...type, properties: { ...type.properties, ...Object.fromEntries(properties) } } }
  }
  const name = `${core}trigger.Webhook`
  const { key, ...others } = triggerTypes[name]?.properties ?? {}
  const { minLength: _, ...lax } = key ?? {}
  return {
    ...triggerTypes,
    ...changed('trigger.McpToolTrigger', {
      toolName: { pattern: toolName, wants: 'the name of a tool begins and ends with a letter or digit and holds only letters, digits, ".", "_" and "-"' },
    }),
    ...changed('trigger.ScheduleOnDates', { timezone: { inline: 'none' } }),
    [schedule]: { ...changed('trigger.Schedule', { lateMaximumDelay: { format: 'positive-iso8601-duration' } })[schedule], model: 'schedule' },
    [name]: {
      ...triggerTypes[name],
      model: 'webhook',
      properties: { key: line === '1.3' ? lax : { ...lax, minLength: 1, pattern: '\\S', wants: 'the key must not be blank' }, ...others },
    },
    [`${core}trigger.Flow`]: { ...triggerTypes[`${core}trigger.Flow`], model: 'flow-trigger' },
  }
}

function triggerProperties(line: Line): Readonly<Record<string, Schema>> {
  if (line === '2.0') return triggerBase
  const { maxLength: _, ...id } = triggerBase.id ?? {}
  return { ...triggerBase, id }
}

export const typeDefinitions = (line: Line): Readonly<Record<string, Schema>> => ({
  Task: family({
    noun: 'a task',
    model: 'task',
    types: ofTasks(line),
    words: taskWords,
    base: taskBase,
    misplaced: misplacedAmong([
      [triggerTypes, isTrigger],
      [conditionTypes, isCondition],
    ]),
  }),
  Trigger: family({
    noun: 'a trigger',
    model: 'trigger',
    types: ofTriggers(line),
    words: triggerWords,
    base: triggerProperties(line),
    misplaced: misplacedAmong([
      [taskTypes, isTask],
      [conditionTypes, isCondition],
    ]),
  }),
  Condition: family({
    noun: 'a condition',
    model: 'condition',
    types: conditionTypes,
    words: conditionWords,
    base: { type: taskBase.type ?? {} },
    misplaced: misplacedAmong([
      [taskTypes, isTask],
      [triggerTypes, isTrigger],
    ]),
  }),
  TaskRunner: family({ noun: 'a task runner', model: 'task-runner', types: runnerTypes, words: {}, base: { type: taskBase.type ?? {} }, misplaced: {} }),
})

// Parts that several sections of a flow share: labels, retries, concurrency, promises about run time, checks, workers.
import type { Schema } from '../../../schema'
import { labelKey } from './ids'

const states = [
  'CREATED',
  'SUBMITTED',
  'RUNNING',
  'PAUSED',
  'RESTARTED',
  'KILLING',
  'SUCCESS',
  'WARNING',
  'FAILED',
  'KILLED',
  'CANCELLED',
  'QUEUED',
  'RETRYING',
  'RETRIED',
  'SKIPPED',
  'BREAKPOINT',
  'RESUBMITTED',
]

export const stateNames: Schema = { type: 'array', items: { type: 'string', enum: states } }

/** A duration that Kestra reads when it loads the flow: ISO 8601, or a number of seconds. */
export const duration: Schema = { type: ['number', 'string'], format: 'iso8601-duration', examples: ['PT5M'] }

/** One that must be longer than nothing. */
const positive: Schema = { ...duration, format: 'positive-iso8601-duration' }

export const levels = ['ERROR', 'WARN', 'INFO', 'DEBUG', 'TRACE'] as const

/** In a list, what is neither `key` nor `value` is not looked at. */
function labelsOf(model: string, key: Schema, inMap: Schema, inList: Schema): Schema {
  return {
    oneOf: [
      { type: 'object', noun: 'labels', model: `${model}s`, propertyNames: key, additionalProperties: inMap },
      {
        type: 'array',
        items: {
          type: 'object',
          noun: 'a label',
          model,
          required: ['key', 'value'],
          properties: { key: { ...key, description: 'Name of the label.' }, value: { ...inList, description: 'Its text.' } },
        },
      },
    ],
  }
}

const labelValue: Schema = { type: 'string', minLength: 1 }

/** Labels of a flow: checked on saving, and `system.` ones are Kestra's own. */
export const labels: Schema = labelsOf(
  'label',
  { ...labelKey, declares: 'flow-label' },
  { ...labelValue, nullable: false, noun: 'the value of a label' },
  labelValue,
)

/** Labels of a trigger or a promise: any key that is not one of Kestra's own, and a value may be empty. */
export const ownLabels: Schema = labelsOf('own-label', { type: 'string', declares: 'flow-label' }, { type: 'string' }, { type: 'string' })

/** Labels that a task hands on: rendered, so anything may stand there. */
export const handedLabels: Schema = {
  oneOf: [
    { type: 'object', additionalProperties: { inline: 'pebble' } },
    { type: 'array', items: {} },
    { type: 'string', inline: 'pebble' },
  ],
}

/** Labels that a Subflow gives to what it starts: any key that is not one of Kestra's own, and values that are computed. */
export const subflowLabels: Schema = labelsOf('own-label', { type: 'string' }, { type: 'string', inline: 'pebble' }, { type: 'string', inline: 'pebble' })

const retryBase: Readonly<Record<string, Schema>> = {
  type: {
    type: 'string',
    description: '`constant` waits the same time between attempts, `exponential` longer each time, `random` something between two bounds.',
  },
  maxDuration: { ...duration, description: 'No new attempt after this long, counted from the first one.' },
  maxAttempts: { type: 'integer', minimum: 1, description: 'How often the task is tried in all, the first time included.' },
  maxAttempt: {
    type: 'integer',
    minimum: 1,
    until: '2.0',
    deprecated: true,
    renamedTo: 'maxAttempts',
    instead: 'It is called "maxAttempts" now.',
    description: 'Old name of `maxAttempts`.',
  },
  warningOnRetry: { type: 'boolean', default: false, description: 'End in WARNING instead of SUCCESS when an attempt failed on the way.' },
  behavior: {
    type: 'string',
    enum: ['RETRY_FAILED_TASK', 'CREATE_NEW_EXECUTION'],
    default: 'RETRY_FAILED_TASK',
    description: 'Try the task again inside the same execution, or start the whole flow anew.',
  },
}

const interval: Schema = { ...positive, description: 'Pause before the next attempt; must be shorter than `maxDuration`.' }

export const retry: Schema = {
  type: 'object',
  noun: 'a retry',
  model: 'retry',
  required: ['type'],
  properties: retryBase,
  discriminator: {
    key: 'type',
    mapping: {
      constant: { additionalProperties: false, required: ['interval'], properties: { interval } },
      exponential: {
        additionalProperties: false,
        required: ['interval', 'maxInterval'],
        properties: {
          interval: { ...positive, description: 'The first pause; later ones grow by `delayFactor`.' },
          maxInterval: { ...positive, description: 'A pause never grows beyond this.' },
          delayFactor: { type: 'number', description: 'By how much each pause is longer than the one before; 2 when not set.' },
        },
      },
      random: {
        additionalProperties: false,
        required: ['minInterval', 'maxInterval'],
        properties: { minInterval: { ...positive, description: 'Shortest pause.' }, maxInterval: { ...positive, description: 'Longest pause.' } },
      },
    },
  },
}

export const concurrency: Schema = {
  type: 'object',
  noun: 'a concurrency limit',
  additionalProperties: false,
  required: ['limit'],
  properties: {
    limit: { type: 'integer', minimum: 1, description: 'How many executions of this flow may run at once.' },
    behavior: {
      type: 'string',
      enum: ['QUEUE', 'CANCEL', 'FAIL'],
      default: 'QUEUE',
      description: 'What happens to one more: it waits (`QUEUE`), or it ends at once as cancelled or failed. Alerts that must not be lost want `QUEUE`.',
    },
  },
}

export const sla: Schema = {
  type: 'object',
  noun: 'an SLA',
  required: ['id', 'type', 'behavior'],
  properties: {
    id: { type: 'string', minLength: 1, description: 'Name of this promise.' },
    type: { type: 'string', description: '`MAX_DURATION` limits the run time, `EXECUTION_ASSERTION` checks an expression.' },
    behavior: {
      type: 'string',
      enum: ['FAIL', 'CANCEL', 'NONE'],
      description: 'What to do with an execution that breaks the promise; `NONE` only sets the labels.',
    },
    labels: { ...ownLabels, description: 'Labels that a broken promise puts on the execution.' },
  },
  discriminator: {
    key: 'type',
    mapping: {
      MAX_DURATION: {
        additionalProperties: false,
        required: ['duration'],
        properties: { duration: { ...positive, description: 'How long an execution may take.' } },
      },
      EXECUTION_ASSERTION: {
        additionalProperties: false,
        required: ['assert'],
        properties: { assert: { type: 'string', inline: 'pebble', minLength: 1, description: 'An expression that must stay true while the flow runs.' } },
      },
    },
  },
}

const checkWords = 'An expression; when it is true, `behavior` applies and `message` is shown to whoever starts the flow.'

/** `checks` came with `condition`; 2.0 calls it `when` and still takes the old name. */
export const check: Schema = {
  type: 'object',
  noun: 'a check',
  additionalProperties: false,
  required: ['message'],
  atLeastOne: [['when', 'condition']],
  properties: {
    when: { type: 'string', inline: 'pebble', minLength: 1, since: '2.0', description: checkWords },
    condition: { type: 'string', inline: 'pebble', minLength: 1, description: checkWords },
    message: { type: 'string', inline: 'pebble', minLength: 1, description: 'What the person who starts the flow gets to read.' },
    style: { type: 'string', enum: ['ERROR', 'SUCCESS', 'WARNING', 'INFO'], default: 'INFO', description: 'How the message looks.' },
    behavior: {
      type: 'string',
      enum: ['BLOCK_EXECUTION', 'FAIL_EXECUTION', 'CREATE_EXECUTION'],
      default: 'BLOCK_EXECUTION',
      description: 'Start nothing, start and fail, or start all the same.',
    },
  },
}

export const cache: Schema = {
  type: 'object',
  noun: 'a task cache',
  additionalProperties: false,
  required: ['enabled'],
  properties: {
    enabled: { type: 'boolean', description: 'Take the outputs of an earlier run with the same properties instead of running again.' },
    ttl: { ...positive, description: 'How long the outputs of a run are good for.' },
  },
}

export const workerGroup: Schema = {
  type: 'object',
  noun: 'a worker group',
  additionalProperties: false,
  properties: {
    key: { type: 'string', description: 'Key of the group of workers that has to do this (Enterprise).' },
    fallback: { type: 'string', enum: ['FAIL', 'WAIT', 'CANCEL'], description: 'What to do while no worker of the group is there.' },
  },
}

export const workerSelector: Schema = {
  type: 'object',
  noun: 'a worker selector',
  additionalProperties: false,
  dependentRequired: { match: ['tags'], fallback: ['tags'] },
  properties: {
    tags: {
      type: 'array',
      items: {
        type: 'string',
        pattern: '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$',
        wants: 'a tag holds only lower-case letters, digits and "-", and neither begins nor ends with "-"',
      },
      description: 'Tags of the workers that may do this, at most 20.',
    },
    match: { type: 'string', enum: ['ALL', 'ANY'], description: 'Whether a worker needs all of the tags or one of them.' },
    fallback: { type: 'string', enum: ['FAIL', 'WAIT', 'CANCEL', 'IGNORE'], description: 'What to do while no worker fits.' },
  },
}

export const pluginDefault: Schema = {
  type: 'object',
  noun: 'a plugin default',
  additionalProperties: false,
  required: ['type', 'values'],
  properties: {
    type: { type: 'string', description: 'A type, or the beginning of types, that the values are for.' },
    forced: { type: 'boolean', default: false, description: 'Win over what a task sets itself.' },
    ref: { type: 'string', description: 'Name under which tasks ask for these values.' },
    values: { type: 'object', additionalProperties: {}, description: 'Properties and their values.' },
  },
}

export const quota: Schema = {
  type: 'object',
  noun: 'a quota',
  additionalProperties: false,
  required: ['duration', 'limit', 'behavior'],
  properties: {
    duration: { ...duration, description: 'Window in which executions are counted, at least one minute.' },
    limit: { type: 'integer', minimum: 1, description: 'How many executions may start in one window.' },
    behavior: { type: 'string', enum: ['FAIL', 'CANCEL'], description: 'What happens to one more.' },
  },
}

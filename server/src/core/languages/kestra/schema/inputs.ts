// Inputs of a flow: what a person, a trigger or a parent flow has to hand over before it runs.
import type { Schema } from '../../../schema'
import { inputId } from './ids'
import { duration } from './parts'

const base: Readonly<Record<string, Schema>> = {
  id: { ...inputId, description: 'Name of the input: `{{ inputs.ID }}`. With a dash in it, write `{{ inputs["my-id"] }}`.' },
  name: { type: 'string', until: '2.0', deprecated: true, renamedTo: 'id', instead: 'It is called "id" now.', description: 'Old name of `id`.' },
  type: { type: 'string', minLength: 1, description: 'What kind of value is expected; it decides on the field in the form and on the other keys.' },
  description: { type: 'string', description: 'Shown below the field; Markdown.' },
  displayName: { type: 'string', description: 'Shown instead of the id.' },
  required: {
    type: 'boolean',
    default: true,
    description: 'Whether an execution needs a value. A trigger that gives none to a required input starts nothing that works.',
  },
  defaults: {
    inline: 'pebble',
    description: 'The value when none is given. An input with `defaults` counts as supplied, so `required: false` may not stand beside it.',
  },
  prefill: { inline: 'pebble', description: 'What the form shows at first; unlike `defaults` it can be emptied and does not count for triggers.' },
  dependsOn: {
    type: 'object',
    noun: 'a dependency',
    additionalProperties: false,
    description: 'Other inputs that come first, and the condition under which this one is asked for.',
    properties: {
      inputs: { type: 'array', items: { type: 'string', uses: 'input' }, description: 'Ids of the inputs that this one looks at.' },
      condition: { type: 'string', inline: 'pebble', description: 'An expression; this input is only asked for when it is true.' },
    },
  },
}

const of = (description: string, properties: Readonly<Record<string, Schema>> = {}, more: Schema = {}): Schema => ({
  additionalProperties: false,
  description,
  properties,
  ...more,
})

const option: Schema = {
  oneOf: [
    { type: 'string' },
    {
      type: 'object',
      noun: 'a choice',
      since: '2.0',
      required: ['value'],
      properties: { label: { description: 'What the form shows.' }, value: { description: 'What the flow gets.' } },
    },
  ],
}

const choices: Readonly<Record<string, Schema>> = {
  values: { type: 'array', items: option, description: 'The choices.' },
  expression: { type: 'string', inline: 'pebble', description: 'An expression that yields the list of choices, instead of `values`.' },
  allowCustomValue: { type: 'boolean', default: false, description: 'Take a value that is not among the choices.' },
  autoSelectFirst: { type: 'boolean', default: false, description: 'Begin with the first choice.' },
}

const day: Schema = { type: ['number', 'string'], format: 'java-date', examples: ['2026-11-24'] }
const time: Schema = { type: 'string', format: 'iso8601-time', examples: ['08:30:00'] }
const moment: Schema = { type: ['number', 'string'], format: 'java-instant', examples: ['2026-11-24T08:30:00Z'] }

const between = (what: Schema, low: string, high: string): Readonly<Record<string, Schema>> => ({
  [low]: { ...what, description: 'The least value that is taken.' },
  [high]: { ...what, description: 'The greatest value that is taken.' },
})

const validator: Schema = { type: 'string', format: 'java-regex', description: 'A Java regular expression that the whole text has to match.' }

const simpleTypes = ['STRING', 'INT', 'FLOAT', 'BOOL', 'DATETIME', 'DATE', 'TIME', 'DURATION', 'FILE', 'JSON', 'URI', 'YAML', 'EMAIL']
/** All types are words here; which of them hold single values is a check. */
const others = ['ARRAY', 'SECRET', 'SELECT', 'MULTISELECT', 'FORM']
const itemTypes = { '2.0': [...simpleTypes, ...others, 'ION'], '1.3': [...simpleTypes, ...others, 'BOOLEAN', 'ENUM'] }
const itemType: Schema = { type: 'string', description: 'Type of each item.' }

const mapping: Readonly<Record<string, Schema>> = {
  STRING: of('A line of text.', { validator }),
  INT: of('A whole number.', between({ type: 'integer' }, 'min', 'max')),
  FLOAT: of('A number, with a decimal point if need be.', between({ type: 'number' }, 'min', 'max')),
  BOOL: of('True or false.'),
  BOOLEAN: of('True or false; may also be left undefined.', {}, { until: '2.0' }),
  SELECT: of('One of several choices.', { ...choices, isRadio: { type: 'boolean', default: false, description: 'Show buttons instead of a list.' } }),
  ENUM: of(
    'One of several choices.',
    { values: { type: 'array', items: { type: 'string' }, description: 'The choices.' } },
    { until: '2.0', required: ['values'] },
  ),
  MULTISELECT: of('Any number of several choices.', {
    ...choices,
    options: {
      type: 'array',
      items: { type: 'string' },
      until: '2.0',
      deprecated: true,
      renamedTo: 'values',
      instead: 'It is called "values" now.',
      description: 'Old name of `values`.',
    },
    itemType: { ...itemType, default: 'STRING' },
  }),
  DATETIME: of('A moment with its time zone, `2026-11-24T08:30:00Z`.', between(moment, 'after', 'before')),
  DATE: of('A day, `2026-11-24`.', between(day, 'after', 'before')),
  TIME: of('A time of day, `08:30:00`.', between(time, 'after', 'before')),
  DURATION: of('A length of time, `PT15M`.', between(duration, 'min', 'max')),
  FILE: of('A file; the flow gets its address in the internal storage.', {
    allowedFileExtensions: { type: 'array', items: { type: 'string' }, description: 'Endings of file names that the form takes, `.csv`.' },
    extension: { type: 'string', deprecated: true, until: '2.0', description: 'Ending of the stored file.' },
  }),
  JSON: of('JSON, parsed before the flow sees it.', {
    jsonSchema: { type: 'string', since: '2.0', description: 'A JSON Schema that the value has to satisfy.' },
  }),
  YAML: of('YAML, parsed before the flow sees it.'),
  ION: of('Ion, parsed before the flow sees it.', {}, { since: '2.0' }),
  URI: of('An address.'),
  EMAIL: of('An e-mail address.'),
  SECRET: of('Text that is encrypted in the database and masked in logs.', { validator }),
  ARRAY: of('A JSON list whose items have one type.', { itemType }, { required: ['itemType'] }),
  FORM: of(
    'A group of inputs, one level deep: `{{ inputs.form.field }}`.',
    { inputs: { type: 'array', items: { $ref: '#/$defs/FormField' }, description: 'The inputs of the group.' } },
    { required: ['inputs'] },
  ),
  REUSABLE_INPUTS: of(
    'Inputs that are kept elsewhere and shared by flows (Enterprise).',
    { ref: { type: 'string', minLength: 1, description: 'Name of the shared inputs.' } },
    { since: '2.0', required: ['ref'] },
  ),
}

const removed = {
  BOOLEAN: { until: '2.0', to: 'BOOL' },
  ENUM: { until: '2.0', to: 'SELECT' },
} as const

const { BOOLEAN: _, ENUM: __, ...lasting } = mapping

/** 2.0 knows an ION and no longer a BOOLEAN or ENUM, as items of a list, too. */
function withItemTypes(types: Readonly<Record<string, Schema>>, names: readonly string[]): Readonly<Record<string, Schema>> {
  const known = ([key, one]: readonly [string, Schema]) =>
    one.properties?.itemType ? [key, { ...one, properties: { ...one.properties, itemType: { ...one.properties.itemType, enum: names } } }] : [key, one]
  return Object.fromEntries(Object.entries(types).map(known))
}

/** `line` decides on the types: 1.3 still has two that 2.0 renamed. */
export function inputs(line: '1.3' | '2.0'): { readonly Input: Schema; readonly FormField: Schema } {
  const types = withItemTypes(line === '1.3' ? mapping : lasting, itemTypes[line])
  const properties = line === '1.3' ? { ...base, id: { ...base.id } } : base
  const Input: Schema = {
    type: 'object',
    noun: 'an input',
    model: 'input',
    properties,
    required: line === '1.3' ? ['type'] : ['id', 'type'],
    ...(line === '1.3' && { atLeastOne: [['id', 'name']] }),
    discriminator: { key: 'type', mapping: types, ...(line === '2.0' && { renamed: removed }) },
  }
  const { FORM: ___, ...flat } = types
  const FormField: Schema = {
    ...Input,
    model: 'form-field',
    properties: { ...properties, id: { ...base.id, declares: 'form-field' } as Schema },
    discriminator: { key: 'type', mapping: flat, misplaced: { FORM: 'A FORM input cannot hold another one: groups are one level deep.' } },
  }
  return { Input, FormField }
}

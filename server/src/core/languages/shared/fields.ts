// Short hands for the schemas of Go programs (Prometheus, Alertmanager): each returns plain schema data for one kind of field.
import type { Schema } from '../../schema'

/** What a field may have beside its type and description. */
export type More = Omit<Schema, 'type'>

/** Any scalar: Go takes numbers and booleans as text, too. */
export const text = (description: string, more: More = {}): Schema => ({ type: 'string', description, ...more })

/** Text that is refused when it is empty, although it is optional or has a format. */
export const filled = (description: string, more: More = {}): Schema => ({ type: 'string', minLength: 1, description, ...more })

/** A credential: hidden wherever it would be shown. */
export const secret = (description: string, more: More = {}): Schema => ({ type: 'string', secret: true, description, ...more })

export const flag = (description: string, standard: boolean, more: More = {}): Schema => ({ type: 'boolean', description, default: standard, ...more })

/** An unsigned whole number of 64 bits. */
export const count = (description: string, more: More = {}): Schema => ({
  type: 'integer',
  minimum: 0,
  maximum: 2 ** 64,
  description,
  ...more,
})

export const whole = (description: string, more: More = {}): Schema => ({
  type: 'integer',
  minimum: -(2 ** 63),
  maximum: 2 ** 63,
  description,
  ...more,
})

export const real = (description: string, more: More = {}): Schema => ({ type: 'number', description, ...more })

export const duration = (description: string, more: More = {}): Schema => ({
  type: 'string',
  format: 'duration',
  description,
  examples: ['15s', '30s', '1m', '5m'],
  ...more,
})

export const size = (description: string, more: More = {}): Schema => ({
  type: 'string',
  format: 'size',
  description,
  examples: ['10MB', '512KB', '1GB'],
  ...more,
})

/** One of some words; `''` in `values` means that an empty text stands for the default. */
export const choice = (description: string, values: readonly string[], more: More = {}): Schema => ({ type: 'string', enum: values, description, ...more })

/** A path of the machine that the program runs on, relative to the configuration file. */
export const path = (description: string, more: More = {}): Schema => ({ type: 'string', description, ...more })

export const list = (description: string, items: Schema, more: More = {}): Schema => ({ type: 'array', description, items, ...more })

/** Names that users choose, each with a value of one kind. */
export const mapOf = (description: string, values: Schema, more: More = {}): Schema => ({ type: 'object', description, additionalProperties: values, ...more })

/** A map of fixed keys; anything else in it is refused. An empty text is Go's zero value, so it counts as not set. */
export const object = (description: string, noun: string, properties: Readonly<Record<string, Schema>>, more: More = {}): Schema => ({
  type: 'object',
  description,
  noun,
  properties,
  additionalProperties: false,
  blankIsUnset: true,
  ...more,
})

/** The same schema as the item of a list, where an empty item is refused ("empty or null section"). */
export const never = (schema: Schema): Schema => ({ ...schema, nullable: false })

// From a place to the schema that is expected there: for hover, completion and everything that asks "what is this".
import type { At } from '../yaml'
import type { Grammar } from './grammar'
import { branchOf, discriminated } from './member'
import { resolve, type Schema } from './schema'

/** The schema that a node meets, its union and discriminator decided by what is written; undefined where anything goes. */
export function schemaOf(at: At, grammar: Grammar): Schema | undefined {
  const written = writtenSchema(at, grammar)
  return written && settled(at, written, grammar)
}

/** The schema as it stands at the property or item, before the node decides between branches. */
export function writtenSchema(at: At, grammar: Grammar): Schema | undefined {
  if (!at.parent) return grammar.schema
  const parent = schemaOf(at.parent, grammar)
  if (!parent) return undefined
  return at.parent.resolved.kind === 'seq' ? parent.items : propertySchema(parent, at.key?.text ?? '')
}

export function propertySchema(schema: Schema, key: string): Schema | undefined {
  if (schema.properties && Object.hasOwn(schema.properties, key)) return schema.properties[key]
  return typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined
}

export function settled(at: At, written: Schema, grammar: Grammar): Schema {
  const schema = branchOf(at.node, resolve(written, grammar.schema), { doc: at.doc, grammar })
  return at.resolved.kind === 'map' ? discriminated(at.resolved, schema, grammar) : schema
}

/** All schemas that could stand at the end of `path` below `root`, following what is written where it is written. */
export function expectedAt(root: At | undefined, path: readonly (string | number)[], grammar: Grammar): Schema[] {
  let at = root
  let schemas = at ? [settled(at, grammar.schema, grammar)] : alternatives(grammar.schema, grammar)
  for (const step of path) {
    const next = typeof step === 'string' ? at?.get(step) : nth(at, step)
    const written = schemas.flatMap(schema => (typeof step === 'string' ? propertySchema(schema, step) : schema.items) ?? [])
    schemas = next && !next.isNull ? written.map(one => settled(next, one, grammar)) : written.flatMap(one => alternatives(one, grammar))
    at = next
  }
  return schemas
}

function nth(at: At | undefined, index: number): At | undefined {
  if (!at) return undefined
  let i = 0
  for (const item of at.items()) if (i++ === index) return item
  return undefined
}

/** A schema and, for unions, all of its branches. */
export function alternatives(written: Schema, grammar: Grammar): Schema[] {
  const schema = resolve(written, grammar.schema)
  if (!schema.oneOf) return [schema]
  const { oneOf, ...rest } = schema
  return oneOf.flatMap(one => alternatives(one, grammar)).map(one => ({ ...one, ...rest }))
}

// A flow as one line of Kestra reads it. The sections say since / until; here they become one schema per line.
import { isThere, parseVersion, type Schema, type Version } from '../../../schema'
import { flow, loopOutput } from './flow'
import { inputs } from './inputs'
import { handedLabels, retry, subflowLabels } from './parts'
import { definitions } from './table'
import { type Line, typeDefinitions } from './types'
import { definitionWords } from './words/definitions'
import { described } from './words/words'

export type { Line }

/** `version`: of the line, or an earlier one that differs in nothing but what says so. */
export function flowSchema(line: Line, version = parseVersion(line)): Schema {
  const parts = Object.fromEntries(Object.entries(definitions).map(([name, one]) => [name, described(asked(name, one), definitionWords, name)]))
  const $defs = {
    ...parts,
    ...typeDefinitions(line),
    ...inputs(line),
    Retry: retry,
    HandedLabels: handedLabels,
    SubflowLabels: subflowLabels,
    Output: loopOutput(line),
  }
  return trimmed({ ...flow(line), $defs }, version)
}

/** Parts whose keys nobody checks when the flow is saved, although they are marked as needed. */
const unasked: ReadonlySet<string> = new Set(['WorkingDirectory.Cache', 'Flow.UpstreamFlow', 'Flow'])

function asked(name: string, part: Schema): Schema {
  const { required: _, ...lax } = part
  return unasked.has(name) ? lax : part
}

/** Keys that the line does not have keep their word and lose their content: one problem for the key, none for what is below it. */
function trimmed(schema: Schema, version: Version | undefined): Schema {
  const deep = (one: Schema): Schema => trimmed(one, version)
  const each = (map: Readonly<Record<string, Schema>>): Record<string, Schema> => Object.fromEntries(Object.entries(map).map(([key, one]) => [key, deep(one)]))
  const properties =
    schema.properties && Object.fromEntries(Object.entries(schema.properties).map(([key, one]) => [key, isThere(one, version) ? deep(one) : stub(one)]))
  return {
    ...withoutLater(schema, version),
    ...(schema.$defs && { $defs: each(schema.$defs) }),
    ...(properties && { properties }),
    ...(schema.items && { items: deep(schema.items) }),
    ...(schema.propertyNames && { propertyNames: deep(schema.propertyNames) }),
    ...(typeof schema.additionalProperties === 'object' && { additionalProperties: deep(schema.additionalProperties) }),
    ...(schema.oneOf && { oneOf: schema.oneOf.filter(one => isThere(one, version)).map(deep) }),
    ...(schema.discriminator && { discriminator: { ...schema.discriminator, mapping: each(schema.discriminator.mapping) } }),
  }
}

/** Without a pattern that came later; only 2.0 looks whether a duration is one. */
function withoutLater(written: Schema, version: Version | undefined): Schema {
  const lax = written.format === 'positive-iso8601-duration' && (version?.major ?? 2) < 2
  const schema = lax ? { ...written, format: 'iso8601-duration' } : written
  const { pattern, patternSince, ...rest } = schema
  return pattern === undefined || patternSince === undefined || isThere({ since: patternSince }, version) ? schema : rest
}

const stub = ({ since, until, instead, renamedTo, description, deprecated }: Schema): Schema =>
  ({ since, until, instead, renamedTo, description, deprecated }) as Schema

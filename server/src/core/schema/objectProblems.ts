// What is wrong with a map as a whole: keys that miss, exclude or need each other.
import { closest, type Problem } from '../text'
import type { At } from '../yaml'
import type { Collector } from './collect'
import type { Walk } from './decode'
import { insertKey } from './insert'
import { isBlank, isNothing, numberOf } from './scalar'
import { resolve, type Schema, typesOf } from './schema'
import { listed, objectNoun } from './words'

/** Null counts as not set. */
export function checkKeys(at: At, schema: Schema, into: Collector, walk: Walk): void {
  const { required, atMostOne, atLeastOne, exactlyOne, dependentRequired } = schema
  if (!required && !atMostOne && !atLeastOne && !exactlyOne && !dependentRequired) return
  const set = new Map<string, At>()
  for (const value of at.entries()) if (value.key?.text !== undefined) set.set(value.key.text, value)
  const has = (key: string): boolean => {
    const value = set.get(key)
    if (value === undefined || isNothing(value.node, walk.grammar.dialect)) return false
    const property = schema.properties?.[key]
    if (walk.grammar.dialect === 'jackson' && property && value.node.kind === 'scalar' && takesNoText(resolve(property, walk.grammar.schema)))
      return !isBlank(value.node)
    if (schema.blankIsUnset && property?.type === 'integer') return Math.trunc(numberOf(value.text ?? '') ?? 1) !== 0
    return !schema.blankIsUnset || value.text !== '' || property?.format !== undefined
  }
  const misspelt = misspeltKeys(set.keys(), schema)
  for (const key of required ?? []) if (!has(key) && !misspelt.has(key)) into.problem(missing(at, key, set.get(key), schema, walk))
  for (const keys of [...(atMostOne ?? []), ...(exactlyOne ?? [])]) for (const problem of tooMany(keys.filter(has), set, schema)) into.problem(problem)
  for (const keys of [...(atLeastOne ?? []), ...(exactlyOne ?? [])])
    if (!keys.some(has) && !keys.some(key => misspelt.has(key))) into.problem(noneOf(at, keys, schema))
  for (const [key, needs] of Object.entries(dependentRequired ?? {})) {
    if (!has(key)) continue
    for (const need of needs)
      if (!has(need)) into.problem({ code: 'missing-key', severity: 'error', message: `"${key}" needs "${need}" beside it.`, span: keySpan(set.get(key), at) })
  }
}

/** Durations are numbers that may be written as text. */
function takesNoText(schema: Schema): boolean {
  const types = typesOf(schema)
  return types.length > 0 && (!types.includes('string') || types.includes('number')) && !schema.late
}

/** Keys that an unknown key was surely meant to be: one mistake, which is said there. */
function misspeltKeys(written: Iterable<string>, schema: Schema): ReadonlySet<string> {
  const meant = new Set<string>()
  if (schema.additionalProperties !== false) return meant
  const known = Object.keys(schema.properties ?? {})
  for (const name of written) {
    if (Object.hasOwn(schema.properties ?? {}, name)) continue
    const told = schema.misnamed?.[name]
    const near = typeof told === 'string' ? told : (told?.to ?? closest(name, known))
    if (near !== undefined) meant.add(near)
  }
  return meant
}

/** The first key of a map: where a problem of the whole map is shown. */
export function headSpan(at: At): { start: number; end: number } {
  for (const value of at.entries()) if (value.key) return value.key.span
  return at.span
}

const keySpan = (value: At | undefined, at: At): { start: number; end: number } => value?.key?.span ?? headSpan(at)

function missing(at: At, key: string, empty: At | undefined, schema: Schema, walk: Walk): Problem {
  const edit = empty ? undefined : insertKey(at, key, schema, walk.grammar.schema)
  return {
    code: 'missing-key',
    severity: 'error',
    message: empty ? `"${key}" of ${objectNoun(schema)} must not be empty.` : `${capital(objectNoun(schema))} needs "${key}".`,
    span: empty ? keySpan(empty, at) : headSpan(at),
    ...(edit && { fixes: [{ title: `Add "${key}"`, edits: [edit] }] }),
  }
}

function* tooMany(there: readonly string[], set: ReadonlyMap<string, At>, schema: Schema): Generator<Problem> {
  if (there.length < 2) return
  const first = set.get(there[0] ?? '')
  const second = set.get(there[1] ?? '')
  const span = second?.key?.span ?? { start: 0, end: 0 }
  yield {
    code: 'exclusive-keys',
    severity: 'error',
    message: `Only one of ${listed(
      there.map(key => `"${key}"`),
      'and',
    )} may be set in ${objectNoun(schema)}.`,
    span,
    ...(first?.key && { related: [{ span: first.key.span, message: `"${there[0]}" is set here.` }] }),
  }
}

function noneOf(at: At, keys: readonly string[], schema: Schema): Problem {
  return { code: 'missing-key', severity: 'error', message: `${capital(objectNoun(schema))} needs ${listed(keys.map(key => `"${key}"`))}.`, span: headSpan(at) }
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

// One scalar against its schema: type as the target program decodes it, enumeration, pattern, format, inline language, names.
import { closest, lookup, type Problem, type Slices, type Span } from '../text'
import type { ScalarNode, YamlNode } from '../yaml'
import { Collector } from './collect'
import type { Walk } from './decode'
import { type Format, formats } from './formats'
import { decodeInline } from './inlined'
import { brokenTag, numberOf, scalarValue } from './scalar'
import { type Schema, typesOf } from './schema'
import { listed, nodeNoun, objectNoun, quoted, wanted } from './words'

/** Reports into `into`; `schema` is resolved, the scalar is not null (or is a key). */
export function decodeScalar(node: ScalarNode, start: number, schema: Schema, into: Collector, walk: Walk): void {
  const dynamic = walk.grammar.dynamic?.(node.text, schema)
  if (dynamic !== undefined) {
    decodeInline(node, start, { ...schema, inline: dynamic }, into, walk)
    return mention(node, start, schema, into, true)
  }
  if (schema.late) return decodeLate(node, start, schema, into, walk)
  const shouldBe = brokenTag(node, walk.grammar.dialect)
  if (shouldBe !== undefined) {
    const message = `The tag "${node.tag}" says ${shouldBe}, but ${schema.secret ? 'this' : quoted(node.text)} is none.`
    return into.problem({ code: 'wrong-type', severity: 'error', message, span: { start, end: start + node.length } })
  }
  const types = typesOf(schema).filter(type => type !== 'array' && type !== 'object')
  const declared = typesOf(schema)
  const value = declared.length > 0 && types.length === 0 ? undefined : scalarValue(node, types, walk.grammar.dialect)
  if (!value) return into.problem(wrongType(node, start, schema, walk))
  const problem = valueProblem(node, start, value.value, schema, walk)
  if (problem) into.problem(problem)
  else if (schema.inline !== undefined) decodeInline(node, start, schema, into, walk)
  mention(node, start, schema, into, false)
}

/** A constant of a property that is only looked at when it is used: what is wrong with it is known now, and fails then. */
function decodeLate(node: ScalarNode, start: number, schema: Schema, into: Collector, walk: Walk): void {
  const { late: _, inline: __, declares: ___, uses: ____, ...strict } = schema
  if (node.text !== '' && !typesOf(schema).some(type => type === 'array' || type === 'object')) {
    const trial = new Collector(0)
    decodeScalar(node, start, strict, trial, walk)
    const { worst } = trial
    if (worst)
      into.problem({
        ...worst,
        code: 'wrong-at-run',
        severity: 'warning',
        message: `${worst.message} It is saved all the same, and the run fails when it gets here.`,
      })
  }
  if (schema.inline !== undefined) decodeInline(node, start, schema, into, walk)
  mention(node, start, schema, into, false)
}

function mention(node: ScalarNode, start: number, schema: Schema, into: Collector, dynamic: boolean): void {
  if (dynamic || node.text === '') return
  const span = innerSpan(node, start)
  if (schema.declares !== undefined) into.mention({ kind: schema.declares, name: node.text, role: 'declares', span })
  if (schema.uses !== undefined) into.mention({ kind: schema.uses, name: node.text, role: 'uses', span })
}

/** The scalar without its quotes. */
export function innerSpan(node: ScalarNode, start: number): Span {
  const quotes = (node.style === 'single' || node.style === 'double') && node.length >= 2 ? 1 : 0
  return { start: start + quotes, end: start + node.length - quotes }
}

function valueProblem(node: ScalarNode, start: number, value: string | number | boolean | null, schema: Schema, walk: Walk): Problem | undefined {
  if (schema.enum || schema.const !== undefined) return enumProblem(node, start, value, schema, walk)
  if (typeof value === 'number')
    return rangeProblem(node, start, value, walk.grammar.dialect === 'jackson' && schema.type === 'integer' ? { ...int32, ...schema } : schema)
  const { text } = node
  const span = { start, end: start + node.length }
  if (schema.minLength !== undefined && text.length < schema.minLength)
    return {
      code: 'bad-length',
      severity: 'error',
      message: text === '' ? 'This must not be empty.' : `This needs at least ${schema.minLength} characters.`,
      span,
    }
  if (schema.maxLength !== undefined && text.length > schema.maxLength)
    return {
      code: 'bad-length',
      severity: 'error',
      message: `This has ${text.length} characters; ${walk.grammar.program} takes at most ${schema.maxLength}.`,
      span,
    }
  if (schema.pattern !== undefined && !patternOf(schema.pattern).test(text))
    return {
      code: 'bad-pattern',
      severity: 'error',
      message: `${schema.secret ? 'This value' : quoted(text)} is not allowed here${schema.wants ? `: ${schema.wants}` : ''}.`,
      span,
      ...repair(text, innerSpan(node, start), schema),
    }
  const format = schema.format === undefined ? undefined : formats[schema.format]
  return format && formatProblem(node, start, format)
}

/** The nearest text that the pattern takes, where the schema says how to get there. */
function repair(text: string, span: Span, { repair: how, pattern }: Schema) {
  if (!how || pattern === undefined || text.length > 200) return {}
  const kept = how.lower ? text.toLowerCase() : text
  const answer = kept
    .trim()
    .replace(patternOf(`(?:${how.drop})+`, 'gu'), how.by)
    .replace(/^[^\p{L}\p{N}]+/u, '')
  if (answer === text || !patternOf(pattern).test(answer)) return {}
  return { fixes: [{ title: `Change to "${answer}"`, edits: [{ span, text: answer }] }] }
}

const patterns = new Map<string, RegExp>()

/** Patterns come from our own schemas, so there are only so many. */
export function patternOf(source: string, flags = 'u'): RegExp {
  return lookup(patterns, `${flags} ${source}`, () => new RegExp(source, flags))
}

function enumProblem(node: ScalarNode, start: number, value: string | number | boolean | null, schema: Schema, walk: Walk): Problem | undefined {
  const allowed = schema.enum ?? [schema.const ?? '']
  const same = (one: string) => (schema.anyCase ? one.toLowerCase() === node.text.toLowerCase() : one === node.text)
  if (allowed.some(one => one === value || same(String(one))) || (schema.emptyToo && node.text === '')) return undefined
  if (walk.grammar.dialect === 'jackson' && isJavaEnum(node, allowed)) return undefined
  const told = schema.misvalued && Object.hasOwn(schema.misvalued, node.text) ? schema.misvalued[node.text] : undefined
  const near = typeof told === 'string' ? told : told ? told.to : closest(node.text, allowed.map(String))
  const span = { start, end: start + node.length }
  const choices = allowed.length <= 12 ? ` ${walk.grammar.program} takes ${listed(allowed.map(one => `"${one}"`))}.` : near ? ` Did you mean "${near}"?` : ''
  return {
    code: 'bad-value',
    severity: 'error',
    message: `${quoted(node.text)} is not a value for this key.${typeof told === 'object' ? ` ${told.say}` : choices}`,
    span,
    ...(near && { fixes: [{ title: `Change to "${near}"`, edits: [{ span, text: near }] }] }),
  }
}

/** What an integer of Java holds. */
const int32: Schema = { minimum: -2_147_483_648, maximum: 2_147_483_647 }

/** Java's own reader of enumerations trims them, and takes a whole number for the place in the list. */
function isJavaEnum(node: ScalarNode, allowed: readonly (string | number | boolean)[]): boolean {
  const word = node.text.trim()
  if (!allowed.every(one => /^[A-Z][A-Z0-9_]*$/.test(String(one)))) return false
  const place = /^(?:0b[01_]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*)$/.test(word) ? numberOf(word) : undefined
  return allowed.includes(word) || (place !== undefined && place < allowed.length)
}

/** Numbers of 64 bits are no numbers of JavaScript. */
const limitText = (limit: number | undefined): string =>
  limit === 2 ** 63 ? '9223372036854775807' : limit === -(2 ** 63) ? '-9223372036854775808' : String(limit)

function rangeProblem(node: ScalarNode, start: number, value: number, schema: Schema): Problem | undefined {
  const low = schema.minimum !== undefined && value < schema.minimum
  const high = schema.maximum !== undefined && (value > schema.maximum || (value === schema.maximum && isPastInt64(node.text, value)))
  if (!low && !high) return undefined
  const message = `${node.text} is too ${low ? 'small' : 'large'}: the ${low ? 'least' : 'most'} is ${limitText(low ? schema.minimum : schema.maximum)}.`
  return { code: 'bad-range', severity: 'error', message, span: { start, end: start + node.length } }
}

/** Digits for 2^63, which a signed number of 64 bits does not hold: as a number it cannot be told from the largest that it does. */
const isPastInt64 = (text: string, value: number): boolean => value === 2 ** 63 && /^\+?\d+$/.test(text) && BigInt(text.replace('+', '')) >= 1n << 63n

function formatProblem(node: ScalarNode, start: number, format: Format): Problem | undefined {
  const error = format.check(node.text)
  if (!error) return undefined
  const inner = innerSpan(node, start)
  const simple = inner.end - inner.start === node.text.length
  const span = error.span && simple ? { start: inner.start + error.span.start, end: inner.start + error.span.end } : { start, end: start + node.length }
  return {
    code: format.code,
    severity: 'error',
    message: error.message,
    span,
    ...(error.suggestion !== undefined && {
      fixes: [{ title: `Change to "${error.suggestion}"`, edits: [{ span: { start, end: start + node.length }, text: error.suggestion }] }],
    }),
  }
}

/** A node of the wrong kind or type, with the fix where it is only a matter of quotes or a dash. */
export function wrongType(node: YamlNode, start: number, schema: Schema, walk: Walk): Problem {
  const types = typesOf(schema)
  const span = node.kind === 'scalar' || node.length === 0 ? { start, end: start + node.length } : firstLine(walk.doc.source, start, start + node.length)
  const fix = node.kind === 'scalar' ? typeFix(node, start, types) : undefined
  return {
    code: 'wrong-type',
    severity: 'error',
    message: `${schema.noun ? capital(objectNoun(schema)) : 'This'} must be ${wanted(types)}, not ${nodeNoun(node)}.`,
    span,
    ...(fix && { fixes: [fix] }),
  }
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

function firstLine(text: Slices, start: number, end: number): Span {
  const newline = text.indexOf('\n', start)
  return { start, end: newline < 0 ? end : Math.min(end, newline) }
}

function typeFix(node: ScalarNode, start: number, types: readonly string[]) {
  const span = { start, end: start + node.length }
  if (types.includes('array'))
    return {
      title: 'Make it a list',
      edits: [
        { span: { start, end: start }, text: '[' },
        { span: { start: span.end, end: span.end }, text: ']' },
      ],
    }
  const bare = node.text.trim()
  if (node.style !== 'plain' && types.includes('boolean') && /^(?:true|false)$/i.test(bare))
    return { title: 'Remove the quotes', edits: [{ span, text: bare }], safe: true }
  if (node.style !== 'plain' && (types.includes('integer') || types.includes('number')) && /^-?\d+(?:\.\d+)?$/.test(bare))
    return { title: 'Remove the quotes', edits: [{ span, text: bare }], safe: true }
  return undefined
}

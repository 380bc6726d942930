// Constants as values of an input: what Kestra 2.0 checks when it saves a flow. Types it does not check are left alone.
import { compileRegex, parseIso8601Duration } from '../../inline'
import { isNothing, numberOf } from '../../schema'
import type { At } from '../../yaml'
import { isTrue } from './model'

/** A sentence on what is wrong with the value for an input of this type; undefined when it is fine or not checked. */
export function checkKind(value: At, type: string, input: At): string | undefined {
  const kind = Object.hasOwn(kinds, type) ? kinds[type] : undefined
  if (!kind || isNothing(value.node, 'jackson')) return undefined
  const text = value.text
  if (type === 'SELECT' && !isClosed(input)) return undefined
  if (text === undefined && value.doc.source.slice(value.start, value.start + value.node.length).includes('{{')) return undefined
  if (text === undefined) return type === 'STRING' ? undefined : 'one value is wanted, not a list or a map.'
  if (text === '') return lax.has(type) ? undefined : 'it is empty.'
  return kind(text, value, input)
}

/** Types that take an empty text. */
const lax: ReadonlySet<string> = new Set(['STRING', 'EMAIL'])

type Check = (text: string, value: At, input: At) => string | undefined

const kinds: Readonly<Record<string, Check>> = {
  INT: (text, value, input) => {
    const number = plainNumber(value) ?? (/^[-+]?\d+$/.test(text) ? Number(text) : Number.NaN)
    return Number.isInteger(number) && Math.abs(number) < 2 ** 31 ? bounds(number, input, Number) : `"${text}" is no whole number.`
  },
  FLOAT: (text, value, input) => {
    if (/^\s*(?:[-+]?Infinity|NaN|[-+]?0[xX][0-9a-fA-F.]+[pP][-+]?\d+[fFdD]?)\s*$/.test(text)) return undefined
    const match = /^\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)[fFdD]?\s*$/.exec(text)
    const number = plainFloat(value) ?? (match ? Number(match[1]) : undefined)
    return number === undefined ? `"${text}" is no number.` : bounds(number, input, Number)
  },
  DATE: (text, _, input) => (/^-?\d{4}-\d{2}-\d{2}$/.test(text) && isDay(text) ? between(text, input, dayOf) : `"${text}" is no date like "2026-11-24".`),
  DATETIME: (text, _, input) =>
    moment.test(text) && isDay(text.slice(0, 10)) ? between(text, input, momentOf) : `"${text}" is no moment like "2026-11-24T08:30:00Z".`,
  TIME: (text, _, input) =>
    /^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{0,9})?)?$/.test(text) ? between(text, input, timeOf) : `"${text}" is no time of day like "08:30:00".`,
  DURATION: (text, _, input) => {
    const parsed = parseIso8601Duration(text)
    return parsed.error === undefined ? bounds(parsed.value, input, seconds) : `"${text}" is no duration like "PT5M".`
  },
  EMAIL: text => (/^[\u0021-\u007e]+$/.test(text) && /^[^@<>]+@[^@<>]+$/.test(text) ? undefined : `"${text}" is no e-mail address.`),
  SELECT: (text, value, input) => {
    const word = read(value)
    const fits = (one: At) => one.text === undefined || read(one) === undefined || read(one) === word
    return word === undefined || choicesOf(input).some(fits) ? undefined : `"${text}" is not among its "values".`
  },
  STRING: (text, value, input) => {
    const pattern = input.get('validator')?.string
    if (pattern === undefined || unlikeOurs.test(pattern)) return undefined
    const word = read(value)
    // of the flavours, this one has a "." that stops at line breaks, as in Java
    return word === undefined || (compileRegex(pattern, 'alertmanager')?.(word) ?? true) ? undefined : `"${text}" does not match its "validator".`
  },
}

const choicesOf = (input: At): readonly At[] => Array.from(input.get('values')?.items() ?? [], one => one.get('value') ?? one)

/** The choices of a SELECT are all that it takes; an `expression` beside them is not looked at. */
const isClosed = (input: At): boolean => input.get('values')?.node.kind === 'seq' && !isTrue(input.get('allowCustomValue'))

const moment = /^-?\d{4}-\d{2}-\d{2}T(?:(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{0,9})?|24:00:00)(?:Z|[-+]\d{2}:\d{2})$/i

/** What Java's regular expressions read differently. */
const unlikeOurs = /\(\?|&&|\\(?![dswDSWbB.^$*+?()[\]{}|/-])|[*+?}]\+|\[[^\]]*\[/

/** What a scalar without quotes is to YAML: 0x1F, 1_000. */
const plainNumber = ({ node }: At): number | undefined =>
  node.kind === 'scalar' && node.style === 'plain' && /^[-+]?(?:0x[0-9a-fA-F_]+|0b[01_]+|[0-9][0-9_]*)$/.test(node.text) ? numberOf(node.text) : undefined

/** The same with fractions: 1_000.5. Kestra's YAML has no 0o17, and no .inf that it can read. */
const plainFloat = ({ node }: At): number | undefined => {
  const number = node.kind === 'scalar' && node.style === 'plain' && !/^[-+]?0o/.test(node.text) ? numberOf(node.text) : undefined
  return Number.isFinite(number) ? number : undefined
}

/** The text that Kestra has after reading YAML: "true" for yes, "31" for 0x1F, "1.5" for 1.50. Undefined for what is not sure. */
function read(at: At): string | undefined {
  const { node } = at.resolved
  if (node.kind !== 'scalar') return undefined
  const { text, tag } = node
  if (tag !== undefined && /\b(?:int|float|bool)\b/.test(tag)) return undefined
  if (node.style !== 'plain' || tag !== undefined) return text
  if (/^(?:yes|Yes|YES|on|On|ON|true|True|TRUE)$/.test(text)) return 'true'
  if (/^(?:no|No|NO|off|Off|OFF|false|False|FALSE)$/.test(text)) return 'false'
  const whole = /^[-+]?(?:0b[01_]+|0x[0-9a-fA-F_]+|0[0-7_]*|[1-9][0-9_]*)$/.test(text)
  const number = whole || /[.eE]/.test(text) ? numberOf(text) : undefined
  if (number === undefined) return text
  if (whole) return Number.isSafeInteger(number) ? String(number) : undefined
  // outside of these Java writes an exponent
  if (!(Math.abs(number) >= 1e-3 && Math.abs(number) < 1e7)) return undefined
  return Number.isInteger(number) ? `${number}.0` : String(number)
}

const isDay = (text: string): boolean => {
  const [, month, day] = /^-?\d{4}-(\d\d)-(\d\d)$/.exec(text) ?? []
  const year = Math.abs(Number.parseInt(text, 10))
  const date = new Date(Date.UTC(2000 + (year % 400), Number(month) - 1, Number(day)))
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day)
}

const seconds = (text: string): number => {
  const parsed = parseIso8601Duration(text)
  return parsed.error === undefined ? parsed.value : Number.NaN
}

function bounds(value: number, input: At, read: (text: string) => number): string | undefined {
  const min = input.get('min')?.string
  const max = input.get('max')?.string
  if (min !== undefined && value < read(min)) return `it is below "min: ${min}".`
  if (max !== undefined && value > read(max)) return `it is above "max: ${max}".`
  return undefined
}

/** `read` gives numbers in the order of what they stand for, and nothing for a form that it does not know. */
function between(text: string, input: At, read: (text: string) => number | undefined): string | undefined {
  const value = read(text)
  if (value === undefined) return undefined
  const after = input.get('after')?.string
  const before = input.get('before')?.string
  if (after !== undefined && value < (read(after) ?? value)) return `it is before "after: ${after}".`
  if (before !== undefined && value > (read(before) ?? value)) return `it is after "before: ${before}".`
  return undefined
}

/** Seconds of the day; a day before it does not count. */
function timeOf(text: string): number | undefined {
  const [, hour, minute, second = '0'] = /^(?:.*T)?(\d\d):(\d\d)(?::(\d\d(?:\.\d+)?))?$/.exec(text) ?? []
  return hour === undefined ? undefined : Number(hour) * 3600 + Number(minute) * 60 + Number(second)
}

/** A time after the day does not count. Milliseconds. */
const dayOf = (text: string): number | undefined => (/^\d{4}-\d\d-\d\d/.test(text) ? known(Date.parse(text.slice(0, 10))) : undefined)

/** A number counts seconds since 1970. Milliseconds. */
const momentOf = (text: string): number | undefined =>
  known(/^\d+(?:\.\d+)?$/.test(text) ? Number(text) * 1000 : moment.test(text) ? Date.parse(text) : Number.NaN)

const known = (number: number): number | undefined => (Number.isNaN(number) ? undefined : number)

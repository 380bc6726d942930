// Constants as values of an input: what Kestra 2.0 checks when it saves a flow. Types it does not check are left alone.
import { parseIso8601Duration } from '../../inline'
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
    const number = plainNumber(value) ?? (match ? Number(match[1]) : undefined)
    return number === undefined ? `"${text}" is no number.` : bounds(number, input, Number)
  },
  DATE: (text, _, input) => (/^-?\d{4}-\d{2}-\d{2}$/.test(text) && isDay(text) ? between(text, input, one => one) : `"${text}" is no date like "2026-11-24".`),
  DATETIME: (text, _, input) =>
    moment.test(text) && isDay(text.slice(0, 10)) ? between(text, input, Date.parse) : `"${text}" is no moment like "2026-11-24T08:30:00Z".`,
  TIME: (text, _, input) =>
    /^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{0,9})?)?$/.test(text) ? between(text, input, one => one) : `"${text}" is no time of day like "08:30:00".`,
  DURATION: (text, _, input) => {
    const parsed = parseIso8601Duration(text)
    return parsed.error === undefined ? bounds(parsed.value, input, seconds) : `"${text}" is no duration like "PT5M".`
  },
  EMAIL: text => (/^[\u0021-\u007e]+$/.test(text) && /^[^@<>]+@[^@<>]+$/.test(text) ? undefined : `"${text}" is no e-mail address.`),
  SELECT: (text, value, input) => {
    const choices = choicesOf(input)
    const isOne = (one: At) => one.text === undefined || one.text === text || (plainNumber(one) !== undefined && plainNumber(one) === plainNumber(value))
    return choices.some(isOne) ? undefined : `"${text}" is not among its "values".`
  },
  STRING: (text, _, input) => {
    const pattern = input.get('validator')?.string
    if (pattern === undefined || unlikeOurs.test(pattern)) return undefined
    try {
      return new RegExp(`^(?:${pattern})$`).test(text) ? undefined : `"${text}" does not match its "validator".`
    } catch {
      return undefined
    }
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

/** Dates and times of the usual form are in order as texts. */
function between<T extends string | number>(text: string, input: At, read: (text: string) => T): string | undefined {
  const after = input.get('after')?.string
  const before = input.get('before')?.string
  const same = (one: string) => !/^[-+]/.test(one) && !/^[-+]/.test(text)
  if (after !== undefined && same(after) && read(text) < read(after)) return `it is before "after: ${after}".`
  if (before !== undefined && same(before) && read(text) > read(before)) return `it is after "before: ${before}".`
  return undefined
}

// Cron expressions as Kestra's Schedule reads them: five fields, six with seconds, nicknames, `a || b`, `0|30`.
import { closest, type Span } from '../text'
import { older } from './shape'

export interface CronOptions {
  /** `withSeconds: true`: six fields, the first one seconds. */
  readonly seconds?: boolean
  /** Line of Kestra; unknown refuses only what all lines refuse. */
  readonly version?: string
}

export interface CronError {
  /** A sentence in the user's words. */
  readonly error: string
  /** The field at fault; the whole text when absent. */
  readonly span?: Span
}

interface Field {
  readonly name: string
  readonly from: number
  readonly to: number
  readonly names?: readonly string[]
}

const seconds: Field = { name: 'second', from: 0, to: 59 }
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']
const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

const fields: readonly Field[] = [
  { name: 'minute', from: 0, to: 59 },
  { name: 'hour', from: 0, to: 23 },
  { name: 'day of the month', from: 1, to: 31 },
  { name: 'month', from: 1, to: 12, names: months },
  { name: 'day of the week', from: 0, to: 7, names: days },
]

const nicknames: Readonly<Record<string, string | undefined>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
}

/** What Kestra refuses about the expression, or undefined. */
export function parseCron(text: string, options: CronOptions = {}): CronError | undefined {
  const word = text.trim()
  if (word === '') return { error: 'A cron expression is missing: write five fields such as "0 9 * * MON-FRI", or "@daily".' }
  if (word.includes('{{')) return { error: 'A cron expression is not rendered: "{{ }}" cannot stand here.' }
  if (text.startsWith('@')) return nickname(text)
  let at = 0
  for (const part of text.split('||')) {
    const wrong = parsePart(part, at, options)
    if (wrong) return wrong
    at += part.length + 2
  }
  return undefined
}

function nickname(word: string): CronError | undefined {
  if (Object.hasOwn(nicknames, word)) return undefined
  const near = closest(word, Object.keys(nicknames))
  if (word.startsWith('@every')) return { error: `Kestra has no "${word}": for every five minutes, write "*/5 * * * *".` }
  return { error: `Kestra has no "${word}": ${near ? `did you mean "${near}"?` : `there are ${Object.keys(nicknames).join(', ')}.`}` }
}

interface Word {
  readonly text: string
  readonly span: Span
}

const wordsOf = (part: string, at: number): readonly Word[] =>
  [...part.matchAll(/\S+/g)].map(one => ({ text: one[0], span: { start: at + one.index, end: at + one.index + one[0].length } }))

function parsePart(part: string, at: number, options: CronOptions): CronError | undefined {
  const words = wordsOf(part, at)
  const wanted = options.seconds ? [seconds, ...fields] : fields
  if (words.length !== wanted.length) return { error: count(words.length, options.seconds === true) }
  for (const [i, field] of wanted.entries()) {
    const word = words[i]
    const error = word && fieldError(word.text, field, options.version === undefined || !older(options.version, '2.0'))
    if (word && error) return { error, span: word.span }
  }
  return undefined
}

function count(found: number, withSeconds: boolean): string {
  const wanted = withSeconds ? 'six fields (second minute hour day month weekday)' : 'five fields (minute hour day month weekday)'
  const hint =
    !withSeconds && found === 6
      ? ' For seconds, set "withSeconds: true".'
      : withSeconds && found === 5
        ? ' "withSeconds: true" asks for one more in front.'
        : ''
  return `A cron expression has ${wanted}, and this one has ${found}.${hint}`
}

function fieldError(text: string, field: Field, last: boolean): string | undefined {
  for (const item of text.split(/[,|]/)) {
    const error = itemError(item.toUpperCase(), field, last)
    if (error) return error
  }
  return undefined
}

function itemError(item: string, field: Field, last: boolean): string | undefined {
  if (item === '') return `A value is missing in the ${field.name}.`
  const foreign = foreignMark(item, field, last)
  if (foreign !== undefined) return foreign || undefined
  const [base = '', step, ...rest] = item.split('/')
  if (rest.length > 0) return `"${item}" has more than one "/" in the ${field.name}.`
  if (step !== undefined && !(/^[0-9]+$/.test(step) && Number(step) >= 1 && Number(step) <= field.to))
    return `The step "${step}" in the ${field.name} has to be a number from 1 to ${field.to}.`
  if (base === '*' || (base === '' && step !== undefined)) return undefined
  const ends = base.split('-')
  if (ends.length > 2) return `"${base}" is no range in the ${field.name}.`
  const values = ends.map(one => value(one, field))
  const bad = values.indexOf(undefined)
  if (bad >= 0) return outOfRange(ends[bad] ?? '', field)
  const [from = 0, to = from] = values
  if (from <= to) return undefined
  const better = field.names !== days ? '' : from === 7 ? `0-${to}` : to === 0 ? `${from}-7` : ''
  return `The range "${base}" in the ${field.name} ends before it begins${better && `: write "${better}"`}.`
}

/** Marks of other cron dialects: '' when this one takes it, undefined when there is none. */
function foreignMark(item: string, field: Field, last: boolean): string | undefined {
  if (/^L(?:-[0-9]+)?$/.test(item) && field.name === 'day of the month') return last ? '' : '"L" for the last day exists since Kestra 2.0.'
  const mark = /[?#]|W$|^H/.exec(item.replace(/^(?:WED)$/, ''))?.[0]
  return mark && `"${mark}" is not known here${mark === '?' ? ': write "*"' : ''} (${field.name}).`
}

const outOfRange = (text: string, field: Field): string => {
  const names = field.names ? `, or a name such as ${(field.names[1] ?? '').slice(0, 3).toUpperCase()}` : ''
  return `"${text}" is no ${field.name}: write ${field.from} to ${field.to}${names}.`
}

function value(text: string, field: Field): number | undefined {
  if (/^[0-9]+$/.test(text)) {
    const number = Number(text)
    return number >= field.from && number <= field.to ? number : undefined
  }
  // the name of Sunday counts 7, as a start of a range as well
  const index = field.names?.map(name => name.slice(0, 3).toUpperCase()).lastIndexOf(text) ?? -1
  return index < 0 ? undefined : index + field.from
}

/** In short English: `at 09:00, Monday to Friday`. Undefined when the expression is wrong. */
export function describeCron(text: string, options: CronOptions = {}): string | undefined {
  const whole = text.trim()
  if (parseCron(text, options)) return undefined
  const expression = nicknames[whole] ?? whole
  const withSeconds = options.seconds === true && !whole.startsWith('@')
  return expression
    .split('||')
    .map(part => describePart(part.trim().split(/\s+/), withSeconds))
    .join(', or ')
}

function describePart(words: readonly string[], withSeconds: boolean): string {
  const [second, ...rest] = withSeconds ? words : ['0', ...words]
  const [minute = '*', hour = '*', day = '*', month = '*', weekday = '*'] = rest
  const parts = [
    second === '0' ? clock(minute, hour) : `${phrase(second ?? '0', seconds)} of the minute, ${clock(minute, hour)}`,
    day === '*' ? '' : `on ${phrase(day, fields[2])}`,
    weekday === '*' ? '' : plain(weekday, fields[4]),
    month === '*' ? '' : `in ${plain(month, fields[3])}`,
  ]
  return parts.filter(Boolean).join(', ')
}

function clock(minute: string, hour: string): string {
  const times = list(hour).flatMap(h => list(minute).map(m => `${h.padStart(2, '0')}:${m.padStart(2, '0')}`))
  if (times.length > 0 && times.length <= 6) return `at ${times.join(', ')}`
  if (hour === '*' && /^\*\/[0-9]+$/.test(minute)) return every(minute, 'minute')
  if (hour === '*' && minute === '*') return 'every minute'
  if (/^\*(?:\/[0-9]+)?$/.test(hour) && /^[0-9]+$/.test(minute)) return `${every(hour, 'hour')}${Number(minute) === 0 ? '' : ` at minute ${minute}`}`
  const hours = hour === '*' ? 'every hour' : phrase(hour, fields[1])
  return `${minute === '*' ? 'every minute' : phrase(minute, fields[0])} of ${hours}`
}

/** Plain numbers of a list; empty when it is anything else. */
const list = (text: string): readonly string[] => (/^[0-9]+(?:[,|][0-9]+)*$/.test(text) ? text.split(/[,|]/) : [])

function every(text: string, unit: string): string {
  const step = text.split('/')[1]
  return step === undefined || step === '1' ? `every ${unit}` : `every ${step} ${unit}s`
}

function phrase(text: string, field: Field | undefined): string {
  if (!field) return text
  const [base = '', step] = text.split('/')
  if (base === '*') return every(text, field.name)
  if (/^L$/i.test(base)) return 'the last day of the month'
  return `${field.name} ${plain(base, field)}${step ? ` and every ${step} from there` : ''}`
}

/** Values with names where there are some: `Monday to Friday`, `1, 15`. */
function plain(text: string, field: Field | undefined): string {
  if (!field) return text
  const [base = '', step] = text.split('/')
  const said = base
    .split(/[,|]/)
    .map(item =>
      item
        .split('-')
        .map(one => nameOf(one, field))
        .join(' to '),
    )
    .join(', ')
  return step ? `every ${step} of ${base === '*' ? `the ${field.name}` : said}` : said
}

function nameOf(text: string, field: Field): string {
  const number = value(text.toUpperCase(), field)
  return (number !== undefined && field.names?.[number - field.from]) || text
}

// Formats of Kestra's fields: durations and time zones as Java reads them, regular expressions of Java.
import { checkRegex, type Parsed, parseIso8601Duration, parseZoneId } from '../inline'
import type { Format, FormatError } from './formats'

const by =
  (parse: (text: string) => Parsed<unknown>) =>
  (text: string): FormatError | undefined => {
    const parsed = parse(text)
    return parsed.error === undefined ? undefined : { message: parsed.error, ...(parsed.suggestion !== undefined && { suggestion: parsed.suggestion }) }
  }

const units: Readonly<Record<string, string>> = {
  w: 'W',
  week: 'W',
  d: 'D',
  day: 'D',
  h: 'H',
  hr: 'H',
  hour: 'H',
  m: 'M',
  min: 'M',
  minute: 'M',
  s: 'S',
  sec: 'S',
  second: 'S',
}

/** `5m`, `1h30m`, `30 seconds` as Java wants them; undefined for anything else. */
function asIso(text: string): string | undefined {
  const plain = text.trim().toLowerCase()
  if (!/^(?:\d+\s*[a-z]+\s*)+$/.test(plain)) return undefined
  let date = ''
  let time = ''
  for (const [, count, word = ''] of plain.matchAll(/(\d+)\s*([a-z]+)/g)) {
    const unit = units[word] ?? units[word.replace(/s$/, '')]
    if (!unit) return undefined
    if (unit === 'W' || unit === 'D') date += unit === 'W' ? `${Number(count) * 7}D` : `${count}D`
    else time += `${count}${unit}`
  }
  const answer = `P${date}${time && `T${time}`}`
  return parseIso8601Duration(answer).error === undefined ? answer : undefined
}

function duration(written: string): FormatError | undefined {
  const text = written.trim()
  if (text === '' || /^\d+(?:\.\d+)?$/.test(text)) return undefined
  const error = by(parseIso8601Duration)(text)
  const suggestion = error?.suggestion ?? asIso(text)
  return error && { ...error, ...(suggestion !== undefined && { suggestion }) }
}

/** Seconds of a duration; undefined for anything else, such as a plain number. */
const secondsOf = (text: string): number | undefined => {
  const parsed = parseIso8601Duration(text)
  return parsed.error === undefined ? parsed.value : undefined
}

function positive(text: string): FormatError | undefined {
  const length = secondsOf(text.trim())
  return length !== undefined && length <= 0 ? { message: `"${text}" is no time at all: this must be longer than nothing.` } : duration(text)
}

const date = '(?:-?\\d{4}|\\+\\d{5,9})-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])'
const seconds = ':[0-5]\\d(?:\\.\\d{0,9})?'
const minutes = '(?:[01]\\d|2[0-3]):[0-5]\\d'
const clock = `${minutes}(?:${seconds})?`
const day = new RegExp(`^${date}(?:T${clock}Z?)?$`)
const time = new RegExp(`^(?:${date}T)?${clock}$`)
const instant = new RegExp(`^${date}T(?:${minutes}${seconds}|24:00:00|23:59:60)(?:Z|[-+]\\d\\d:\\d\\d|[-+]00(?:00)?)$`, 'i')

/** Numbers count days or seconds since 1970. */
const moment =
  (pattern: RegExp, what: string) =>
  (text: string): FormatError | undefined =>
    text.trim() === '' || pattern.test(text) ? undefined : { message: `"${text}" is no ${what}.` }

/** Java's dialect has more than RE2: only what no dialect takes is sure. */
function javaRegex(text: string): FormatError | undefined {
  const error = checkRegex(text)
  if (!error || /[*+?}]\+|&&|\(\?[>=!<a-zU-]|\\[1-9kQ]/.test(text)) return undefined
  try {
    new RegExp(text)
    return undefined
  } catch {
    return error
  }
}

export const kestraFormats: Readonly<Record<string, Format>> = {
  'iso8601-duration': {
    code: 'bad-duration',
    check: duration,
    examples: ['PT30S', 'PT5M', 'PT1H', 'P1D'],
  },
  'positive-iso8601-duration': { code: 'bad-duration', check: positive, examples: ['PT30S', 'PT5M', 'PT1H', 'P1D'] },
  'java-date': { code: 'bad-time', check: moment(day, 'date such as "2026-11-24"') },
  'iso8601-time': { code: 'bad-time', check: moment(time, 'time of day such as "08:30:00"') },
  'java-instant': { code: 'bad-time', check: moment(instant, 'moment with a time zone such as "2026-11-24T08:30:00Z"') },
  'java-regex': { code: 'bad-regex', check: javaRegex },
  'zone-id': { code: 'bad-time-zone', check: by(parseZoneId), examples: ['Europe/Berlin', 'America/New_York', 'UTC'] },
}

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

function duration(text: string): FormatError | undefined {
  if (text === '' || /^\d+(?:\.\d+)?$/.test(text)) return undefined
  const error = by(parseIso8601Duration)(text)
  const suggestion = error?.suggestion ?? asIso(text)
  return error && { ...error, ...(suggestion !== undefined && { suggestion }) }
}

/** Java's dialect has more than RE2: only what no dialect takes is sure. */
function javaRegex(text: string): FormatError | undefined {
  const error = checkRegex(text)
  if (!error || /[*+?}]\+|&&|\(\?[>=!<]|\\[1-9kQ]/.test(text)) return undefined
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
  'java-regex': { code: 'bad-regex', check: javaRegex },
  'zone-id': { code: 'bad-time-zone', check: by(parseZoneId), examples: ['Europe/Berlin', 'America/New_York', 'UTC'] },
}

// Formats of Kestra's fields: durations and time zones as Java reads them, regular expressions of Java.
import { checkRegex, type Parsed, parseIso8601Duration, parseZoneId } from '../inline'
import type { Format, FormatError } from './formats'

const by =
  (parse: (text: string) => Parsed<unknown>) =>
  (text: string): FormatError | undefined => {
    const parsed = parse(text)
    return parsed.error === undefined ? undefined : { message: parsed.error, ...(parsed.suggestion !== undefined && { suggestion: parsed.suggestion }) }
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
    check: text => (text === '' || /^\d+(?:\.\d+)?$/.test(text) ? undefined : by(parseIso8601Duration)(text)),
    examples: ['PT30S', 'PT5M', 'PT1H', 'P1D'],
  },
  'java-regex': { code: 'bad-regex', check: javaRegex },
  'zone-id': { code: 'bad-time-zone', check: by(parseZoneId), examples: ['Europe/Berlin', 'America/New_York', 'UTC'] },
}

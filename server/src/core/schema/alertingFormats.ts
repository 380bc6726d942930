// Formats of Alertmanager's fields: addresses, names, parts of time intervals. Secrets are never quoted in a message.
import {
  checkRegex,
  isClassicLabelName,
  type Parsed,
  parseDaysOfMonth,
  parseGoDuration,
  parseHostPort,
  parseMonths,
  parseTimeOfDay,
  parseTimeZone,
  parseWebUrl,
  parseWeekdays,
  parseYears,
} from '../inline'
import type { Format, FormatError } from './formats'

/** A shell variable somewhere in the text. Whether a program would refuse the text is for a check to say: the file may be a template. */
export const hasVariable = (text: string): boolean => /\$\{[A-Za-z_]\w*(?:[:?+-][^}]*)?\}|^\$[A-Z_][A-Z0-9_]*$/.test(text)

export const alertingFormats: Readonly<Record<string, Format>> = {
  'web-url': { code: 'bad-url', check: text => (hasVariable(text) ? undefined : said(parseWebUrl(text))), examples: ['https://example.org/'] },
  'secret-url': { code: 'bad-url', check: text => (text === '<secret>' || hasVariable(text) ? undefined : veiled(text)) },
  'webhook-url': { code: 'bad-url', check: text => (text.includes('{{') || hasVariable(text) ? undefined : text === '<secret>' ? undefined : veiled(text)) },
  'host-port': {
    code: 'bad-host-port',
    check: text => (text === '' || hasVariable(text) ? undefined : said(parseHostPort(text))),
    examples: ['smtp.example.org:587'],
  },
  'go-duration': { code: 'bad-duration', check: text => said(parseGoDuration(text)), examples: ['10s', '1m30s', '1h'] },
  regex: { code: 'bad-regex', check: text => checkRegex(text, 'alertmanager') },
  'classic-label-name': {
    code: 'bad-label-name',
    check: text =>
      isClassicLabelName(text)
        ? undefined
        : { message: `"${text}" is not a label name: here it is made of letters, digits and "_", and starts with no digit.` },
  },
  'time-of-day': { code: 'bad-time', check: text => said(parseTimeOfDay(text)), examples: ['09:00', '17:00', '24:00'] },
  'weekday-range': { code: 'bad-time', check: text => said(parseWeekdays(text)), examples: ['monday:friday', 'saturday', 'sunday'] },
  'day-of-month-range': { code: 'bad-time', check: text => said(parseDaysOfMonth(text)), examples: ['1:5', '-1'] },
  'month-range': { code: 'bad-time', check: text => said(parseMonths(text)), examples: ['january:march', 'december'] },
  'year-range': { code: 'bad-time', check: text => said(parseYears(text)), examples: ['2026:2028'] },
  'time-zone': { code: 'bad-time-zone', check: text => said(parseTimeZone(text)), examples: ['Europe/Berlin', 'America/New_York', 'UTC', 'Local'] },
}

function said(parsed: Parsed<unknown>): FormatError | undefined {
  if (parsed.error === undefined) return undefined
  return parsed.suggestion === undefined ? { message: parsed.error } : { message: parsed.error, suggestion: parsed.suggestion }
}

/** The refusal of an address that is a credential, without its text. */
function veiled(text: string): FormatError | undefined {
  const error = said(parseWebUrl(text))
  if (!error || text === '') return error
  const message = error.message.replaceAll(`"${text}"`, 'This address').replace(/: write "(https?:\/\/)[^"]*"\.$/, ': it must start with "$1".')
  return { message }
}

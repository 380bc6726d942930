// Time zones as Java reads them: ids of the database with their capitals, offsets, and GMT or UTC with an offset.
import { closest } from '../text'
import { type Parsed, refuse } from './parsed'
import { timeZones } from './timeZones'

/** Names of the database that Java's own list leaves out. */
const without: ReadonlySet<string> = new Set(['EST', 'MST', 'HST', 'ROC', 'Factory'])
const offset = /^(?:Z|[-+]\d{1,2}(?::?\d{2}(?::?\d{2})?)?|(?:GMT|UTC|UT)(?:[-+]\d{1,2}(?::?\d{2}(?::?\d{2})?)?)?)$/

export function parseZoneId(text: string): Parsed<string> {
  if (offset.test(text) || (timeZones.has(text) && !without.has(text))) return { value: text }
  const same = [...timeZones].find(one => one.toLowerCase() === text.toLowerCase() && !without.has(one))
  const near = same ?? closest(text, timeZones)
  return refuse(`"${text}" is no time zone that Java knows; write it like "Europe/Berlin" or "UTC".`, same ?? (near?.includes('/') ? near : undefined))
}

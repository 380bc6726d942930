// Time zones as Java reads them: ids of the database with their capitals, offsets, and GMT or UTC with an offset.
import { closest } from '../text'
import { type Parsed, refuse } from './parsed'
import { timeZones } from './timeZones'

/** Names of the database that Java's own list leaves out. */
const without: ReadonlySet<string> = new Set(['EST', 'MST', 'HST', 'ROC', 'Factory'])
const offset = /^(?:Z|GMT|UTC|UT|(?:GMT|UTC|UT)?[-+](?:(\d)|(\d\d)(?:(?::([0-5]\d))(?::[0-5]\d)?|([0-5]\d)(?:[0-5]\d)?)?))$/

/** At most 18 hours. */
function isOffset(text: string): boolean {
  const match = offset.exec(text)
  if (!match) return false
  const hours = Number(match[1] ?? match[2] ?? 0)
  return hours < 18 || (hours === 18 && !/[1-9]/.test(text.slice(text.indexOf('18') + 2)))
}

export function parseZoneId(text: string): Parsed<string> {
  if (isOffset(text) || (timeZones.has(text) && !without.has(text))) return { value: text }
  const same = [...timeZones].find(one => one.toLowerCase() === text.toLowerCase() && !without.has(one))
  const near = same ?? closest(text, timeZones)
  return refuse(`"${text}" is no time zone that Java knows; write it like "Europe/Berlin" or "UTC".`, same ?? (near?.includes('/') ? near : undefined))
}

// Instants as Prometheus reads them (RFC 3339 or unix seconds) and the shape of a bcrypt hash in a web configuration.
import { type Parsed, refuse } from './parsed'

/** Unix seconds, possibly with a fraction, or RFC 3339; the value is in ms since 1970. */
export function parseTimestamp(text: string): Parsed<number> {
  if (/^[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[-+]?[0-9]+)?$/i.test(text)) return { value: Number(text) * 1000 }
  const parts = /^([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{1,2}):([0-9]{2}):([0-9]{2})(?:[.,]([0-9]+))?(Z|[-+][0-9]{2}:[0-9]{2})$/.exec(text)
  if (!parts) {
    const spaced = /^([0-9]{4}-[0-9]{2}-[0-9]{2})[ T]([0-9]{2}:[0-9]{2}:[0-9]{2})(Z|[-+][0-9]{2}:[0-9]{2})?$/i.exec(text)
    const suggestion = spaced ? `${spaced[1]}T${spaced[2]}${(spaced[3] ?? 'Z').toUpperCase()}` : undefined
    return refuse(`"${text}" is not an instant: write "${suggestion ?? '2024-01-02T15:04:05Z'}" or seconds since 1970.`, suggestion)
  }
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1, 7).map(Number)
  const fits = month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month) && hour < 24 && minute < 60 && second < 60
  if (!fits) return refuse(`"${text}" names a day or a time that does not exist.`)
  const zone = parts[8] ?? 'Z'
  const [ahead = 0, aheadMinutes = 0] = zone === 'Z' ? [0, 0] : zone.slice(1).split(':').map(Number)
  if (ahead > 24 || aheadMinutes > 60) return refuse(`"${zone}" is not an offset from UTC.`)
  const shift = (zone.startsWith('-') ? -1 : 1) * (ahead * 60 + aheadMinutes) * 60_000
  return { value: utc(year, month, day) + ((hour * 60 + minute) * 60 + second) * 1000 + Number(`0.${parts[7] ?? '0'}`) * 1000 - shift }
}

/** Whether a text has the form of a bcrypt hash (`$2y$10$…`, 60 characters), the only kind that web configurations take; any character may say which version. */
export const isBcryptHash = (text: string): boolean => /^\$2[^$]?\$(?:0[4-9]|[12][0-9]|3[01])\$[./A-Za-z0-9]{53}$/.test(text)

const leap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
const daysOf = (year: number, month: number): number => (month === 2 ? (leap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31)
const utc = (year: number, month: number, day: number): number => new Date(0).setUTCFullYear(year, month - 1, day)

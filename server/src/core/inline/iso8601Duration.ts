// ISO 8601 durations and periods as Java reads them (`PT5M`, `P1D`), for Kestra.
import { type Parsed, refuse } from './parsed'

/** Seconds of a java.time.Duration: days of 24 hours, hours, minutes, seconds; no years, months, weeks. Letters of any case. */
export function parseIso8601Duration(text: string): Parsed<number> {
  const match = duration.exec(text)
  if (!match || /[PT]$/i.test(text)) return explain(text)
  const [, sign, ...parts] = match
  const [days, hours, minutes, whole, fraction] = parts
  const rest = Number(`0.${fraction || '0'}`) * (whole?.startsWith('-') ? -1 : 1)
  const value = Number(days ?? 0) * 86_400 + Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(whole ?? 0) + rest
  return { value: sign === '-' ? -value : value }
}

const duration = /^([-+]?)P(?:([-+]?[0-9]+)D)?(?:T(?:([-+]?[0-9]+)H)?(?:([-+]?[0-9]+)M)?(?:([-+]?[0-9]+)(?:[.,]([0-9]{0,9}))?S)?)?$/i

export interface Period {
  readonly years: number
  readonly months: number
  readonly days: number
}

/** A java.time.Period: years, months, weeks, days; no hours. */
export function parseIso8601Period(text: string): Parsed<Period> {
  const match = period.exec(text)
  if (!match || /P$/i.test(text)) return refuse(`"${text}" is no period: write "P", then numbers with Y, M, W or D, such as "P1M".`)
  const [, sign, years, months, weeks, days] = match
  const by = sign === '-' ? -1 : 1
  return { value: { years: by * Number(years ?? 0), months: by * Number(months ?? 0), days: by * (Number(weeks ?? 0) * 7 + Number(days ?? 0)) } }
}

const period = /^([-+]?)P(?:([-+]?[0-9]+)Y)?(?:([-+]?[0-9]+)M)?(?:([-+]?[0-9]+)W)?(?:([-+]?[0-9]+)D)?$/i

const explain = (text: string): { readonly error: string; readonly suggestion?: string } => {
  const shared = `"${text}" is no ISO 8601 duration`
  const weeks = /^P([0-9]+)W$/i.exec(text)
  if (weeks) return refuse(`${shared}: weeks are not taken here, write days.`, `P${Number(weeks[1]) * 7}D`)
  if (/^P(?:[0-9]+[YM])+/i.test(text)) return refuse(`${shared}: years and months have no fixed length. (Minutes stand behind a "T": "PT1M".)`)
  const suggestion = fromOther(text)
  if (/^P[0-9]+[HS]/i.test(text)) return refuse(`${shared}: hours, minutes and seconds stand behind a "T".`, text.toUpperCase().replace(/^P/, 'PT'))
  return refuse(`${shared}: write "PT", then hours, minutes, seconds, such as "PT1H30M"; days are "P1D".`, suggestion)
}

/** `10s`, `1h30m`, `2d`: as other programs write it. */
function fromOther(text: string): string | undefined {
  const match =
    /^\s*(?:([0-9]+)\s*d(?:ays?)?)?\s*(?:([0-9]+)\s*h(?:ours?)?)?\s*(?:([0-9]+)\s*m(?:in(?:ute)?s?)?)?\s*(?:([0-9]+)\s*s(?:ec(?:ond)?s?)?)?\s*$/i.exec(text)
  if (!match || text.trim() === '') return undefined
  const [, days, hours, minutes, seconds] = match
  const time = `${hours ? `${hours}H` : ''}${minutes ? `${minutes}M` : ''}${seconds ? `${seconds}S` : ''}`
  return `P${days ? `${days}D` : ''}${time && `T${time}`}`
}

/** In short English: `1 hour 30 minutes`. */
export function describeIso8601Duration(text: string): string | undefined {
  const parsed = parseIso8601Duration(text)
  if (parsed.error !== undefined) return undefined
  const total = Math.abs(parsed.value)
  if (total === 0) return 'no time'
  const days = Math.floor(total / 86_400)
  const hours = Math.floor((total % 86_400) / 3600)
  const minutes = Math.floor((total % 3600) / 60)
  const seconds = Number((total % 60).toFixed(9))
  const parts = [many(days, 'day'), many(hours, 'hour'), many(minutes, 'minute'), many(seconds, 'second')].filter(Boolean)
  return `${parsed.value < 0 ? 'minus ' : ''}${parts.join(' ')}`
}

const many = (count: number, unit: string): string => (count === 0 ? '' : `${count} ${unit}${count === 1 ? '' : 's'}`)

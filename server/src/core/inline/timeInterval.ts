// The parts of Alertmanager's time intervals: times of day, weekdays, days of a month, months, years, time zones.
import { closest } from '../text'
import { type Parsed, refuse } from './parsed'
import { timeZones } from './timeZones'

/** Both ends belong to it. Sunday is 0, January is 1; days of a month below zero count from its end (-1 is the last). */
export interface Range {
  readonly begin: number
  readonly end: number
}

/** `HH:MM`, two digits each, `24:00` is the end of the day; the value is in minutes since midnight. */
export function parseTimeOfDay(text: string): Parsed<number> {
  if (/^(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]|24:00)$/.test(text)) {
    return { value: Number(text.slice(0, 2)) * 60 + Number(text.slice(3)) }
  }
  const loose = /^([0-9]{1,2})[:.]([0-9]{2})(?::00)?\s*([ap])?\.?m?\.?$/i.exec(text)
  const hour = loose && Number(loose[1]) + (loose[3]?.toLowerCase() === 'p' && Number(loose[1]) < 12 ? 12 : 0)
  const suggestion = loose && hour !== null && hour < 24 && Number(loose[2]) < 60 ? `${String(hour).padStart(2, '0')}:${loose[2]}` : undefined
  return refuse(`"${text}" is not a time of day: write hours and minutes with two digits each, such as "${suggestion ?? '09:00'}".`, suggestion)
}

/** A start and an end of a day (minutes since midnight): the end must come after the start, so no range crosses midnight. */
export function checkTimes(start: number, end: number): string | undefined {
  if (end > start) return undefined
  const across = start > end && end > 0
  return `The end of a time range must come after its start${across ? ': split a range over midnight into two, one until "24:00" and one from "00:00"' : ''}.`
}

/** `monday`, `monday:friday`; English names in any case. */
export function parseWeekdays(text: string): Parsed<Range> {
  return parseRange(text, {
    member: word => {
      const name = word.toLowerCase()
      const day = weekdays.indexOf(name)
      if (day >= 0) return { value: day }
      const near = weekdays.find(one => name.length >= 2 && one.startsWith(name.replace(/[s.]$/, ''))) ?? closest(name, weekdays)
      return refuse(`"${word}" is not a weekday: write its English name, such as "${near ?? 'monday'}".`, near)
    },
    check: ({ begin, end }, words) =>
      begin > end ? `${quoted(words[1])} comes before ${quoted(words[0])}: the week starts on Sunday, so write two ranges.` : undefined,
  })
}

/** `1`, `1:15`, `-3:-1`; 1 to 31, or -31 to -1 from the end. */
export function parseDaysOfMonth(text: string): Parsed<Range> {
  return parseRange(text, {
    member: word => {
      const day = integer(word)
      if (day === undefined) return refuse(`"${word}" is not a day of a month: write 1 to 31, or -1 to -31 to count from the end.`)
      if (day === 0 || day < -31 || day > 31) return refuse(`${day} is not a day of a month: write 1 to 31, or -1 to -31 to count from the end.`)
      return { value: day }
    },
    check: ({ begin, end }, words) => {
      if (begin < 0 && end > 0) return `A range that starts with a day from the end (${words[0]}) must also end with one, such as "${words[0]}:-1".`
      // Counted in the shortest month, so that no range turns around in February.
      const from = (day: number): number => (day < 0 ? 28 + day : day)
      return from(begin) > from(end) ? `Day ${words[1]} comes before day ${words[0]} in some month.` : undefined
    },
  })
}

/** `january`, `january:march`, `1:3`. A number that is no month (0, 13) loads as well, and never matches: see `isMonth`. */
export function parseMonths(text: string): Parsed<Range> {
  return parseRange(text, {
    member: word => {
      const name = word.toLowerCase()
      const month = months.indexOf(name) + 1 || integer(word)
      if (month !== undefined) return { value: month }
      const near = months.find(one => name.length >= 3 && one.startsWith(name.replace(/\.$/, ''))) ?? closest(name, months)
      return refuse(`"${word}" is not a month: write its English name or number, such as "${near ?? 'january'}" or "1".`, near)
    },
    check: ({ begin, end }, words) => (begin > end ? `Month ${quoted(words[1])} comes before ${quoted(words[0])}: write two ranges.` : undefined),
  })
}

export const isMonth = (month: number): boolean => month >= 1 && month <= 12

/** `2024`, `2024:2026`. */
export function parseYears(text: string): Parsed<Range> {
  return parseRange(text, {
    member: word => {
      const year = integer(word)
      return year === undefined ? refuse(`"${word}" is not a year: write a number, such as "2026".`) : { value: year }
    },
    check: ({ begin, end }, words) => (begin > end ? `Year ${words[1]} comes before ${words[0]}.` : undefined),
  })
}

/** A name of the IANA database as Go's `time.LoadLocation` takes it (case-sensitive), `UTC`, `Local` or nothing; offsets do not work. */
export function parseTimeZone(text: string): Parsed<string> {
  if (text === '' || text === 'Local' || timeZones.has(text) || /^(?:posix|right)\//.test(text)) return { value: text }
  const lower = text.toLowerCase()
  const near = [...timeZones].find(zone => zone.toLowerCase() === lower.replaceAll(' ', '_')) ?? closest(text, timeZones)
  const named = [...timeZones].find(zone => zone.toLowerCase().endsWith(`/${lower.replaceAll(' ', '_')}`))
  const instead = near ?? named
  return refuse(`"${text}" is not a time zone: write a name of the IANA database, such as "${instead ?? 'Europe/Berlin'}".`, instead)
}

export const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

export const months = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december']

interface Rules {
  readonly member: (word: string) => Parsed<number>
  readonly check: (range: Range, words: readonly [string, string]) => string | undefined
}

function parseRange(text: string, { member, check }: Rules): Parsed<Range> {
  const words = text.split(':')
  const [first = '', second = first] = words
  if (words.length > 2) return refuse(`"${text}" is not a range: write one value, or two with a colon between.`)
  const dashed = words.length === 1 ? /^([^-]+?)\s*(?:-|\.\.|–|\bto\b)\s*([^-]+)$/i.exec(first) : null
  if (dashed) {
    const range = `${dashed[1]}:${dashed[2]}`
    const inner = parseRange(range, { member, check })
    const suggestion = inner.error === undefined ? range : inner.suggestion
    if (suggestion !== undefined) return refuse(`"${text}" is not a range: write "${suggestion}".`, suggestion)
  }
  const begin = member(first)
  const end = member(second)
  if (begin.error !== undefined) return refuse(begin.error, respell(begin.suggestion, end.error === undefined ? second : end.suggestion, words))
  if (end.error !== undefined) return refuse(end.error, respell(first, end.suggestion, words))
  const wrong = check({ begin: begin.value, end: end.value }, [first, second])
  return wrong ? refuse(wrong) : { value: { begin: begin.value, end: end.value } }
}

function respell(first: string | undefined, second: string | undefined, words: readonly string[]): string | undefined {
  if (words.length === 1) return first
  return first !== undefined && second !== undefined ? `${first}:${second}` : undefined
}

/** What Go's `strconv.Atoi` reads. */
function integer(text: string): number | undefined {
  if (!/^[-+]?[0-9]+$/.test(text)) return undefined
  const value = BigInt(text.replace('+', ''))
  return BigInt.asIntN(64, value) === value ? Number(value) : undefined
}

const quoted = (text: string): string => `"${text}"`

// Durations: Prometheus' own (`1h30m`, also in Alertmanager) and those of Go's time.ParseDuration (Alertmanager's `timeout`).
import { closest } from '../text'
import { type Parsed, refuse } from './parsed'

/**
 * A Prometheus duration in ms, as prometheus/common `model.ParseDuration` reads it: units y w d h m s ms from large to small, each at
 * most once, no sign, no fraction, no spaces; `0` needs no unit.
 */
export function parseDuration(text: string): Parsed<number> {
  if (text === '0') return { value: 0 }
  if (text === '') return refuse('A duration is missing: write a number and a unit, such as "5m".')
  const short = /^([0-9]{1,4})([smhdw])$/.exec(text)
  if (short) return { value: Number(short[1]) * milliseconds[short[2] as Unit] }
  let total = 0n
  let before = -1
  for (const [whole, digits, unit] of text.matchAll(/([0-9]*)([^0-9]*)/g)) {
    if (whole === '') continue
    const place = (unitNames as readonly string[]).indexOf(unit ?? '')
    if (!digits || place <= before) return explainDuration(text)
    before = place
    total += BigInt(digits) * BigInt(milliseconds[unitNames[place] as Unit])
    if (total > longest) return refuse(`"${text}" is longer than the 292 years a duration can hold.`)
  }
  return { value: Number(total) }
}

/** The shortest usual spelling of some ms, as Prometheus prints it: years and weeks only when nothing is left over. */
export function formatDuration(ms: number): string {
  if (ms === 0) return '0s'
  let rest = ms
  let text = ''
  for (const unit of unitNames) {
    const size = milliseconds[unit]
    const exact = unit === 'y' || unit === 'w'
    if (rest < size || (exact && (rest % size !== 0 || text !== ''))) continue
    text += `${Math.floor(rest / size)}${unit}`
    rest %= size
  }
  return text
}

/** A Go duration in ns, as `time.ParseDuration` reads it: sign, fractions and units h m s ms us ns in any order; no days. */
export function parseGoDuration(text: string): Parsed<number> {
  if (/^[-+]?$/.test(text)) return refuse('A duration is missing: write a number and a unit, such as "10s".')
  const ns = readGoDuration(text)
  if (ns === undefined) return explainGoDuration(text)
  return ns === 'too long' ? refuse(`"${text}" is longer than the 292 years a duration can hold.`) : { value: ns }
}

function readGoDuration(text: string): number | 'too long' | undefined {
  const body = text.replace(/^[-+]/, '')
  if (body === '0') return 0
  const sign = text.startsWith('-') ? -1 : 1
  let total = 0n
  for (let at = 0; at < body.length; ) {
    const [whole, number, unit] = /^([0-9]*\.?[0-9]*)([^0-9.]*)/.exec(body.slice(at)) as unknown as [string, string, string]
    const size = goUnits[unit]
    if (number === '' || number === '.' || size === undefined) return undefined
    total += nanoseconds(number, size)
    if (total > longestNs) return 'too long'
    at += whole.length
  }
  return total === longestNs && sign > 0 ? 'too long' : sign * Number(total)
}

/** Units of Prometheus durations, large to small. */
export const unitNames = ['y', 'w', 'd', 'h', 'm', 's', 'ms'] as const
export type Unit = (typeof unitNames)[number]

export const milliseconds: Readonly<Record<Unit, number>> = {
  y: 31_536_000_000,
  w: 604_800_000,
  d: 86_400_000,
  h: 3_600_000,
  m: 60_000,
  s: 1000,
  ms: 1,
}

/** One more than Go's int64 of nanoseconds can hold. */
const longestNs = 1n << 63n

/** The longest Go duration, in ms. */
const longest = ((1n << 63n) - 1n) / 1_000_000n

const goUnits: Readonly<Record<string, bigint>> = {
  h: 3_600_000_000_000n,
  m: 60_000_000_000n,
  s: 1_000_000_000n,
  ms: 1_000_000n,
  us: 1000n,
  µs: 1000n, // U+00B5
  μs: 1000n, // U+03BC
  ns: 1n,
}

/** Words people write for units, in lower case. */
const words: Readonly<Record<Unit, readonly string[]>> = {
  y: ['y', 'yr', 'yrs', 'year', 'years'],
  w: ['w', 'wk', 'wks', 'week', 'weeks'],
  d: ['d', 'day', 'days'],
  h: ['h', 'hr', 'hrs', 'hour', 'hours'],
  m: ['m', 'min', 'mins', 'minute', 'minutes'],
  s: ['s', 'sec', 'secs', 'second', 'seconds'],
  ms: ['ms', 'msec', 'msecs', 'milli', 'millis', 'millisecond', 'milliseconds'],
}
const unitOfWord = new Map(unitNames.flatMap(unit => words[unit].map(word => [word, unit] as const)))

function nanoseconds(number: string, unit: bigint): bigint {
  const [whole = '', fraction = ''] = number.split('.')
  const part = fraction ? BigInt(Math.trunc(Number(`0.${fraction}`) * Number(unit))) : 0n
  return BigInt(whole || '0') * unit + part
}

function explainDuration(text: string): Parsed<never> {
  const suggestion = respell(text)
  const instead = suggestion ? `write "${suggestion}".` : 'write a number and a unit, such as "5m".'
  if (/^[0-9]+$/.test(text)) return refuse(`"${text}" has no unit: write "${text}s", "${text}m" or "${text}h".`)
  if (/^-/.test(text)) return refuse(`"${text}" is negative, and a duration here cannot be: ${instead}`)
  if (/[0-9]\.[0-9]|^\.[0-9]/.test(text)) return refuse(`"${text}" has a fraction, which a duration cannot have: ${instead}`, suggestion)
  if (/^(?:[0-9]+(?:y|w|d|h|m|s|ms))+$/.test(text)) {
    const twice = [...text.matchAll(/[a-z]+/g)].map(one => one[0]).some((unit, i, all) => all.indexOf(unit) !== i)
    return refuse(twice ? `"${text}" names a unit twice: ${instead}` : `The units in "${text}" must go from large to small: ${instead}`, suggestion)
  }
  if (/^[0-9]+(?:us|µs|ns)$/.test(text)) return refuse(`"${text}" is finer than a duration can be: the smallest unit is "ms".`)
  return refuse(`"${text}" is not a duration: ${instead}`, suggestion)
}

function explainGoDuration(text: string): Parsed<never> {
  const days = /^([0-9]+)(d|w)$/.exec(text)
  if (days) {
    const hours = `${Number(days[1]) * (days[2] === 'd' ? 24 : 168)}h`
    return refuse(`"${text}" uses the unit "${days[2]}", but the largest unit here is "h": write "${hours}".`, hours)
  }
  if (/^[-+]?[0-9.]+$/.test(text)) return refuse(`"${text}" has no unit: write "${text}s", "${text}m" or "${text}h".`)
  const suggestion = respell(text)
  if (suggestion && typeof readGoDuration(suggestion) === 'number') return refuse(`"${text}" is not a duration: write "${suggestion}".`, suggestion)
  return refuse(`"${text}" is not a duration: write a number and a unit (h, m, s or ms), such as "10s".`)
}

/** `5 minutes` → `5m`, `1.5h` → `1h30m`, `PT5M` → `5m`, `30m1h` → `1h30m`; undefined when it is not sure what was meant. */
function respell(text: string): string | undefined {
  const iso = /^P[0-9DHMST.]+$/.test(text) && !/^P[^T]*M/.test(text)
  const parts: { readonly amount: number; readonly unit: Unit }[] = []
  let at = 0
  const plain = (iso ? text.replace(/[PT]/g, '') : text).toLowerCase().trim()
  const seen = new Set<Unit>()
  for (const part of plain.matchAll(/\s*(?:,|and\b)?\s*([0-9]+(?:\.[0-9]+)?|\.[0-9]+)\s*([a-z]+)\s*/g)) {
    const word = part[2] ?? ''
    const unit = unitOfWord.get(word) ?? (word.length > 3 ? unitOfWord.get(closest(word, unitOfWord.keys()) ?? '') : undefined)
    if (part.index !== at || !unit) return undefined
    at += part[0].length
    parts.push({ amount: Number(part[1]), unit })
    seen.add(unit)
  }
  if (at !== plain.length || parts.length === 0) return undefined
  if (seen.size === parts.length && parts.every(part => Number.isInteger(part.amount))) {
    return parts
      .sort((a, b) => unitNames.indexOf(a.unit) - unitNames.indexOf(b.unit))
      .map(part => `${part.amount}${part.unit}`)
      .join('')
  }
  const total = parts.reduce((sum, part) => sum + Math.round(part.amount * milliseconds[part.unit]), 0)
  return total > 0 && total < 1e15 ? formatDuration(total) : undefined
}

// Sizes in bytes (`512MB`, `1GiB`), as the Go package alecthomas/units reads them for Prometheus.
import { type Parsed, refuse } from './parsed'

/**
 * A size in bytes. Both families count in steps of 1024: B KB MB GB TB PB EB and B KiB MiB … EiB; letters are case-sensitive, the two
 * families do not mix, fractions and sums are allowed, `0` needs no unit. A negative size is read; whether it makes sense is not known here.
 */
export function parseSize(text: string): Parsed<number> {
  if (text === '') return refuse('A size is missing: write a number and a unit, such as "512MB".')
  const body = text.replace(/^[-+]/, '')
  const sign = text.startsWith('-') ? -1 : 1
  if (body === '0') return { value: 0 }
  const bytes = sum(body, units('iB')) ?? sum(body, units('B'))
  if (bytes === undefined) return explainSize(text, body)
  if (bytes > 2 ** 63) return refuse(`"${text}" is more than a size can hold (8EB).`)
  // Exactly 8EB passes Go's check of limits and turns into the lowest number.
  return { value: bytes === 2 ** 63 ? -bytes : bytes * sign }
}

const letters = 'KMGTPE'

function units(suffix: string): ReadonlyMap<string, number> {
  return new Map([['B', 1], ...[...letters].map((letter, i) => [`${letter}${suffix}`, 1024 ** (i + 1)] as const)])
}

function sum(text: string, known: ReadonlyMap<string, number>): number | undefined {
  let total = 0
  let at = 0
  while (at < text.length) {
    const [whole, number, unit] = /^([0-9]*\.?[0-9]*)([^0-9.]*)/.exec(text.slice(at)) as unknown as [string, string, string]
    const size = known.get(unit)
    if (number === '' || number === '.' || size === undefined || number.replace(/\..*/, '').length > 18) return undefined
    total += Number(number) * size
    at += whole.length
  }
  return total === 0 && text === '' ? undefined : total
}

function explainSize(text: string, body: string): Parsed<never> {
  if (/^[0-9.]+$/.test(body)) return refuse(`"${text}" has no unit: write "${text}B" for bytes, or a unit such as "MB".`)
  const parts = /^([0-9]*\.?[0-9]+)\s*([a-z]+)$/i.exec(body.trim())
  const unit = parts && respell(parts[2] ?? '')
  if (parts && unit) {
    const suggestion = `${parts[1]}${unit}`
    return refuse(`"${text}" is not a size: write "${suggestion}" (units are case-sensitive and follow the number at once).`, suggestion)
  }
  return refuse(`"${text}" is not a size: write a number and a unit (B, KB, MB, GB, TB), such as "512MB".`)
}

/** `k`, `kb`, `Mi`, `mib`, `bytes` → a unit that is read. */
function respell(word: string): string | undefined {
  if (/^b(?:ytes?)?$/i.test(word)) return 'B'
  const parts = /^([kmgtpe])(i?)b?$/i.exec(word)
  return parts ? `${(parts[1] ?? '').toUpperCase()}${parts[2] ? 'i' : ''}B` : undefined
}

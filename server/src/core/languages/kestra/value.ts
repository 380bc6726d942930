// Constants as values of an input: what Kestra 2.0 checks when it saves a flow. Types it does not check are left alone.
import { parseIso8601Duration } from '../../inline'
import type { At } from '../../yaml'

/** A sentence on what is wrong with the scalar for an input of this type; undefined when it is fine or not checked. */
export function checkKind(value: At, type: string, input: At): string | undefined {
  const text = value.string
  if (text === undefined || text === '') return undefined
  switch (type) {
    case 'INT':
      return /^[-+]?\d+$/.test(text.trim()) ? bounds(Number(text), input, Number) : `"${text}" is no whole number.`
    case 'FLOAT':
      return /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(text.trim()) ? bounds(Number(text), input, Number) : `"${text}" is no number.`
    case 'DATE':
      return /^\d{4}-\d{2}-\d{2}$/.test(text) && isDay(text) ? undefined : `"${text}" is no date like "2026-11-24".`
    case 'DATETIME':
      return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text) && isDay(text.slice(0, 10)) ? undefined : `"${text}" is no moment like "2026-11-24T08:30:00Z".`
    case 'TIME':
      return /^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?/.test(text) ? undefined : `"${text}" is no time of day like "08:30:00".`
    case 'DURATION': {
      const parsed = parseIso8601Duration(text)
      return parsed.error === undefined ? bounds(parsed.value, input, seconds) : `"${text}" is no duration like "PT5M".`
    }
    default:
      return undefined
  }
}

const isDay = (text: string): boolean => !Number.isNaN(Date.parse(`${text}T00:00:00Z`))

const seconds = (text: string): number => {
  const parsed = parseIso8601Duration(text)
  return parsed.error === undefined ? parsed.value : Number.NaN
}

function bounds(value: number, input: At, read: (text: string) => number): string | undefined {
  const min = input.get('min')?.string
  const max = input.get('max')?.string
  if (min !== undefined && value < read(min)) return `it is below "min: ${min}".`
  if (max !== undefined && value > read(max)) return `it is above "max: ${max}".`
  return undefined
}

// Values of scalars as Go programs read them, for checks: undefined when something is missing or wrong, which another problem says.
import { parseDuration } from '../../inline'
import { scalarValue, type Type } from '../../schema'
import type { At } from '../../yaml'

/** Text that is set: null and the empty text are Go's zero value. */
export const setText = (at: At | undefined): string | undefined => at?.string || undefined

/** A key that is there with a value other than null and the empty text. */
export const isSet = (at: At | undefined): at is At => at !== undefined && !at.isNull && at.text !== ''

export const isTrue = (at: At | undefined): boolean => scalarAt(at, 'boolean') === true

export function numberAt(at: At | undefined): number | undefined {
  const value = scalarAt(at, 'number')
  return typeof value === 'number' ? value : undefined
}

/** Milliseconds. */
export function durationAt(at: At | undefined): number | undefined {
  const text = setText(at)
  if (text === undefined) return undefined
  const parsed = parseDuration(text)
  return parsed.error === undefined ? parsed.value : undefined
}

function scalarAt(at: At | undefined, type: Type): unknown {
  const node = at?.resolved.node
  return node?.kind === 'scalar' ? scalarValue(node, [type], 'go')?.value : undefined
}

// Stub.
import type { Problem } from '../text'
import type { Duplicate, Failure } from './reader'

export function syntax(_text: string, failure: Failure, _end: number): Problem {
  return { code: 'yaml-syntax', severity: 'error', message: `${failure.fault}.`, span: { start: failure.start, end: failure.end } }
}

export function duplicateKey({ name, start, end, first }: Duplicate, base = 0): Problem {
  const at = (one: { start: number; end: number }) => ({ start: one.start + base, end: one.end + base })
  return {
    code: 'duplicate-key',
    severity: 'error',
    message: `"${name}" is given twice here.`,
    span: at({ start, end }),
    related: [{ span: at(first), message: 'It stands here first.' }],
  }
}
export const ignoredRest = (_text: string, at: number): Problem => ({
  code: 'yaml-syntax',
  severity: 'warning',
  message: 'rest.',
  span: { start: at, end: at + 1 },
})
export const tooLarge = (_text: string): Problem => ({ code: 'yaml-syntax', severity: 'information', message: 'large.', span: { start: 0, end: 0 } })
export const unknownAlias = (_text: string, one: { name: string; start: number; end: number }): Problem => ({
  code: 'yaml-syntax',
  severity: 'error',
  message: `alias ${one.name}.`,
  span: { start: one.start, end: one.end },
})

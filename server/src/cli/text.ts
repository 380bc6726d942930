// The format for people: place, severity, message, and the line with the word at fault.
import type { Severity } from '../core/text'
import { printable, printableLine, width } from './escape'
import type { Io } from './io'
import type { Checked, Found } from './report'

const colours: Readonly<Record<Severity, string>> = { error: '31', warning: '33', information: '36', hint: '90' }

type Paint = (text: string, code: string) => string

export function toText(files: readonly Checked[], { terminal, env }: Pick<Io, 'terminal' | 'env'>): string {
  const colourful = terminal ? !env.NO_COLOR && env.TERM !== 'dumb' : env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '0' && !env.NO_COLOR
  const paint: Paint = (text, code) => (colourful ? `\u001b[${code}m${text}\u001b[0m` : text)
  const blocks = files.flatMap(file => file.problems.map(one => block(file.path, one, paint)))
  return [...blocks, `${summary(files)}\n`].join('\n')
}

function block(path: string, one: Found, paint: Paint): string {
  const { start } = one.range
  const place = `${printable(path)}:${start.line + 1}:${start.character + 1}`
  const head = `${paint(place, '1')}: ${paint(one.severity, `1;${colours[one.severity]}`)}: ${printable(one.message)} ${paint(`[${one.code}]`, '90')}`
  const related = one.related.map(
    ({ path: other, range, message }) => `  ${paint(`${printable(other)}:${range.start.line + 1}:${range.start.character + 1}`, '90')}: ${printable(message)}`,
  )
  return `${[head, ...excerpt(one, paint), ...related].join('\n')}\n`
}

/** Characters of a line that are shown at most. */
const most = 120

function excerpt({ line, range: { start, end }, severity }: Found, paint: Paint): string[] {
  if (line.trim() === '') return []
  const from = start.character > most - 20 ? start.character - 40 : 0
  const shown = line.slice(from, from + most)
  const before = printableLine(shown.slice(0, start.character - from))
  const last = end.line === start.line ? end.character : line.length
  const word = printableLine(shown.slice(start.character - from, Math.max(start.character + 1, last) - from))
  const number = String(start.line + 1)
  const text = `${from > 0 ? '…' : ''}${printableLine(shown)}${from + most < line.length ? '…' : ''}`
  const carets = ' '.repeat(width(before) + (from > 0 ? 1 : 0)) + paint('^'.repeat(Math.max(1, width(word))), colours[severity])
  return [`  ${paint(`${number} |`, '90')} ${text}`, `  ${paint(`${' '.repeat(number.length)} |`, '90')} ${carets}`]
}

function summary(files: readonly Checked[]): string {
  const counts = new Map<Severity, number>()
  for (const file of files) for (const { severity } of file.problems) counts.set(severity, (counts.get(severity) ?? 0) + 1)
  const checked = `${files.length} ${files.length === 1 ? 'file' : 'files'} checked`
  if (counts.size === 0) return `${checked}: no problems.`
  const words = (['error', 'warning', 'information', 'hint'] as const).flatMap(one => {
    const count = counts.get(one)
    return count ? [`${count} ${one === 'information' ? (count === 1 ? 'note' : 'notes') : count === 1 ? one : `${one}s`}`] : []
  })
  return `${checked}: ${words.join(', ')}.`
}

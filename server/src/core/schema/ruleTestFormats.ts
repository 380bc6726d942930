// Formats of promtool's unit tests.
import { checkSeriesValues, isClassicMetricName, parseTimestamp, promqlLanguage } from '../inline'
import type { Format, FormatError } from './formats'

export const ruleTestFormats: Readonly<Record<string, Format>> = {
  'series-values': { code: 'bad-series', check: checkSeriesValues, examples: ['0+10x5', '1 1 1 _ 0'] },
  /** A histogram that a test expects: one value in the notation of series. */
  'series-histogram': { code: 'bad-series', check: checkHistogram, examples: ['{{schema:0 sum:6 count:3 buckets:[1 2]}}'] },
  /** Metric and labels of a sample that a test expects. Both may be missing. */
  'sample-labels': { code: 'bad-series', check: text => (text.trim() === '' ? undefined : checkSeries(text)), examples: ['up{job="node"}'] },
  timestamp: { code: 'bad-time', check: checkTimestamp, examples: ['2026-01-01T00:00:00Z'] },
  series: { code: 'bad-series', check: checkSeries, examples: ['up{job="node", instance="a:9100"}'] },
}

/** promtool reads numbers as Go does: also with underscores between digits, and `inf`. */
function checkTimestamp(text: string): FormatError | undefined {
  if (/^[-+]?(?:inf|infinity|nan)$/i.test(text) || /^[-+]?0x[\da-f_.]+p[-+]?\d+$/i.test(text)) return undefined
  const parsed = parseTimestamp(text.replace(/(?<=\d)_(?=\d)/g, ''))
  if (parsed.error === undefined) return undefined
  return parsed.suggestion === undefined ? { message: parsed.error } : { message: parsed.error, suggestion: parsed.suggestion }
}

function checkHistogram(text: string): FormatError | undefined {
  if (text === '') return undefined
  const error = checkSeriesValues(text)
  if (error) return error
  return /^\s*\{\{[^{}]*\}\}(?:x0)?\s*$/.test(text) ? undefined : { message: 'One histogram is expected, such as "{{schema:0 sum:6 count:3 buckets:[1 2]}}".' }
}

/** A metric with labels that are given by `=`: promtool reads it with every parser flag on, so dots in names pass. */
function checkSeries(text: string): FormatError | undefined {
  if (text.trim() === '') return { message: 'A series needs a metric name or labels in braces.' }
  const name = /^\s*([\p{L}_:][\p{L}\p{N}_:.]*)/u.exec(text)?.[1] ?? ''
  const plain = name === '' || isClassicMetricName(name) ? text : text.replace(name, 'm')
  const scope = {}
  const [problem] = promqlLanguage.problems(promqlLanguage.parse(plain.replace(/\{\s*\}\s*$/, '').trim() || 'm', scope), scope)
  if (problem?.severity === 'error' && !/empty|at least one|two names/i.test(problem.message)) return { message: `This is no series: ${problem.message}` }
  if (/(?:!=|=~|!~)(?=(?:[^"]*"[^"]*")*[^"]*$)/.test(plain)) return { message: 'Labels of a series are given with "=" only.' }
  return /^\s*(?:[a-zA-Z_:][\w:]*)?\s*(?:\{[\s\S]*\})?\s*$/.test(plain)
    ? undefined
    : { message: 'A series is a metric name with labels in braces, not an expression.' }
}

// Formats of promtool's unit tests.
import { checkSeriesValues, promqlLanguage } from '../inline'
import type { Format, FormatError } from './formats'

export const ruleTestFormats: Readonly<Record<string, Format>> = {
  'series-values': { code: 'bad-series', check: checkSeriesValues, examples: ['0+10x5', '1 1 1 _ 0'] },
  series: { code: 'bad-series', check: checkSeries, examples: ['up{job="node", instance="a:9100"}'] },
}

/** A metric with labels that are given by `=`: promtool reads it with every parser flag on, so dots in names pass. */
function checkSeries(text: string): FormatError | undefined {
  if (text.trim() === '') return { message: 'A series needs a metric name or labels in braces.' }
  const plain = text.replace(/^\s*[\p{L}_:][\p{L}\p{N}_:.]*/u, 'm')
  const scope = {}
  const [problem] = promqlLanguage.problems(promqlLanguage.parse(plain === 'm{}' ? 'm' : plain.replace(/^\s*\{\s*\}\s*$/, 'm'), scope), scope)
  if (problem?.severity === 'error' && !/empty|at least one/i.test(problem.message)) return { message: `This is no series: ${problem.message}` }
  if (/(?:!=|=~|!~)(?=(?:[^"]*"[^"]*")*[^"]*$)/.test(plain)) return { message: 'Labels of a series are given with "=" only.' }
  return /^\s*m?\s*(?:\{[\s\S]*\})?\s*$/.test(plain) ? undefined : { message: 'A series is a metric name with labels in braces, not an expression.' }
}

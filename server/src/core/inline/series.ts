// The series notation of promtool's unit tests: `1+1x5 _ stale {{schema:1 sum:3}}` (promql/parser, series descriptions).
import type { Span } from '../text'

/** No hexadecimal numbers: `0x10` is ten more zeros. */
const number = '[-+]?(?:(?:\\d[\\d_]*\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?|[iI][nN][fF]|[nN][aA][nN])'
const signed = '[-+](?:(?:\\d[\\d_]*\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?|[iI][nN][fF]|[nN][aA][nN])'
const histogram = '\\{\\{[^{}]*\\}\\}'
const item = new RegExp(`^(?:_(?:x\\d+)?|stale|${number}(?:${signed}x\\d+|x\\d+)?|${histogram}(?:x\\d+|[-+]${histogram}x\\d+)?)$`)

const histogramKeys = ['schema', 'sum', 'count', 'z_bucket', 'z_bucket_w', 'custom_values', 'buckets', 'offset', 'n_buckets', 'n_offset', 'counter_reset_hint']
const histogramPart =
  /^([\w]+):(?:\[(?:[-+.\deE]+|[iI]nf|NaN)?(?: +(?:[-+.\deE]+|[-+]?[iI]nf|NaN))* *\]|[-+]?[.\deE+]+|-?[.\deE-]+|gauge|reset|not_reset|unknown|[-+]?[iI]nf|NaN)$/

export interface SeriesError {
  readonly message: string
  readonly span: Span
}

/** The first thing in `values` that promtool does not read; undefined when all is well. Offsets into the text. */
export function checkSeriesValues(text: string): SeriesError | undefined {
  for (const { word, start } of words(text)) {
    const span = { start, end: start + word.length }
    if (!item.test(word)) return { message: `"${word}" is no value of a series: write numbers, "_" for none, "stale", or a step such as "0+10x5".`, span }
    for (const found of word.matchAll(/\{\{([^{}]*)\}\}/g)) {
      const problem = histogramProblem(found[1] ?? '')
      if (problem) return { message: problem, span }
    }
  }
  return undefined
}

/** Words at blanks outside of histograms. */
function* words(text: string): Generator<{ readonly word: string; readonly start: number }> {
  for (const found of text.matchAll(/(?:\{\{[^{}]*\}\}|[^\s{])+|\{/g)) yield { word: found[0], start: found.index }
}

function histogramProblem(inside: string): string | undefined {
  const seen = new Set<string>()
  const parts = inside.trim().match(/[^\s[\]]+\[[^\]]*\]|\S+/g) ?? []
  for (const part of parts) {
    const name = part.split(':')[0] ?? ''
    if (!histogramKeys.includes(name)) return `"${name}" is no part of a histogram; there are ${histogramKeys.join(', ')}.`
    if (seen.has(name)) return `"${name}" is there twice in this histogram.`
    seen.add(name)
    if (!histogramPart.test(part) || /:\[ /.test(part)) return `"${part}" is not written as promtool reads it: no blanks around ":", lists as "[1 2 3]".`
    const hint = part.slice(name.length + 1)
    if (name === 'counter_reset_hint' && !/^(?:gauge|reset|not_reset|unknown)$/.test(hint))
      return `"${hint}" is no counter reset hint: there are gauge, reset, not_reset and unknown.`
    if (name.endsWith('buckets') && /[[ ]-/.test(part)) return 'A bucket must not have a negative count.'
  }
  return undefined
}

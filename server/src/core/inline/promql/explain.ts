// Hover text of PromQL: functions, aggregators, keywords, metrics, labels, durations.
import type { Span } from '../../text'
import { formatDuration, parseDuration } from '../duration'
import type { InlineScope } from '../inline'
import { promFunctions, signature, typeNames } from './functions'
import { type Lexeme, lex } from './lex'
import { selectors } from './selectors'
import type { PromTree } from './tree'
import { aggregators, keywords, matchOperators } from './words'

export function explain(tree: PromTree, offset: number, scope: InlineScope): { readonly span: Span; readonly markdown: string } | undefined {
  const lexemes = lex(tree.text)
  const i = lexemes.findIndex(one => one.start <= offset && offset < one.end)
  const at = i >= 0 ? i : lexemes.findIndex(one => one.end === offset)
  const one = lexemes[at]
  if (!one) return undefined
  const markdown = metricText(tree, one, scope) ?? wordText(lexemes, at) ?? durationText(one) ?? operatorText(one)
  return markdown === undefined ? undefined : { span: { start: one.start, end: one.end }, markdown }
}

function wordText(lexemes: readonly Lexeme[], i: number): string | undefined {
  const one = lexemes[i] as Lexeme
  if (one.kind !== 'word') return undefined
  const called = lexemes[i + 1]?.text === '('
  const known = called && lexemes[i - 1]?.text !== '@' ? promFunctions.get(one.text) : undefined
  if (known) {
    const notes = [
      known.experimental && 'Experimental: needs `--enable-feature=promql-experimental-functions`.',
      known.since && `Since Prometheus ${known.since}.`,
    ]
    return [`\`\`\`promql\n${signature(known)} → ${typeNames[known.returns]}\n\`\`\``, known.words, ...notes].filter(Boolean).join('\n\n')
  }
  const lower = one.text.toLowerCase()
  const aggregator = aggregators.get(lower)
  if (aggregator) {
    const form = `${lower} [by|without (label, …)] (${aggregator.parameter ? `${aggregator.parameter.name} ${aggregator.parameter.type}, ` : ''}v instant-vector)`
    return `\`\`\`promql\n${form}\n\`\`\`\n\n${aggregator.words}`
  }
  const words = keywords.get(lower)
  return words === undefined ? undefined : `\`${lower}\`: ${words}`
}

/** What the names of the scope say about a metric; nothing when they are not known. */
function metricText(tree: PromTree, one: Lexeme, scope: InlineScope): string | undefined {
  const selector = selectors(tree).find(({ metricSpan }) => metricSpan && metricSpan.start >= one.start && metricSpan.end <= one.end)
  if (selector?.metric === undefined) return undefined
  const hints = [...(scope.names?.('metric-words', selector.metric) ?? [])]
  const labels = [...(scope.names?.('label', selector.metric) ?? [])]
  const parts = [...hints, labels.length ? `Labels: ${labels.map(label => `\`${label}\``).join(', ')}` : '']
  return [`\`${selector.metric.replaceAll('`', "'")}\``, ...parts.filter(part => part !== '')].join('\n\n')
}

function durationText(one: Lexeme): string | undefined {
  if (one.kind !== 'number' || !/[ywdhms]$/.test(one.text)) return undefined
  const parsed = parseDuration(one.text)
  if (parsed.error !== undefined) return undefined
  const usual = formatDuration(parsed.value)
  return `\`${one.text}\`: ${parsed.value / 1000} seconds${usual === one.text ? '' : `, \`${usual}\``}`
}

function operatorText(one: Lexeme): string | undefined {
  const words = one.kind === 'mark' ? matchOperators.find(([op]) => op === one.text && op !== '!=')?.[1] : undefined
  return words === undefined ? undefined : `\`${one.text}\`: ${words}`
}

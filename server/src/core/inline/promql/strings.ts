// String literals: closed, and with escapes that Go reads.
import type { Span } from '../../text'
import { unquote } from '../goString'
import { isClosed } from './lex'
import { type Report, refuse, source } from './report'

/** Whether a literal is sound; reports what is not. */
export function checkString(report: Report, node: Span): boolean {
  const { text } = report
  const backslash = text.indexOf('\\', node.start)
  if ((backslash < 0 || backslash >= node.end) && node.end - node.start > 1 && text[node.end - 1] === text[node.start]) return true
  const literal = source(report, node)
  const mark = literal.charAt(0)
  if (!isClosed(literal)) {
    refuse(report, 'promql-syntax', { start: node.start, end: Math.min(node.end, node.start + 1) }, `The text that starts with this quote is not closed.`)
    return false
  }
  if (mark === '`' || !literal.includes('\\')) return true
  const body = literal.slice(1, -1)
  const { bad } = unquote(body, mark === "'" ? "'" : '"')
  if (!bad) return true
  const span = { start: node.start + 1 + bad.start, end: node.start + 1 + bad.end }
  const part = body.slice(bad.start, bad.end)
  refuse(report, 'promql-syntax', span, `"${part}" is not an escape in quotes: write "\\${part}", or put the text in backticks.`, {
    text: mark + body.replace(/\\.|\\$/gs, one => (one[1] === mark || /^\\[abfnrtv\\xuU0-7]/.test(one) ? one : `\\${one}`)) + mark,
    span: { start: node.start, end: node.end },
  })
  return false
}

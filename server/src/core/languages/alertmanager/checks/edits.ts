// Edits of whole lines: removing a key, moving an item of a list. Undefined where the text is written in flow style.
import { type Edit, lineStart, type Span } from '../../../text'
import type { At } from '../../../yaml'
import { itemOf } from '../../shared/kept'

/** Removes `key` and its value, with its lines. */
export function removeKey(at: At, key: string): Edit | undefined {
  const value = at.get(key)
  const { node, doc } = at
  if (!value?.key || node.kind !== 'map' || node.flow || value.parent?.start !== at.start) return undefined
  if (node.pairs.length < 2) return undefined
  const first = node.pairs[0]?.key
  const lines = wholeLines(doc.text, { start: value.key.start, end: Math.max(value.span.end, value.key.span.end) })
  // The first key may stand behind a dash: then what follows moves up to it.
  if (first && value.index === 0) {
    const next = node.offsets[1]
    return next === undefined ? undefined : { span: { start: value.key.start, end: at.start + next }, text: '' }
  }
  return { span: lines, text: '' }
}

/** Moves item `from` of a block sequence before item `to` (an earlier one), with the lines of both. */
export function moveItem(list: At, from: number, to: number): Edit[] | undefined {
  const own = list.resolved
  if (own.node.kind !== 'seq' || own.node.flow) return undefined
  const [moved, before, next] = [itemOf(own, from), itemOf(own, to), itemOf(own, from + 1)]
  if (!moved || !before) return undefined
  const text = own.doc.text
  const start = dashLine(text, moved.start)
  const target = dashLine(text, before.start)
  if (start === undefined || target === undefined) return undefined
  const end = next ? dashLine(text, next.start) : wholeLines(text, moved.span).end
  if (end === undefined || end <= start) return undefined
  const lines = text.slice(start, end)
  // what an alias names has to stand above it
  if (/(?:^|\s)[&*][^\s&*]/.test(lines)) return undefined
  const newline = lines.includes('\r\n') ? '\r\n' : '\n'
  return [
    { span: { start: target, end: target }, text: lines.endsWith('\n') ? lines : lines + newline },
    { span: { start, end }, text: '' },
  ]
}

/** The start of the line on which the dash of an item stands, if nothing else stands before it. */
function dashLine(text: string, at: number): number | undefined {
  const start = lineStart(text, at)
  return /^\s*-\s*$/.test(text.slice(start, at)) ? start : undefined
}

export function wholeLines(text: string, span: Span): Span {
  const start = lineStart(text, span.start)
  const last = span.end > span.start && text[span.end - 1] === '\n' ? span.end - 1 : span.end
  const newline = text.indexOf('\n', last)
  return { start, end: newline < 0 ? text.length : newline + 1 }
}

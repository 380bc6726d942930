// Places in a text. UTF-16 offsets, half open; nothing here knows lines.

/** `[start, end)` in UTF-16 code units. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** A replacement of `span` by `text`. */
export interface Edit {
  readonly span: Span
  readonly text: string
}

export const shift = (span: Span, by: number): Span => ({ start: span.start + by, end: span.end + by })

export const contains = (span: Span, offset: number): boolean => span.start <= offset && offset <= span.end

/** Applies edits that do not overlap, in any order; all offsets are of the text before. */
export function apply(text: string, edits: readonly Edit[]): string {
  const sorted = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
  let result = ''
  let at = 0
  for (const edit of sorted) {
    if (edit.span.start < at) continue
    result += text.slice(at, edit.span.start) + edit.text
    at = edit.span.end
  }
  return result + text.slice(at)
}

// Words of a Go template. Follows text/template's own scanner; where that one gives up, this one notes why and goes on behind
// the action, so that one slip does not hide the rest.
import type { Span } from '../../text'

export type ItemKind =
  | 'text'
  | 'comment'
  | 'left'
  | 'right'
  | 'space'
  | 'assign'
  | 'declare'
  | 'pipe'
  | 'string'
  | 'raw'
  | 'char'
  | 'variable'
  | 'dot'
  | 'field'
  | 'number'
  | 'word'
  | 'keyword'
  | 'open'
  | 'close'
  | 'mark'
  | 'error'
  | 'end'

export interface Item {
  readonly kind: ItemKind
  readonly span: Span
  readonly text: string
  /** Why scanning failed here; only for `error`. */
  readonly error?: string
}

export const keywords: ReadonlySet<string> = new Set(['if', 'else', 'end', 'range', 'with', 'define', 'block', 'template', 'break', 'continue'])

/** All items, the last one of kind `end`. Never fails: what cannot be scanned is an `error` item. */
export function lex(text: string): readonly Item[] {
  const items: Item[] = []
  let at = 0
  while (at < text.length) {
    const open = text.indexOf('{{', at)
    const until = open < 0 ? text.length : open
    if (until > at) items.push(item('text', at, until, text))
    if (open < 0) break
    at = delimited(text, open, items)
  }
  items.push(item('end', text.length, text.length, text))
  return items
}

function item(kind: ItemKind, start: number, end: number, text: string, error?: string): Item {
  const shared = { kind, span: { start, end }, text: text.slice(start, end) }
  return error === undefined ? shared : { ...shared, error }
}

const isSpace = (c: string | undefined): boolean => c === ' ' || c === '\t' || c === '\r' || c === '\n'
const isDigit = (c: string): boolean => c >= '0' && c <= '9'
const startOfName = /[\p{L}\p{Nd}_]/u
const nameRun = /[\p{L}\p{Nd}_]*/uy

/** One `{{ … }}` or comment that starts at `open`; returns where the text goes on. */
function delimited(text: string, open: number, items: Item[]): number {
  const trim = text[open + 2] === '-' && isSpace(text[open + 3])
  const inside = open + (trim ? 4 : 2)
  if (text.startsWith('/*', inside)) return comment(text, open, inside, items)
  items.push(item('left', open, open + (trim ? 3 : 2), text))
  let at = open + (trim ? 3 : 2)
  let depth = 0
  for (;;) {
    const right = rightDelimiter(text, at)
    if (right && depth === 0) {
      items.push(item('right', right.start, right.end, text))
      return right.end
    }
    const next = right ? item('error', right.start, right.end, text, 'A "(" is not closed.') : scan(text, at)
    if (next.text === '(' && next.kind === 'open') depth++
    if (next.kind === 'close') depth--
    const broken = depth < 0 ? { ...next, kind: 'error' as const, error: 'This ")" closes nothing.' } : next
    items.push(broken)
    if (broken.kind === 'error') return recover(text, broken, items)
    at = next.span.end
  }
}

function comment(text: string, open: number, inside: number, items: Item[]): number {
  const close = text.indexOf('*/', inside + 2)
  if (close < 0) {
    items.push(item('error', open, text.length, text, 'This comment is not closed: write "*/}}" behind it.'))
    return text.length
  }
  const right = rightDelimiter(text, close + 2)
  if (!right) {
    items.push(item('error', open, close + 2, text, 'A comment fills the whole action: "}}" has to follow "*/" at once.'))
    return resume(text, close + 2)
  }
  items.push(item('comment', open, right.end, text))
  return right.end
}

/** `}}`, or ` -}}` with its one space. */
function rightDelimiter(text: string, at: number): Span | undefined {
  if (text.startsWith('}}', at)) return { start: at, end: at + 2 }
  if (isSpace(text[at]) && text.startsWith('-}}', at + 1)) return { start: at + 1, end: at + 4 }
  return undefined
}

/** Behind the end of the broken action: its own `}}` when one comes before the next `{{`. */
function recover(text: string, broken: Item, items: Item[]): number {
  const close = text.indexOf('}}', broken.span.start)
  const open = text.indexOf('{{', broken.span.start)
  if (close >= 0 && (open < 0 || close < open)) {
    items.push(item('right', close, close + 2, text))
    return close + 2
  }
  return open < 0 ? text.length : open
}

const resume = (text: string, from: number): number => {
  const close = text.indexOf('}}', from)
  return close < 0 ? text.length : close + 2
}

function scan(text: string, at: number): Item {
  const c = text[at]
  if (c === undefined) return item('error', at, at, text, 'This action is not closed: "}}" is missing.')
  if (isSpace(c)) return space(text, at)
  const single = singles[c]
  if (single) return item(single, at, at + 1, text)
  if (c === '{')
    return item(
      'error',
      at,
      at + 1,
      text,
      text[at + 1] === '{' ? 'The action before this "{{" is not closed: "}}" is missing.' : 'There is one "{" too many: an action begins with "{{".',
    )
  if (c === ':')
    return text[at + 1] === '=' ? item('declare', at, at + 2, text) : item('error', at, at + 1, text, 'A ":" is only used in ":=", which declares a variable.')
  if (c === '"') return quoted(text, at, '"', 'string')
  if (c === "'") return quoted(text, at, "'", 'char')
  if (c === '`') return raw(text, at)
  if (c === '$') return named(text, at, 'variable')
  if (c === '.' && !isDigit(text[at + 1] ?? '')) return named(text, at, 'dot')
  if (isPlainName(text.charCodeAt(at)) && !isDigit(c)) return word(text, at)
  if (/[-+0-9.]/.test(c)) return numeral(text, at)
  const point = String.fromCodePoint(text.codePointAt(at) ?? 0)
  if (startOfName.test(point)) return word(text, at)
  if (/[\x20-\x7e]/.test(c)) return item('mark', at, at + 1, text)
  return item('error', at, at + point.length, text, strange(point))
}

const singles: Readonly<Record<string, ItemKind | undefined>> = { '=': 'assign', '|': 'pipe', '(': 'open', ')': 'close' }

const strange = (point: string): string =>
  point === '\u00a0'
    ? 'There is a no-break space here (U+00A0), which templates refuse: write an ordinary space.'
    : `The character "${point}" (U+${(point.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}) means nothing inside "{{ }}".`

function space(text: string, at: number): Item {
  let end = at
  while (isSpace(text[end])) end++
  // The space before "-}}" belongs to the delimiter.
  return item('space', at, text.startsWith('-}}', end) && end - 1 > at ? end - 1 : end, text)
}

function quoted(text: string, at: number, quote: string, kind: 'string' | 'char'): Item {
  for (let i = at + 1; i < text.length && text[i] !== '\n'; i++) {
    if (text[i] === '\\') {
      i++
      if (text[i] === '\n') break
    } else if (text[i] === quote) return item(kind, at, i + 1, text)
  }
  const line = text.indexOf('\n', at)
  const close = text.indexOf('}}', at)
  const end = Math.min(line < 0 ? text.length : line, close < 0 ? text.length : close)
  return item(
    'error',
    at,
    end,
    text,
    quote === '"'
      ? "This text is not closed: a '\"' is missing."
      : 'A single quote starts one character, and this one is not closed. Text is written in double quotes or backticks.',
  )
}

function raw(text: string, at: number): Item {
  const close = text.indexOf('`', at + 1)
  return close < 0 ? item('error', at, text.length, text, 'This text is not closed: a "`" is missing.') : item('raw', at, close + 1, text)
}

/** `$x`, `.x`, or the sign alone. */
function named(text: string, at: number, kind: 'variable' | 'dot'): Item {
  const end = afterName(text, at + 1)
  const full = end > at + 1 && kind === 'dot' ? 'field' : kind
  return terminated(text, end) ? item(full, at, end, text) : bad(text, at, end)
}

function word(text: string, at: number): Item {
  const end = afterName(text, at)
  if (!terminated(text, end)) return bad(text, at, end)
  return item(keywords.has(text.slice(at, end)) ? 'keyword' : 'word', at, end, text)
}

function afterName(text: string, at: number): number {
  let end = at
  while (isPlainName(text.charCodeAt(end))) end++
  if (!(text.charCodeAt(end) > 127)) return end
  nameRun.lastIndex = end
  nameRun.exec(text)
  return nameRun.lastIndex
}

/** Letters, digits and `_` of ASCII. */
const isPlainName = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95

const terminated = (text: string, at: number): boolean =>
  at >= text.length || isSpace(text[at]) || '.,|:)('.includes(text[at] ?? '') || text.startsWith('}}', at)

function bad(text: string, start: number, end: number): Item {
  const point = String.fromCodePoint(text.codePointAt(end) ?? 0)
  return item('error', start, end + point.length, text, afterWord(point, text.slice(start, end), text.slice(end)))
}

function afterWord(point: string, name: string, rest: string): string {
  const key = /^-([\p{L}\p{Nd}_-]+)/u.exec(rest)?.[1]
  const last = name.slice(name.lastIndexOf('.') + 1)
  if (point === '-' && key && name.startsWith('.')) return `A name cannot hold a "-" here: write (index … "${last}-${key}").`
  if (point === '[') return `Templates have no "[ ]": write (index ${name} "key").`
  if (point === '"') return 'A \'"\' ends the text before it. Inside "…" write \\" , or put the whole text in backticks.'
  if (point === '}') return 'The action ends with "}}"; one "}" is missing.'
  if ('+-*/=<>!&%'.includes(point)) return `Templates have no operators: "${point}" cannot follow "${name}".`
  return `"${point}" cannot follow "${name}" here.`
}

const numberRun =
  /[-+]?(?:0[xX][0-9a-fA-F_]*\.?[0-9a-fA-F_]*(?:[pP][-+]?[0-9_]*)?|0[oO][0-7_]*\.?[0-7_]*|0[bB][01_]*\.?[01_]*|[0-9_]*\.?[0-9_]*(?:[eE][-+]?[0-9_]*)?)i?/y

function numeral(text: string, at: number): Item {
  let end = run(text, at)
  const complex = /[-+]/.test(text[end] ?? '') && !startOfName.test(text[end] ?? '')
  if (complex) end = run(text, end)
  const tail = String.fromCodePoint(text.codePointAt(end) ?? 0)
  const wrong = startOfName.test(tail) || (complex && text[end - 1] !== 'i')
  if (wrong) return item('error', at, Math.max(afterName(text, end), at + 1), text, `"${text.slice(at, afterName(text, end))}" is not a number.`)
  return item('number', at, Math.max(end, at + 1), text)
}

function run(text: string, at: number): number {
  numberRun.lastIndex = at
  numberRun.exec(text)
  return numberRun.lastIndex
}

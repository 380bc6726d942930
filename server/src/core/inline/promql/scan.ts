// The words of right PromQL, one after another (`promql/parser/lex.go`). Knows nothing of their order. Text that could be wrong is of the
// kind 'wrong' here: the tolerant lexer in `lex.ts` has a say about it.
import { aggregators, keywords } from './words'

/** What is nested deeper, or goes on longer, is left to the tolerant reading, which cuts it. */
const deepest = 100
const longestChain = 1000

/** A word at a time, from left to right. */
export class Cursor {
  /** 'word', 'number', 'string', 'end', 'wrong'; of operators and brackets, the text. */
  kind = ''
  /** Of keywords and aggregators, the word in lower case; '' of all else. */
  key = ''
  start = 0
  end = 0
  /** Where the word before ends. */
  last = 0
  private depth = 0
  private brackets = 0
  private links = 0

  constructor(
    /** Ends in characters that stand for its end, so that no reading goes beyond it. */
    private readonly padded: string,
    private readonly length: number,
  ) {}

  static of(text: string): Cursor {
    const cursor = new Cursor(`${text}${padding}`, text.length)
    cursor.next()
    return cursor
  }

  /** Goes into something that may hold itself; false when that is too deep. */
  enter(): boolean {
    return ++this.depth <= deepest
  }

  leave(): void {
    this.depth--
  }

  /** Puts a node around what was read; false when there are too many. */
  link(): boolean {
    return ++this.links <= longestChain
  }

  next(): void {
    const { padded } = this
    const start = skip(padded, this.end)
    const code = padded.charCodeAt(start)
    this.last = this.end
    this.start = start
    this.key = ''
    switch (code < 128 ? classes[code] : 0) {
      case letter:
        this.end = code === colon && this.brackets > 0 ? start : wordEnd(padded, start)
        this.kind = 'word'
        if (this.end === start) this.mark(start, code)
        else if (this.end - start <= longestKey) this.key = keys.get(padded.slice(start, this.end).toLowerCase()) ?? ''
        break
      case digit:
        this.found('number', numberEnd(padded, start))
        break
      case quote:
        this.found('string', stringEnd(padded, start, code))
        break
      case mark:
        this.mark(start, code)
        break
      default:
        this.end = start
        this.kind = start >= this.length ? 'end' : 'wrong'
    }
  }

  /** Goes behind a word of this kind, if one is here. */
  take(kind: string): boolean {
    if (this.kind !== kind) return false
    this.next()
    return true
  }

  /** Whether a parenthesis follows this word. */
  isCalled(): boolean {
    return this.padded.charCodeAt(skip(this.padded, this.end)) === 40
  }

  /** Such a word names a metric at most. */
  holdsColon(): boolean {
    return this.text().includes(':')
  }

  text(): string {
    return this.padded.slice(this.start, this.end)
  }

  private found(kind: string, end: number): void {
    this.kind = end < 0 ? 'wrong' : kind
    this.end = Math.max(end, this.start)
  }

  private mark(start: number, code: number): void {
    const { padded } = this
    if (code === 91) this.brackets++
    else if (code === 93) this.brackets--
    const second = padded.charCodeAt(start + 1)
    const pair = second === 61 || second === 126 || second === 47 ? pairs.get(padded.slice(start, start + 2)) : undefined
    this.kind = pair ?? padded.charAt(start)
    this.end = start + this.kind.length
  }
}

const padding = '\n\0\0'
const colon = 58

/** Values: the text itself, which is quicker to compare than what was cut out. */
const pairs: ReadonlyMap<string, string> = new Map(['==', '!=', '<=', '>=', '=~', '!~', '</', '>/'].map(one => [one, one]))

const keys: ReadonlyMap<string, string> = new Map([...keywords.keys(), ...aggregators.keys(), 'inf', 'nan'].map(one => [one, one]))
const longestKey = Math.max(...[...keys.keys()].map(one => one.length))

const letter = 1
const digit = 2
const quote = 3
const mark = 4

/** What a character can begin, by its code. */
const classes = new Uint8Array(128).map((_, code) => {
  if (code === 46 || isDigit(code)) return digit
  if (isWordCode(code)) return letter
  const one = String.fromCharCode(code)
  return '"\'`'.includes(one) ? quote : '+-*/%^=!<>(){}[],@'.includes(one) ? mark : 0
})

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

/** Letters, digits, `_` and `:`. */
function isWordCode(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 58) || (code >= 65 && code <= 90) || code === 95
}

export function wordEnd(text: string, start: number): number {
  let end = start
  while (isWordCode(text.charCodeAt(end))) end++
  return end
}

/** Behind white space and comments. */
export function skip(text: string, start: number): number {
  for (let at = start; ; at++) {
    const code = text.charCodeAt(at)
    if (code === 35) {
      const line = text.indexOf('\n', at)
      if (line < 0) return text.length
      at = line
    } else if (code !== 32 && code !== 10 && code !== 9 && code !== 13) return at
  }
}

/** End of a text in quotes, or -1. */
function stringEnd(text: string, start: number, quote: number): number {
  const raw = quote === 96
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === quote) return at + 1
    if (code === 10 && !raw) return -1
    if (code === 92 && !raw && !isSurrogate(text.charCodeAt(at + 1))) at++
    else if (isSurrogate(code) && text.codePointAt(at++) === code) return -1
  }
  return -1
}

function isSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff
}

/** End of a number or duration; -1 also when it runs into a word, and for `5.`, but not for `5.e3`. */
function numberEnd(text: string, start: number): number {
  let end = separatedEnd(text, start)
  const next = text.charCodeAt(end)
  if (!isWordCode(next) || next === colon) return next === 46 ? fractionEnd(text, end, start) : end
  if (next === 120 && end === start + 1 && text.charCodeAt(start) === 48) end = hexadecimalEnd(text, end + 1)
  else if (next === 101 || next === 69) end = exponentEnd(text, end)
  else end = durationEnd(text, start)
  return endsWord(text, end) ? end : -1
}

/** Behind the point at `at`. */
function fractionEnd(text: string, at: number, start: number): number {
  const fraction = separatedEnd(text, at + 1)
  const code = text.charCodeAt(fraction)
  if (fraction === at + 1 && (at === start || (code !== 101 && code !== 69))) return -1
  const end = code === 101 || code === 69 ? exponentEnd(text, fraction) : fraction
  return end > start && endsWord(text, end) ? end : -1
}

/** A colon ends a word: it may follow the range of a subquery. */
export function endsWord(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code === colon || !isWordCode(code)
}

function hexadecimalEnd(text: string, start: number): number {
  let at = start
  while (/[\da-f]/i.test(text.charAt(at))) at++
  return at > start ? at : start - 1
}

/** Behind the `e` at `at`, or there when no number follows it. */
function exponentEnd(text: string, at: number): number {
  const code = text.charCodeAt(at + 1)
  const start = code === 43 || code === 45 ? at + 2 : at + 1
  const end = separatedEnd(text, start)
  return end > start ? end : at
}

/** Digits with single `_` between them. */
function separatedEnd(text: string, start: number): number {
  let at = start
  for (;;) {
    const code = text.charCodeAt(at)
    if (!isDigit(code) && !(code === 95 && at > start && isDigit(text.charCodeAt(at + 1)))) return at
    at++
  }
}

/** `1h30m`: every unit at most once, the greater first; where it is otherwise, there. */
function durationEnd(text: string, start: number): number {
  let at = start
  let before = 0
  while (isDigit(text.charCodeAt(at))) {
    let unit = at
    while (isDigit(text.charCodeAt(unit))) unit++
    const isMilliseconds = text.charCodeAt(unit) === 109 && text.charCodeAt(unit + 1) === 115
    const rank = isMilliseconds ? units.length + 1 : units.indexOf(text.charAt(unit)) + 1
    if (rank <= before) return at
    before = rank
    at = isMilliseconds ? unit + 2 : unit + 1
  }
  return at
}

const units = 'ywdhms'

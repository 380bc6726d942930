// What is wrong with a text, in the words of the person who wrote it: what stands there, what it is read as, what would be right.
import type { Fix, Problem, Span } from '../text'
import { edit, fix, type Line, lineOf, quoteFix, requote, type Value, valueIn } from './quote'
import type { Duplicate, Failure, Fault } from './reader'

const many = 40

/** The problem that a failure is: the words depend on what stands between `begin` and `end` and in their lines, not on the rest. */
export function syntax(text: string, failure: Failure, begin: number, end: number): Problem {
  const line = lineOf(text, Math.min(failure.start, text.length))
  const value = valueIn(line)
  const said = braces(failure, value) ?? explain[failure.fault]({ text, failure, begin, end, line, value })
  const span = said.span ?? { start: failure.start, end: Math.max(failure.start, Math.min(failure.end, end)) }
  return { code: 'yaml-syntax', severity: 'error', message: said.message, span, ...(said.fixes?.length && { fixes: said.fixes }) }
}

export function duplicateKey({ name, start, end, first }: Duplicate, base = 0): Problem {
  const at = (one: Span): Span => ({ start: one.start + base, end: one.end + base })
  return {
    code: 'duplicate-key',
    severity: 'error',
    message: `"${short(name)}" stands twice in this map.`,
    span: at({ start, end }),
    related: [{ span: at(first), message: `"${short(name)}" stands here already.` }],
  }
}

export function ignoredRest(text: string, at: number): Problem {
  const { end } = lineOf(text, at)
  return {
    code: 'yaml-syntax',
    severity: 'warning',
    message: `What starts here with "${wordAt(text, at, end)}" stands left of the first line of the file and is not read.`,
    span: { start: at, end },
  }
}

export const tooLarge = (length: number): Problem => ({
  code: 'yaml-syntax',
  severity: 'information',
  message: `This file has ${Math.round(length / 1e6)} million characters; files of more than 20 million are not read.`,
  span: { start: 0, end: 0 },
})

export function unknownAlias(text: string, { name, start, end }: { name: string; start: number; end: number }): Problem {
  const value = valueIn(lineOf(text, start))
  return {
    code: 'yaml-syntax',
    severity: 'error',
    message: `"*${name}" stands for what "&${name}" marks, and nothing above is marked so.`,
    span: { start, end },
    ...(value && value.start === start && { fixes: [quoteFix(value)] }),
  }
}

interface Said {
  readonly message: string
  readonly span?: Span
  readonly fixes?: readonly Fix[]
}

interface Case {
  readonly text: string
  readonly failure: Failure
  readonly begin: number
  readonly end: number
  readonly line: Line
  readonly value: Value | undefined
}

const flowFaults: ReadonlySet<Fault> = new Set(['after', 'comma', 'content', 'start', 'unclosed-bracket', 'colon', 'alias-name', 'tag'])

/** `{{ … }}` without quotes, whatever reading it as a map led to. */
function braces({ fault, start }: Failure, value: Value | undefined): Said | undefined {
  if (!value || !flowFaults.has(fault) || start < value.start || !/^\{[{%#]/.test(value.text)) return undefined
  return {
    message: `A value that starts with "${value.text.slice(0, 2)}" must be quoted: YAML reads the brace as the start of a map.`,
    span: value,
    fixes: [quoteFix(value)],
  }
}

const explain: Readonly<Record<Fault, (one: Case) => Said>> = {
  after: ({ failure, text, line, value }) => after(failure, text, line, value),
  'alias-name': ({ value, failure, text }) => indicator(text, failure, value),
  'anchor-twice': () => ({ message: 'Only one anchor and one tag can stand before a value.' }),
  'block-header': ({ text, failure }) => ({
    message: `After "${text[failure.from]}" the rest of the line must be empty: the text starts in the next line.`,
    span: { start: failure.start, end: failure.end },
  }),
  colon: one => colon(one),
  comma: ({ text, failure, line }) => ({
    message: `A comma or "${text[failure.from] === '{' ? '}' : ']'}" is missing before "${wordAt(text, failure.start, line.end)}".`,
    span: { start: failure.start, end: wordEnd(text, failure.start, line.end) },
  }),
  content: ({ text, failure }) => ({ message: `A value is missing before "${text[failure.start] ?? ''}".` }),
  control: ({ text, failure }) => ({
    message: `The control character U+${text.charCodeAt(failure.start).toString(16).toUpperCase().padStart(4, '0')} cannot stand in YAML.`,
    fixes: [fix('Remove the control character', edit(failure.start, failure.end, ''))],
  }),
  dash: ({ line, failure }) => ({
    message: '"- " cannot stand here: an item of a list starts in a line of its own.',
    span: { start: failure.start, end: Math.min(line.end, failure.start + 1) },
  }),
  deep: () => ({ message: 'This is nested more than 200 deep and not read any further.' }),
  directive: ({ line }) => ({
    message: `"${short(line.text.trim())}" cannot be read: a line that starts with "%" is for "%YAML 1.1" or "%TAG", and "---" must follow it.`,
    span: line,
  }),
  escape: ({ text, failure }) => unknownEscape(text, failure),
  handle: ({ text, failure }) => ({ message: `No "%TAG" line declares "${text.slice(failure.start, failure.end)}".` }),
  indent: one => indent(one),
  marker: ({ text, failure }) => ({
    message: `"${text.slice(failure.start, failure.start + 3)}" ends the document, while the ${name(text[failure.from])} before it is still open.`,
  }),
  'no-colon': one => noColon(one),
  'no-dash': ({ text, failure, line }) => ({
    message: `"${wordAt(text, failure.start, line.end)}" stands where an item of the list must start with "- ".`,
    span: { start: failure.start, end: wordEnd(text, failure.start, line.end) },
  }),
  question: () => ({ message: '"? " cannot stand here: a key that is marked so starts in a line of its own.' }),
  start: ({ value, failure, text }) => indicator(text, failure, value),
  tab: one => tab(one),
  tag: ({ value, failure, text }) => indicator(text, failure, value),
  'unclosed-bracket': ({ text, failure }) => ({ message: `"${text[failure.from]}" is not closed by "${text[failure.from] === '{' ? '}' : ']'}".` }),
  'unclosed-quote': ({ text, failure, line }) => ({
    message: `The quote ${text[failure.from]} that opens here is not closed.`,
    span: { start: failure.from, end: Math.max(failure.from + 1, contentEnd(line)) },
    fixes: [fix('Close the quote', edit(contentEnd(line), contentEnd(line), text[failure.from] ?? ''))],
  }),
}

const name = (opening: string | undefined): string => (opening === '"' || opening === "'" ? 'quote' : 'bracket')

/** Text behind a value that is complete: behind the closing quote, as a rule, as quotes were meant to stand inside. */
function after(failure: Failure, text: string, line: Line, value: Value | undefined): Said {
  const rest = { start: failure.start, end: Math.max(failure.start + 1, contentEnd(line)) }
  const last = text[failure.from - 1] ?? ''
  const quote = last === '"' || last === "'"
  const opens = value && (value.text[0] === '"' || value.text[0] === "'") && value.start < failure.from
  if (!quote || !opens) return { message: `"${short(text.slice(rest.start, rest.end))}" stands behind a value that is complete.`, span: rest }
  const requoted = requote(value)
  const inside = value.text.length > 1 && value.text.endsWith(last)
  return {
    message: inside
      ? `The quotes end before "${wordAt(text, failure.start, line.end)}": quotes of the same kind cannot stand inside, use others outside.`
      : `"${short(text.slice(rest.start, rest.end))}" stands behind the closing quote.`,
    span: inside ? { start: value.start, end: value.end } : rest,
    fixes: requoted ? [requoted] : [],
  }
}

/** A second `: ` in one value. */
function colon({ text, failure, begin, end, line, value }: Case): Said {
  const first = lineOf(text, failure.from)
  // two lines read as one value, where the first was meant to be a key as well
  if (first.start < line.start && failure.from - first.start === line.text.search(/\S/) && text.slice(first.start, failure.from).trim() === '')
    return noColon({ text, failure: { ...failure, start: failure.from }, begin, end, line: first, value: undefined })
  if (value && value.start < failure.start && value.key)
    return {
      message: `": " inside a value without quotes is read as another key: quote the value of "${short(value.key)}".`,
      span: { start: value.start, end: value.end },
      fixes: [quoteFix(value)],
    }
  const key = text
    .slice(line.start, failure.start)
    .trim()
    .replace(/^(?:-\s+)+/, '')
  if (!key) return { message: 'A key is missing before ":".' }
  return {
    message: `"${short(key)}" cannot have a value here: it is indented below a value that is complete. Align it with its neighbours.`,
    span: { start: failure.start - key.length, end: failure.start },
  }
}

function noColon({ text, failure, line }: Case): Said {
  const word = wordAt(text, failure.start, line.end)
  const span = { start: failure.start, end: Math.max(failure.start + 1, contentEnd(line)) }
  const joined = /^([\w.-]+):(?=[^\s/:])/.exec(text.slice(failure.start, line.end))
  if (joined) {
    const at = failure.start + joined[0].length
    return { message: `A blank is missing behind "${joined[0]}".`, span, fixes: [fix('Insert a blank', edit(at, at, ' '))] }
  }
  if (/^[\w.-]+$/.test(word)) return { message: `"${word}" is no key yet: ":" is missing behind it.`, span }
  return { message: `"${word}" stands where a key with ":" is expected.`, span }
}

function indent({ text, failure, begin, line }: Case): Said {
  const word = wordAt(text, failure.start, line.end)
  const above = lineAbove(text, line, begin)
  const column = failure.start - line.start
  const beside = above ? ` The line above is indented by ${above.text.search(/\S/)}.` : ''
  return {
    message: `"${word}" is indented by ${column}, where nothing that is open stands.${beside}`,
    span: { start: failure.start, end: wordEnd(text, failure.start, line.end) },
  }
}

function lineAbove(text: string, line: Line, begin: number): Line | undefined {
  let at = line.start
  while (at > begin) {
    const above = lineOf(text, at - 1)
    if (/^\s*[^\s#]/.test(above.text)) return above
    at = above.start
  }
  return undefined
}

function tab({ line, failure }: Case): Said {
  const lead = /^\s*/.exec(line.text)?.[0] ?? ''
  const inLead = failure.start < line.start + lead.length
  const span = inLead ? { start: line.start, end: line.start + lead.length } : { start: failure.start, end: failure.start + 1 }
  return {
    message: inLead ? 'The line is indented with a tab: YAML takes only spaces.' : 'A tab cannot stand here: YAML takes only spaces.',
    span,
    fixes: [fix('Replace tabs by spaces', edit(span.start, span.end, line.text.slice(span.start - line.start, span.end - line.start).replace(/\t/g, '  ')))],
  }
}

function unknownEscape(text: string, failure: Failure): Said {
  const found = text.slice(failure.start, failure.end)
  return {
    message: `"${found}" is no escape that YAML knows: in double quotes a backslash itself is written "\\\\".`,
    fixes: [fix('Double the backslash', edit(failure.start, failure.start + 1, '\\\\'))],
  }
}

const meant: Readonly<Record<string, string>> = {
  '*': 'is read as an alias',
  '&': 'is read as an anchor',
  '!': 'is read as a tag',
  '%': 'is reserved',
  '@': 'is reserved',
  '`': 'is reserved',
  ',': 'separates items in brackets',
  ']': 'closes a bracket',
  '}': 'closes a brace',
  '|': 'starts a text of several lines',
  '>': 'starts a text of several lines',
}

/** A value that starts with a character that means something else. */
function indicator(text: string, failure: Failure, value: Value | undefined): Said {
  const sign = text[failure.start] ?? ''
  const why = meant[sign] ? `: it ${meant[sign]}` : ''
  const whole = value && value.start === failure.start ? value : undefined
  return {
    message: `A value cannot start with "${sign}"${why}. Quote the value if that is meant.`,
    ...(whole && { span: { start: whole.start, end: whole.end }, fixes: [quoteFix(whole)] }),
  }
}

const contentEnd = (line: Line): number => line.start + line.text.trimEnd().length

function wordEnd(text: string, at: number, end: number): number {
  const word = /^\S+/.exec(text.slice(at, end))?.[0] ?? ''
  return at + Math.max(1, word.length)
}

const wordAt = (text: string, at: number, end: number): string => short(text.slice(at, Math.min(end, wordEnd(text, at, end))))

const short = (text: string): string => (text.length > many ? `${text.slice(0, many - 1)}…` : text)

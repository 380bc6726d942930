// Completion inside matchers: label names, operators, values, from the text before the cursor alone.
import type { Span } from '../../text'
import { quote } from '../goString'
import type { InlineScope, Suggestion } from '../inline'
import { isClassicLabelName } from '../label'
import type { MatcherTree } from './tree'

export function complete({ text, mode }: MatcherTree, offset: number, scope: InlineScope): readonly Suggestion[] {
  const before = text.slice(0, offset)
  const last = before.slice(lastMatcher(before))
  const value = /^\s*("(?:[^"\\]|\\.)*"|[^\s=!~"]+)\s*(=~|!~|!=|=)(\s*)("?)((?:[^"\\]|\\.)*)$/s.exec(last)
  if (value) {
    const label = (value[1] ?? '').replace(/^"|"$/g, '')
    return values({ label, regex: /~/.test(value[2] ?? ''), quoted: value[4] === '"', typed: value[5] ?? '' }, { text, offset, scope })
  }
  const named = /^\s*("(?:[^"\\]|\\.)*"|[^\s=!~"]+)\s*([=!]?)$/s.exec(last)
  const word = /^\s*("?)([^\s"=!~]*)$/s.exec(last)
  const names = word ? labels(word[1] === '"', { start: offset - (word[2] ?? '').length, end: offset }, { text, mode, scope }) : []
  const ops =
    named && (/\s$/.test(last) || named[2] || (scope.names?.('label') && isKnown(scope, named[1] ?? '')))
      ? operators(offset - (named[2] ?? '').length, offset)
      : []
  return [...names, ...ops]
}

/** Where the matcher begins that a text ends in: after the last comma outside quotes, or the brace. */
function lastMatcher(text: string): number {
  let start = /^\s*\{/.exec(text)?.[0].length ?? 0
  let quoted = false
  for (let at = start; at < text.length; at++) {
    const c = text[at]
    if (c === '\\') at++
    else if (c === '"') quoted = !quoted
    else if (c === ',' && !quoted) start = at + 1
  }
  return start
}

interface Place {
  readonly text: string
  readonly offset: number
  readonly scope: InlineScope
}

const isKnown = (scope: InlineScope, name: string): boolean => [...(scope.names?.('label') ?? [])].includes(name.replace(/^"|"$/g, ''))

function labels(
  quoted: boolean,
  span: Span,
  { text, mode, scope }: { readonly text: string; readonly mode: string; readonly scope: InlineScope },
): Suggestion[] {
  const rest = /^[\w.-]*/.exec(text.slice(span.end))?.[0] ?? ''
  return [...(scope.names?.('label') ?? [])].map(name => ({
    label: name,
    kind: 'field',
    span: { start: span.start, end: span.end + rest.length },
    text: quoted || isClassicLabelName(name) || mode === 'classic' ? name : quote(name),
    detail: 'label',
  }))
}

const operatorWords: readonly (readonly [string, string])[] = [
  ['=', 'The label has exactly this value; `""` also means that it is missing.'],
  ['!=', 'The label has another value, or is missing.'],
  ['=~', 'The whole value matches the regular expression (RE2).'],
  ['!~', 'The whole value does not match the regular expression (RE2).'],
]

const operators = (start: number, end: number): Suggestion[] =>
  operatorWords.map(([op, documentation], i) => ({ label: op, kind: 'operator', span: { start, end }, text: op, documentation, sort: `${i}` }))

interface Typed {
  readonly label: string
  readonly regex: boolean
  readonly quoted: boolean
  readonly typed: string
}

function values({ label, regex, quoted, typed }: Typed, { text, offset, scope }: Place): Suggestion[] {
  // After `|` of an alternation only the last alternative is replaced.
  const part = regex ? typed.slice(Math.max(typed.lastIndexOf('|'), typed.lastIndexOf('(')) + 1) : typed
  const tail = /^[^"|),}\s]*/.exec(text.slice(offset))?.[0] ?? ''
  const span = { start: offset - part.length, end: offset + tail.length }
  const closed = text.slice(span.end).startsWith('"')
  return [...(scope.names?.('label-value', label) ?? [])].map(name => {
    const escaped = quote(regex ? name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') : name)
    const inner = escaped.slice(1, -1)
    return { label: name, kind: 'value', span, text: quoted ? `${inner}${closed ? '' : '"'}` : part === typed ? escaped : inner, detail: label }
  })
}

export const operatorText: ReadonlyMap<string, string> = new Map(operatorWords)

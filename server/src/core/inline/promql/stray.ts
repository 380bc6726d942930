// Messages for characters that PromQL does not know, by what people mean with them.
import type { Span } from '../../text'
import type { Lexeme } from './lex'

interface Found {
  /** The feature flag with which it would be read. */
  readonly flag?: string
  readonly message: string
  readonly span?: Span
  readonly right?: { readonly text: string; readonly span?: Span }
}

export function strayMessage(text: string, lexemes: readonly Lexeme[], i: number): Found {
  const one = lexemes[i] as Lexeme
  const two = text.slice(one.start, one.start + 2)
  const pair = { start: one.start, end: one.start + 2 }
  if (two === '&&' && isInBraces(lexemes, i))
    return {
      message: '"&&" is not an operator: matchers are separated by commas.',
      span: pair,
      right: { text: ',', span: { start: text.slice(0, one.start).trimEnd().length, end: pair.end } },
    }
  if (two === '||' && isInBraces(lexemes, i))
    return { message: '"||" is not an operator, and matchers must all hold: write several values of one label as label=~"a|b".', span: pair }
  if (two === '&&') return { message: '"&&" is not an operator: write "and".', span: pair, right: { text: 'and', span: pair } }
  if (two === '||') return { message: '"||" is not an operator: write "or".', span: pair, right: { text: 'or', span: pair } }
  if (one.text === '!') return { message: 'There is no "!": write "!=" or "!~" to compare, "unless" to exclude.' }
  if (one.text === '$') return variable(text, one.start)
  if (/[“”„‟″]/.test(one.text)) return { message: `${one.text} is a typographic quote: write ".`, right: { text: '"' } }
  if (/[‘’‚‛′]/.test(one.text)) return { message: `${one.text} is a typographic quote: write '.`, right: { text: "'" } }
  const name = unquotedName(text, lexemes, i)
  if (name) return name
  return { message: `"${String.fromCodePoint(text.codePointAt(one.start) ?? 0xfffd)}" means nothing in PromQL.` }
}

function isInBraces(lexemes: readonly Lexeme[], i: number): boolean {
  let depth = 0
  for (const one of lexemes.slice(0, i)) depth += one.text === '{' ? 1 : one.text === '}' ? -1 : 0
  return depth > 0
}

function variable(text: string, start: number): Found {
  const name = /^\$(?:\{[^}]*\}?|\w+)/.exec(text.slice(start, start + 200))?.[0] ?? '$'
  const time = /interval|range|window|step/i.test(name)
  return {
    message: `"${name}" is a variable of a dashboard, which rules do not have: write ${time ? 'a duration such as 5m' : 'the value'}.`,
    span: { start, end: start + name.length },
  }
}

/** `my.metric`, `métrique`: names with other characters must be quoted in braces. */
function unquotedName(text: string, lexemes: readonly Lexeme[], i: number): Found | undefined {
  const at = lexemes[i]?.start ?? 0
  const start = at - (/[\w.:\p{L}-]*$/u.exec(text.slice(Math.max(0, at - 200), at))?.[0].replace(/^[^a-zA-Z_\p{L}]+/u, '').length ?? 0)
  const name = /^[\p{L}_][\p{L}\p{N}_.:]*/u.exec(text.slice(start, start + 300))?.[0]
  if (!name || start + name.length <= at) return undefined
  const span = { start, end: start + name.length }
  const flag = 'promql-unquoted-utf8-names'
  if (isInBraces(lexemes, i)) return { flag, message: `The label name "${name}" has to be quoted.`, span, right: { text: `"${name}"`, span } }
  const rest = /^\s*\{(\s*)/.exec(text.slice(span.end))
  const whole = rest ? { start, end: span.end + rest[0].length } : span
  const comma = rest && text[whole.end] !== '}' ? ', ' : ''
  const right = rest ? `{"${name}"${comma}` : `{"${name}"}`
  return { flag, message: `The name "${name}" has to be quoted in braces: write {"${name}"}.`, span, right: { text: right, span: whole } }
}

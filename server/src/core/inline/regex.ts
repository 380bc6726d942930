// Regular expressions as the programs read them (RE2), by re2js. The only module that knows re2js.
import { RE2JS, RE2JSSyntaxException } from 're2js'
import type { Span } from '../text'

/** Where an expression stands: a PromQL matcher, a `regex` of relabelling, or an Alertmanager matcher. */
export type RegexFlavour = 'matcher' | 'relabel' | 'alertmanager'

/**
 * What Go's regexp refuses in `pattern`, with the place; undefined when it compiles. Relabelling and Alertmanager compile the text inside
 * `^(?:…)$`, so `a)|(b` passes there; PromQL compiles the text alone.
 */
export function checkRegex(pattern: string, flavour: RegexFlavour = 'matcher'): { readonly message: string; readonly span: Span } | undefined {
  if (plain.test(pattern)) return undefined
  try {
    RE2JS.compile(flavour === 'matcher' ? pattern : wrap(pattern, flavour), flavour === 'matcher' ? RE2JS.DOTALL : 0)
    return undefined
  } catch (error) {
    const kind = error instanceof RE2JSSyntaxException ? error.getDescription() : ''
    const part = (error instanceof RE2JSSyntaxException && error.getPattern()) || ''
    return describe(kind, part, pattern)
  }
}

/** A test of whole texts by an expression (Go semantics); undefined when the expression does not compile. Compile once, test often. */
export function compileRegex(pattern: string, flavour: RegexFlavour = 'matcher'): ((text: string) => boolean) | undefined {
  if (/^[\w ]*$/.test(pattern)) return text => text === pattern
  try {
    const compiled = RE2JS.compile(wrap(pattern, flavour))
    return text => compiled.test(text)
  } catch {
    return undefined
  }
}

/** Whether an expression matches a whole text; false when it does not compile. In Alertmanager `.` does not match a line break. */
export const matchesRegex = (pattern: string, text: string, flavour: RegexFlavour = 'alertmanager'): boolean => compileRegex(pattern, flavour)?.(text) ?? false

const wrap = (pattern: string, flavour: RegexFlavour): string => (flavour === 'alertmanager' ? `^(?:${pattern})$` : `^(?s:${pattern})$`)

/**
 * Expressions that need no compiler, being of a form that always works: characters, escapes of punctuation, `.`, simple classes and groups two
 * deep, each at most once repeated by `*`, `+` or `?`, and alternatives of them. Nearly all that people write.
 */
const plain = (() => {
  const mark = String.raw`\\[!-/:-@[-^{-~]|\\[dwsDWS]`
  const set = String.raw`\[\^?(?:a-z|A-Z|0-9|[\w./: ,;@%&#"'~<>=!()*+?|$}{]|${mark})+-?\]`
  const repeat = '[*+?]?(?![*+?{])'
  const piece = String.raw`(?:[\w :;,@%&=#"'/~<>!.-]|${mark}|${set})${repeat}|\||[\^$](?![*+?{])`
  const group = (inner: string): string => String.raw`\((?:\?i?:)?(?:${inner})*\)${repeat}`
  const deep = `${piece}|${group(piece)}`
  return new RegExp(String.raw`^(?:\(\?i\))?(?:${piece}|${group(deep)})*$`)
})()

function describe(kind: string, part: string, pattern: string): { readonly message: string; readonly span: Span } {
  if (kind.startsWith('missing closing )'))
    return at(unclosed(pattern), 1, 'The group that starts here is not closed: add ")", or write "\\(" for the character.')
  if (kind.startsWith('unexpected )')) return at(unopened(pattern), 1, '")" closes a group that was never opened: remove it, or write "\\)" for the character.')
  const start = part === '' ? -1 : pattern.indexOf(part)
  if (kind.startsWith('missing closing ]'))
    return at(start, 1, 'The character class that starts here is not closed: add "]", or write "\\[" for the character.')
  const explain = Object.entries(messages).find(([text]) => kind.startsWith(text))?.[1]
  const message = explain?.(part) ?? `The regular expression does not compile${kind ? `: ${kind}` : ''}.`
  return start < 0 ? at(0, pattern.length, message) : at(start, part.length, message)
}

const at = (start: number, length: number, message: string): { readonly message: string; readonly span: Span } => ({
  message,
  span: { start: Math.max(0, start), end: Math.max(0, start) + length },
})

/** By the beginning of re2's own words. */
const messages: Readonly<Record<string, (part: string) => string>> = {
  'missing argument to repetition operator': part =>
    part.startsWith('*') ? '"*" has nothing before it to repeat: write ".*" for any text.' : `"${part}" has nothing before it to repeat.`,
  'invalid nested repetition operator': part => `"${part}" repeats a repetition, which RE2 does not know: put the inner one in "(?:…)".`,
  'invalid repeat count': part => `"${part}" is not a repetition that works: the numbers go up to 1000 (also multiplied), the smaller one first.`,
  'invalid repeat size': part => `"${part}" is not a repetition that works: the numbers go up to 1000 (also multiplied), the smaller one first.`,
  'invalid escape sequence': part => (/^\\[1-9]/.test(part) ? `RE2 has no back-references, such as "${part}".` : `"${part}" is not an escape that RE2 knows.`),
  'invalid or unsupported Perl syntax': part => {
    if (/^\(\?<?[=!]/.test(part)) return `RE2 has no look-around, such as "${part}".`
    return `"${part}" is not a group that RE2 knows.`
  },
  'invalid named capture': part => `"${part}" is not a group with a name: write "(?P<name>…)".`,
  'duplicate capture group name': part => `Two groups are named "${part}".`,
  'invalid character class range': part =>
    /^\\p/i.test(part) ? `"${part}" is not a class of characters that RE2 knows.` : `The range "${part}" runs backwards.`,
  'trailing backslash': () => 'A backslash at the end escapes nothing: write "\\\\" for the character.',
  'expression nests too deeply': () => 'The groups of the regular expression are nested too deeply.',
  'expression too large': () => 'The regular expression is too large.',
}

/** The last group left open. */
function unclosed(pattern: string): number {
  const open: number[] = []
  for (const one of brackets(pattern)) {
    if (pattern[one] === '(') open.push(one)
    else open.pop()
  }
  return open.at(-1) ?? 0
}

/** The first `)` without a group. */
function unopened(pattern: string): number {
  let depth = 0
  for (const one of brackets(pattern)) {
    if (pattern[one] === '(') depth++
    else if (depth-- === 0) return one
  }
  return Math.max(0, pattern.lastIndexOf(')'))
}

/** Places of `(` and `)` outside classes, escapes and `\Q…\E`. */
function* brackets(pattern: string): Generator<number> {
  for (const part of pattern.matchAll(/\\Q.*?(?:\\E|$)|\\.|\[\^?\]?(?:\\.|\[:\^?\w+:\]|[^\]\\])*\]?|[()]/gs)) {
    if (part[0] === '(' || part[0] === ')') yield part.index
  }
}

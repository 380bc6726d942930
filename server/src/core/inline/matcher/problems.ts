// What is wrong with a text of matchers, and how it would be written right.
import type { InlineProblem } from '../inline'
import { parseClassicMatcher } from './classic'
import { type LabelMatcher, type Matcher, matcherText } from './matcher'
import { parseMatchers } from './parse'
import type { MatcherTree } from './tree'

/**
 * Errors: neither grammar reads the text, or an expression does not compile. Warnings: it loads, but quotes or a second `=` became part of
 * the value. Information: the two grammars differ about it.
 */
export function problems(tree: MatcherTree): readonly InlineProblem[] {
  const { text, error, warning, matchers } = tree
  if (error) {
    const right = repair(tree)
    const message = right === undefined ? error.message : `${error.message.replace(/\.$/, '')} (did you mean ${right}?).`
    const span = error.span.end > error.span.start ? error.span : { start: Math.max(0, error.span.start - 1), end: error.span.end }
    return [{ code: error.regex ? 'matcher-regex' : 'matcher-syntax', severity: 'error', message, span, ...replace(text, right) }]
  }
  if (!warning || matchers.length === 0) return []
  const odd = matchers.flatMap(matcher => suspect(matcher, text))
  if (odd.length) return odd
  const right = canonical(tree)
  const span = warning === 'incompatible' ? (tree.utf8?.error?.span ?? whole(text)) : whole(text)
  return [{ code: 'matcher-grammar', severity: 'information', message: disagree(tree, right), span, ...replace(text, right) }]
}

function disagree(tree: MatcherTree, right: string): string {
  if (tree.warning === 'incompatible') return `Only the old matcher grammar reads this, so Alertmanager falls back to it and logs a warning: write ${right}.`
  const other = tree.utf8?.matchers.find((one, i) => one.value !== tree.matchers[i]?.value)
  const instead = other ? ` (the new one would read ${matcherText(other)})` : ''
  return `The old and the new matcher grammar read this differently, and the old one decides${instead}: write ${right}.`
}

/** A value that took in what was meant as syntax. */
function suspect(matcher: Matcher, text: string): InlineProblem[] {
  const { value, valueSpan, opSpan, op } = matcher
  const word = joining.exec(text.slice(valueSpan.start, valueSpan.end))
  const all = word && text[valueSpan.start - 1] !== '"' ? separated(matcher) : undefined
  if (word && all) {
    const right = all.map(matcherText).join(', ')
    const start = valueSpan.start + word.index + (word[1] ?? '').length
    const message = `"${word[2]}" belongs to the value, so no label will match: matchers have commas between them. Write ${right}.`
    return [{ code: 'matcher-value', severity: 'warning', message, span: { start, end: start + (word[2] ?? '').length }, ...rewrite(matcher, right) }]
  }
  const inner = /^(['`])(.*)\1$/s.exec(value)
  if (inner) {
    const right = matcherText({ ...matcher, value: inner[2] ?? '' })
    const message = `The ${inner[1] === "'" ? 'single quotes' : 'backticks'} belong to the value, so no label will match: write ${right}.`
    return [{ code: 'matcher-value', severity: 'warning', message, span: valueSpan, ...rewrite(matcher, right) }]
  }
  if (op === '=' && value.startsWith('=')) {
    const right = matcherText({ ...matcher, value: value.replace(/^=\s*/, '') })
    const message = `The second "=" belongs to the value, so no label will match: write ${right}.`
    return [{ code: 'matcher-value', severity: 'warning', message, span: { start: opSpan.start, end: opSpan.end + 1 }, ...rewrite(matcher, right) }]
  }
  return []
}

const joining = /(\s+)(&&|and)\s+/i

/** The matchers that `a = b and c = d` is meant to be; undefined when what follows is no matcher. */
function separated(matcher: Matcher): LabelMatcher[] | undefined {
  const single = (value: string): string => value.replace(/^=\s*/, '')
  const [first = '', ...others] = matcher.value.split(/\s+(?:&&|and)\s+/i)
  const all: LabelMatcher[] = [{ ...matcher, value: single(first) }]
  for (const other of others) {
    const parsed = parseClassicMatcher(other)
    if ('error' in parsed) return undefined
    all.push({ ...parsed, value: single(parsed.value) })
  }
  return all
}

/** The text as it would be read by both grammars. */
const canonical = ({ text, matchers }: MatcherTree): string => {
  const inner = matchers.map(matcherText).join(', ')
  return text.startsWith('{') ? `{${inner}}` : inner
}

/** Small changes that turn a refused text into one that is read without doubt; the first that works. */
function repair({ text, mode }: MatcherTree): string | undefined {
  const outside = (change: (part: string) => string) => text.replace(/"(?:[^"\\]|\\.)*"?|[^"]+/gs, part => (part.startsWith('"') ? part : change(part)))
  const candidates = [
    outside(part => part.replace(/==+/g, '=')),
    outside(part => part.replace(/'([^']*)'|`([^`]*)`/g, (_, a = '', b = '') => JSON.stringify(a || b))),
    text.replace(/^(\s*[a-zA-Z_]\w*)\s*:\s*"?([^"=,]*?)"?\s*$/, '$1="$2"'),
    outside(part => part.replace(/\s*(?:&&|;|\band\b)\s*/gi, ', ')),
    outside(part => part.replace(/=!/g, '!=').replace(/~=/g, '=~').replace(/<>/g, '!=')),
    text.replace(/^\s*[a-zA-Z_:][\w:]*\s*(\{.*\})\s*$/s, '$1'),
    `${text}"`,
    text.replace(/\}\s*$/, '"}'),
    text.replace(/^\s+|\s+$/g, '').replace(/^\{|\}$/g, ''),
    text.replace(/\\(?!["\\])/g, '\\\\'),
  ]
  return candidates.find(candidate => {
    const parsed = candidate === text ? undefined : parseMatchers(candidate, mode)
    return parsed && !parsed.error && !parsed.warning && parsed.matchers.length > 0
  })
}

const whole = (text: string) => ({ start: 0, end: text.length })

const replace = (text: string, right: string | undefined): Pick<InlineProblem, 'fixes'> =>
  right === undefined || right === text ? {} : { fixes: [{ title: `Write ${right}`, edits: [{ span: whole(text), text: right }] }] }

const rewrite = ({ span }: Matcher, right: string): Pick<InlineProblem, 'fixes'> => ({ fixes: [{ title: `Write ${right}`, edits: [{ span, text: right }] }] })

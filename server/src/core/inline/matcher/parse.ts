// The two matcher grammars together, as Alertmanager's `matcher/compat` chooses between them.
import type { Span } from '../../text'
import { checkRegex } from '../regex'
import { parseClassic, parseClassicMatcher } from './classic'
import type { Matcher } from './matcher'
import { type Grammar, type GrammarError, parseUtf8 } from './utf8'

/** `fallback` is Alertmanager's default; the others are its feature flags `classic-mode` and `utf8-strict-mode`. */
export type MatcherMode = 'fallback' | 'classic' | 'utf8'

export interface ParsedMatchers {
  /** All matchers, or those before the error. */
  readonly matchers: readonly Matcher[]
  readonly error?: GrammarError & { readonly regex?: true }
  /**
   * Fallback only. `incompatible`: the newer grammar refuses the text, so the older one decides; `disagreement`: both read it, differently,
   * and the older one decides.
   */
  readonly warning?: 'incompatible' | 'disagreement'
  /** What the newer grammar says against the text, or reads instead, when there is a warning. */
  readonly utf8?: Grammar
}

/** Reads a text that may hold several matchers, as `matchers:` of a route or an inhibition does. */
export function parseMatchers(text: string, mode: MatcherMode = 'fallback'): ParsedMatchers {
  if (mode === 'classic') return compile(parseClassic(text))
  if (mode === 'utf8') return compile(parseUtf8(text))
  return choose(compile(parseUtf8(text)), compile(parseClassic(text)))
}

/** Reads exactly one matcher, as an argument of `amtool` is; braces are refused in fallback mode. */
export function parseMatcher(text: string, mode: MatcherMode = 'fallback'): ParsedMatchers {
  const whole = { start: 0, end: text.length }
  if (mode === 'fallback' && /^\{|\}$/.test(text)) return { matchers: [], error: { message: 'Braces do not belong around a single matcher.', span: whole } }
  const one = parseClassicMatcher(text)
  const classic = compile('error' in one ? { matchers: [], error: one.error } : { matchers: [one] })
  if (mode === 'classic') return classic
  const several = compile(parseUtf8(text))
  const utf8 =
    several.error || several.matchers.length === 1
      ? several
      : { matchers: [], error: { message: several.matchers.length ? 'Only one matcher can stand here.' : 'A matcher is missing.', span: whole } }
  return mode === 'utf8' ? utf8 : choose(utf8, classic)
}

function choose(utf8: ParsedMatchers, classic: ParsedMatchers): ParsedMatchers {
  if (utf8.error) {
    if (!classic.error) return { ...classic, warning: 'incompatible', utf8: utf8 as Grammar }
    // Both refuse: the newer grammar knows the place better.
    return classic.error.regex ? classic : utf8
  }
  if (classic.error) return utf8
  return same(utf8.matchers, classic.matchers) ? classic : { ...classic, warning: 'disagreement', utf8: utf8 as Grammar }
}

function compile(grammar: Grammar): ParsedMatchers {
  for (const [i, matcher] of grammar.matchers.entries()) {
    const wrong = matcher.op === '=~' || matcher.op === '!~' ? checkRegex(matcher.value, 'alertmanager') : undefined
    if (!wrong) continue
    return { matchers: grammar.matchers.slice(0, i), error: { message: wrong.message, span: place(matcher, wrong.span), regex: true } }
  }
  return grammar
}

/** The place of a part of the value: exact when the value is written without escapes. */
function place({ value, valueSpan }: Matcher, part: Span): Span {
  if (valueSpan.end - valueSpan.start !== value.length) return valueSpan
  return { start: valueSpan.start + part.start, end: valueSpan.start + part.end }
}

const same = (a: readonly Matcher[], b: readonly Matcher[]): boolean =>
  a.length === b.length && a.every((one, i) => one.name === b[i]?.name && one.op === b[i]?.op && one.value === b[i]?.value)

// The language of Alertmanager's matchers, one or several in a text. `scope.flavour` is a MatcherMode; unset means Alertmanager's default.
import type { Mention } from '../../text'
import { alertNames } from '../alertName'
import type { InlineLanguage, InlineScope, Token } from '../inline'
import { complete } from './complete'
import { explain } from './explain'
import { type MatcherMode, parseMatchers } from './parse'
import { problems } from './problems'
import type { MatcherTree } from './tree'

export const matcherLanguage: InlineLanguage<MatcherTree> = {
  id: 'matcher',
  parse: (text, scope) => ({ text, mode: mode(scope), ...parseMatchers(text, mode(scope)) }),
  problems,
  mentions: tree =>
    tree.matchers.flatMap(({ name, nameSpan, op, value, valueSpan }): Mention[] => [
      { kind: 'label', name, role: 'uses', span: nameSpan },
      ...alertNames(name, op, value, valueSpan),
    ]),
  tokens: tree =>
    tree.matchers.flatMap(({ op, nameSpan, opSpan, valueSpan }): Token[] => [
      { type: 'property', span: nameSpan },
      { type: 'operator', span: opSpan },
      { type: op === '=' || op === '!=' ? 'string' : 'regexp', span: valueSpan },
    ]),
  complete,
  explain,
}

const mode = ({ flavour }: InlineScope): MatcherMode => (flavour === 'classic' || flavour === 'utf8' ? flavour : 'fallback')

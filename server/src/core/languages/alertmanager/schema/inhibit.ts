// Inhibition rules: one alert mutes another.
import type { Schema } from '../../../schema'
import { list, mapOf, text } from '../../shared/fields'
import { anchoredRegex, oldMatch, section } from './parts'

export const inhibitRule: Schema = section(
  'inhibit-rule',
  'an inhibition rule',
  'inhibit_rule',
  {
    name: text('A name for this rule, shown in metrics and traces.', { since: '0.30' }),
    source_match: mapOf('Labels that the muting alert must have with exactly these values. The older form of `source_matchers`.', { type: 'string' }, oldMatch),
    source_match_re: mapOf(
      'Labels of the muting alert whose whole values must match these regular expressions. The older form of matchers with `=~`.',
      anchoredRegex,
      oldMatch,
    ),
    source_matchers: list(
      'Conditions for the muting alert, all of them, such as `severity="critical"`. None at all means any alert mutes.',
      { type: 'string', inline: 'matcher', examples: ['severity="critical"'] },
      { since: '0.22', insert: '\n  - ${1:severity}="${2:critical}"' },
    ),
    target_match: mapOf('Labels that a muted alert must have with exactly these values. The older form of `target_matchers`.', { type: 'string' }, oldMatch),
    target_match_re: mapOf(
      'Labels of a muted alert whose whole values must match these regular expressions. The older form of matchers with `=~`.',
      anchoredRegex,
      oldMatch,
    ),
    target_matchers: list(
      'Conditions for the alerts that get muted, all of them, such as `severity="warning"`.',
      { type: 'string', inline: 'matcher', examples: ['severity="warning"'] },
      { since: '0.22', insert: '\n  - ${1:severity}="${2:warning}"' },
    ),
    equal: list(
      'Labels that must have the same value on both alerts. A label missing on both sides counts as equal; without any, one source mutes every target.',
      { type: 'string', minLength: 1, nullable: false, noun: 'a label of "equal"', examples: ['alertname', 'instance'] },
      { insert: ' [${1:instance}]' },
    ),
  },
  {
    misnamed: {
      source_matcher: 'source_matchers',
      target_matcher: 'target_matchers',
      sources: 'source_matchers',
      targets: 'target_matchers',
      source: 'source_matchers',
      target: 'target_matchers',
      equals: 'equal',
      matchers: { say: 'A rule has "source_matchers" and "target_matchers".' },
    },
  },
)

// Rules that rewrite labels: of targets before the scrape, of series after it, of alerts and of samples that are sent on.
import type { Schema } from '../../../schema'
import { choice, count, list, never, object, text } from '../../shared/fields'
import { page } from './page'

const actions = ['replace', 'keep', 'drop', 'keepequal', 'dropequal', 'hashmod', 'labelmap', 'labeldrop', 'labelkeep', 'lowercase', 'uppercase'] as const

export const relabelConfig: Schema = object(
  'One step of relabelling. The values of the source labels are joined, matched by the regular expression, and the action says what follows.',
  'a relabelling rule',
  {
    source_labels: list(
      'Labels whose values are joined with the separator and compared with `regex`. Labels of discovery (`__meta_…`) are gone after target relabelling.',
      { type: 'string', format: 'label-name', examples: ['__address__', '__name__', 'job', 'instance'] },
      { insert: ' [${1:__address__}]' },
    ),
    separator: text('What is put between the values of several source labels. Default: `;`.', { default: ';' }),
    regex: text('Regular expression (RE2) for the joined value. It must match all of it, as if in `^(…)$`. Default: `(.*)`.', {
      format: 'relabel-regex',
      default: '(.*)',
    }),
    modulus: count('What the hash of the joined value is divided by; the rest becomes the value. Required with the action `hashmod`.', { examples: [2] }),
    target_label: text(
      'The label to write. Required with `replace`, `hashmod`, `lowercase`, `uppercase`, `keepequal` and `dropequal`; with `replace` it may hold `$1`.',
      { examples: ['instance', '__address__', '__param_target'] },
    ),
    replacement: text('The new value; `$1` or `${1}` is the first group of `regex`. An empty value removes the label. Default: `$1`.', {
      default: '$1',
      examples: ['$1'],
    }),
    action: choice(
      'What to do. `replace` (default) writes `target_label`; `keep` and `drop` filter by `regex`; `keepequal` and `dropequal` compare with `target_label`; ' +
        '`hashmod` writes a hash; `labelmap` renames labels whose names match; `labeldrop` and `labelkeep` remove labels by name; `lowercase` and `uppercase` change case.',
      actions,
      { default: 'replace', anyCase: true, nullable: false, noun: 'the action of a relabelling rule' },
    ),
  },
  {
    model: 'relabel-config',
    link: page('relabel_config'),
    misnamed: {
      source_label: 'source_labels',
      sourceLabels: 'source_labels',
      source_lables: 'source_labels',
      target_labels: 'target_label',
      targetLabel: 'target_label',
      target: 'target_label',
      regexp: 'regex',
      replace: 'replacement',
    },
  },
)

const step = never(relabelConfig)

/** A list of relabelling steps, in order; an empty step is refused. */
export const relabelConfigs = (description: string): Schema => list(`${description} The steps run in order.`, step, { link: page('relabel_config') })

// Metrics that arrive by OTLP.
import type { Schema } from '../../../schema'
import { choice, flag, list, object } from '../../shared/fields'
import { page } from './page'

const strategies = ['UnderscoreEscapingWithSuffixes', 'UnderscoreEscapingWithoutSuffixes', 'NoUTF8EscapingWithSuffixes', 'NoTranslation'] as const
const attributes = (description: string): Schema =>
  list(
    description,
    { type: 'string', minLength: 1, nullable: false, format: 'attribute', examples: ['service.name', 'service.instance.id', 'k8s.pod.name'] },
    { uniqueItems: true },
  )

export const otlp: Schema = object(
  'How metrics that arrive by OTLP are stored.',
  'the OTLP section',
  {
    promote_all_resource_attributes: flag('Makes every resource attribute a label. Excludes `promote_resource_attributes`. Default: `false`.', false, {
      since: '3.5',
    }),
    promote_resource_attributes: attributes('Resource attributes that become labels. Default: none.'),
    ignore_resource_attributes: {
      ...attributes('Resource attributes that do not become labels. Only with `promote_all_resource_attributes: true`.'),
      since: '3.5',
    },
    translation_strategy: choice(
      'How names become metric names: with or without escaping to underscores, with or without suffixes for unit and type. Default: `UnderscoreEscapingWithSuffixes`.',
      strategies,
      { default: 'UnderscoreEscapingWithSuffixes', emptyToo: true },
    ),
    keep_identifying_resource_attributes: flag(
      'Keeps `service.name`, `service.namespace` and `service.instance.id` in `target_info`, too. Default: `false`.',
      false,
      { since: '3.1' },
    ),
    convert_histograms_to_nhcb: flag('Stores explicit histograms as native ones with custom buckets. Default: `false`.', false, { since: '3.4' }),
    promote_scope_metadata: flag('Makes name and version of the instrumentation scope labels. Default: `false`.', false, { since: '3.6' }),
    label_name_underscore_sanitization: flag('Puts `key_` before label names that start with an underscore. Default: `true`.', true, { since: '3.8' }),
    label_name_preserve_multiple_underscores: flag('Keeps several underscores in a row in label names. Default: `true`.', true, { since: '3.8' }),
  },
  { model: 'otlp', link: page('configuration-file'), since: '2.55' },
)

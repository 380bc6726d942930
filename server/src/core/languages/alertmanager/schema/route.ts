// A route of the routing tree; children have the same form.
import type { Schema } from '../../../schema'
import { duration, flag, list, mapOf, text } from '../../shared/fields'
import { anchoredRegex, oldMatch, section, templated } from './parts'

export const route: Schema = section(
  'route',
  'a route',
  'route',
  {
    receiver: text('Where alerts go that match this route and none of its children. Inherited from the parent; the root needs one.', {
      uses: 'receiver',
      examples: ['default'],
    }),
    group_by: list(
      "Labels whose values keep alerts apart: one notification for each combination. `['...']` groups by all labels (every alert alone), `[]` puts all into one group. Inherited.",
      { type: 'string', minLength: 1, nullable: false, noun: 'a label of "group_by"', examples: ['alertname', 'severity', '...'] },
      { insert: ' [${1:alertname}]' },
    ),
    match: mapOf('Labels that must have exactly these values. The older form of `matchers`.', { type: 'string' }, oldMatch),
    match_re: mapOf('Labels whose whole values must match these regular expressions. The older form of `matchers` with `=~`.', anchoredRegex, oldMatch),
    matchers: list(
      'Conditions an alert must fulfil, all of them: `severity="critical"`, `team!="web"`, `service=~"api|db"`. Regular expressions match the whole value. Not inherited as text, but a child only sees what its parents let through.',
      { type: 'string', inline: 'matcher', examples: ['severity="critical"'] },
      { since: '0.22', insert: '\n  - ${1:severity}="${2:critical}"' },
    ),
    mute_time_intervals: list(
      'Named time intervals during which this route sends nothing. Not inherited, not allowed on the root.',
      { type: 'string', uses: 'time-interval', minLength: 1, nullable: false },
      { since: '0.22' },
    ),
    active_time_intervals: list(
      'Named time intervals outside which this route sends nothing. Not inherited, not allowed on the root.',
      { type: 'string', uses: 'time-interval', minLength: 1, nullable: false },
      { since: '0.24' },
    ),
    continue: flag('Whether later siblings are tried after this route matched. It never brings an alert back to the parent. Default: `false`.', false),
    routes: list(
      'Child routes, tried in this order. The first that matches takes the alert, unless it says `continue: true`.',
      { $ref: '#/$defs/route', nullable: false },
      {
        insert: '\n  - matchers:\n      - ${1:severity}="${2:critical}"\n    receiver: ${3:name}',
      },
    ),
    group_wait: duration('How long a new group waits for further alerts before its first notification. Inherited. Default: `30s`.', { default: '30s' }),
    group_interval: duration('How long to wait before new alerts of a group that was already notified are sent. Must not be zero. Inherited. Default: `5m`.', {
      default: '5m',
    }),
    repeat_interval: duration(
      'How long until a notification is sent again while nothing changed. In effect rounded up to a multiple of `group_interval`. Must not be zero. Inherited. Default: `4h`.',
      { default: '4h' },
    ),
    labels: mapOf(
      "Labels added to the notification (`.RouteLabels` in templates, `routeLabels` in the webhook body). Parents' labels are kept unless set anew.",
      templated('The value, a Go template.'),
      { since: '0.34', propertyNames: { type: 'string', minLength: 1 } },
    ),
  },
  {
    misnamed: {
      matcher: 'matchers',
      match_regex: 'match_re',
      match_regexp: 'match_re',
      receivers: { say: 'A route names one "receiver"; the list "receivers" stands at the top of the file.' },
      inhibit_rules: { say: 'It stands at the top of the file, beside "route".' },
      templates: { say: 'It stands at the top of the file, beside "route".' },
      name: 'receiver',
      route: 'routes',
      group: 'group_by',
      groupby: 'group_by',
      mute_time_interval: 'mute_time_intervals',
      active_time_interval: 'active_time_intervals',
      time_intervals: { say: 'A route names its intervals under "mute_time_intervals" or "active_time_intervals".' },
      equal: { say: 'It belongs to a rule under "inhibit_rules".' },
    },
  },
)

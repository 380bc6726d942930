// The data that templates get from the two programs, as shapes with words.
import { any, number, type Shape, said, text } from '../shape'

export const time: Shape = {
  kind: 'time',
  name: 'time',
  members: {
    Format: said(text, 'The time by a Go layout: `.StartsAt.Format "15:04:05"`.'),
    Unix: said(number, 'Seconds since 1970.'),
    UnixMilli: said(number, 'Milliseconds since 1970.'),
    UTC: said(any, 'The same time in UTC.'),
    Local: said(any, "The same time in the server's zone."),
    Add: said(any, 'The time plus a duration.'),
    Sub: said(any, 'The duration between two times.'),
    Year: said(number, 'The year.'),
    Month: said(any, 'The month.'),
    Day: said(number, 'The day of the month.'),
    Hour: said(number, 'The hour.'),
    Minute: said(number, 'The minute.'),
    Weekday: said(any, 'The day of the week.'),
    IsZero: said({ kind: 'boolean' }, 'True when no time is set.'),
  },
}

const map = (kind: 'label' | 'annotation', within: string): Shape => ({
  kind: 'map',
  name: kind === 'label' ? 'labels' : 'annotations',
  items: text,
  keys: { kind, within },
})

export const sample: Shape = {
  kind: 'object',
  name: 'sample',
  members: {
    Labels: said(map('label', 'query'), 'Labels of this sample of the query.'),
    Value: said(number, 'The number.'),
  },
}

export const vector: Shape = { kind: 'list', name: 'samples', items: sample }

/** Data of labels and annotations in rules (prometheus rules/alerting.go). */
export const ruleData: Shape = {
  kind: 'object',
  name: 'alert of a rule',
  members: {
    Labels: said(map('label', 'Labels'), 'Labels of the series that the expression returned; those that the rule adds are not among them.'),
    ExternalLabels: said(map('label', 'ExternalLabels'), "Prometheus' own external labels."),
    ExternalURL: said(text, "Prometheus' own address."),
    Value: said(number, 'What the expression returned for this series.'),
  },
}

export const ruleVariables: Readonly<Record<string, Shape>> = {
  $labels: said(
    map('label', 'Labels'),
    'Labels of the series that the expression returned. Labels that the rule adds itself are not among them; a missing label is empty text.',
  ),
  $value: said(number, 'What the expression returned for this series.'),
  $externalLabels: said(map('label', 'ExternalLabels'), "Prometheus' own external labels."),
  $externalURL: said(text, "Prometheus' own address (`--web.external-url`)."),
}

const names: Shape = { kind: 'list', name: 'texts', items: text, members: { Join: said(text, 'Joins the texts: `.Join ", "`.') } }

const pair: Shape = { kind: 'object', name: 'pair', members: { Name: said(text, 'The name.'), Value: said(text, 'The value.') } }

const pairs: Shape = {
  kind: 'list',
  name: 'pairs',
  items: pair,
  members: { Names: said(names, 'All names.'), Values: said(names, 'All values.') },
}

const withMethods = (shape: Shape): Shape => ({
  ...shape,
  members: {
    SortedPairs: said(pairs, 'Name and value of each, by name, `alertname` first.'),
    Names: said(names, 'All names, sorted.'),
    Values: said(names, 'All values, by name.'),
    String: said(text, 'All pairs as one text.'),
    ...(shape.items && {
      Remove: said(
        { ...shape, members: { SortedPairs: pairs, Names: names, Values: names } },
        'The same without some names: `.Remove (stringSlice "alertname")`.',
      ),
    }),
  },
})

const set = (kind: 'label' | 'annotation', within: string): Shape => withMethods(map(kind, within))

export const alert: Shape = {
  kind: 'object',
  name: 'alert',
  members: {
    Status: said(text, '`firing` or `resolved`.'),
    Labels: said(set('label', 'Labels'), 'All labels of this alert.'),
    Annotations: said(set('annotation', 'Annotations'), 'All annotations of this alert.'),
    StartsAt: said(time, 'When it began to fire.'),
    EndsAt: said(time, 'When it ended; zero while it fires.'),
    GeneratorURL: said(text, 'Link to the expression in Prometheus.'),
    Fingerprint: said(text, 'Identifies the label set.'),
  },
}

const alertList: Shape = { kind: 'list', name: 'alerts', items: alert }

/** Data of a notification (alertmanager template/template.go). */
export const notification: Shape = {
  kind: 'object',
  name: 'notification',
  members: {
    Receiver: said(text, 'Name of the receiver.'),
    Status: said(text, '`firing` when at least one alert fires, else `resolved`.'),
    Alerts: said(
      { ...alertList, members: { Firing: said(alertList, 'Those that fire.'), Resolved: said(alertList, 'Those that are over.') } },
      'The alerts of the group.',
    ),
    GroupLabels: said(set('label', 'GroupLabels'), "The labels named in the route's `group_by`."),
    CommonLabels: said(set('label', 'CommonLabels'), 'Labels with the same value in all alerts of the group; others are empty here.'),
    CommonAnnotations: said(set('annotation', 'CommonAnnotations'), 'Annotations with the same text in all alerts of the group.'),
    ExternalURL: said(text, "Alertmanager's own address."),
    NotificationReason: said(text, 'Why this message is sent, such as `repeat interval elapsed`.', '0.32'),
    RouteLabels: said(set('label', 'RouteLabels'), 'Labels that the matched route carries.', '0.34'),
  },
}

/** Templates that Alertmanager brings along. */
export const builtinTemplates: readonly string[] = [
  '__alertmanager',
  '__alertmanagerURL',
  '__subject',
  '__description',
  '__text_alert_list',
  '__text_alert_list_markdown',
  ...of('slack', 'title username fallback callbackid pretext titlelink iconemoji iconurl text footer color'),
  ...of('pagerduty', 'description client clientURL instances'),
  ...of('opsgenie', 'message description source'),
  ...of('wechat', 'message to_user to_party to_tag agent_id'),
  ...of('victorops', 'state_message entity_display_name monitoring_tool'),
  ...of('pushover', 'title message url'),
  ...of('sns', 'subject message'),
  ...of('telegram', 'message'),
  ...of('discord', 'content title message'),
  ...of('webex', 'message'),
  ...of('msteams', 'summary title text'),
  ...of('msteamsv2', 'title text'),
  ...of('jira', 'summary description priority'),
  ...of('rocketchat', 'title alias titlelink emoji iconurl text'),
  ...of('mattermost', 'color username title titlelink fallback text'),
  ...of('email', 'subject html'),
]

function of(integration: string, parts: string): string[] {
  return parts.split(' ').map(part => `${integration}.default.${part}`)
}

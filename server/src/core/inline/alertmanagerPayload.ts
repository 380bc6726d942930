// The JSON that Alertmanager posts to a webhook, version "4", as a shape with words. Data only: Kestra's `trigger.body` and
// whoever simulates an alert read it.
import { number, type Shape, said, text } from './shape'

const labels = (within: string, documentation: string, since?: string): Shape =>
  said({ kind: 'map', name: 'label set', items: text, keys: { kind: 'label', within } }, documentation, since)

const annotations = (within: string, documentation: string): Shape =>
  said({ kind: 'map', name: 'annotations', items: text, keys: { kind: 'annotation', within } }, documentation)

const alert: Shape = {
  kind: 'object',
  name: 'alert',
  members: {
    status: said(text, '`firing` or `resolved`, of this one alert.'),
    labels: labels('labels', "All labels of this alert: those of the series, the rule's own and Prometheus' external labels."),
    annotations: annotations('annotations', 'The annotations of this alert with their templates filled in.'),
    startsAt: said({ kind: 'time' }, 'When the alert began to fire, RFC 3339.'),
    endsAt: said({ kind: 'time' }, 'When it ended; `0001-01-01T00:00:00Z` while it fires.'),
    generatorURL: said(text, 'Link back to the expression in Prometheus; empty when the sender gave none.'),
    fingerprint: said(text, 'Sixteen hexadecimal digits that name this label set.'),
  },
}

export const alertmanagerPayload: Shape = {
  kind: 'object',
  name: 'Alertmanager webhook body',
  members: {
    receiver: said(text, 'Name of the receiver. Special characters arrive escaped: `web.hook` comes as `web\\.hook`.'),
    status: said(text, '`firing` when at least one alert of the group fires, else `resolved`.'),
    alerts: said({ kind: 'list', name: 'alerts', items: alert }, 'The alerts of the group; `max_alerts` may cut the list.'),
    notification_reason: said(text, 'Why this message was sent, such as `first notification` or `all alerts resolved`.', '0.32'),
    groupLabels: labels('groupLabels', "The labels named in the route's `group_by`."),
    commonLabels: labels('commonLabels', 'Labels with the same value in every alert of the group; any other label is missing here.'),
    commonAnnotations: annotations('commonAnnotations', 'Annotations with the same text in every alert of the group.'),
    routeLabels: labels('routeLabels', 'Labels that the matched route carries.', '0.34'),
    externalURL: said(text, "Alertmanager's own address (`--web.external-url`)."),
    version: said(text, 'Version of this format, always `"4"`.'),
    groupKey: said(text, 'Identifies the group: the route and its group labels.'),
    truncatedAlerts: said(number, 'How many alerts `max_alerts` cut off.'),
  },
}

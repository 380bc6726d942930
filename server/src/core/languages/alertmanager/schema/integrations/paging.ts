// PagerDuty, Opsgenie, VictorOps and incident.io.
import type { Schema } from '../../../../schema'
import { count, flag, list, mapOf, never, path } from '../../../shared/fields'
import { httpConfig } from '../../../shared/http'
import { anything, clientKeys, goDuration, secret, section, templated, templatedSecret, webUrl } from '../parts'

export const pagerdutyImage: Schema = section(
  'pagerduty-image',
  'a picture of PagerDuty',
  'image_config',
  {
    src: templated('Address of the picture; it must be HTTPS.'),
    alt: templated('Text instead of the picture.'),
    href: templated('Address that the picture links to.'),
  },
  {},
)

export const pagerdutyLink: Schema = section(
  'pagerduty-link',
  'a link of PagerDuty',
  'link_config',
  {
    href: templated('The address.'),
    text: templated('The text of the link.'),
  },
  {},
)

export const pagerduty: Schema = section(
  'pagerduty',
  'a PagerDuty integration',
  'pagerduty_config',
  {
    send_resolved: flag('Whether the incident is resolved when its alerts are. Default: `true`.', true),
    http_config: { ...httpConfig, description: 'The HTTP client for PagerDuty. Default: `global.http_config`.' },
    service_key: templatedSecret('Integration key for the older Events API v1. Better kept in `service_key_file`.'),
    service_key_file: path('File that holds the integration key for the Events API v1.', { since: '0.25' }),
    routing_key: templatedSecret('Integration key for the Events API v2. Better kept in `routing_key_file`.'),
    routing_key_file: path('File that holds the integration key for the Events API v2.', { since: '0.25' }),
    url: webUrl('Address that events are posted to. Default: `global.pagerduty_url`.'),
    client: templated('Name of the sender that PagerDuty shows.', { default: '{{ template "pagerduty.default.client" . }}' }),
    client_url: templated('Link back to the sender.', { default: '{{ template "pagerduty.default.clientURL" . }}' }),
    description: templated('Summary of the incident.', { default: '{{ template "pagerduty.default.description" .}}' }),
    details: mapOf(
      'Further values of the incident, by name. They add to the standard ones (`firing`, `resolved`, `num_firing`, `num_resolved`).',
      anything('The value; its texts are Go templates.'),
      {
        default: {
          firing: '{{ .Alerts.Firing | toJson }}',
          num_firing: '{{ .Alerts.Firing | len }}',
          num_resolved: '{{ .Alerts.Resolved | len }}',
          resolved: '{{ .Alerts.Resolved | toJson }}',
        },
      },
    ),
    images: list('Pictures attached to the incident.', pagerdutyImage),
    links: list('Links attached to the incident.', pagerdutyLink),
    source: templated('What is affected, for the Events API v2. Default: as `client`.', { since: '0.25' }),
    severity: templated('How bad it is: `critical`, `error`, `warning` or `info`. Default: `error`.'),
    class: templated('Kind of event.'),
    component: templated('Part of the source that is responsible.'),
    group: templated('A cluster of sources.'),
    timeout: goDuration('How long one request may take, as a Go duration (`10s`). A bare number counts nanoseconds.', { since: '0.30' }),
  },
  {
    nullable: false,
    misnamed: { ...clientKeys, integration_key: 'routing_key', api_key: 'routing_key', pagerduty_url: 'url', severity_level: 'severity' },
    atLeastOne: [['routing_key', 'routing_key_file', 'service_key', 'service_key_file']],
    atMostOne: [
      ['routing_key', 'routing_key_file'],
      ['service_key', 'service_key_file'],
    ],
  },
)

export const opsgenieResponder: Schema = section(
  'opsgenie-responder',
  'a responder of Opsgenie',
  'responder',
  {
    id: templated('Id of the responder.'),
    name: templated('Name of the team, escalation or schedule.'),
    username: templated('Name of the user.'),
    type: templated('Kind of responder: `team`, `teams` (several in one text, separated by commas), `user`, `escalation` or `schedule`; may be a template.', {
      flavour: 'alertmanager-url',
      examples: ['team', 'user', 'escalation', 'schedule', 'teams'],
    }),
  },
  { atLeastOne: [['id', 'name', 'username']], misnamed: { user: 'username', team: { say: 'Write "type: team" and the name under "name".' } } },
)

export const opsgenie: Schema = section(
  'opsgenie',
  'an Opsgenie integration',
  'opsgenie_config',
  {
    send_resolved: flag('Whether the alert is closed when its alerts are resolved. Default: `true`.', true),
    http_config: { ...httpConfig, description: 'The HTTP client for Opsgenie. Default: `global.http_config`.' },
    api_key: secret('API key. Better kept in `api_key_file`. Default: `global.opsgenie_api_key`.'),
    api_key_file: path('File that holds the API key; a relative path counts from where Alertmanager was started. Default: `global.opsgenie_api_key_file`.', {
      since: '0.24',
    }),
    api_url: webUrl('Address of the API. Default: `global.opsgenie_api_url`.'),
    message: templated('Headline of the alert, up to 130 characters.', { default: '{{ template "opsgenie.default.message" . }}' }),
    description: templated('Longer text of the alert.', { default: '{{ template "opsgenie.default.description" . }}' }),
    source: templated('Where the alert comes from.', { default: '{{ template "opsgenie.default.source" . }}' }),
    details: mapOf('Further values of the alert, by name.', templated('The value, a Go template.')),
    entity: templated('What the alert is about, a field for searching.', { since: '0.24' }),
    responders: list('Teams, users, escalations or schedules that get the alert.', never(opsgenieResponder)),
    actions: templated('Names of custom actions, separated by commas.', { since: '0.24' }),
    tags: templated('Tags, separated by commas.'),
    note: templated('An additional note.'),
    priority: templated('`P1` to `P5`.'),
    update_alerts: flag('Whether message and description are brought up to date while the alert is open. Default: no.', false, { since: '0.24' }),
  },
  {
    nullable: false,
    atMostOne: [['api_key', 'api_key_file']],
    misnamed: { ...clientKeys, teams: { say: 'Teams are "responders": "[{type: team, name: …}]".' }, recipients: 'responders' },
  },
)

export const victorops: Schema = section(
  'victorops',
  'a VictorOps integration',
  'victorops_config',
  {
    send_resolved: flag('Whether the incident is closed when its alerts are resolved. Default: `true`.', true),
    http_config: { ...httpConfig, description: 'The HTTP client for VictorOps. Default: `global.http_config`.' },
    api_key: secret('API key. Better kept in `api_key_file`. Default: `global.victorops_api_key`.'),
    api_key_file: path('File that holds the API key. Default: `global.victorops_api_key_file`.', { since: '0.22' }),
    api_url: webUrl('Address of the API, up to the key. Default: `global.victorops_api_url`.'),
    routing_key: templated('Which team gets the incident.'),
    message_type: templated('`CRITICAL`, `WARNING` or `INFO`. Default: `CRITICAL`.', { default: 'CRITICAL' }),
    state_message: templated('Longer text of the incident.', { default: '{{ template "victorops.default.state_message" . }}' }),
    entity_display_name: templated('Headline of the incident.', { default: '{{ template "victorops.default.entity_display_name" . }}' }),
    monitoring_tool: templated('Name of the sender that VictorOps shows.', { default: '{{ template "victorops.default.monitoring_tool" . }}' }),
    custom_fields: mapOf('Further values of the incident, by name. Names that VictorOps uses itself are refused.', templated('The value, a Go template.')),
  },
  { nullable: false, required: ['routing_key'], atMostOne: [['api_key', 'api_key_file']], misnamed: clientKeys },
)

export const incidentio: Schema = section(
  'incidentio',
  'an incident.io integration',
  'incidentio_config',
  {
    send_resolved: flag('Whether the alert is resolved when its alerts are. Default: `true`.', true),
    http_config: { ...httpConfig, description: 'The HTTP client for incident.io. Default: `global.http_config`.', since: '0.29' },
    url: webUrl('Address of the alert source, with scheme and host.', { since: '0.29' }),
    url_file: path('File that holds the address.', { since: '0.29' }),
    alert_source_token: secret('Token of the alert source. Better kept in `alert_source_token_file`.', { since: '0.29' }),
    alert_source_token_file: path('File that holds the token of the alert source.', { since: '0.29' }),
    max_alerts: count('The most alerts in one request. 0: no limit.', { since: '0.29' }),
    timeout: goDuration('How long one request may take, as a Go duration (`10s`). A bare number counts nanoseconds.', { since: '0.29' }),
  },
  {
    nullable: false,
    exactlyOne: [['url', 'url_file']],
    atMostOne: [['alert_source_token', 'alert_source_token_file']],
    misnamed: { ...clientKeys, token: 'alert_source_token' },
  },
)

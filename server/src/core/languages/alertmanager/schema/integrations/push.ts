// Pushover and Amazon SNS.
import type { Schema } from '../../../../schema'
import { flag, mapOf, path, text } from '../../../shared/fields'
import { httpConfig, sigv4 } from '../../../shared/http'
import { clientKeys, goDurationText, secret, section, templated } from '../parts'

/** The version of the library that Alertmanager has does not know sessions yet. */
const { session_name, tags, ...known } = sigv4.properties ?? {}
const ownSigv4: Schema = { ...sigv4, properties: known }

export const pushover: Schema = section(
  'pushover',
  'a Pushover integration',
  'pushover_config',
  {
    send_resolved: flag('Whether a message is sent when alerts are resolved, too. Default: `true`.', true),
    http_config: { ...httpConfig, description: 'The HTTP client for Pushover. Default: `global.http_config`.' },
    user_key: secret('Key of the user or group. Better kept in `user_key_file`.'),
    user_key_file: path('File that holds the key of the user or group.', { since: '0.26' }),
    token: secret('Token of the application. Better kept in `token_file`.'),
    token_file: path('File that holds the token of the application.', { since: '0.26' }),
    title: templated('Headline of the message.', { default: '{{ template "pushover.default.title" . }}' }),
    message: templated('Text of the message.', { default: '{{ template "pushover.default.message" . }}' }),
    url: templated('A link shown with the message.', { default: '{{ template "pushover.default.url" . }}' }),
    url_title: text('Text of the link.'),
    device: text("Device to send to. Default: all of the user's.", { since: '0.26' }),
    sound: text('Sound that is played.'),
    priority: templated('From -2 to 2; 2 repeats until somebody confirms.', { default: '{{ if eq .Status "firing" }}2{{ else }}0{{ end }}' }),
    retry: goDurationText('How often an emergency message (priority 2) is repeated, as a Go duration of at least 30 s. Default: `1m`.', { default: '1m' }),
    expire: goDurationText('How long an emergency message is repeated, as a Go duration. Default: `1h`.', { default: '1h' }),
    ttl: goDurationText('How long the message is kept, as a Go duration. Default: for ever.', { since: '0.27' }),
    html: flag('Whether the message is HTML. Default: no.', false),
    monospace: flag('Whether the message is shown in a fixed-width font. Default: no.', false, { since: '0.29' }),
  },
  {
    nullable: false,
    misnamed: { ...clientKeys, user: 'user_key', api_token: 'token', text: 'message' },
    exactlyOne: [
      ['user_key', 'user_key_file'],
      ['token', 'token_file'],
    ],
    atMostOne: [['html', 'monospace']],
  },
)

export const sns: Schema = section(
  'sns',
  'an SNS integration',
  'sns_configs',
  {
    send_resolved: flag('Whether a message is sent when alerts are resolved, too. Default: `true`.', true),
    http_config: { ...httpConfig, description: 'The HTTP client for SNS. Default: `global.http_config`.', since: '0.23' },
    api_url: templated('Address of the SNS API. Default: that of the region.', { since: '0.23' }),
    sigv4: { ...ownSigv4, description: 'How requests are signed: region, keys or role.', since: '0.23' },
    topic_arn: templated('Topic to publish to. Exactly one of topic, phone and target.', { since: '0.23' }),
    phone_number: templated('Phone number for a text message, in E.164 form.', { since: '0.23' }),
    target_arn: templated('Application endpoint for mobile push.', { since: '0.23' }),
    subject: templated('Subject, used for mail subscriptions.', { default: '{{ template "sns.default.subject" . }}', since: '0.23' }),
    message: templated('Text of the message.', { default: '{{ template "sns.default.message" . }}', since: '0.23' }),
    attributes: mapOf('Attributes of the message, by name.', templated('The value, a Go template.'), { since: '0.23' }),
    use_aws_http_client: flag('Whether the HTTP client of the AWS library is used instead of `http_config`. Default: no.', false, { since: '0.33' }),
  },
  { nullable: false, misnamed: { ...clientKeys, region: { say: 'It belongs under "sigv4".' }, topic: 'topic_arn' } },
)

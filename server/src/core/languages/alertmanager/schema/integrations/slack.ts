// The Slack integration.
import type { Schema } from '../../../../schema'
import { flag, list, path } from '../../../shared/fields'
import { httpConfig } from '../../../shared/http'
import { clientKeys, goDuration, secret, secretUrl, section, templated, webUrl } from '../parts'

export const slackConfirmationField: Schema = section(
  'slack-confirmation',
  'a question of Slack',
  'field_config',
  {
    text: templated('The question.'),
    title: templated('Headline of the question.'),
    ok_text: templated("Label of the button that agrees. Slack's default: `Okay`."),
    dismiss_text: templated("Label of the button that cancels. Slack's default: `Cancel`."),
  },
  { required: ['text'] },
)

export const slackAction: Schema = section(
  'slack-action',
  'a button of Slack',
  'action_config',
  {
    type: templated('Kind of element, `button`.'),
    text: templated('Label of the button.'),
    url: templated('Address that the button opens.'),
    style: templated('Look of the button: `primary`, `danger` or nothing.'),
    name: templated('Name of the button, sent back when it is pressed.'),
    value: templated('Value sent back when the button is pressed.'),
    confirm: { ...slackConfirmationField, description: 'A question asked before the action is carried out.' },
  },
  { required: ['type', 'text'], atLeastOne: [['name', 'url']] },
)

export const slackField: Schema = section(
  'slack-field',
  'a field of Slack',
  'field_config',
  {
    title: templated('Name of the field.'),
    value: templated('Text of the field.'),
    short: flag('Whether this field is short enough to stand beside another one. Default: `short_fields` of the integration.', false),
  },
  { required: ['title', 'value'] },
)

export const slack: Schema = section(
  'slack',
  'a Slack integration',
  'slack_config',
  {
    send_resolved: flag('Whether a message is sent when alerts are resolved, too. Default: `false`.', false),
    http_config: { ...httpConfig, description: 'The HTTP client for Slack. Default: `global.http_config`.' },
    api_url: secretUrl('Incoming-webhook address. It is a secret: better kept in `api_url_file`. Default: `global.slack_api_url`.'),
    api_url_file: path(
      'File that holds the incoming-webhook address; a relative path counts from where Alertmanager was started. Default: `global.slack_api_url_file`.',
      { since: '0.22' },
    ),
    app_token: secret('Bot token of a Slack app (`xoxb-…`), instead of a webhook address. Default: `global.slack_app_token`.', { since: '0.30' }),
    app_token_file: path('File that holds the bot token. Default: `global.slack_app_token_file`.', { since: '0.30' }),
    app_url: webUrl("Address of Slack's API that is called with the token. Default: `global.slack_app_url`.", { since: '0.30' }),
    channel: templated("Channel or user to write to, such as `#alerts`. Webhooks of today's Slack apps ignore it."),
    username: templated('Name shown as the author.', { default: '{{ template "slack.default.username" . }}' }),
    color: templated('Color of the bar beside the message: `good`, `warning`, `danger` or a hex code.', { default: '{{ template "slack.default.color" . }}' }),
    title: templated('Headline of the message.', { default: '{{ template "slack.default.title" . }}' }),
    title_link: templated('Address behind the headline.', { default: '{{ template "slack.default.titlelink" . }}' }),
    pretext: templated('Text above the message.', { default: '{{ template "slack.default.pretext" . }}' }),
    text: templated('Body of the message.', { default: '{{ template "slack.default.text" . }}' }),
    message_text: templated('Text of the message itself, outside its attachment; shown in notifications of phones.', { since: '0.31' }),
    fields: list('Small tables below the text, each a title and a value.', slackField),
    short_fields: flag('Whether fields are short enough to stand side by side. Default: no.', false),
    footer: templated('Text at the foot of the message.', { default: '{{ template "slack.default.footer" . }}' }),
    fallback: templated('Plain text for clients that cannot show attachments.', { default: '{{ template "slack.default.fallback" . }}' }),
    callback_id: templated('Id that Slack sends back when a button is pressed.', { default: '{{ template "slack.default.callbackid" . }}' }),
    icon_emoji: templated("Emoji shown as the author's picture, such as `:fire:`.", { default: '{{ template "slack.default.iconemoji" . }}' }),
    icon_url: templated("Address of the author's picture.", { default: '{{ template "slack.default.iconurl" . }}' }),
    image_url: templated('Address of a picture shown in the message.'),
    thumb_url: templated('Address of a small picture beside the text.'),
    link_names: flag('Whether names after `@` and `#` become links. Default: no.', false),
    mrkdwn_in: list("Parts of the message in which Slack's Markdown works, such as `text` and `pretext`.", { type: 'string' }),
    actions: list('Buttons below the message.', slackAction),
    update_message: flag(
      'Whether the first message is changed instead of sending new ones. Needs a bot token and `api_url: https://slack.com/api/chat.postMessage`.',
      false,
      { since: '0.32' },
    ),
    timeout: goDuration('How long one request may take, as a Go duration (`10s`). A bare number counts nanoseconds.', { since: '0.30' }),
  },
  {
    nullable: false,
    atMostOne: [['api_url', 'api_url_file', 'app_token', 'app_token_file']],
    misnamed: { ...clientKeys, webhook_url: 'api_url', url: 'api_url', slack_api_url: 'api_url', channels: 'channel', message: 'text', icon: 'icon_emoji' },
  },
)

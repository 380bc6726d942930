// Discord, Microsoft Teams, Telegram, Webex and WeChat.
import type { Schema } from '../../../../schema'
import { choice, flag, path, text, whole } from '../../../shared/fields'
import { httpConfig } from '../../../shared/http'
import { clientKeys, secret, secretUrl, section, templated, webUrl } from '../parts'

/** Ways to write the key of the address. */
const addressKeys: NonNullable<Schema['misnamed']> = {
  ...clientKeys,
  url: 'webhook_url',
  api_url: 'webhook_url',
  webhook: 'webhook_url',
  url_file: 'webhook_url_file',
}

export const discord: Schema = section(
  'discord',
  'a Discord integration',
  'discord_config',
  {
    send_resolved: flag('Whether a message is sent when alerts are resolved, too. Default: `true`.', true),
    http_config: { ...httpConfig, description: 'The HTTP client for Discord. Default: `global.http_config`.', since: '0.25' },
    webhook_url: secretUrl('Webhook address of the channel. It is a secret: better kept in `webhook_url_file`.', { since: '0.25' }),
    webhook_url_file: path('File that holds the webhook address; a relative path counts from where Alertmanager was started.', { since: '0.27' }),
    content: templated('Text above the embedded message, for mentions; up to 2000 characters.', { since: '0.28' }),
    title: templated('Headline of the embedded message.', { default: '{{ template "discord.default.title" . }}', since: '0.25' }),
    message: templated('Body of the embedded message.', { default: '{{ template "discord.default.message" . }}', since: '0.25' }),
    username: text('Name shown as the author.', { since: '0.28' }),
    avatar_url: text("Address of the author's picture.", { since: '0.28' }),
  },
  { nullable: false, exactlyOne: [['webhook_url', 'webhook_url_file']], misnamed: addressKeys },
)

export const msteams: Schema = section(
  'msteams',
  'a MSTeams integration',
  'msteams_config',
  {
    send_resolved: flag('Whether a message is sent when alerts are resolved, too. Default: `true`.', true),
    http_config: { ...httpConfig, description: 'The HTTP client for Teams. Default: `global.http_config`.', since: '0.26' },
    webhook_url: secretUrl('Address of the connector. It is a secret: better kept in `webhook_url_file`.', { since: '0.26' }),
    webhook_url_file: path('File that holds the address of the connector.', { since: '0.27' }),
    title: templated('Headline of the message.', { default: '{{ template "msteams.default.title" . }}', since: '0.26' }),
    summary: templated('Summary shown in notifications.', { default: '{{ template "msteams.default.summary" . }}', since: '0.27' }),
    text: templated('Body of the message.', { default: '{{ template "msteams.default.text" . }}', since: '0.26' }),
  },
  { nullable: false, exactlyOne: [['webhook_url', 'webhook_url_file']], misnamed: addressKeys },
)

export const msteamsv2: Schema = section(
  'msteamsv2',
  'a MSTeamsV2 integration',
  'msteamsv2_config',
  {
    send_resolved: flag('Whether a message is sent when alerts are resolved, too. Default: `true`.', true),
    http_config: { ...httpConfig, description: 'The HTTP client for Teams. Default: `global.http_config`.', since: '0.28' },
    webhook_url: secretUrl('Address of the workflow. It is a secret: better kept in `webhook_url_file`.', { since: '0.28' }),
    webhook_url_file: path('File that holds the address of the workflow.', { since: '0.28' }),
    title: templated('Headline of the message.', { default: '{{ template "msteamsv2.default.title" . }}', since: '0.28' }),
    text: templated('Body of the message.', { default: '{{ template "msteamsv2.default.text" . }}', since: '0.28' }),
  },
  { nullable: false, exactlyOne: [['webhook_url', 'webhook_url_file']], misnamed: addressKeys },
)

export const telegram: Schema = section(
  'telegram',
  'a Telegram integration',
  'telegram_config',
  {
    send_resolved: flag('Whether a message is sent when alerts are resolved, too. Default: `true`.', true),
    http_config: { ...httpConfig, description: 'The HTTP client for Telegram. Default: `global.http_config`.', since: '0.24' },
    api_url: webUrl('Address of the Bot API. Default: `global.telegram_api_url`.', { since: '0.24' }),
    bot_token: secret('Token of the bot. Better kept in `bot_token_file`. Default: `global.telegram_bot_token`.', { since: '0.24' }),
    bot_token_file: path('File that holds the token of the bot. Default: `global.telegram_bot_token_file`.', { since: '0.26' }),
    chat_id: whole('Number of the chat, without quotes; groups have negative numbers.', { since: '0.24', noun: 'the chat id' }),
    chat_id_file: path('File that holds the number of the chat.', { since: '0.31' }),
    message_thread_id: whole('Number of the topic within a group with topics.', { since: '0.28' }),
    message: templated('Text of the message. What does not fit `parse_mode` is refused by Telegram.', {
      default: '{{ template "telegram.default.message" . }}',
      since: '0.24',
    }),
    disable_notifications: flag('Whether the message arrives silently. Default: no.', false, { since: '0.24' }),
    parse_mode: choice('Markup of the message; empty for plain text. Default: `HTML`.', ['', 'Markdown', 'MarkdownV2', 'HTML'], {
      default: 'HTML',
      since: '0.24',
    }),
  },
  {
    nullable: false,
    exactlyOne: [['chat_id', 'chat_id_file']],
    atMostOne: [['bot_token', 'bot_token_file']],
    misnamed: { ...clientKeys, token: 'bot_token', chat: 'chat_id', text: 'message', thread_id: 'message_thread_id' },
  },
)

export const webex: Schema = section(
  'webex',
  'a Webex integration',
  'webex_config',
  {
    send_resolved: flag('Whether a message is sent when alerts are resolved, too. Default: `true`.', true),
    http_config: {
      ...httpConfig,
      description: "The HTTP client. Its `authorization` with the bot's token is needed. Default: `global.http_config`.",
      since: '0.25',
    },
    api_url: webUrl('Address of the messages API. Default: `global.webex_api_url`.', { since: '0.25' }),
    message: templated('Text of the message, in Markdown.', { default: '{{ template "webex.default.message" . }}', since: '0.25' }),
    room_id: templated('Id of the room.', { since: '0.25' }),
  },
  { nullable: false, required: ['room_id'], misnamed: clientKeys },
)

export const wechat: Schema = section(
  'wechat',
  'a WeChat integration',
  'wechat_config',
  {
    send_resolved: flag('Whether a message is sent when alerts are resolved, too. Default: `false`.', false),
    http_config: { ...httpConfig, description: 'The HTTP client for WeChat. Default: `global.http_config`.' },
    api_secret: secret('Secret of the application. Better kept in `api_secret_file`. Default: `global.wechat_api_secret`.'),
    api_secret_file: path('File that holds the secret of the application. Default: `global.wechat_api_secret_file`.', { since: '0.31' }),
    corp_id: text('Corporation id. Default: `global.wechat_api_corp_id`.'),
    message: templated('Text of the message.', { default: '{{ template "wechat.default.message" . }}' }),
    api_url: webUrl('Address of the API. Default: `global.wechat_api_url`.'),
    to_user: templated('Users, separated by `|`.', { default: '{{ template "wechat.default.to_user" . }}' }),
    to_party: templated('Departments, separated by `|`.', { default: '{{ template "wechat.default.to_party" . }}' }),
    to_tag: templated('Tags, separated by `|`.', { default: '{{ template "wechat.default.to_tag" . }}' }),
    agent_id: templated('Id of the application.', { default: '{{ template "wechat.default.agent_id" . }}' }),
    message_type: choice('Whether the text is plain or Markdown. Default: `text`.', ['text', 'markdown'], {
      default: 'text',
      since: '0.22',
      emptyToo: true,
    }),
  },
  { nullable: false, atMostOne: [['api_secret', 'api_secret_file']], misnamed: { ...clientKeys, secret: 'api_secret', toUser: 'to_user' } },
)

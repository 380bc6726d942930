// The Rocket.Chat integration. Keys of its fields and buttons are lower-cased names of Go, without underscores.
import type { Schema } from '../../../../schema'
import { flag, list, path, text } from '../../../shared/fields'
import { httpConfig } from '../../../shared/http'
import { clientKeys, secret, section, templated, webUrl } from '../parts'

export const rocketchatAttachmentField: Schema = section(
  'rocketchat-field',
  'a field of Rocket.Chat',
  'rocketchat_config',
  {
    short: flag('Whether this field may stand beside another one.', false),
    title: templated('Name of the field.'),
    value: templated('Text of the field.'),
  },
  {},
)

export const rocketchatAttachmentAction: Schema = section(
  'rocketchat-action',
  'a button of Rocket.Chat',
  'rocketchat_config',
  {
    type: templated('Kind of element, `button`.'),
    text: templated('Label of the button.'),
    url: templated('Address that the button opens.'),
    imageurl: text('Address of a picture instead of a label.'),
    iswebview: flag('Whether the address opens inside Rocket.Chat.', false),
    webviewheightratio: text('How much of the screen the inner page takes: `compact`, `tall` or `full`.'),
    msg: templated('Message that is sent when the button is pressed.'),
    msginchatwindow: flag('Whether that message goes into the chat.', false),
    msgprocessingtype: text('How that message is handled: `sendMessage` or `respondWithMessage`.'),
  },
  {},
)

export const rocketchat: Schema = section(
  'rocketchat',
  'a Rocket.Chat integration',
  'rocketchat_config',
  {
    send_resolved: flag('Whether a message is sent when alerts are resolved, too. Default: `false`.', false),
    http_config: { ...httpConfig, description: 'The HTTP client for Rocket.Chat. Default: `global.http_config`.', since: '0.28' },
    api_url: webUrl('Address of the server. Default: `global.rocketchat_api_url`.', { since: '0.28' }),
    token_id: secret('User id that belongs to the token. Better kept in `token_id_file`. Default: `global.rocketchat_token_id`.', { since: '0.28' }),
    token_id_file: path('File that holds the user id. Default: `global.rocketchat_token_id_file`.', { since: '0.28' }),
    token: secret('Personal access token. Better kept in `token_file`. Default: `global.rocketchat_token`.', { since: '0.28' }),
    token_file: path('File that holds the access token. Default: `global.rocketchat_token_file`.', { since: '0.28' }),
    channel: templated('Channel, room or user to write to.', { since: '0.28' }),
    color: templated('Color of the bar beside the message.', { default: '{{ if eq .Status "firing" }}red{{ else }}green{{ end }}', since: '0.28' }),
    title: templated('Headline of the message.', { default: '{{ template "rocketchat.default.title" . }}', since: '0.28' }),
    title_link: templated('Address behind the headline.', { default: '{{ template "rocketchat.default.titlelink" . }}', since: '0.28' }),
    text: templated('Body of the message.', { default: '{{ template "rocketchat.default.text" . }}', since: '0.28' }),
    fields: list('Small tables below the text.', rocketchatAttachmentField, { since: '0.28' }),
    short_fields: flag('Whether fields are short enough to stand side by side. Default: no.', false, { since: '0.28' }),
    emoji: templated("Emoji shown as the author's picture.", { default: '{{ template "rocketchat.default.emoji" . }}', since: '0.28' }),
    icon_url: templated("Address of the author's picture.", { default: '{{ template "rocketchat.default.iconurl" . }}', since: '0.28' }),
    image_url: templated('Address of a picture in the message.', { since: '0.28' }),
    thumb_url: templated('Address of a small picture beside the text.', { since: '0.28' }),
    link_names: flag('Whether names after `@` and `#` become links. Default: no.', false, { since: '0.28' }),
    actions: list('Buttons below the message.', rocketchatAttachmentAction, { since: '0.28' }),
  },
  {
    nullable: false,
    misnamed: { ...clientKeys, message: 'text' },
    atMostOne: [
      ['token', 'token_file'],
      ['token_id', 'token_id_file'],
    ],
  },
)

// The Mattermost integration.
import type { Schema } from '../../../../schema'
import { flag, list, path, text } from '../../../shared/fields'
import { httpConfig } from '../../../shared/http'
import { clientKeys, secretUrl, section, templated } from '../parts'

export const mattermostField: Schema = section(
  'mattermost-field',
  'a field of Mattermost',
  'mattermost_config',
  {
    title: text('Name of the field.', { since: '0.30' }),
    value: text('Text of the field.', { since: '0.30' }),
    short: flag('Whether this field may stand beside another one. Default: no.', false, { since: '0.30' }),
  },
  { required: ['title', 'value'] },
)

export const mattermostAttachment: Schema = section(
  'mattermost-attachment',
  'an attachment of Mattermost',
  'mattermost_config',
  {
    fallback: text('Plain text for clients that cannot show attachments.', { since: '0.30' }),
    color: text('Color of the bar beside the attachment.', { since: '0.30' }),
    pretext: text('Text above the attachment.', { since: '0.30' }),
    text: text('Body of the attachment.', { since: '0.30' }),
    author_name: text('Name of the author.', { since: '0.30' }),
    author_link: text("Address behind the author's name.", { since: '0.30' }),
    author_icon: text("Address of the author's small picture.", { since: '0.30' }),
    title: text('Headline of the attachment.', { since: '0.30' }),
    title_link: text('Address behind the headline.', { since: '0.30' }),
    fields: list('Small tables below the text.', mattermostField, { since: '0.30' }),
    thumb_url: text('Address of a small picture beside the text.', { since: '0.30' }),
    footer: text('Text at the foot.', { since: '0.30' }),
    footer_icon: text('Address of a small picture beside the footer.', { since: '0.30' }),
    image_url: text('Address of a picture.', { since: '0.30' }),
  },
  {},
)

export const mattermostProps: Schema = section(
  'mattermost-props',
  'the properties of a Mattermost post',
  'mattermost_config',
  {
    card: text('Markdown shown in the side bar when the information icon is clicked.', { since: '0.30' }),
  },
  {},
)

export const mattermostPriority: Schema = section(
  'mattermost-priority',
  'the priority of a Mattermost post',
  'mattermost_config',
  {
    priority: text('`important`, `urgent` or nothing.', { since: '0.30' }),
    requested_ack: flag('Whether readers are asked to confirm. Default: no.', false, { since: '0.30' }),
    persistent_notifications: flag('Whether an urgent message keeps notifying until somebody answers. Default: no.', false, { since: '0.30' }),
  },
  {},
)

export const mattermost: Schema = section(
  'mattermost',
  'a Mattermost integration',
  'mattermost_config',
  {
    send_resolved: flag('Whether a message is sent when alerts are resolved, too. Default: `true`.', true),
    http_config: { ...httpConfig, description: 'The HTTP client for Mattermost. Default: `global.http_config`.', since: '0.30' },
    webhook_url: secretUrl('Incoming-webhook address. It is a secret: better kept in `webhook_url_file`. Default: `global.mattermost_webhook_url`.', {
      since: '0.30',
    }),
    webhook_url_file: path('File that holds the incoming-webhook address. Default: `global.mattermost_webhook_url_file`.', { since: '0.30' }),
    channel: text("Channel to write to, over the webhook's own.", { since: '0.30' }),
    username: templated('Name shown as the author.', { default: '{{ template "mattermost.default.username" . }}', since: '0.30' }),
    text: templated('Body of the message.', { default: '{{ template "mattermost.default.text" . }}', since: '0.30' }),
    fallback: templated('Plain text for clients that cannot show attachments.', { default: '{{ template "mattermost.default.fallback" . }}', since: '0.32' }),
    color: templated('Color of the bar beside the message.', { default: '{{ template "mattermost.default.color" . }}', since: '0.32' }),
    pretext: text('Text above the message.', { since: '0.32' }),
    author_name: text('Name of the author within the message.', { since: '0.32' }),
    author_link: text("Address behind the author's name.", { since: '0.32' }),
    author_icon: text("Address of the author's small picture.", { since: '0.32' }),
    title: templated('Headline of the message.', { default: '{{ template "mattermost.default.title" . }}', since: '0.32' }),
    title_link: templated('Address behind the headline.', { default: '{{ template "mattermost.default.titlelink" . }}', since: '0.32' }),
    fields: list('Small tables below the text, each a title and a value.', mattermostField, { since: '0.32' }),
    thumb_url: text('Address of a small picture beside the text.', { since: '0.32' }),
    footer: text('Text at the foot of the message.', { since: '0.32' }),
    footer_icon: text('Address of a small picture beside the footer.', { since: '0.32' }),
    image_url: text('Address of a picture in the message.', { since: '0.32' }),
    icon_url: text("Address of the picture shown as the author's.", { since: '0.30' }),
    icon_emoji: text("Emoji shown as the author's picture.", { since: '0.30' }),
    attachments: list('Attachments of the older form.', mattermostAttachment, { deprecated: true, instead: 'Write its keys beside "text".', since: '0.30' }),
    type: text('Type of the post; must start with `custom_`.', { since: '0.30' }),
    props: { ...mattermostProps, description: 'Further properties of the post.', since: '0.30' },
    priority: { ...mattermostPriority, description: 'How urgent the post is.', since: '0.30' },
  },
  {
    nullable: false,
    atMostOne: [['webhook_url', 'webhook_url_file']],
    misnamed: { ...clientKeys, url: 'webhook_url', api_url: 'webhook_url', message: 'text' },
  },
)

// Receivers: a name and its integrations.
import type { Schema } from '../../../schema'
import { list, mapOf, text } from '../../shared/fields'
import { discord, msteams, msteamsv2, telegram, webex, wechat } from './integrations/chat'
import { email } from './integrations/email'
import { jira } from './integrations/jira'
import { mattermost } from './integrations/mattermost'
import { incidentio, opsgenie, pagerduty, victorops } from './integrations/paging'
import { pushover, sns } from './integrations/push'
import { rocketchat } from './integrations/rocketchat'
import { slack } from './integrations/slack'
import { webhook } from './integrations/webhook'
import { section } from './parts'

/** Names of the integrations, as models and as keys (`slack_configs`). */
export const integrations = [
  'discord',
  'email',
  'incidentio',
  'jira',
  'mattermost',
  'msteams',
  'msteamsv2',
  'opsgenie',
  'pagerduty',
  'pushover',
  'rocketchat',
  'slack',
  'sns',
  'telegram',
  'victorops',
  'webex',
  'webhook',
  'wechat',
] as const

const singular = Object.fromEntries(integrations.flatMap(one => [`${one}_config`, one, `${one}_receivers`, `${one}s`].map(wrong => [wrong, `${one}_configs`])))

const others: NonNullable<Schema['misnamed']> = {
  mail_configs: 'email_configs',
  hipchat_configs: { say: 'HipChat is gone, and Alertmanager no longer knows it.' },
  teams_configs: 'msteamsv2_configs',
  ms_teams_configs: 'msteamsv2_configs',
  msteams_v2_configs: 'msteamsv2_configs',
  web_hook_configs: 'webhook_configs',
  webhooks_configs: 'webhook_configs',
  url: { say: 'An address belongs to an integration, such as an item under "webhook_configs".' },
  webhook_url: { say: 'An address belongs to an integration, such as an item under "webhook_configs".' },
  send_resolved: { say: 'It belongs to each integration, such as an item under "webhook_configs".' },
  receiver: 'name',
}

export const receiver: Schema = section(
  'receiver',
  'a receiver',
  'receiver',
  {
    name: text('Unique name that routes refer to.', { declares: 'receiver', outline: true }),
    labels: mapOf(
      "Labels of this receiver, shown by the API and usable in `receiver_matchers`. `name`, if given, must be the receiver's name.",
      { type: 'string' },
      { since: '0.33' },
    ),
    discord_configs: list('Messages to Discord channels.', discord, { since: '0.25' }),
    email_configs: list('Mails.', email),
    incidentio_configs: list('Alert events for incident.io.', incidentio, { since: '0.29' }),
    pagerduty_configs: list('Events for PagerDuty.', pagerduty),
    slack_configs: list('Messages to Slack channels.', slack),
    webhook_configs: list('HTTP requests with a JSON body to any address, such as a webhook trigger of a Kestra flow.', webhook),
    opsgenie_configs: list('Alerts in Opsgenie.', opsgenie),
    wechat_configs: list('Messages to WeChat Work.', wechat),
    pushover_configs: list('Push messages by Pushover.', pushover),
    victorops_configs: list('Incidents in VictorOps (Splunk On-Call).', victorops),
    sns_configs: list('Messages to Amazon SNS: topics, phones, applications.', sns, { since: '0.23' }),
    telegram_configs: list('Messages to Telegram chats.', telegram, { since: '0.24' }),
    webex_configs: list('Messages to Webex rooms.', webex, { since: '0.25' }),
    msteams_configs: list('Messages to Microsoft Teams by the connectors that Microsoft has retired.', msteams, {
      deprecated: true,
      instead: 'Write "msteamsv2_configs" with the address of a workflow.',
      since: '0.26',
    }),
    msteamsv2_configs: list('Messages to Microsoft Teams by a Workflows (Power Automate) address.', msteamsv2, { since: '0.28' }),
    jira_configs: list('Issues in Jira.', jira, { since: '0.28' }),
    rocketchat_configs: list('Messages to Rocket.Chat channels.', rocketchat, { since: '0.28' }),
    mattermost_configs: list('Messages to Mattermost channels.', mattermost, { since: '0.30' }),
  },
  { required: ['name'], misnamed: { ...singular, ...others } },
)

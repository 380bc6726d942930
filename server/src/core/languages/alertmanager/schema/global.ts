// Settings for the whole file: what receivers fall back to.
import type { Schema } from '../../../schema'
import { duration, flag, path, text } from '../../shared/fields'
import { httpConfig, tlsConfig } from '../../shared/http'
import { hostPort, secret, secretUrl, section, templated, webUrl } from './parts'

export const global: Schema = section(
  'global',
  'the global settings',
  'file-layout-and-global-settings',
  {
    resolve_timeout: duration(
      'How long after the last news an alert without an end time counts as resolved. Prometheus always sends an end time, so this matters for other senders only. Default: `5m`.',
      { default: '5m' },
    ),
    http_config: { ...httpConfig, description: 'The HTTP client that integrations use when they set none of their own.' },
    jira_api_url: webUrl('Base address of the Jira API, such as `https://example.atlassian.net/rest/api/3/`.', { since: '0.28' }),
    smtp_from: templated('The sender of mails, used where an email integration sets no `from`.'),
    smtp_hello: text('The name with which Alertmanager greets the mail server. Default: `localhost`.', { default: 'localhost' }),
    smtp_smarthost: hostPort('The mail server as `host:port`. Port 465 talks TLS from the start, 587 switches to it, 25 is for local relays.'),
    smtp_auth_username: text('User name for the mail server (CRAM-MD5, LOGIN and PLAIN). Without it no login is tried.'),
    smtp_auth_password: secret('Password for LOGIN and PLAIN. Better kept outside: `smtp_auth_password_file`.'),
    smtp_auth_password_file: path('File that holds the password for LOGIN and PLAIN; it is read at each mail.', { since: '0.25' }),
    smtp_auth_secret: secret('Secret for CRAM-MD5. Better kept outside: `smtp_auth_secret_file`.'),
    smtp_auth_secret_file: path('File that holds the secret for CRAM-MD5.', { since: '0.31' }),
    smtp_auth_identity: text('Identity for PLAIN, when it differs from the user name.'),
    smtp_require_tls: flag('Whether a mail server without TLS is refused. Go cannot talk plain text to servers other than localhost. Default: `true`.', true),
    smtp_tls_config: { ...tlsConfig, description: 'TLS settings for the mail server: own authorities, client certificate.', since: '0.28' },
    smtp_force_implicit_tls: flag('Whether TLS starts with the first byte (`true`) or by STARTTLS (`false`). Unset: TLS at once on port 465 only.', false, {
      since: '0.31',
    }),
    slack_api_url: secretUrl(
      'Incoming-webhook address of Slack that all Slack integrations fall back to. It is a secret: better kept in `slack_api_url_file`.',
    ),
    slack_api_url_file: path('File that holds the incoming-webhook address of Slack.', { since: '0.22' }),
    slack_app_token: secret('Bot token of a Slack app (`xoxb-…`), used instead of a webhook address.', { since: '0.30' }),
    slack_app_token_file: path('File that holds the bot token of a Slack app.', { since: '0.30' }),
    slack_app_url: webUrl("Address of Slack's API that is called with the app token. Default: `https://slack.com/api/chat.postMessage`.", {
      default: 'https://slack.com/api/chat.postMessage',
      since: '0.30',
    }),
    pagerduty_url: webUrl('Address that PagerDuty events are posted to. Default: `https://events.pagerduty.com/v2/enqueue`.', {
      default: 'https://events.pagerduty.com/v2/enqueue',
    }),
    opsgenie_api_url: webUrl('Address of the Opsgenie API; the European one is `https://api.eu.opsgenie.com/`. Default: `https://api.opsgenie.com/`.', {
      default: 'https://api.opsgenie.com/',
    }),
    opsgenie_api_key: secret('API key for Opsgenie. Better kept in `opsgenie_api_key_file`.'),
    opsgenie_api_key_file: path('File that holds the API key for Opsgenie.', { since: '0.24' }),
    wechat_api_url: webUrl('Address of the WeChat API. Default: `https://qyapi.weixin.qq.com/cgi-bin/`.', { default: 'https://qyapi.weixin.qq.com/cgi-bin/' }),
    wechat_api_secret: secret('Secret of the WeChat application. Better kept in `wechat_api_secret_file`.'),
    wechat_api_secret_file: path('File that holds the secret of the WeChat application.', { since: '0.31' }),
    wechat_api_corp_id: text('Corporation id for WeChat.'),
    victorops_api_url: webUrl(
      'Address of the VictorOps (Splunk On-Call) API, up to the key. Default: `https://alert.victorops.com/integrations/generic/20131114/alert/`.',
      { default: 'https://alert.victorops.com/integrations/generic/20131114/alert/' },
    ),
    victorops_api_key: secret('API key for VictorOps. Better kept in `victorops_api_key_file`.'),
    victorops_api_key_file: path('File that holds the API key for VictorOps.', { since: '0.25' }),
    telegram_api_url: webUrl('Address of the Telegram Bot API; change it for a server of your own. Default: `https://api.telegram.org`.', {
      default: 'https://api.telegram.org',
      since: '0.24',
    }),
    telegram_bot_token: secret('Token of the Telegram bot. Better kept in `telegram_bot_token_file`.', { since: '0.31' }),
    telegram_bot_token_file: path('File that holds the token of the Telegram bot.', { since: '0.31' }),
    webex_api_url: webUrl('Address of the Webex messages API. Default: `https://webexapis.com/v1/messages`.', {
      default: 'https://webexapis.com/v1/messages',
      since: '0.25',
    }),
    rocketchat_api_url: webUrl('Address of the Rocket.Chat server. Default: `https://open.rocket.chat/`.', {
      default: 'https://open.rocket.chat/',
      since: '0.28',
    }),
    rocketchat_token: secret('Personal access token of the Rocket.Chat user. Better kept in `rocketchat_token_file`.', { since: '0.28' }),
    rocketchat_token_file: path('File that holds the access token of the Rocket.Chat user.', { since: '0.28' }),
    rocketchat_token_id: secret('User id that belongs to the Rocket.Chat token.', { since: '0.28' }),
    rocketchat_token_id_file: path('File that holds the user id that belongs to the Rocket.Chat token.', { since: '0.28' }),
    mattermost_webhook_url: secretUrl('Incoming-webhook address of Mattermost. It is a secret: better kept in `mattermost_webhook_url_file`.', {
      since: '0.32',
    }),
    mattermost_webhook_url_file: path('File that holds the incoming-webhook address of Mattermost.', { since: '0.32' }),
  },
  {
    atMostOne: [
      ['slack_app_token', 'slack_app_token_file'],
      ['slack_api_url', 'slack_api_url_file'],
      ['opsgenie_api_key', 'opsgenie_api_key_file'],
      ['victorops_api_key', 'victorops_api_key_file'],
      ['telegram_bot_token', 'telegram_bot_token_file'],
      ['smtp_auth_password', 'smtp_auth_password_file'],
      ['rocketchat_token', 'rocketchat_token_file'],
      ['rocketchat_token_id', 'rocketchat_token_id_file'],
      ['smtp_auth_secret', 'smtp_auth_secret_file'],
      ['wechat_api_secret', 'wechat_api_secret_file'],
      ['mattermost_webhook_url', 'mattermost_webhook_url_file'],
    ],
    misnamed: {
      smtp_host: 'smtp_smarthost',
      smtp_server: 'smtp_smarthost',
      smarthost: 'smtp_smarthost',
      smtp_username: 'smtp_auth_username',
      smtp_user: 'smtp_auth_username',
      smtp_password: 'smtp_auth_password',
      smtp_tls: 'smtp_require_tls',
      slack_webhook_url: 'slack_api_url',
      slack_url: 'slack_api_url',
      opsgenie_url: 'opsgenie_api_url',
      telegram_token: 'telegram_bot_token',
      group_wait: { say: 'It belongs to "route".' },
      group_interval: { say: 'It belongs to "route".' },
      repeat_interval: { say: 'It belongs to "route".' },
      group_by: { say: 'It belongs to "route".' },
      scrape_interval: { say: 'It belongs into prometheus.yml.' },
      evaluation_interval: { say: 'It belongs into prometheus.yml.' },
      external_labels: { say: 'They belong into prometheus.yml.' },
    },
  },
)

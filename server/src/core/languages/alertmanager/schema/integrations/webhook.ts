// The webhook integration: a JSON body to any address.
import type { Schema } from '../../../../schema'
import { count, flag, path } from '../../../shared/fields'
import { httpConfig } from '../../../shared/http'
import { anything, clientKeys, goDuration, section, webhookUrl } from '../parts'

export const webhook: Schema = section(
  'webhook',
  'a webhook',
  'webhook_config',
  {
    send_resolved: flag(
      'Whether a request is sent when alerts are resolved, too. A flow that must not run then reads `status` of the body. Default: `true`.',
      true,
    ),
    http_config: { ...httpConfig, description: 'The HTTP client: authorization, TLS, proxy, headers. Default: `global.http_config`.' },
    url: webhookUrl(
      'Address that the JSON body is posted to, with scheme and host. Since 0.31 a Go template; functions of Alertmanager such as `toUpper` are not available in it.',
    ),
    url_file: path(
      'File that holds the address; it is read at each request, so a new secret needs no reload. A relative path counts from where Alertmanager was started.',
      { since: '0.26' },
    ),
    max_alerts: count('The most alerts in one body; the number of those left out is in `truncatedAlerts`. 0: no limit.'),
    timeout: goDuration(
      'How long one request may take, as a Go duration (`10s`, `1m30s`). A bare number counts nanoseconds. 0: as long as `group_interval` allows.',
      { since: '0.28' },
    ),
    payload: anything(
      "A body of your own instead of the standard one: any value, whose texts are Go templates. What a text renders to is read as YAML again, so `'5'` becomes a number.",
      { since: '0.32' },
    ),
  },
  {
    nullable: false,
    exactlyOne: [['url', 'url_file']],
    misnamed: { ...clientKeys, webhook_url: 'url', api_url: 'url', body: 'payload', webhook_url_file: 'url_file' },
  },
)

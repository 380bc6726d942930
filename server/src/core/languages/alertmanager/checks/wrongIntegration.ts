// The address of a chat or paging service under the integration of another, most often `webhook_configs`: that service wants its own
// JSON and refuses what it gets.
import { parseUrl } from '../../../inline'
import type { Fix, Problem } from '../../../text'
import type { At } from '../../../yaml'
import type { Check } from '../../language'
import { itemProblems } from '../../shared/kept'
import { integrationsOf } from '../model'
import { got, isSet, wordSpan } from '../values'

interface Service {
  readonly name: string
  readonly host: RegExp
  readonly path?: RegExp
  /** `discord` of `discord_configs`; undefined where Alertmanager has none. */
  readonly type?: string
  readonly key?: string
}

const services: readonly Service[] = [
  { name: 'Slack', host: /^hooks\.slack(?:-gov)?\.com$/, type: 'slack', key: 'api_url' },
  { name: 'Slack', host: /^slack\.com$/, path: /^\/api\//, type: 'slack', key: 'api_url' },
  { name: 'Discord', host: /^(?:\w+\.)?discord(?:app)?\.com$/, path: /^\/api\/(?:v\d+\/)?webhooks\//, type: 'discord', key: 'webhook_url' },
  {
    name: 'Microsoft Teams',
    host: /(?:^|\.)webhook\.office(?:365)?\.com$|^outlook\.office(?:365)?\.com$/,
    path: /webhook/,
    type: 'msteams',
    key: 'webhook_url',
  },
  { name: 'Microsoft Teams', host: /\.logic\.azure\.(?:com|us)$|\.api\.powerplatform\.com$/, path: /workflows/, type: 'msteamsv2', key: 'webhook_url' },
  { name: 'Mattermost', host: /^(?:[\w-]+\.)*mattermost(?:\.|$)/, path: /^\/hooks\/[a-z0-9]+$/, type: 'mattermost', key: 'webhook_url' },
  { name: 'Telegram', host: /^api\.telegram\.org$/, type: 'telegram' },
  { name: 'PagerDuty', host: /^events(?:\.eu)?\.pagerduty\.com$/, type: 'pagerduty' },
  { name: 'Opsgenie', host: /^api(?:\.eu)?\.opsgenie\.com$/, type: 'opsgenie' },
  { name: 'Pushover', host: /^api\.pushover\.net$/, type: 'pushover' },
  { name: 'Webex', host: /^(?:api\.ciscospark|webexapis)\.com$/, type: 'webex' },
  { name: 'Google Chat', host: /^chat\.googleapis\.com$/ },
  { name: 'DingTalk', host: /^oapi\.dingtalk\.com$/ },
  { name: 'Feishu', host: /^open\.(?:feishu\.cn|larksuite\.com)$/ },
  { name: 'WeCom', host: /^qyapi\.weixin\.qq\.com$/, path: /^\/cgi-bin\/webhook\// },
]

/** Where each integration keeps an address that could be another service's. */
const addresses: Readonly<Record<string, string>> = {
  webhook: 'url',
  slack: 'api_url',
  discord: 'webhook_url',
  msteams: 'webhook_url',
  msteamsv2: 'webhook_url',
  mattermost: 'webhook_url',
}

export const wrongIntegration: Check = {
  code: 'wrong-integration',
  *run({ root }) {
    yield* itemProblems(root?.get('receivers'), inReceiver, inReceiver)
    const problem = judge('slack', root?.get('global')?.get('slack_api_url'))
    if (problem) yield problem
  },
}

function* inReceiver(receiver: At): Generator<Problem> {
  for (const { type, at, list } of integrationsOf(receiver)) {
    const problem = isSet(at, 'payload') ? undefined : judge(type, at.get(addresses[type] ?? ''), { receiver, item: at, list })
    if (problem) yield problem
  }
}

interface Place {
  readonly receiver: At
  readonly item: At
  readonly list: At
}

function judge(type: string, url: At | undefined, place?: Place): Problem | undefined {
  const service = url?.string === undefined ? undefined : serviceOf(url.string)
  if (!url?.string || !service || service.type === type) return undefined
  // Discord takes Slack's JSON at this path.
  if (type === 'slack' && service.type === 'discord' && /\/slack\/?$/.test(url.string)) return undefined
  // Mattermost takes Slack's JSON
  if (type === 'slack' && service.type === 'mattermost') return undefined
  const instead = service.type
    ? `Use "${service.type}_configs"${service.key ? ` with "${service.key}"` : ''}.`
    : 'Alertmanager has no integration for it: send through a bridge, or write a "payload" of your own under "webhook_configs".'
  const fix = service.type && service.key && place ? rename(service.type, service.key, url, place) : undefined
  return {
    code: 'wrong-integration',
    severity: 'warning',
    message: `This is an address of ${service.name}, which wants its own JSON and refuses what "${type}_configs" sends: nothing arrives. ${instead}`,
    span: wordSpan(url),
    ...(fix && { fixes: [fix] }),
  }
}

function serviceOf(text: string): Service | undefined {
  const url = got(parseUrl(text))
  if (!url || text.includes('{{')) return undefined
  const host = url.host.replace(/:\d*$/, '').toLowerCase()
  return services.find(one => one.host.test(host) && (one.path?.test(url.path) ?? true))
}

/** Only where this item is alone in its list and no key of it would be unknown there. */
function rename(type: string, key: string, url: At, { receiver, item, list }: Place): Fix | undefined {
  const alone = list.node.kind === 'seq' && list.node.offsets.length === 1 && !receiver.get(`${type}_configs`)
  const fits = [...item.entries()].every(value => [url.key?.text, 'send_resolved', 'http_config'].includes(value.key?.text))
  if (!alone || !fits || !list.key || !url.key) return undefined
  return {
    title: `Use "${type}_configs"`,
    edits: [
      { span: list.key.span, text: `${type}_configs` },
      { span: url.key.span, text: key },
    ],
  }
}

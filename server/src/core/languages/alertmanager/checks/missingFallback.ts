// What an integration needs and neither it nor `global` has. Source: `config.Config.UnmarshalYAML` of Alertmanager 0.34.
import { headSpan, listed } from '../../../schema'
import type { Problem } from '../../../text'
import { At } from '../../../yaml'
import type { Check } from '../../language'
import { itemOf, keptItems } from '../../shared/kept'
import { integrationsOf } from '../model'
import { isSet } from '../values'

interface Need {
  readonly own: readonly string[]
  readonly global: readonly string[]
  /** `global` has a default: only an empty value there takes it away. */
  readonly standard?: true
  /** Keys that count although their text is empty: Alertmanager only looks whether they are there. */
  readonly evenBlank?: readonly string[]
  readonly what: string
}

const needs: Readonly<Record<string, readonly Need[]>> = {
  email: [
    { own: ['smarthost'], global: ['smtp_smarthost'], what: 'a mail server' },
    { own: ['from'], global: ['smtp_from'], what: 'a sender' },
  ],
  slack: [
    { own: ['app_url'], global: ['slack_app_url'], standard: true, what: 'the address of the API' },
    {
      own: ['api_url', 'api_url_file', 'app_token', 'app_token_file'],
      global: ['slack_api_url', 'slack_api_url_file', 'slack_app_token', 'slack_app_token_file'],
      what: 'an address or a token',
    },
  ],
  pagerduty: [{ own: ['url'], global: ['pagerduty_url'], standard: true, what: 'an address' }],
  opsgenie: [
    { own: ['api_url'], global: ['opsgenie_api_url'], standard: true, what: 'an address' },
    { own: ['api_key', 'api_key_file'], global: ['opsgenie_api_key', 'opsgenie_api_key_file'], what: 'a key' },
  ],
  wechat: [
    { own: ['api_url'], global: ['wechat_api_url'], standard: true, what: 'an address' },
    { own: ['api_secret', 'api_secret_file'], global: ['wechat_api_secret', 'wechat_api_secret_file'], what: 'a secret' },
    { own: ['corp_id'], global: ['wechat_api_corp_id'], what: 'a corporation' },
  ],
  victorops: [
    { own: ['api_url'], global: ['victorops_api_url'], standard: true, what: 'an address' },
    { own: ['api_key', 'api_key_file'], global: ['victorops_api_key', 'victorops_api_key_file'], what: 'a key' },
  ],
  telegram: [{ own: ['bot_token', 'bot_token_file'], global: ['telegram_bot_token', 'telegram_bot_token_file'], what: 'a token' }],
  webex: [{ own: ['api_url'], global: ['webex_api_url'], standard: true, what: 'an address' }],
  jira: [{ own: ['api_url'], global: ['jira_api_url'], what: 'an address' }],
  rocketchat: [
    { own: ['token_id', 'token_id_file'], global: ['rocketchat_token_id', 'rocketchat_token_id_file'], what: 'a user id', evenBlank: ['token_id'] },
    { own: ['token', 'token_file'], global: ['rocketchat_token', 'rocketchat_token_file'], what: 'a token', evenBlank: ['token'] },
  ],
  mattermost: [{ own: ['webhook_url', 'webhook_url_file'], global: ['mattermost_webhook_url', 'mattermost_webhook_url_file'], what: 'an address' }],
}

export const missingFallback: Check = {
  code: 'missing-setting',
  *run({ root, doc }) {
    const global = root?.get('global')
    const list = root?.get('receivers')?.resolved
    if (list?.node.kind !== 'seq') return
    const lacks = keptItems(list.node, lacking, item => item && lacking(At.of(doc, item, 0))?.map(one => one.need))
    for (const [i, some] of lacks.entries()) {
      const receiver = some?.some(need => !isGlobal(need, global)) ? itemOf(list, i) : undefined
      for (const { type, at, need } of receiver ? (lacking(receiver) ?? []) : []) if (!isGlobal(need, global)) yield problem(type, need, at)
    }
  },
}

interface Lack {
  readonly type: string
  readonly need: Need
  readonly at: At
}

/** What the integrations of a receiver do not say themselves. */
function lacking(receiver: At): readonly Lack[] | undefined {
  if (receiver.get('name')?.string === undefined) return undefined
  const found: Lack[] = []
  for (const { type, at } of integrationsOf(receiver))
    for (const need of needs[type] ?? [])
      if (!at.isNull && !need.own.some(key => isSet(at, key)) && !need.evenBlank?.some(key => at.get(key)?.isNull === false)) found.push({ type, need, at })
  return found.length > 0 ? found : undefined
}

const isGlobal = ({ global, standard }: Need, settings: At | undefined): boolean =>
  global.some(key => isSet(settings, key)) || (standard === true && global.every(key => settings?.get(key) === undefined))

function problem(type: string, { own, global, what }: Need, at: At): Problem {
  const named = (keys: readonly string[]): string => listed(keys.map(key => `"${key}"`))
  return {
    code: 'missing-setting',
    severity: 'error',
    message: `This integration for ${type} has neither ${what} of its own nor one from "global": set ${named(own)} here, or ${named(global)} there. Alertmanager refuses the file.`,
    span: headSpan(at),
  }
}

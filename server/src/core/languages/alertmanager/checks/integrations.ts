// What Alertmanager refuses in one integration and no schema can say. Source: `config/notifiers.go` and `notify/*/config.go` of 0.34.
import { checkTimes, parseTimeOfDay } from '../../../inline'
import { headSpan, type LocalCheck } from '../../../schema'
import type { Problem, Span } from '../../../text'
import type { At } from '../../../yaml'
import { durationAt, numberAt } from '../../shared/goValues'
import { got, isSet, isTrue, keySpan, wordSpan } from '../values'

const refused = (code: string, message: string, span: Span, related?: { readonly span: Span; readonly message: string }): Problem => ({
  code,
  severity: 'error',
  message: `${message} Alertmanager refuses the file.`,
  span,
  ...(related && { related: [related] }),
})

/** Header names are compared without case. */
export const duplicateHeader: LocalCheck = function* (at) {
  const seen = new Map<string, Span>()
  for (const value of at.get('headers')?.entries() ?? []) {
    const name = value.key?.text ?? ''
    const before = seen.get(name.toLowerCase())
    if (value.key && before)
      yield refused('duplicate-header', `The mail header "${name}" is there twice: case does not matter.`, value.key.span, {
        span: before,
        message: 'It stands here first.',
      })
    else if (value.key) seen.set(name.toLowerCase(), value.key.span)
  }
}

export const badThreading: LocalCheck = function* (at) {
  const threading = at.get('threading')
  if (!threading || !isTrue(threading, 'enabled')) return
  const by = threading.get('thread_by_date')
  if (!/^(?:none|daily)$/.test(by?.string ?? '')) {
    const message = 'Threading needs "thread_by_date": "daily" for a new thread every day, or "none".'
    yield refused('bad-threading', message, by?.string === undefined ? keySpan(threading, 'thread_by_date') : wordSpan(by))
  }
  for (const value of at.get('headers')?.entries() ?? [])
    if (value.key && /^(?:references|in-reply-to)$/i.test(value.key.text ?? ''))
      yield refused('bad-threading', `Threading sets the header "${value.key.text}" itself, so it must not stand under "headers".`, value.key.span)
}

const apiOfSlack = 'https://slack.com/api/chat.postMessage'

export const badSlackToken: LocalCheck = function* (at) {
  const token = ['app_token', 'app_token_file'].find(key => isSet(at, key))
  const authorization = at.get('http_config')?.get('authorization')
  if (token && authorization && !authorization.isNull)
    yield refused('bad-slack-token', `"${token}" is the authorization, so "http_config" must not have one.`, authorization.key?.span ?? headSpan(authorization))
  if (!isTrue(at, 'update_message') || at.get('api_url')?.string === apiOfSlack) return
  const message = `"update_message" works with a bot token only: set "api_url: ${apiOfSlack}" and the token under "http_config: authorization".`
  yield refused('bad-slack-token', message, keySpan(at, 'update_message'))
}

/** A webhook address and an app token in `global` exclude each other, unless both mean the same API. */
export const twoSlackWays: LocalCheck = function* (at) {
  const token = ['slack_app_token', 'slack_app_token_file'].find(key => isSet(at, key))
  const address = ['slack_api_url', 'slack_api_url_file'].find(key => isSet(at, key))
  if (!token || !address) return
  const url = at.get('slack_api_url')?.string
  if (address === 'slack_api_url' && !isSet(at, 'slack_api_url_file') && url === (at.get('slack_app_url')?.string ?? apiOfSlack)) return
  yield refused('bad-slack-token', `Slack is called either with "${token}" or with "${address}": remove one.`, keySpan(at, address), {
    span: keySpan(at, token),
    message: `"${token}" is set here.`,
  })
}

export const badResponder: LocalCheck = function* (at) {
  const type = at.get('type')
  const text = type?.string ?? ''
  if (/^(?:team|teams|user|escalation|schedule)$/i.test(text) || text.includes('{{')) return
  const message = `A responder has a "type": "team", "teams", "user", "escalation" or "schedule".`
  yield refused('bad-responder', message, type && text !== '' ? wordSpan(type) : keySpan(at, 'type'))
}

const fixedFields = ['routing_key', 'message_type', 'state_message', 'entity_display_name', 'monitoring_tool', 'entity_id', 'entity_state']

export const reservedCustomField: LocalCheck = function* (at) {
  for (const value of at.get('custom_fields')?.entries() ?? [])
    if (value.key && fixedFields.includes(value.key.text ?? ''))
      yield refused('reserved-custom-field', `"${value.key.text}" is a field of VictorOps itself and cannot be a custom one.`, value.key.span)
}

/** Three at once pass: Alertmanager counts in pairs. */
export const badSnsTarget: LocalCheck = function* (at) {
  const set = ['topic_arn', 'target_arn', 'phone_number'].filter(key => isSet(at, key))
  if (set.length === 1 || set.length === 3) return
  const message =
    set.length === 0 ? 'An SNS integration needs a "topic_arn", a "target_arn" or a "phone_number".' : `Only one of "${set.join('" and "')}" may be set.`
  yield refused('bad-sns-target', message, set[1] ? keySpan(at, set[1]) : headSpan(at))
}

export const webexWithoutToken: LocalCheck = function* (at) {
  if (at.get('http_config')?.get('authorization')?.isNull === false) return
  const message = 'Webex needs the token of a bot: "http_config: {authorization: {credentials_file: …}}" here; that of "global" does not count.'
  yield refused('webex-without-token', message, keySpan(at, 'http_config'))
}

export const badIncidentioToken: LocalCheck = function* (at) {
  const token = ['alert_source_token', 'alert_source_token_file'].find(key => isSet(at, key))
  const client = at.get('http_config')
  if (!client || client.isNull) return
  // The older keys of a token become the authorization when the client is read.
  const other = ['authorization', 'bearer_token', 'bearer_token_file'].find(key => isSet(client, key))
  if (token && other) yield refused('bad-incidentio-token', `"${token}" and "${other}" of "http_config" exclude each other.`, keySpan(at, token))
  if (!token && !other)
    yield refused(
      'bad-incidentio-token',
      'incident.io needs a token: "alert_source_token", "alert_source_token_file" or "authorization" in "http_config".',
      keySpan(at, 'http_config'),
    )
}

export const badKafkaBrokers: LocalCheck = function* (at) {
  const brokers = at.get('brokers')
  if (!brokers || brokers.isNull) return
  const items = [...brokers.items()]
  const empty = items.find(item => item.string === undefined || item.string === '')
  if (items.length === 0 && brokers.kind === 'seq') yield refused('bad-kafka-brokers', 'Kafka needs at least one broker.', keySpan(at, 'brokers'))
  else if (empty) yield refused('bad-kafka-brokers', 'A broker must not be empty.', empty.span.end > empty.span.start ? empty.span : keySpan(at, 'brokers'))
}

export const badBatch: LocalCheck = function* (at) {
  const batch = isTrue(at, 'batch')
  for (const key of ['batch_max_events', 'batch_max_bytes', 'batch_flush_interval']) {
    const value = at.get(key)
    if (!value || value.isNull || Math.trunc(numberAt(value) ?? durationAt(value) ?? 1) === 0) continue
    if (value.text?.startsWith('-')) yield refused('bad-batch', `"${key}" must not be negative.`, wordSpan(value))
    else if (!batch) yield refused('bad-batch', `"${key}" needs "batch: true" beside it.`, keySpan(at, key))
  }
}

export const badTimeRange: LocalCheck = function* (at) {
  const [start, end] = [at.get('start_time'), at.get('end_time')]
  const from = start?.string === undefined ? undefined : got(parseTimeOfDay(start.string))
  const to = end?.string === undefined ? undefined : got(parseTimeOfDay(end.string))
  const wrong = from === undefined || to === undefined ? undefined : checkTimes(from, to)
  if (wrong && end) yield refused('bad-time-range', wrong, wordSpan(end))
}

export const badReceiverLabel: LocalCheck = function* (at) {
  const label = at.get('labels')?.get('name')
  const name = at.get('name')?.string
  if (!label || name === undefined || label.text === name) return
  const problem = refused('bad-receiver-label', `The label "name" of a receiver, where it is set, must be the receiver's name, "${name}".`, wordSpan(label))
  yield { ...problem, fixes: [{ title: `Change to "${name}"`, edits: [{ span: wordSpan(label), text: name }] }] }
}

/** Go reads a bare number as nanoseconds: every delivery would run into the timeout. */
export const timeoutInNanoseconds: LocalCheck = function* (at: At) {
  const value = at.get('timeout')
  const node = value?.resolved.node
  if (!value || node?.kind !== 'scalar' || node.style !== 'plain' || !/^[1-9][0-9_]{0,12}$/.test(node.text)) return
  yield {
    code: 'timeout-in-nanoseconds',
    severity: 'warning',
    message: `A number without a unit counts nanoseconds here, so every delivery fails with a timeout. Write "${node.text}s".`,
    span: value.span,
    fixes: [{ title: `Change to "${node.text}s"`, edits: [{ span: value.span, text: `${node.text.replaceAll('_', '')}s` }] }],
  }
}

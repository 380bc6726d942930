// "Trigger Flow with Sample Payload…": posts to the webhook of a flow what Alertmanager would post.
import { l10n } from 'vscode'
import { type LiveContext, type LiveFlow, type LivePayload, livePayload } from '../../../server/src/protocol'
import type { Target } from './address'
import { browserReason } from './alert'
import { calledWebhook, plain } from './answers'
import { curl } from './curl'
import { contextAt, deskOf, type Here, hereOf, isAllowed, type Live, shown, targetFor, tellVerdict } from './live'
import { open } from './open'
import { executionPath } from './pages'

const headers = { 'Content-Type': 'application/json' }

interface Call {
  readonly flow: LiveFlow
  readonly target: Target
  readonly key: string
  /** The key stands in the flow for all to read. */
  readonly keyIsPlain: boolean
  readonly version: string | undefined
}

export async function triggerFlow(live: Live, argument?: unknown): Promise<void> {
  if (!(await isAllowed(live))) return
  const here = hereOf(argument)
  const context = await contextAt(live, here)
  const { flow } = context
  if (!here || !flow) {
    await deskOf(live).tell(
      'information',
      l10n.t('There is no flow here. Put the cursor into a flow with a webhook trigger, or on a webhook address that leads to one.'),
    )
    return
  }
  if (flow.hooks.length === 0) {
    await deskOf(live).tell('information', l10n.t('The flow "{0}" has no webhook trigger, so nothing from outside can start it with a body.', plain(flow.id)))
    return
  }
  const target = await targetFor(live, 'kestra', context)
  const call = target && (await callOf(live, flow, target, context))
  const payload = call && (await payloadFor(live, flow, here))
  if (call && payload) await confirmAndCall(live, call, payload)
}

async function callOf(live: Live, flow: LiveFlow, target: Target, { versions }: LiveContext): Promise<Call | undefined> {
  const enabled = flow.hooks.filter(one => !one.disabled)
  const hooks = enabled.length > 0 ? enabled : flow.hooks
  const rows = hooks.map((hook, i) => ({ label: hook.id ?? l10n.t('Webhook {0}', i + 1), value: hook }))
  const hook = hooks.length > 1 ? await deskOf(live).pick(rows, l10n.t('Which webhook?')) : hooks[0]
  if (!hook) return undefined
  const key = hook.key ?? (await live.gate.webhookKey(target.origin, nameOf(flow))) ?? (await askKey(live, flow))
  return key ? { flow, target, key, keyIsPlain: hook.key !== undefined, version: versions.kestra } : undefined
}

const askKey = (live: Live, flow: LiveFlow): PromiseLike<string | undefined> =>
  deskOf(live).input({
    title: l10n.t('The key of the webhook'),
    prompt: l10n.t('The flow "{0}" computes it, so it is not in the files. It is kept as a secret for this server.', plain(flow.id)),
    secret: true,
  })

const nameOf = ({ namespace, id }: LiveFlow): string => `${namespace}/${id}`

async function payloadFor(live: Live, flow: LiveFlow, here: Here): Promise<LivePayload | undefined> {
  const status = await deskOf(live).pick<'firing' | 'resolved'>(
    [
      { label: l10n.t('Firing'), description: l10n.t('the alert has just begun'), value: 'firing' },
      { label: l10n.t('Resolved'), description: l10n.t('the alert is over'), value: 'resolved' },
    ],
    l10n.t('What does the flow get?'),
  )
  if (!status) return undefined
  const found = await live.client.sendRequest<LivePayload | null>(livePayload, { uri: flow.uri ?? here.uri, status, now: new Date().toISOString() })
  return found ?? undefined
}

function webhookPath({ flow, target }: Call, key: string): string {
  const parts = [flow.tenant ?? target.tenant ?? 'main', 'executions', 'webhook', flow.namespace, flow.id]
  return `/api/v1/${parts.map(encodeURIComponent).join('/')}/${key}`
}

async function confirmAndCall(live: Live, call: Call, payload: LivePayload): Promise<void> {
  const { target, flow } = call
  const reachable = live.answering.has('kestra')
  const start = l10n.t('Start the Flow')
  const copy = l10n.t('Copy as curl')
  const detail = [
    `POST ${target.address}${webhookPath(call, '•••')}`,
    payload.found
      ? l10n.t('As the receiver "{0}" would send the alert "{1}".', plain(payload.receiver), plain(payload.alert))
      : l10n.t('No alert of this stack is known to lead here, so the alert is made up.'),
    '',
    JSON.stringify(JSON.parse(payload.body), undefined, 2),
    ...(reachable ? [] : ['', browserReason()]),
  ].join('\n')
  const message = l10n.t('Start the flow "{0}" on Kestra of "{1}" with a sample payload?', `${flow.namespace}.${flow.id}`, target.environment)
  const answer = await deskOf(live).confirm(message, detail, ...(reachable ? [start] : []), copy)
  const path = webhookPath(call, encodeURIComponent(call.key))
  if (answer === copy) {
    const secret = call.keyIsPlain ? undefined : { text: call.key, name: 'WEBHOOK_KEY' }
    await deskOf(live).copy(curl({ method: 'POST', url: target.address + path, headers, body: payload.body }, secret))
  }
  if (answer !== start) return
  await live.gate.agree(target.origin)
  await post(live, call, path, payload.body)
}

async function post(live: Live, call: Call, path: string, body: string): Promise<void> {
  const { target, flow, keyIsPlain, key } = call
  const answer = await live.gate.request(target, { method: 'POST', path, headers, body })
  if (!answer) return
  const verdict = calledWebhook(answer, target, call.version, l10n)
  if (!keyIsPlain && !('failed' in answer)) await live.gate.setWebhookKey(target.origin, nameOf(flow), answer.status === 404 ? undefined : key)
  const execution = verdict.ok && !('failed' in answer) ? executionIn(answer.text) : undefined
  const show = l10n.t('Open Execution')
  void tellVerdict(live, verdict, target, ...(execution === undefined ? [] : [show])).then(async chosen => {
    const looked = { flow, ...(target.tenant !== undefined && { tenant: target.tenant }) }
    if (chosen === show && execution !== undefined) await open(live, target, { path: executionPath(looked, execution) })
  })
}

function executionIn(text: string): string | undefined {
  try {
    const { id } = JSON.parse(text) as { readonly id?: unknown }
    return typeof id === 'string' && /^[\w-]{1,64}$/.test(id) ? id : undefined
  } catch {
    return undefined
  }
}

export { shown }

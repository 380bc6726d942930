// "Send Test Alert…" and "Resolve Test Alert…". Nothing is sent before the user has seen where it goes, what it says and whom it reaches.
import { l10n } from 'vscode'
import { type LiveAlert, type LiveReceiver, type LiveRoute, liveRoute } from '../../../server/src/protocol'
import { type Target, targetOf } from './address'
import { plain, postedAlerts } from './answers'
import { curl } from './curl'
import { contextAt, deskOf, environmentsOf, hereOf, isAllowed, type Live, shown, targetFor, tellVerdict } from './live'
import { openPage } from './open'

type Texts = Readonly<Record<string, string>>

/** What Alertmanager's API takes. */
interface Posted {
  readonly labels: Texts
  readonly annotations: Texts
  readonly startsAt: string
  readonly endsAt?: string
  readonly generatorURL?: string
}

/** A test alert that was sent and not yet resolved from here. */
interface Sent {
  readonly environment: string
  readonly origin: string
  readonly alert: Posted
  readonly target: Target
}

const mark = { name: 'alertpath_test', value: 'true' }
const sentAlerts = 'live.sent'
const api = '/api/v2/alerts'
const headers = { 'Content-Type': 'application/json' }

export async function sendAlert(live: Live, argument?: unknown): Promise<void> {
  if (!(await isAllowed(live))) return
  const here = hereOf(argument)
  const context = await contextAt(live, here)
  if (!here || !context.alert) {
    await deskOf(live).tell('information', l10n.t('There is no alert here. Put the cursor into an alerting rule, or into a route of Alertmanager.'))
    return
  }
  const target = await targetFor(live, 'alertmanager', context)
  const labels = target && (await filledLabels(live, context.alert))
  if (!target || !labels) return
  const route = await live.client.sendRequest<LiveRoute | null>(liveRoute, { uri: here.uri, labels, annotations: context.alert.annotations })
  const prometheus = targetOf('prometheus', target.environment, environmentsOf(), context.addresses)
  const source = typeof prometheus === 'string' || context.alert.query === undefined ? undefined : sourceOf(prometheus.address, context.alert.query)
  const alert: Posted = {
    labels,
    annotations: route?.annotations ?? {},
    startsAt: new Date().toISOString(),
    ...(source !== undefined && { generatorURL: source }),
  }
  await confirmAndSend(live, target, alert, route ?? undefined, here)
}

const sourceOf = (prometheus: string, query: string): string => `${prometheus}/graph?g0.expr=${encodeURIComponent(query)}&g0.tab=1`

/** Undefined when the user gave up. An empty answer leaves the label out, as an alert without it would. */
async function filledLabels(live: Live, { labels: known, open }: LiveAlert): Promise<Texts | undefined> {
  const labels: Record<string, string> = { ...known }
  for (const [i, { name, wanted }] of open.entries()) {
    const title = l10n.t('Labels of the test alert ({0} of {1})', i + 1, open.length)
    const value = await labelValue(live, name, wanted, title)
    if (value === undefined) return undefined
    if (value !== '') labels[name] = value
  }
  const marked = await deskOf(live).pick<boolean>(
    [
      {
        label: l10n.t('Mark it as a test'),
        description: `${mark.name}="${mark.value}"`,
        detail: l10n.t('Whoever gets it can tell it from a real one.'),
        value: true,
      },
      { label: l10n.t('Send it as it is'), detail: l10n.t('Nothing tells it from a real one.'), value: false },
    ],
    l10n.t('Mark the test alert?'),
  )
  if (marked === undefined) return undefined
  return marked ? { ...labels, [mark.name]: mark.value } : labels
}

async function labelValue(live: Live, name: string, wanted: readonly string[], title: string): Promise<string | undefined> {
  const other = '\0'
  if (wanted.length > 0) {
    const rows = [
      ...wanted.map(value => ({ label: value, description: l10n.t('a route asks for it'), value })),
      { label: l10n.t('Another value…'), value: other },
      { label: l10n.t('Without this label'), value: '' },
    ]
    const picked = await deskOf(live).pick(rows, `${title}: ${name}`)
    if (picked !== other) return picked
  }
  return deskOf(live).input({ title, prompt: l10n.t('The value of the label "{0}"; nothing leaves it out.', name) })
}

async function confirmAndSend(live: Live, target: Target, alert: Posted, route: LiveRoute | undefined, here: unknown): Promise<void> {
  const body = JSON.stringify([alert], undefined, 2)
  const reachable = live.answering.has('alertmanager')
  const send = l10n.t('Send')
  const copy = l10n.t('Copy as curl')
  const detail = [shown(target), '', ...whoIsTold(route), '', body, ...(reachable ? [] : ['', browserReason()])].join('\n')
  const name = plain(alert.labels.alertname ?? '')
  const message = reachable
    ? l10n.t('Send the test alert "{0}" to Alertmanager of "{1}"?', name, target.environment)
    : l10n.t('The test alert "{0}" for Alertmanager of "{1}"', name, target.environment)
  const answer = await deskOf(live).confirm(message, detail, ...(reachable ? [send] : []), copy)
  if (answer === copy) {
    await deskOf(live).copy(curl({ method: 'POST', url: target.address + api, headers, body }))
    return
  }
  if (answer !== send) return
  await live.gate.agree(target.origin)
  if (await post(live, target, alert, here, route)) await remember(live, { environment: target.environment, origin: target.origin, alert, target })
}

export const browserReason = (): string =>
  l10n.t('A browser cannot send it: Alertmanager and Kestra answer no page of another origin. Copy it for a terminal, or use the desktop editor.')

/** True when Alertmanager took it. */
async function post(live: Live, target: Target, alert: Posted, here: unknown, route?: LiveRoute): Promise<boolean> {
  const answer = await live.gate.request(target, { method: 'POST', path: api, headers, body: JSON.stringify([alert]) })
  if (!answer) return false
  const verdict = postedAlerts(answer, target, l10n)
  const resolve = l10n.t('Resolve Test Alert')
  const open = l10n.t('Open Alerts')
  const resolved = alert.endsAt !== undefined
  const text = verdict.ok ? `${verdict.text} ${resolved ? l10n.t('It is resolved now.') : expected(route)}` : verdict.text
  const actions = verdict.ok ? (resolved ? [open] : [resolve, open]) : []
  // Not waited for: a notification may stay for long, and the alert is to be remembered at once.
  void tellVerdict(live, { ...verdict, text }, target, ...actions).then(async chosen => {
    if (chosen === resolve) await resolveSent(live, { environment: target.environment, origin: target.origin, alert, target })
    if (chosen === open) await openPage(live, 'alertmanager.alerts', here)
  })
  return verdict.ok
}

function expected(route: LiveRoute | undefined): string {
  const [first] = route?.receivers ?? []
  return first ? l10n.t('It tells "{0}" after {1} s, unless a silence or an inhibition holds it back.', plain(first.name), Math.round(first.wait / 1000)) : ''
}

function whoIsTold(route: LiveRoute | undefined): string[] {
  if (!route || route.receivers.length === 0) return [l10n.t('Who will be notified is not known: no configuration of Alertmanager with a route is open here.')]
  const people = [...new Set(route.receivers.flatMap(one => one.integrations.filter(type => type !== 'webhook')))]
  return [
    l10n.t('By the configuration here it notifies:'),
    ...route.receivers.map(receiverLine),
    ...(people.length > 0 ? [l10n.t('People will be reached by: {0}.', people.join(', '))] : []),
    ...(route.certain ? [] : [l10n.t('Some matchers cannot be read, so it may be others.')]),
    l10n.t('The running server may have another configuration, silences and inhibitions.'),
  ]
}

function receiverLine({ name, integrations, flows, wait, timed }: LiveReceiver): string {
  const ways = integrations.length > 0 ? integrations.join(', ') : l10n.t('nobody')
  const to = flows.length > 0 ? ` → ${flows.join(', ')}` : ''
  const when = l10n.t('after {0} s', Math.round(wait / 1000))
  return `• ${plain(name)}: ${ways}${to} (${when}${timed ? `, ${l10n.t('only at certain times')}` : ''})`
}

const sentOf = ({ stores }: Live): readonly Sent[] => stores.workspace.get<readonly Sent[]>(sentAlerts, [])

const remember = ({ stores }: Live, sent: Sent): Thenable<void> =>
  stores.workspace.update(sentAlerts, [sent, ...stores.workspace.get<readonly Sent[]>(sentAlerts, []).filter(one => !same(one, sent))].slice(0, 20))

const same = (a: Sent, b: Sent): boolean => a.origin === b.origin && JSON.stringify(a.alert.labels) === JSON.stringify(b.alert.labels)

/** Lists the test alerts that were sent from here. */
export async function resolveAlert(live: Live): Promise<void> {
  if (!(await isAllowed(live))) return
  const all = sentOf(live)
  if (all.length === 0) {
    await deskOf(live).tell('information', l10n.t('No test alert was sent from this workspace, or all of them were resolved.'))
    return
  }
  const rows = all.map(one => ({
    label: one.alert.labels.alertname ?? '',
    description: `${one.environment}: ${one.origin}`,
    detail: labelText(one.alert.labels),
    value: one,
  }))
  const picked = await deskOf(live).pick<Sent>(rows, l10n.t('Which test alert is over?'))
  if (picked) await resolveSent(live, picked)
}

const labelText = (labels: Texts): string =>
  Object.entries(labels)
    .map(([name, value]) => `${name}="${value}"`)
    .join(', ')

/** Start and annotations are sent again: Alertmanager would forget them otherwise. */
async function resolveSent(live: Live, sent: Sent): Promise<void> {
  if (!(await isAllowed(live)) || !(await live.gate.mayAsk([sent.target]))) return
  const alert = { ...sent.alert, endsAt: new Date().toISOString() }
  if (await post(live, sent.target, alert, undefined))
    await live.stores.workspace.update(
      sentAlerts,
      sentOf(live).filter(one => !same(one, sent)),
    )
}

// The body of a webhook, against bodies that a real Alertmanager sent.
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, it } from 'node:test'
import { fingerprint, type SentAlert, webhookBody } from '../../../server/src/core/alertpath'
import { parseMatchers } from '../../../server/src/core/inline'

const data = path.resolve(process.env.ALERTPATH_DATA ?? path.join('..', 'shared'), 'conformance', 'alertmanager', 'webhook-payloads.json')

interface Body {
  readonly receiver: string
  readonly alerts: readonly (SentAlert & { readonly status: string; readonly endsAt: string })[]
  readonly notification_reason: string
  readonly groupLabels: Readonly<Record<string, string>>
  readonly routeLabels: Readonly<Record<string, string>>
  readonly externalURL: string
  readonly groupKey: string
  readonly truncatedAlerts: number
}

describe('the body of a webhook', () => {
  it('names a label set as Alertmanager does', () => {
    assert.equal(fingerprint({ alertname: 'AlwaysOn', severity: 'critical' }), 'ad2e16b9cec7fcb2')
    assert.equal(fingerprint({ alertname: 'All', kind: 'all', 'ünï code': 'x' }), '1ae68857bbcd9a14')
  })

  it('is the one that a real server sent', { skip: existsSync(data) ? false : `no data at ${data}` }, () => {
    const { payloads } = JSON.parse(readFileSync(data, 'utf8')) as { payloads: readonly { readonly name: string; readonly body: Body }[] }
    for (const { name, body } of payloads) assert.deepEqual(again(body), body, name)
  })
})

/** The same body from its own alerts, its route and its group. */
function again(body: Body): unknown {
  const alerts = body.alerts.map(({ labels, annotations, startsAt, endsAt, generatorURL, status }) => ({
    labels,
    annotations,
    startsAt,
    ...(status === 'resolved' && { endsAt }),
    ...(generatorURL !== undefined && { generatorURL }),
  }))
  const [first] = alerts
  const route = body.groupKey.slice(0, body.groupKey.indexOf('}:') + 1)
  return webhookBody({
    receiver: body.receiver.replaceAll(/\\(.)/g, '$1'),
    path: route.split('/').map(one => ({ matchers: parseMatchers(one).matchers })),
    groupBy: Object.keys(body.groupLabels),
    alerts: [...alerts, ...Array.from({ length: body.truncatedAlerts }, () => first ?? { labels: {}, annotations: {}, startsAt: '' })],
    most: alerts.length,
    externalURL: body.externalURL,
    reason: body.notification_reason,
    routeLabels: body.routeLabels,
  })
}

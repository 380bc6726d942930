// An alert without the label that every route asks for: it falls through to the default receiver.
import { type LabelMatcher, matches } from '../../../inline'
import { routesOf } from '../../alertmanager/model'
import type { Check, FileView, World } from '../../language'
import { alertsOf, nameSpan } from '../stations'

export const alertWithoutLabel: Check = {
  code: 'alert-without-label',
  across: true,
  *run(file, world) {
    const alerts = alertsOf(file)
    if (alerts.length === 0) return
    const asked = askedLabels(file, world)
    if (!asked) return
    const { label, receiver, others } = asked
    for (const station of alerts) {
      const { labels, templated, flow, name } = station.shape
      if (labels.has(label) || templated.has(label) || flow.values.has(label) || others === 0) continue
      yield {
        code: 'alert-without-label',
        severity: 'information',
        message: `Every route asks for "${label}", and "${name}" sets none: it goes to the default receiver "${receiver}".`,
        span: nameSpan(file, station),
      }
    }
  },
}

interface Asked {
  readonly label: string
  readonly receiver: string
  /** Alerts of the stack that set it. */
  readonly others: number
}

/** One label that all routes below the root ask for, which is nothing that the way adds. */
function askedLabels(file: FileView, world: World): Asked | undefined {
  const [configuration, ...more] = world.files('alertmanager', file)
  const root = configuration && routesOf(configuration)
  if (!root || more.length > 0 || root.routes.length === 0 || root.routes.some(one => one.broken)) return undefined
  const wanted = root.routes.map(one => one.matchers.filter(asksFor).map(matcher => matcher.name))
  const label = wanted[0]?.find(name => name !== 'alertname' && wanted.every(all => all.includes(name)))
  const placed = world.path.alerts(file)
  if (label === undefined || placed.some(({ sender }) => sender.relabelled || sender.external.has(label) || sender.grouped.has(label))) return undefined
  return { label, receiver: root.receiver ?? '', others: placed.filter(({ station }) => station.shape.labels.has(label)).length }
}

/** It does not take an alert without the label. */
const asksFor = (matcher: LabelMatcher): boolean => !matches(matcher, {})

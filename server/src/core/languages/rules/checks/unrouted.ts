// An alert without the label that every route asks for: it falls through to the default receiver.
import type { AlertShape } from '../../../alertpath'
import { type LabelMatcher, matches } from '../../../inline'
import { routesOf } from '../../alertmanager/model'
import type { Check, FileView, World } from '../../language'
import { alertsOf, nameSpan, shapesOf } from '../stations'

export const alertWithoutLabel: Check = {
  code: 'alert-without-label',
  across: true,
  *run(file, world) {
    const shapes = shapesOf(file)
    const asked = shapes.length === 0 ? undefined : askedLabels(file, world)
    if (!asked || shapes.every(one => sets(one, asked.label))) return
    const { label, receiver } = asked
    for (const station of alertsOf(file)) {
      const { name } = station.shape
      if (sets(station.shape, label)) continue
      yield {
        code: 'alert-without-label',
        severity: 'information',
        message: `Every route asks for "${label}", and "${name}" sets none: it goes to the default receiver "${receiver}".`,
        span: nameSpan(file, station),
      }
    }
  },
}

const sets = ({ labels, templated, flow }: AlertShape, label: string): boolean => labels.has(label) || templated.has(label) || flow.values.has(label)

interface Asked {
  readonly label: string
  readonly receiver: string
}

/** One label that all routes below the root ask for and some alert sets, and that nothing on the way adds. */
function askedLabels(file: FileView, world: World): Asked | undefined {
  const [configuration, ...more] = world.files('alertmanager', file)
  const root = configuration && routesOf(configuration)
  if (!root || more.length > 0 || root.routes.length === 0 || root.routes.some(one => one.broken)) return undefined
  const wanted = root.routes.map(one => one.matchers.filter(asksFor).map(matcher => matcher.name))
  const label = wanted[0]?.find(name => name !== 'alertname' && wanted.every(all => all.includes(name)))
  const placed = world.path.alerts(file, false)
  if (label === undefined || placed.some(({ sender }) => sender.relabelled || sender.external.has(label) || sender.grouped.has(label))) return undefined
  return placed.some(({ shape }) => shape.labels.has(label)) ? { label, receiver: root.receiver ?? '' } : undefined
}

/** It does not take an alert without the label. */
const asksFor = (matcher: LabelMatcher): boolean => !matches(matcher, {})

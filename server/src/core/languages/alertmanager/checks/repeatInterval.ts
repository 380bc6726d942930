// `repeat_interval` against what rounds or cuts it: the group interval, and how long Alertmanager remembers what it sent.
import { defaultTiming, type InEffect, inherit } from '../../../alertpath'
import { formatDuration, parseDuration } from '../../../inline'
import type { Problem } from '../../../text'
import type { At } from '../../../yaml'
import type { Check, FileView, World } from '../../language'
import { type Route, routesOf } from '../model'
import type { RouteSums } from '../routeShape'
import { got, wordSpan } from '../values'

export const repeatBelowGroup: Check = {
  code: 'repeat-below-group',
  *run(file) {
    for (const { route, above } of routesWith(routesOf(file), sums => sums.intervals > 0)) {
      const { groupInterval, repeatInterval } = inherit(above, route)
      if (repeatInterval > groupInterval || repeatInterval === 0) continue
      if (route.parent && above.groupInterval === groupInterval && above.repeatInterval === repeatInterval) continue
      const own = route.at.get('repeat_interval') ?? route.at.get('group_interval')
      if (own && !own.isNull) yield belowGroup(own, groupInterval, repeatInterval)
    }
  },
}

function belowGroup(own: At, groupInterval: number, repeatInterval: number): Problem {
  const even = repeatInterval === groupInterval
  return {
    code: 'repeat-below-group',
    severity: even ? 'information' : 'warning',
    message: even
      ? `Notifications are repeated when a group is looked at and more than ${formatDuration(repeatInterval)} have passed. With a "group_interval" of the same length that is every second time only.`
      : `A group is looked at every ${formatDuration(groupInterval)} ("group_interval"), so notifications are repeated every ${formatDuration(groupInterval)}, not every ${formatDuration(repeatInterval)}.`,
    span: wordSpan(own),
  }
}

export const repeatNotMultiple: Check = {
  code: 'repeat-not-multiple',
  *run(file) {
    for (const { route, above } of routesWith(routesOf(file), sums => sums.intervals > 0)) {
      const { groupInterval, repeatInterval } = inherit(above, route)
      const own = route.at.get('repeat_interval') ?? route.at.get('group_interval')
      if (!own || own.isNull || groupInterval === 0 || repeatInterval <= groupInterval || repeatInterval % groupInterval === 0) continue
      const next = Math.ceil(repeatInterval / groupInterval) * groupInterval
      // of a long interval nobody misses some minutes
      if (next - repeatInterval < repeatInterval / 10) continue
      yield {
        code: 'repeat-not-multiple',
        severity: 'hint',
        message: `A group is looked at every ${formatDuration(groupInterval)} ("group_interval"), so notifications are repeated every ${formatDuration(next)}, not every ${formatDuration(repeatInterval)}.`,
        span: wordSpan(own),
      }
    }
  },
}

interface Found {
  readonly route: Route
  /** What the route inherits. */
  readonly above: InEffect
}

/** Routes that have something, parents first; branches without are passed by. */
function* routesWith(root: Route | undefined, has: (sums: RouteSums) => boolean): Generator<Found> {
  const open: Found[] = root && has(root.shape.sums) ? [{ route: root, above: defaultTiming }] : []
  for (let one = open.pop(); one; one = open.pop()) {
    yield one
    const { shape } = one.route
    const above = inherit(one.above, shape)
    const { items } = shape.below ?? { items: [] }
    for (let i = items.length - 1; i >= 0; i--) {
      const sums = items[i]?.sums
      const child = sums && has(sums) ? one.route.child(i) : undefined
      if (child) open.push({ route: child, above })
    }
  }
}

/** The default of `--data.retention`. */
const retention = 120 * 3_600_000

export const repeatOverRetention: Check = {
  code: 'repeat-over-retention',
  across: true,
  *run(file, world) {
    const { kept, known } = retentionFor(file, world)
    for (const { route } of routesWith(routesOf(file), sums => sums.longest > kept)) {
      const value = route.at.get('repeat_interval')
      if (!value || route.repeatInterval === undefined || route.repeatInterval <= kept) continue
      yield {
        code: 'repeat-over-retention',
        severity: 'information',
        message: `Alertmanager remembers for ${formatDuration(kept)} what it sent (${known ? '' : 'default of '}"--data.retention"), so the notification is repeated after that time already, not after ${value.text}.`,
        span: wordSpan(value),
      }
    }
  },
}

function retentionFor(file: FileView, world: World): { readonly kept: number; readonly known: boolean } {
  let kept: number | undefined
  for (const compose of world.files('compose', file))
    for (const service of compose.root?.get('services')?.entries() ?? []) {
      const said = retentionOf(service)
      if (said !== undefined) kept = Math.max(kept ?? 0, said)
    }
  return kept === undefined ? { kept: retention, known: false } : { kept, known: true }
}

function retentionOf(service: At): number | undefined {
  const command = service.get('command')
  const words = command?.text ?? [...(command?.items() ?? [])].map(item => item.text ?? '').join(' ')
  const text = /--?data\.retention[= ]["']?([0-9a-z]+)/.exec(words)?.[1]
  return text === undefined ? undefined : got(parseDuration(text))
}

// Routes that no alert gets to: an earlier sibling takes everything, or the matchers exclude each other. Reported only when proven.
import { contradict, coveredTogether, covers } from '../../../alertpath'
import type { LabelMatcher } from '../../../inline'
import { headSpan } from '../../../schema'
import type { Problem } from '../../../text'
import type { Check } from '../../language'
import { pathOf, type Route, routesOf, routeText, walkRoutes } from '../model'
import { moveItem } from './edits'

export const unreachableRoute: Check = {
  code: 'unreachable-route',
  *run(file) {
    const dead = new Set<Route>()
    for (const route of walkRoutes(routesOf(file))) {
      const { parent } = route
      if (!parent || dead.has(parent)) {
        if (parent) dead.add(route)
        continue
      }
      const problem = judge(route, parent)
      if (!problem) continue
      dead.add(route)
      yield problem
    }
  },
}

function judge(route: Route, parent: Route): Problem | undefined {
  const path = pathOf(route)
  if (path.some(one => one.broken)) return undefined
  const all = path.flatMap(one => one.matchers)
  if (contradict(all)) return contradiction(route, contradict(route.matchers))
  const index = parent.routes.indexOf(route)
  const before = parent.routes.findIndex((one, i) => i < index && !one.continue && !one.broken && covers(one.matchers, all))
  const taker = parent.routes[before]
  if (!taker) return takenTogether(route, all, parent.routes.slice(0, index))
  const edits = covers(all, taker.matchers) ? undefined : move(route, index, before)
  return {
    code: 'unreachable-route',
    severity: 'warning',
    message: `No alert gets to this route: ${taker.matchers.length === 0 ? 'a route before it has no matchers' : `the route with ${routeText(taker)} before it matches all that this one would`} and does not "continue".`,
    span: headSpan(route.at),
    related: [{ span: headSpan(taker.at), message: 'This route takes them.' }],
    ...(edits && { fixes: [{ title: 'Move this route before the one that takes its alerts', edits }] }),
  }
}

function takenTogether(route: Route, all: readonly LabelMatcher[], before: readonly Route[]): Problem | undefined {
  const takers = before.filter(one => !one.continue && !one.broken)
  if (
    !coveredTogether(
      all,
      takers.map(one => one.matchers),
    )
  )
    return undefined
  return {
    code: 'unreachable-route',
    severity: 'warning',
    message: 'No alert gets to this route: the routes before it, taken together, match all that this one would, and do not "continue".',
    span: headSpan(route.at),
    related: takers.slice(0, 5).map(one => ({ span: headSpan(one.at), message: 'This route takes some of them.' })),
  }
}

function move(route: Route, index: number, before: number) {
  const list = route.at.parent
  return list && moveItem(list, index, before)
}

const contradiction = (route: Route, alone: boolean): Problem => ({
  code: 'unreachable-route',
  severity: 'warning',
  message: `No alert gets to this route: its matchers ${alone ? 'exclude each other' : 'exclude those of the routes above it'}.`,
  span: headSpan(route.at),
})

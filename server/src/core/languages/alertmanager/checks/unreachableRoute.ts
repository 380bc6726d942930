// Routes that no alert gets to: an earlier sibling takes everything, or the matchers exclude each other. Reported only when proven.
import { headSpan } from '../../../schema'
import type { Problem } from '../../../text'
import type { Check } from '../../language'
import { type Route, routesOf, routeText } from '../model'
import { type Judged, unreached, unreachedSteps, type Verdict } from '../unreached'
import { moveItem } from './edits'

export const unreachableRoute: Check = {
  code: 'unreachable-route',
  *steps(file) {
    const root = routesOf(file)
    if (root) yield* unreachedSteps(root.shape, root.at.resolved.node)
  },
  *run(file) {
    const root = routesOf(file)
    if (root) yield* problems(root, unreached(root.shape, root.at.resolved.node))
  },
}

function* problems(parent: Route, { verdicts, below }: Judged): Generator<Problem> {
  for (const [item, verdict] of verdicts) {
    const route = parent.child(item)
    if (route) yield { code: 'unreachable-route', severity: 'warning', span: headSpan(route.at), ...said(parent, item, verdict) }
  }
  for (const [item, judged] of below) {
    const route = parent.child(item)
    if (route) yield* problems(route, judged)
  }
}

function said(parent: Route, item: number, verdict: Verdict): Pick<Problem, 'message' | 'related' | 'fixes'> {
  switch (verdict.why) {
    case 'contradiction':
      return { message: `No alert gets to this route: its matchers ${verdict.alone ? 'exclude each other' : 'exclude those of the routes above it'}.` }
    case 'taken together':
      return {
        message: 'No alert gets to this route: the routes before it, taken together, match all that this one would, and do not "continue".',
        related: verdict.by.slice(0, 5).flatMap(one => relatedTo(parent, one, 'This route takes some of them.')),
      }
    case 'taken': {
      const taker = parent.child(verdict.by)
      const what =
        !taker || taker.shape.condition.matchers.length === 0
          ? 'a route before it has no matchers'
          : `the route with ${routeText(taker)} before it matches all that this one would`
      const list = verdict.same ? undefined : parent.at.get('routes')
      const edits = list && moveItem(list, item, verdict.by)
      return {
        message: `No alert gets to this route: ${what} and does not "continue".`,
        related: relatedTo(parent, verdict.by, 'This route takes them.'),
        ...(edits && { fixes: [{ title: 'Move this route before the one that takes its alerts', edits }] }),
      }
    }
  }
}

function relatedTo(parent: Route, item: number, message: string) {
  const route = parent.child(item)
  return route ? [{ span: headSpan(route.at), message }] : []
}

// One alert that reaches one receiver by two routes. Proven by an example: labels are made up that fulfil both routes, and routed.
import { covers, hits, witness } from '../../../alertpath'
import { headSpan } from '../../../schema'
import type { Problem } from '../../../text'
import type { Check } from '../../language'
import { type PlacedMatcher, pathOf, type Route, receiversOf, routesOf, walkRoutes } from '../model'

export const notifiedTwice: Check = {
  code: 'notified-twice',
  *run(file) {
    const root = routesOf(file)
    if (!root || [...walkRoutes(root)].some(route => route.broken)) return
    const silent = new Set(receiversOf(file.root).flatMap(one => (one.integrations.length === 0 ? [one.name] : [])))
    for (const parent of walkRoutes(root)) {
      const told = new Set<Route>()
      for (const [i, first] of parent.routes.entries()) {
        if (!first.continue) continue
        for (const second of parent.routes.slice(i + 1)) {
          const problem = told.has(second) ? undefined : judge(root, first, second, silent)
          if (!problem) continue
          told.add(second)
          yield problem
        }
      }
    }
  },
}

function judge(root: Route, first: Route, second: Route, silent: ReadonlySet<string>): Problem | undefined {
  if (!plausible(first, second)) return undefined
  const above = pathOf(first).flatMap(one => one.matchers)
  const labels = witness([...above, ...second.matchers])
  if (!labels) return undefined
  const found = hits(root, labels)
  const one = found.filter(hit => hit.path.includes(first))
  const other = found.filter(hit => hit.path.includes(second))
  const twice = one.find(hit => other.some(same => same.receiver === hit.receiver && quiet(hit.path, same.path)))
  if (!twice || silent.has(twice.receiver)) return undefined
  const example = Object.entries(labels).map(([name, value]) => `${name}="${value}"`)
  return {
    code: 'notified-twice',
    severity: 'warning',
    message: `"${twice.receiver}" gets the same alert twice: ${example.length ? `one with ${example.join(', ')}` : 'any one'} matches this route and, since that says "continue", the one before.`,
    span: headSpan(second.at),
    related: [{ span: headSpan(first.at), message: 'The other route to the same receiver.' }],
  }
}

/** Routes that differ by times of day are meant to share a receiver. */
const quiet = (a: readonly Route[], b: readonly Route[]): boolean => ![...a, ...b].some(route => route.timed)

/** Names of alerts fix most other labels, so that a made-up alert proves nothing unless one route contains the other. */
function plausible(first: Route, second: Route): boolean {
  const named = (matchers: readonly PlacedMatcher[]): boolean => matchers.some(one => one.name === 'alertname')
  if (!named(first.matchers) && !named(second.matchers)) return true
  return covers(first.matchers, second.matchers) || covers(second.matchers, first.matchers)
}

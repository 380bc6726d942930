// Alertmanager's routing tree, walked as its dispatcher walks it, and what a route inherits. Knows nothing of YAML.
// Source of the rules: `dispatch/route.go` of Alertmanager 0.34.
import { type LabelMatcher, type Labels, matchesAll } from '../inline'

/** One route. `R` is the caller's own type of route, so that its places come back in the answers. */
export interface RouteNode<R extends RouteNode<R> = AnyRoute> {
  /** Undefined or empty: that of the parent. */
  readonly receiver: string | undefined
  readonly matchers: readonly LabelMatcher[]
  readonly continue: boolean
  readonly routes: readonly R[]
}

interface AnyRoute extends RouteNode<AnyRoute> {}

/** A route that takes an alert: the routes from the root to it, itself last. */
export interface Hit<R> {
  readonly path: readonly R[]
  readonly receiver: string
}

/**
 * The routes that take an alert, in order. Children are tried before their parent gets it; a child that matched ends the search among its
 * siblings unless it says `continue`.
 */
export function hits<R extends RouteNode<R>>(route: R, labels: Labels, above: readonly R[] = []): Hit<R>[] {
  if (!matchesAll(route.matchers, labels)) return []
  const path = [...above, route]
  const found: Hit<R>[] = []
  for (const child of route.routes) {
    const below = hits(child, labels, path)
    found.push(...below)
    if (below.length > 0 && !child.continue) break
  }
  return found.length > 0 ? found : [{ path, receiver: receiverOf(path) }]
}

/** Names of the receivers that get an alert, in order; one may be there twice. */
export const receiversFor = <R extends RouteNode<R>>(root: R, labels: Labels): string[] => hits(root, labels).map(hit => hit.receiver)

/** The receiver that a route has or inherits; '' when none is named. */
export function receiverOf<R extends RouteNode<R>>(path: readonly R[]): string {
  for (let i = path.length - 1; i >= 0; i--) {
    const name = path[i]?.receiver
    if (name) return name
  }
  return ''
}

/** How often a group is looked at, in ms; undefined = not set here. */
export interface Timing {
  readonly groupWait?: number | undefined
  readonly groupInterval?: number | undefined
  readonly repeatInterval?: number | undefined
}

/** Timing with nothing left open. */
export type InEffect = { readonly [Key in keyof Timing]-?: number }

/** What holds when no route says anything, in ms. */
export const defaultTiming: InEffect = { groupWait: 30_000, groupInterval: 300_000, repeatInterval: 14_400_000 }

/** The timing of the last of `path`, what it inherits included. Time intervals and `continue` are not inherited. */
export const effectiveTiming = (path: readonly Timing[]): InEffect => path.reduce(inherit, defaultTiming)

/** One step of it: what a route sets wins. */
export const inherit = (above: InEffect, own: Timing): InEffect => ({
  groupWait: own.groupWait ?? above.groupWait,
  groupInterval: own.groupInterval ?? above.groupInterval,
  repeatInterval: own.repeatInterval ?? above.repeatInterval,
})

/** Labels that alerts are grouped by; undefined = all of them (`...`). An unset list is inherited, an empty one is one group. */
export function effectiveGrouping(path: readonly { readonly groupBy?: readonly string[] | undefined }[]): readonly string[] | undefined {
  let groups: readonly string[] | undefined = []
  for (const { groupBy } of path) if (groupBy) groups = groupBy.includes('...') ? undefined : groupBy
  return groups
}

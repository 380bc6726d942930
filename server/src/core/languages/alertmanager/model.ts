// Typed views of an Alertmanager configuration, with places. Tolerant: what is missing or broken is undefined, never wrong.
import { effectiveTiming, type RouteNode, receiverOf, type Timing } from '../../alertpath'
import { type LabelMatcher, parseDuration, parseMatchers } from '../../inline'
import { placer } from '../../schema'
import type { Span } from '../../text'
import type { At } from '../../yaml'
import type { FileView } from '../language'
import { integrations } from './schema/receiver'
import { got } from './values'

/** A matcher with the place of its text (for the deprecated maps: of the value). */
export interface PlacedMatcher extends LabelMatcher {
  readonly span: Span
  readonly from: 'matchers' | 'match' | 'match_re'
}

export interface Route extends RouteNode<Route>, Timing {
  readonly at: At
  readonly parent: Route | undefined
  readonly matchers: readonly PlacedMatcher[]
  /** Some matchers cannot be read, so nothing can be proven about this route. */
  readonly broken: boolean
  readonly groupBy?: readonly string[]
  readonly routes: readonly Route[]
  /** It is muted or active at certain times only. */
  readonly timed: boolean
}

export interface Receiver {
  readonly at: At
  readonly name: string
  readonly nameAt: At
  readonly integrations: readonly Integration[]
}

export interface Integration {
  /** `slack` of `slack_configs`. */
  readonly type: string
  readonly at: At
  readonly list: At
}

/** The routing tree of a configuration; undefined when there is none. */
export function routeTree(root: At | undefined): Route | undefined {
  const at = root?.get('route')
  return at && at.resolved.kind === 'map' ? routeOf(at, undefined, 0) : undefined
}

export const routesOf = (file: FileView): Route | undefined => file.once(treeOf)
const treeOf = (file: FileView): Route | undefined => routeTree(file.root)

/** All routes below and including this one, parents first. */
export function* walkRoutes(route: Route | undefined): Generator<Route> {
  if (!route) return
  yield route
  for (const child of route.routes) yield* walkRoutes(child)
}

/** From the root to the route. */
export function pathOf(route: Route): Route[] {
  const path: Route[] = []
  for (let one: Route | undefined = route; one; one = one.parent) path.unshift(one)
  return path
}

export const receiverName = (route: Route): string => receiverOf(pathOf(route))

export const timingOf = (route: Route): Required<Timing> => effectiveTiming(pathOf(route))

/** Matchers as Alertmanager prints them, short enough for a message. */
export const routeText = (route: Route): string => {
  const text = route.matchers.map(one => `${one.name}${one.op}"${one.value}"`).join(', ')
  return text.length > 80 ? `${text.slice(0, 77)}…` : text
}

export function receiversOf(root: At | undefined): Receiver[] {
  const found: Receiver[] = []
  for (const at of root?.get('receivers')?.items() ?? []) {
    const nameAt = at.get('name')
    if (nameAt?.string !== undefined) found.push({ at, name: nameAt.string, nameAt, integrations: [...integrationsOf(at)] })
  }
  return found
}

function* integrationsOf(receiver: At): Generator<Integration> {
  for (const type of integrations) {
    const list = receiver.get(`${type}_configs`)
    if (list) for (const at of list.items()) yield { type, at, list }
  }
}

function routeOf(at: At, parent: Route | undefined, depth: number): Route {
  const { matchers, broken } = matchersOf(at, { matchers: 'matchers', match: 'match', match_re: 'match_re' })
  const route = {
    at,
    parent,
    receiver: at.get('receiver')?.string,
    matchers,
    broken,
    continue: /^(?:true|True|TRUE|yes|Yes|YES|on|On|ON|y|Y)$/.test(at.get('continue')?.string ?? ''),
    timed: [...(at.get('mute_time_intervals')?.items() ?? []), ...(at.get('active_time_intervals')?.items() ?? [])].length > 0,
    ...timingAt(at),
    ...groupingAt(at),
    routes: [] as Route[],
  }
  if (depth < 100) for (const child of at.get('routes')?.items() ?? []) if (child.resolved.kind === 'map') route.routes.push(routeOf(child, route, depth + 1))
  return route
}

function timingAt(at: At): Timing {
  const ms = (key: string): number | undefined => {
    const text = at.get(key)?.string
    return text === undefined ? undefined : got(parseDuration(text))
  }
  const [groupWait, groupInterval, repeatInterval] = [ms('group_wait'), ms('group_interval'), ms('repeat_interval')]
  return {
    ...(groupWait !== undefined && { groupWait }),
    ...(groupInterval !== undefined && { groupInterval }),
    ...(repeatInterval !== undefined && { repeatInterval }),
  }
}

function groupingAt(at: At): { readonly groupBy?: readonly string[] } {
  const list = at.get('group_by')
  return list && !list.isNull && list.resolved.kind === 'seq' ? { groupBy: [...list.items()].map(item => item.text ?? '') } : {}
}

/** Matchers of a route or of one side of an inhibition, whichever way they are written. */
export function matchersOf(at: At, keys: { readonly matchers: string; readonly match: string; readonly match_re: string }) {
  const matchers: PlacedMatcher[] = []
  let broken = false
  for (const item of at.get(keys.matchers)?.items() ?? []) {
    const { node, start } = item.resolved
    if (node.kind !== 'scalar') {
      broken = true
      continue
    }
    const parsed = parseMatchers(node.text)
    if (parsed.error) broken = true
    const place = placer(node, start, at.doc.text)
    for (const { name, op, value, span } of parsed.matchers)
      matchers.push({ name, op, value, span: { start: place(span.start), end: place(span.end) }, from: 'matchers' })
  }
  const list = at.get(keys.matchers)
  if (list && !list.isNull && list.resolved.kind !== 'seq') broken = true
  for (const from of ['match', 'match_re'] as const)
    for (const value of at.get(keys[from])?.entries() ?? []) {
      const name = value.key?.text
      if (name === undefined || value.text === undefined) broken = true
      else matchers.push({ name, op: from === 'match' ? '=' : '=~', value: value.text, span: value.span, from })
    }
  return { matchers, broken }
}

// One alert that reaches one receiver by two routes. Proven by an example: labels are made up that fulfil both routes, and routed.
import { covers, hits, stuckLabels, type ValueSets, valueSets, witnessOf } from '../../../alertpath'
import { headSpan } from '../../../schema'
import { lookup, type Problem } from '../../../text'
import { lastNotAfter, memo } from '../../../yaml'
import type { Check } from '../../language'
import { type Route, routesOf, silentReceivers } from '../model'
import { type Condition, type RouteList, type RouteShape, setsOf } from '../routeShape'

/** Pairs that are looked at, that are tried, and steps through the tree with made-up alerts: what more there could be is not looked for. */
const mostLooks = 200_000
const mostPairs = 20_000
const mostSteps = 1_000_000

export const notifiedTwice: Check = {
  code: 'notified-twice',
  *run(file) {
    const root = routesOf(file)
    if (!root || root.shape.sums.broken > 0 || root.shape.sums.continues === 0) return
    const silent = new Set(silentReceivers(file).map(one => one.name))
    const search: Search = { root: root.shape, silent, looks: mostLooks, pairs: mostPairs, examples: Math.ceil(mostSteps / root.shape.sums.routes) }
    yield* below(root, valueSets([]), '', search)
  },
}

interface Search {
  readonly root: RouteShape
  readonly silent: ReadonlySet<string>
  looks: number
  pairs: number
  examples: number
}

/** `inherited`: the receiver of the routes above. */
function* below(parent: Route, above: ValueSets, inherited: string, search: Search): Generator<Problem> {
  const { below: list, condition, receiver } = parent.shape
  if (!list) return
  const sets = valueSets(condition.matchers, above)
  const name = receiver || inherited
  if (list.routes.some(one => one.continue)) yield* beside(parent, list, sets, name, search)
  for (let item = 0; item < list.items.length; item++) {
    const inner = list.items[item]?.below
    const route = inner && inner.sums.continues > 0 ? parent.child(item) : undefined
    if (route) yield* below(route, sets, name, search)
  }
}

function* beside(parent: Route, { items }: RouteList, above: ValueSets, inherited: string, search: Search): Generator<Problem> {
  const told = new Set<number>()
  const candidates = candidatesAmong(items, inherited)
  for (let i = 0; i < items.length; i++) {
    const first = items[i]
    if (!first?.continue || search.looks <= 0) continue
    const later = candidates(i, search)
    if (later.length === 0) continue
    const alone = above.size === 0
    const sets = alone ? setsOf(first.condition) : valueSets(first.condition.matchers, above)
    const stuck = alone ? ownStuck(first.condition) : stuckLabels(sets)
    for (const item of later) {
      const second = items[item]
      if (!second || told.has(item) || stuck.some(label => !onlyValues(second.condition, label)) || search.pairs-- <= 0) continue
      const twice = example(first, second, sets, search)
      const problem = twice && problemOf(parent.child(i), parent.child(item), twice)
      if (!problem) continue
      told.add(item)
      yield problem
    }
  }
}

/** Later routes that an alert may reach as well, to the same receiver: found by receiver, or by the label that tells most routes apart. */
function candidatesAmong(items: RouteList['items'], inherited: string): (first: number, search: Search) => readonly number[] {
  const single = new Map<string, ReadonlySet<string>>()
  const receivers = items.map(one => {
    if (!one) return none
    const name = one.receiver || inherited
    return one.routes.length > 0 ? receiversBelow(one, inherited) : lookup(single, name, () => new Set([name]))
  })
  const byReceiver = new Map<string, number[]>()
  receivers.forEach((names, i) => {
    for (const name of names) lookup(byReceiver, name, () => []).push(i)
  })
  const label = usualLabel(items)
  const byValue = new Map<string, number[]>()
  const free: number[] = []
  items.forEach((one, i) => {
    const only = one && onlyValues(one.condition, label)
    if (only) for (const value of only) lookup(byValue, value, () => []).push(i)
    else if (one) free.push(i)
  })
  return (first, search) => {
    const names = receivers[first] ?? none
    const only = items[first] && onlyValues(items[first].condition, label)
    const found = only ? [free, ...Array.from(only, value => byValue.get(value) ?? [])] : Array.from(names, name => byReceiver.get(name) ?? [])
    if (found.every(list => (list.at(-1) ?? 0) <= first)) return []
    const later = new Set<number>()
    for (const list of found)
      for (let i = lastNotAfter(list, first) + 1; i < list.length && search.looks-- > 0; i++) {
        const item = list[i] ?? 0
        if (overlap(receivers[item], names)) later.add(item)
      }
    return Array.from(later).sort((a, b) => a - b)
  }
}

const none: ReadonlySet<string> = new Set()

function overlap(some: ReadonlySet<string> = new Set(), others: ReadonlySet<string>): boolean {
  for (const one of some) if (others.has(one)) return true
  return false
}

function receiversBelow(route: RouteShape, inherited: string, into = new Set<string>()): Set<string> {
  const name = route.receiver || inherited
  into.add(name)
  for (const child of route.routes) receiversBelow(child, name, into)
  return into
}

/** The label for which most routes name values; '' when none does. */
function usualLabel(items: RouteList['items']): string {
  const counts = new Map<string, number>()
  for (const one of items) for (const [name, { only }] of one ? setsOf(one.condition) : []) if (only) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].reduce((a, b) => (b[1] > a[1] ? b : a), ['', 0] as const)[0]
}

const onlyValues = (condition: Condition, label: string) => setsOf(condition).get(label)?.only

interface Twice {
  readonly receiver: string
  readonly labels: Readonly<Record<string, string>>
}

/** `sets`: of the alerts that get into `first`. */
function example(first: RouteShape, second: RouteShape, sets: ValueSets, search: Search): Twice | undefined {
  if (ownStuck(second.condition).some(label => !sets.get(label)?.only) || !plausible(first.condition, second.condition)) return undefined
  const labels = witnessOf(valueSets(second.condition.matchers, sets))
  if (!labels || search.examples-- <= 0) return undefined
  const found = hits(search.root, labels)
  const one = found.filter(hit => hit.path.includes(first))
  const other = found.filter(hit => hit.path.includes(second))
  const twice = one.find(hit => other.some(same => same.receiver === hit.receiver && quiet(hit.path, same.path)))
  return twice && !search.silent.has(twice.receiver) ? { receiver: twice.receiver, labels } : undefined
}

/** Labels that only another route's matchers can help to a value. */
const ownStuck = (condition: Condition): readonly string[] => memo(condition, ownStuck, () => stuckLabels(setsOf(condition)))

function problemOf(first: Route | undefined, second: Route | undefined, { receiver, labels }: Twice): Problem | undefined {
  const examples = Object.entries(labels).map(([name, value]) => `${name}="${value}"`)
  return (
    first &&
    second && {
      code: 'notified-twice',
      severity: 'warning',
      message: `"${receiver}" gets the same alert twice: ${examples.length ? `one with ${examples.join(', ')}` : 'any one'} matches this route and, since that says "continue", the one before.`,
      span: headSpan(second.at),
      related: [{ span: headSpan(first.at), message: 'The other route to the same receiver.' }],
    }
  )
}

/** Routes that differ by times of day are meant to share a receiver. */
const quiet = (a: readonly RouteShape[], b: readonly RouteShape[]): boolean => ![...a, ...b].some(route => route.timed)

/** Names of alerts fix most other labels, so that a made-up alert proves nothing unless one route contains the other. */
function plausible(first: Condition, second: Condition): boolean {
  const named = ({ matchers }: Condition): boolean => matchers.some(one => one.name === 'alertname')
  if (!named(first) && !named(second)) return true
  return covers(first.matchers, second.matchers) || covers(second.matchers, first.matchers)
}

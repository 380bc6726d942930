// Which routes of a tree no alert gets to, proven from the shapes alone. Verdicts on a list are kept with what is known of the alerts that
// get into it, so that after an edit only the lists around it are judged again.
import { coveredOnlyTogether, coversSets, isEmpty, offered, type ValueSets, valueSets, wanted } from '../../alertpath'
import type { LabelMatcher } from '../../inline'
import { lookup } from '../../text'
import { memo, type SeqNode, type YamlNode } from '../../yaml'
import { itemAt } from '../shared/kept'
import { type Condition, listNode, type RouteList, type RouteShape, replacedItem, setsOf } from './routeShape'

/** A route that no alert gets to, by items of its list. */
export type Verdict =
  | { readonly why: 'contradiction'; readonly alone: boolean }
  | { readonly why: 'taken'; readonly by: number; readonly same: boolean }
  | { readonly why: 'taken together'; readonly by: readonly number[] }

export interface Judged {
  /** By item, in no order. */
  readonly verdicts: ReadonlyMap<number, Verdict>
  /** Lists further down with verdicts of their own. */
  readonly below: ReadonlyMap<number, Judged>
  /** What gets into each route. */
  readonly scopes: readonly (Scope | undefined)[]
}

const fine: Judged = { verdicts: new Map(), below: new Map(), scopes: [] }

/** Verdicts on all routes below one. What is below a route that is never reached is left out. */
export const unreached = (root: RouteShape, node: YamlNode): Judged => judgeBelow(root, node, scopeIn(everything, root.condition))

/** The same for a large tree, in steps of one route beside others. */
export function* unreachedSteps(root: RouteShape, node: YamlNode): Generator<undefined> {
  const list = listNode(node)
  const above = scopeIn(everything, root.condition)
  for (const [item, route] of (root.below?.items ?? []).entries()) {
    if (route && !route.condition.broken) judgeBelow(route, list && itemAt(list, item), scopeIn(above, route.condition))
    yield
  }
}

/** The alerts that get into a route: those that fulfil its matchers and all above it. */
interface Scope {
  readonly matchers: readonly LabelMatcher[]
  readonly sets: ValueSets
  readonly broken: boolean
  readonly empty: boolean
  /** What was found out about the routes below. */
  readonly scopes: WeakMap<Condition, Scope>
  readonly judged: WeakMap<RouteList, Judged>
}

const scope = (matchers: readonly LabelMatcher[], sets: ValueSets, broken: boolean): Scope => ({
  matchers,
  sets,
  broken,
  empty: isEmpty(sets),
  scopes: new WeakMap(),
  judged: new WeakMap(),
})

const everything = scope([], new Map(), false)

const scopeIn = (above: Scope, condition: Condition): Scope =>
  lookup(above.scopes, condition, () =>
    scope([...above.matchers, ...condition.matchers], valueSets(condition.matchers, above.sets), above.broken || condition.broken),
  )

function judgeBelow({ below }: RouteShape, node: YamlNode | undefined, scope: Scope): Judged {
  if (!below || scope.broken) return fine
  return lookup(scope.judged, below, () => {
    const list = node && listNode(node)
    const judged = (list && judgeAgain(below, list, scope)) ?? judge(below, list, scope)
    return judged.verdicts.size + judged.below.size === 0 && below.items.length < 2 ? fine : judged
  })
}

function judge({ items }: RouteList, list: SeqNode | undefined, above: Scope): Judged {
  const verdicts = new Map<number, Verdict>()
  const below = new Map<number, Judged>()
  const takers = items.length > 1 ? takersAmong(items) : nobody
  const scopes = items.map(route => route && scopeIn(above, route.condition))
  for (const [item, route] of items.entries()) {
    const scope = scopes[item]
    if (!route || !scope || route.condition.broken) continue
    const verdict = verdictOn(route.condition, scope, takers.first(scope), takers.some)
    if (verdict) verdicts.set(item, verdict)
    else keepBelow(below, item, judgeBelow(route, list && itemAt(list, item), scope))
    if (!route.continue) takers.add(item, route.condition)
  }
  return { verdicts, below, scopes }
}

function keepBelow(below: Map<number, Judged>, item: number, judged: Judged): void {
  if (judged.verdicts.size + judged.below.size > 0) below.set(item, judged)
  else below.delete(item)
}

/** After an edit inside one route: only those are judged again for which that route makes a difference. */
function judgeAgain(list: RouteList, node: SeqNode, above: Scope): Judged | undefined {
  const before = replacedItem(node)
  const known = before && above.judged.get(before.list)
  const [was, is] = before ? [before.list.items[before.item], list.items[before.item]] : []
  if (!before || !known || !was || !is || was.continue !== is.continue || was.condition.broken || is.condition.broken) return undefined
  const { item } = before
  const scopes = known.scopes.slice()
  scopes[item] = scopeIn(above, is.condition)
  const changed = was.condition === is.condition ? [] : [item, ...itemsConcerned(list, item, was, known, scopes)]
  if (changed.length > few) return undefined
  const verdicts = new Map(known.verdicts)
  const below = new Map(known.below)
  for (const i of new Set([...changed, item])) {
    const [route, scope] = [list.items[i], scopes[i]]
    if (!route || !scope) continue
    const verdict = changed.includes(i) ? verdictAt(list, i, route.condition, scope) : verdicts.get(i)
    if (verdict) verdicts.set(i, verdict)
    else verdicts.delete(i)
    keepBelow(below, i, verdict ? fine : judgeBelow(route, itemAt(node, i), scope))
  }
  return { verdicts, below, scopes }
}

function verdictAt({ items }: RouteList, item: number, condition: Condition, scope: Scope): Verdict | undefined {
  const takers = takersBefore(items, item)
  const first = takers.find(one => coversSets(one.condition.matchers, scope.sets))
  return verdictOn(condition, scope, first, takers.length > few ? [] : takers)
}

/** Later routes on which the verdict may be another one, as `item` is not what it was. */
function itemsConcerned({ items }: RouteList, item: number, was: RouteShape, known: Judged, scopes: Judged['scopes']): number[] {
  const is = items[item]
  if (!is || is.continue) return []
  const found: number[] = []
  let takers = takersBefore(items, item + 1, few).length
  for (let i = item + 1; i < items.length; i++) {
    const [route, scope] = [items[i], scopes[i]]
    if (!route || !scope || route.condition.broken) continue
    if (!scope.empty && isConcerned(known.verdicts.get(i), scope.sets, item, was, is, takers <= few)) found.push(i)
    if (!route.continue) takers++
  }
  return found
}

/** `together`: the routes before it are few enough to be looked at together. */
function isConcerned(verdict: Verdict | undefined, sets: ValueSets, item: number, was: RouteShape, is: RouteShape, together: boolean): boolean {
  if (verdict?.why === 'taken' && verdict.by < item) return false
  if (verdict?.why === 'taken together' || (verdict?.why === 'taken' && verdict.by === item)) return true
  if (coversSets(is.matchers, sets)) return true
  return verdict === undefined && together && (mayTakePart(was.matchers, sets) || mayTakePart(is.matchers, sets))
}

/** It takes those with some of several values of one label: others may take the rest. */
function mayTakePart(matchers: readonly LabelMatcher[], sets: ValueSets): boolean {
  let label: string | undefined
  for (const matcher of matchers) {
    if (matcher.name === label || coversSets([matcher], sets)) continue
    if (label !== undefined || sets.get(matcher.name)?.only?.size === 1) return false
    label = matcher.name
  }
  return true
}

function verdictOn(condition: Condition, scope: Scope, by: Taker | undefined, some: readonly Taker[]): Verdict | undefined {
  if (scope.empty) return { why: 'contradiction', alone: isEmpty(setsOf(condition)) }
  if (by) return { why: 'taken', by: by.item, same: coversSets(scope.matchers, setsOf(by.condition)) }
  const together = coveredOnlyTogether(
    scope.matchers,
    scope.sets,
    some.map(one => one.condition.matchers),
  )
  return together ? { why: 'taken together', by: some.map(one => one.item) } : undefined
}

function takersBefore(items: RouteList['items'], end: number, most = Number.POSITIVE_INFINITY): Taker[] {
  const takers: Taker[] = []
  for (let item = 0; item < end && takers.length <= most; item++) {
    const route = items[item]
    if (route && !route.continue && !route.condition.broken) takers.push({ item, condition: route.condition })
  }
  return takers
}

interface Taker {
  readonly item: number
  readonly condition: Condition
}

/** Routes that keep what they match. */
interface Takers {
  add(item: number, condition: Condition): void
  /** The first that takes all of these alerts. */
  first(scope: Scope): Taker | undefined
  /** All of them while they are few, else none. */
  readonly some: readonly Taker[]
}

const nobody: Takers = { add() {}, first: () => undefined, some: [] }

/** More than so many are not looked at together. */
const few = 100

/** Each taker is filed under the rarest word that it wants, so that only those are tried that may fit. */
function takersAmong(routes: RouteList['items']): Takers {
  const usual = new Map<string, number>()
  for (const route of routes) if (route) for (const words of wants(route.condition)) for (const word of words) usual.set(word, (usual.get(word) ?? 0) + 1)
  const rareness = (words: readonly string[]): number => words.reduce((sum, word) => sum + (usual.get(word) ?? 0), 0)
  const filed = new Map<string, Taker[]>()
  let anything: Taker | undefined
  let some: Taker[] = []
  let count = 0
  return {
    add(item, condition) {
      const taker = { item, condition }
      if (++count <= few) some.push(taker)
      else some = []
      const [first, ...others] = wants(condition)
      if (first) for (const word of others.reduce((a, b) => (rareness(b) < rareness(a) ? b : a), first)) lookup(filed, word, () => []).push(taker)
      else anything ??= taker
    },
    first({ sets }) {
      let best = anything
      for (const word of offered(sets))
        for (const taker of filed.get(word) ?? []) {
          if (best && taker.item >= best.item) break
          if (coversSets(taker.condition.matchers, sets)) best = taker
        }
      return best
    },
    get some() {
      return some
    },
  }
}

const wants = (condition: Condition): readonly (readonly string[])[] =>
  memo(condition, wants, () => condition.matchers.map(wanted).filter(words => words !== undefined))

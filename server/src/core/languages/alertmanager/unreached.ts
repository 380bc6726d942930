// Which routes of a tree no alert gets to, proven from the shapes alone. Verdicts on a list are kept with what is known of the alerts that
// get into it, so that after an edit only the lists around it are judged again.
import { coveredOnlyTogether, coversSets, isEmpty, offered, type ValueSets, valueSets, wanted } from '../../alertpath'
import type { LabelMatcher } from '../../inline'
import { lookup } from '../../text'
import { memo } from '../../yaml'
import type { Condition, RouteList, RouteShape } from './routeShape'

/** A route that no alert gets to, by items of its list. */
export type Verdict =
  | { readonly item: number; readonly why: 'contradiction'; readonly alone: boolean }
  | { readonly item: number; readonly why: 'taken'; readonly by: number; readonly same: boolean }
  | { readonly item: number; readonly why: 'taken together'; readonly by: readonly number[] }

export interface Judged {
  readonly verdicts: readonly Verdict[]
  /** Lists further down with verdicts of their own. */
  readonly below: readonly { readonly item: number; readonly judged: Judged }[]
}

const fine: Judged = { verdicts: [], below: [] }

/** Verdicts on all routes below. What is below a route that is never reached is left out. */
export const unreached = (root: RouteShape): Judged => judgeBelow(root, scopeIn(everything, root.condition))

/** The alerts that get into a route: those that fulfil its matchers and all above it. */
interface Scope {
  readonly matchers: readonly LabelMatcher[]
  readonly sets: ValueSets
  readonly broken: boolean
  readonly empty: boolean
  readonly words: readonly string[]
  readonly scopes: WeakMap<Condition, Scope>
  readonly judged: WeakMap<RouteList, Judged>
}

const scope = (matchers: readonly LabelMatcher[], sets: ValueSets, broken: boolean): Scope => ({
  matchers,
  sets,
  broken,
  empty: isEmpty(sets),
  words: offered(sets),
  scopes: new WeakMap(),
  judged: new WeakMap(),
})

const everything = scope([], new Map(), false)

const scopeIn = (above: Scope, condition: Condition): Scope =>
  lookup(above.scopes, condition, () =>
    scope([...above.matchers, ...condition.matchers], valueSets(condition.matchers, above.sets), above.broken || condition.broken),
  )

const judgeBelow = ({ below }: RouteShape, scope: Scope): Judged => (!below || scope.broken ? fine : lookup(scope.judged, below, () => judge(below, scope)))

function judge({ items }: RouteList, above: Scope): Judged {
  const verdicts: Verdict[] = []
  const below: { item: number; judged: Judged }[] = []
  const takers = items.length > 1 ? takersAmong(items) : nobody
  for (let item = 0; item < items.length; item++) {
    const route = items[item]
    if (!route || route.condition.broken) continue
    const scope = scopeIn(above, route.condition)
    const verdict = verdictOn(item, route.condition, scope, takers)
    if (verdict) verdicts.push(verdict)
    else {
      const judged = judgeBelow(route, scope)
      if (judged !== fine) below.push({ item, judged })
    }
    if (!route.continue) takers.add(item, route.condition)
  }
  return verdicts.length + below.length === 0 ? fine : { verdicts, below }
}

function verdictOn(item: number, { matchers }: Condition, scope: Scope, takers: Takers): Verdict | undefined {
  if (scope.empty) return { item, why: 'contradiction', alone: isEmpty(valueSets(matchers)) }
  const by = takers.first(scope)
  if (by) return { item, why: 'taken', by: by.item, same: coversSets(scope.matchers, valueSets(by.condition.matchers)) }
  const { some } = takers
  const together = coveredOnlyTogether(
    scope.matchers,
    scope.sets,
    some.map(one => one.condition.matchers),
  )
  return together ? { item, why: 'taken together', by: some.map(one => one.item) } : undefined
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
    first({ words, sets }) {
      let best = anything
      for (const word of words)
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

// What a routing tree says, without places: kept with the nodes of the text, so that after an edit only the routes around it are read again.
// Holds no nodes: what is kept of a text outlives the text.
import { type RouteNode, type Timing, type ValueSets, valueSets } from '../../alertpath'
import { type LabelMatcher, parseDuration, parseMatchers } from '../../inline'
import { At, type Document, isNull, type Memo, memo, recalled, type ScalarNode, type SeqNode, type YamlNode } from '../../yaml'
import { kept, keptItems } from '../shared/kept'
import { got } from './values'

export interface RouteShape extends RouteNode<RouteShape>, Timing {
  readonly condition: Condition
  readonly groupBy: readonly string[] | undefined
  /** It is muted or active at certain times only. */
  readonly timed: boolean
  readonly below: RouteList | undefined
  /** Where the list of child routes stands, from the start of the route. */
  readonly belowAt: number
  /** Of itself and all below. */
  readonly sums: RouteSums
}

/** What a route asks of an alert. The same object as long as its text stays the same, as a rule. */
export interface Condition extends Memo {
  readonly matchers: readonly LabelMatcher[]
  /** Some of it cannot be read, so nothing can be proven. */
  readonly broken: boolean
}

/** Routes beside each other. */
export interface RouteList {
  readonly routes: readonly RouteShape[]
  /** By item of the list: undefined where it is no route. */
  readonly items: readonly (RouteShape | undefined)[]
  /** From the start of the list. */
  readonly offsets: ArrayLike<number>
  readonly sums: RouteSums
}

/** How much of each there is, so that a reader can pass by whole branches. */
export interface RouteSums {
  readonly routes: number
  readonly broken: number
  readonly continues: number
  /** Routes with `continue` that are the last of their list. */
  readonly lastContinues: number
  /** Routes that set `repeat_interval` or `group_interval`. */
  readonly intervals: number
  /** Routes that ask for the name of an alert. */
  readonly named: number
  /** The longest `repeat_interval`, in ms. */
  readonly longest: number
}

const nothing: RouteSums = { routes: 0, broken: 0, continues: 0, lastContinues: 0, intervals: 0, named: 0, longest: 0 }
const always: Condition = { matchers: [], broken: false }

/** How deep a tree is read, and how many routes behind aliases: they may name each other, or the same ones over and over. */
interface Limits {
  readonly depth: number
  readonly aliased: { left: number }
}
const deepest = 256

/** The routing tree below a map; undefined for anything else. */
export const routeShape = (at: At): RouteShape | undefined =>
  at.resolved.kind === 'map' ? shapeOf(at.resolved, { depth: 0, aliased: { left: 5000 } }) : undefined

const shapeKey = {}

const shapeOf = (at: At, limits: Limits): RouteShape => kept(at.node, shapeKey, () => readRoute(at, limits))

/** The shapes of a large tree, route by route: each list after what is in it. */
export function* shapeSteps(at: At, depth = 0): Generator<undefined> {
  const list = at.resolved.get('routes')?.resolved
  if (list?.node.kind !== 'seq' || !list.node.cut || list.node.aliased || depth >= deepest) return
  for (let i = 0; i < list.node.offsets.length; i++) {
    const item = list.nth(i)
    if (item?.node.kind !== 'map') continue
    yield* shapeSteps(item, depth + 1)
    shapeOf(At.of(at.doc, item.node, item.start), { depth: depth + 1, aliased: { left: 0 } })
    yield
  }
}

function readRoute(at: At, limits: Limits): RouteShape {
  const value = reader(at)
  const list = at.get('routes')?.resolved
  const below = list?.node.kind === 'seq' && limits.depth < deepest ? listOf(list, { ...limits, depth: limits.depth + 1 }) : undefined
  const condition = conditionOf(value, at.doc)
  const continues = /^(?:true|True|TRUE|yes|Yes|YES|on|On|ON|y|Y)$/.test(textOf(value('continue')) ?? '')
  const groupInterval = durationOf(value('group_interval'))
  const repeatInterval = durationOf(value('repeat_interval'))
  return {
    groupWait: durationOf(value('group_wait')),
    groupInterval,
    repeatInterval,
    receiver: textOf(value('receiver')),
    condition,
    matchers: condition.matchers,
    continue: continues,
    groupBy: groupingOf(value('group_by'), at.doc),
    timed: hasItems(value('mute_time_intervals')) || hasItems(value('active_time_intervals')),
    below,
    routes: below?.routes ?? [],
    belowAt: list ? list.start - at.start : 0,
    sums: sumsOf({ condition, continue: continues, groupInterval, repeatInterval }, below),
  }
}

/** Values by key; those of aliases where there are any, merged ones too. */
type Read = (key: string) => YamlNode | undefined

function reader(at: At): Read {
  const { node } = at
  if (node.kind !== 'map' || node.aliased) return key => at.get(key)?.resolved.node
  const { pairs } = node
  return name => {
    for (const { key, value } of pairs) if (key.kind === 'scalar' && key.text === name) return value
    return undefined
  }
}

const textOf = (node: YamlNode | undefined): string | undefined => (node?.kind === 'scalar' && !isNull(node) ? node.text : undefined)

const hasItems = (node: YamlNode | undefined): boolean => node?.kind === 'seq' && node.offsets.length > 0

function durationOf(node: YamlNode | undefined): number | undefined {
  const text = textOf(node)
  return text === undefined ? undefined : got(parseDuration(text))
}

const groupingOf = (node: YamlNode | undefined, doc: Document): readonly string[] | undefined =>
  node?.kind === 'seq' ? node.items.map(item => resolvedIn(doc, item)).map(item => (item.kind === 'scalar' ? item.text : '')) : undefined

function sumsOf(own: Pick<RouteShape, 'condition' | 'continue' | 'groupInterval' | 'repeatInterval'>, below: RouteList | undefined): RouteSums {
  const { routes, broken, continues, lastContinues, intervals, named, longest } = below?.sums ?? nothing
  return {
    routes: routes + 1,
    broken: broken + (own.condition.broken ? 1 : 0),
    continues: continues + (own.continue ? 1 : 0),
    lastContinues,
    intervals: intervals + (own.groupInterval === undefined && own.repeatInterval === undefined ? 0 : 1),
    named: named + (own.condition.matchers.some(one => one.name === 'alertname') ? 1 : 0),
    longest: Math.max(longest, own.repeatInterval ?? 0),
  }
}

const listKey = {}
const itemsKey = {}

function listOf(at: At, limits: Limits): RouteList {
  const { node, doc, start } = at
  if (node.kind !== 'seq') return listFrom([], [])
  if (node.aliased) return listWithAliases(at, limits)
  return kept(node, listKey, () => {
    const { offsets } = node
    const items = keptItems(node, itemsKey, (item, i) => (item?.kind === 'map' ? shapeOf(At.of(doc, item, start + (offsets[i] ?? 0)), limits) : undefined))
    return listFrom(items, offsets)
  })
}

/** The list of child routes in the node of a route, where it is written there. */
export function listNode(node: YamlNode): SeqNode | undefined {
  const value = node.kind === 'map' ? node.pairs.find(({ key }) => key.kind === 'scalar' && key.text === 'routes')?.value : undefined
  return value?.kind === 'seq' ? value : undefined
}

/** What was known of a list before an edit that changed one item of it. */
export function replacedItem({ inherited, aliased }: SeqNode): { readonly list: RouteList; readonly item: number } | undefined {
  const list = inherited && !aliased && inherited.removed === 1 && inherited.inserted === 1 ? recalled<RouteList>(inherited, listKey) : undefined
  return list && inherited && { list, item: inherited.from }
}

function listWithAliases(at: At, limits: Limits): RouteList {
  const items: (RouteShape | undefined)[] = []
  const offsets: number[] = []
  for (const item of at.items()) {
    const { resolved } = item
    const route = resolved.kind === 'map' && limits.aliased.left > 0 ? shapeOf(resolved, limits) : undefined
    if (item.kind === 'alias') limits.aliased.left -= route?.sums.routes ?? 1
    items.push(route)
    offsets.push(resolved.start - at.start)
  }
  return listFrom(items, offsets)
}

function listFrom(items: readonly (RouteShape | undefined)[], offsets: ArrayLike<number>): RouteList {
  const all = items.every(one => one !== undefined)
  const routes = all ? (items as readonly RouteShape[]) : items.filter(one => one !== undefined)
  return { items, routes, offsets, sums: listSums(routes) }
}

function listSums(routes: readonly RouteShape[]): RouteSums {
  let { routes: count, broken, continues, lastContinues, intervals, named, longest } = nothing
  for (const { sums } of routes) {
    count += sums.routes
    broken += sums.broken
    continues += sums.continues
    lastContinues += sums.lastContinues
    intervals += sums.intervals
    named += sums.named
    longest = Math.max(longest, sums.longest)
  }
  return { routes: count, broken, continues, lastContinues: lastContinues + (routes.at(-1)?.continue ? 1 : 0), intervals, named, longest }
}

function conditionOf(value: Read, doc: Document): Condition {
  const parts = [part(value('matchers'), doc, readMatchers), part(value('match'), doc, readEqual), part(value('match_re'), doc, readRegex)]
  const [first, ...others] = parts.filter(one => one !== always)
  if (!first || others.length === 0) return first ?? always
  return { matchers: parts.flatMap(one => one.matchers), broken: parts.some(one => one.broken) }
}

/** What a condition leaves of each label, above aside. */
export const setsOf = (condition: Condition): ValueSets => memo(condition, setsOf, () => valueSets(condition.matchers))

type ReadCondition = (node: YamlNode, doc: Document) => Condition

const part = (node: YamlNode | undefined, doc: Document, read: ReadCondition): Condition => (node ? kept(node, read, () => read(node, doc)) : always)

const resolvedIn = (doc: Document, node: YamlNode): YamlNode => (node.kind === 'alias' ? At.of(doc, node, 0).resolved.node : node)

function readMatchers(node: YamlNode, doc: Document): Condition {
  if (node.kind !== 'seq') return isNull(node) ? always : { matchers: [], broken: true }
  const matchers: LabelMatcher[] = []
  let broken = false
  for (const item of node.items) {
    const scalar = resolvedIn(doc, item)
    const parsed = scalar.kind === 'scalar' ? parsedMatchers(scalar) : undefined
    if (!parsed || parsed.error) broken = true
    for (const one of parsed?.matchers ?? []) matchers.push(one)
  }
  return { matchers, broken }
}

/** Several checks read the same matchers: each text once. */
export const parsedMatchers = (scalar: ScalarNode & Memo) => memo(scalar, parsedMatchers, () => parseMatchers(scalar.text))

const readEqual: ReadCondition = (node, doc) => readMap(At.of(doc, node, 0), '=')
const readRegex: ReadCondition = (node, doc) => readMap(At.of(doc, node, 0), '=~')

function readMap(at: At, op: '=' | '=~'): Condition {
  const matchers: LabelMatcher[] = []
  let broken = false
  for (const value of at.entries()) {
    const name = value.key?.text
    if (name === undefined || value.text === undefined) broken = true
    else matchers.push({ name, op, value: value.text })
  }
  return { matchers, broken }
}

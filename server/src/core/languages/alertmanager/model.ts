// Typed views of an Alertmanager configuration, with places. Tolerant: what is missing or broken is undefined, never wrong.
import { effectiveTiming, type RouteNode, receiverOf, type Timing } from '../../alertpath'
import type { LabelMatcher } from '../../inline'
import { placer } from '../../schema'
import type { Span } from '../../text'
import { At } from '../../yaml'
import type { FileView } from '../language'
import { itemOf, keptItems } from '../shared/kept'
import { parsedMatchers, type RouteShape, routeShape } from './routeShape'
import { integrations } from './schema/receiver'
import { wordSpan } from './values'

/** A matcher with the place of its text (for the deprecated maps: of the value). */
export interface PlacedMatcher extends LabelMatcher {
  readonly span: Span
  readonly from: 'matchers' | 'match' | 'match_re'
}

export interface Route extends RouteNode<Route>, Timing {
  readonly at: At
  /** The same without places. */
  readonly shape: RouteShape
  readonly parent: Route | undefined
  readonly matchers: readonly PlacedMatcher[]
  /** Some matchers cannot be read, so nothing can be proven about this route. */
  readonly broken: boolean
  readonly groupBy: readonly string[] | undefined
  readonly routes: readonly Route[]
  /** It is muted or active at certain times only. */
  readonly timed: boolean
  /** The child at an item of its list, made anew. */
  child(item: number): Route | undefined
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
  const shape = at && routeShape(at)
  return at && shape && new PlacedRoute(shape, at, undefined)
}

export const routesOf = (file: FileView): Route | undefined => file.once(treeOf)
const treeOf = (file: FileView): Route | undefined => routeTree(file.root)

/** All routes below and including this one, parents first. */
export function* walkRoutes(route: Route | undefined): Generator<Route> {
  const open = route ? [route] : []
  for (let one = open.pop(); one; one = open.pop()) {
    yield one
    for (let i = one.routes.length - 1; i >= 0; i--) open.push(one.routes[i] as Route)
  }
}

/** The shape of a route at a place of the text. Everything is made when somebody asks: most checks need few of thousands. */
class PlacedRoute implements Route {
  #matchers: readonly PlacedMatcher[] | undefined
  #routes: readonly Route[] | undefined
  #list: At | undefined

  constructor(
    readonly shape: RouteShape,
    readonly at: At,
    readonly parent: Route | undefined,
  ) {}

  get receiver() {
    return this.shape.receiver
  }
  get matchers(): readonly PlacedMatcher[] {
    this.#matchers ??= this.shape.condition.matchers.length === 0 ? [] : matchersOf(this.at, routeKeys).matchers
    return this.#matchers
  }
  get broken(): boolean {
    return this.shape.condition.broken
  }
  get continue(): boolean {
    return this.shape.continue
  }
  get timed(): boolean {
    return this.shape.timed
  }
  get groupBy() {
    return this.shape.groupBy
  }
  get groupWait() {
    return this.shape.groupWait
  }
  get groupInterval() {
    return this.shape.groupInterval
  }
  get repeatInterval() {
    return this.shape.repeatInterval
  }
  get routes(): readonly Route[] {
    this.#routes ??= Array.from(this.shape.below?.offsets ?? [], (_, i) => this.child(i)).filter(one => one !== undefined)
    return this.#routes
  }
  child(item: number): Route | undefined {
    const shape = this.shape.below?.items[item]
    this.#list ??= this.at.get('routes')?.resolved
    const at = shape && this.#list && itemOf(this.#list, item)
    return at && new PlacedRoute(shape, at.kind === 'alias' ? at.resolved : at, this)
  }
}

const routeKeys = { matchers: 'matchers', match: 'match', match_re: 'match_re' }

/** From the root to the route. */
export function pathOf(route: Route): Route[] {
  const path: Route[] = []
  for (let one: Route | undefined = route; one; one = one.parent) path.unshift(one)
  return path
}

export const receiverName = (route: Route): string => receiverOf(pathOf(route))

export const timingOf = (route: Route): Required<Timing> => effectiveTiming(pathOf(route))

/** Matchers as Alertmanager prints them, short enough for a message. */
export const routeText = ({ shape }: Route): string => conditionText(shape.condition)

export const conditionText = ({ matchers }: Pick<RouteNode, 'matchers'>): string => {
  const text = matchers.map(one => `${one.name}${one.op}"${one.value}"`).join(', ')
  return text.length > 80 ? `${text.slice(0, 77)}…` : text
}

/** The word that says whom a route tells, or where it starts. */
export function routeSpan(route: Route): Span {
  const word = route.at.get('receiver')
  return word ? wordSpan(word) : { start: route.at.start, end: route.at.start }
}

/** The word of a receiver's name. */
export const receiverSpan = ({ nameAt }: Receiver): Span => wordSpan(nameAt)

/** Receivers without any integration, once per text. */
export const silentReceivers = (file: FileView): readonly Receiver[] => file.once(findSilent)

function findSilent({ root, doc }: FileView): readonly Receiver[] {
  const list = root?.get('receivers')?.resolved
  if (list?.node.kind !== 'seq') return []
  const silent = keptItems(list.node, findSilent, item => item !== undefined && integrationsOf(At.of(doc, item, 0)).length === 0)
  return silent.flatMap((is, i) => (is ? receiverAt(itemOf(list, i)) : []))
}

export const receiversOf = (root: At | undefined): Receiver[] => Array.from(root?.get('receivers')?.items() ?? [], receiverAt).flat()

function receiverAt(at: At | undefined): Receiver[] {
  const nameAt = at?.get('name')
  return at && nameAt?.string !== undefined ? [{ at, name: nameAt.string, nameAt, integrations: integrationsOf(at) }] : []
}

const lists: ReadonlyMap<string, string> = new Map(integrations.map(type => [`${type}_configs`, type]))

export function integrationsOf(receiver: At): Integration[] {
  const found: Integration[] = []
  for (const list of receiver.entries()) {
    const type = lists.get(list.key?.text ?? '')
    if (type !== undefined) for (const at of list.items()) found.push({ type, at, list })
  }
  return found
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
    const parsed = parsedMatchers(node)
    if (parsed.error) broken = true
    const place = placer(node, start, at.doc.source)
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

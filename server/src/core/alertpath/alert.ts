// The labels that an alert carries when it reaches Alertmanager, three-valued, and the routes that it may take.

import { type LabelFlow, type LabelMatcher, matches, mayHave } from '../inline'
import { alternatives } from './matcherSets'
import { type RouteNode, receiverOf } from './routing'
import type { Certainty } from './station'

/** What a rule says of its alert, without places: kept with the rule. */
export interface AlertShape {
  /** Undefined where the names of alerts do not matter. */
  readonly name: string | undefined
  /** Labels of the rule with plain values; '' takes a label away. */
  readonly labels: ReadonlyMap<string, string>
  /** Labels whose value is a template. */
  readonly templated: ReadonlySet<string>
  /** What the expression leaves. */
  readonly flow: LabelFlow
}

/** What is added between the rule and Alertmanager. */
export interface Sender {
  /** Labels of all alerts of a server; undefined value = differs or is not known. */
  readonly external: ReadonlyMap<string, string | undefined>
  /** Labels of groups. */
  readonly grouped: ReadonlySet<string>
  /** Alerts are relabelled: nothing is certain. */
  readonly relabelled: boolean
}

export type LabelValue = { readonly kind: 'is'; readonly value: string } | { readonly kind: 'absent' } | { readonly kind: 'maybe' }

const maybe: LabelValue = { kind: 'maybe' }
const absent: LabelValue = { kind: 'absent' }

export function labelOf({ name, labels, templated, flow }: AlertShape, label: string, sender: Sender): LabelValue {
  if (sender.relabelled || templated.has(label)) return maybe
  if (label === 'alertname') return name === undefined ? maybe : { kind: 'is', value: name }
  const set = labels.get(label)
  if (set !== undefined && set !== '') return { kind: 'is', value: set }
  if (sender.grouped.has(label)) return maybe
  const certain = set === undefined ? flow.values.get(label) : undefined
  if (certain !== undefined) return { kind: 'is', value: certain }
  if (set === undefined && mayHave(flow, label)) return maybe
  if (!sender.external.has(label)) return absent
  const value = sender.external.get(label)
  return value === undefined ? maybe : { kind: 'is', value }
}

export function takes(matchers: readonly LabelMatcher[], alert: AlertShape, sender: Sender): Certainty {
  let answer: Certainty = 'yes'
  for (const matcher of matchers) {
    const value = labelOf(alert, matcher.name, sender)
    if (value.kind === 'maybe') {
      if (!(matcher.op === '=~' && matcher.value === '.*')) answer = 'maybe'
    } else if (!matches(matcher, value.kind === 'is' ? { [matcher.name]: value.value } : {})) return 'no'
  }
  return answer
}

/** A route that an alert takes, or may take. */
export interface Way<R> {
  readonly path: readonly R[]
  readonly receiver: string
  readonly certainty: Exclude<Certainty, 'no'>
}

interface Readable {
  /** Some matchers cannot be read. */
  readonly broken?: boolean
}

/** As `hits`, for labels that are only known in part. */
export function ways<R extends RouteNode<R> & Readable>(root: R, alert: AlertShape, sender: Sender): Way<R>[] {
  return walk(root, alert, sender, [], true)
}

function walk<R extends RouteNode<R> & Readable>(route: R, alert: AlertShape, sender: Sender, above: readonly R[], sure: boolean): Way<R>[] {
  const path = [...above, route]
  const found: Way<R>[] = []
  let mayStop = false
  let taken = false
  for (const child of route.routes) {
    const fits = child.broken ? 'maybe' : takes(child.matchers, alert, sender)
    if (fits === 'no') continue
    found.push(...walk(child, alert, sender, path, sure && fits === 'yes' && !mayStop))
    if (fits === 'yes') taken = true
    if (child.continue) continue
    if (fits === 'yes') break
    mayStop = true
  }
  if (!taken) found.push({ path, receiver: receiverOf(path), certainty: sure && found.length === 0 ? 'yes' : 'maybe' })
  return found
}

/** Values that a matcher asks for by name; undefined for other expressions and for "not". */
export const wantedValues = ({ op, value }: LabelMatcher): readonly string[] | undefined =>
  op === '=' ? [value] : op === '=~' ? alternatives(value) : undefined

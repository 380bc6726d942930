// What a rule file adds to the path of an alert: its alerts. What a rule says is kept with the rule, so an edit of one reads no other;
// rules whose alerts differ in nothing but the name share one object, so that a large file has few of them.
import type { AlertShape } from '../../alertpath'
import { type LabelFlow, labelFlow, parsePromql } from '../../inline'
import { foundOf } from '../../schema'
import { lookup } from '../../text'
import { At, gather, memo, type SeqNode, type YamlNode } from '../../yaml'
import type { FileView } from '../language'

export interface AlertStation {
  readonly shape: AlertShape
  readonly node: YamlNode
  /** Absolute start of the rule. */
  readonly start: number
}

/** Alerts in order of the text; once per text. */
export const alertsOf = (file: FileView): readonly AlertStation[] => file.once(readAlerts)

/** The distinct shapes of the alerts, without their names; once per text. */
export const shapesOf = (file: FileView): readonly AlertShape[] => file.once(readShapes)

function readAlerts(file: FileView): readonly AlertStation[] {
  return foundOf(file.facts, 'rule').flatMap(({ node, start }) => {
    const alert = alertIn(At.of(file.doc, node, start))
    return alert ? [{ shape: alert.named, node, start }] : []
  })
}

function readShapes(file: FileView): readonly AlertShape[] {
  const shapes = new Set<AlertShape>()
  for (const { list, at } of ruleLists(file)) for (const one of gather(list, key, (item, i) => alertIn(at(item, i))?.shape).counts.keys()) shapes.add(one)
  return [...shapes]
}

export interface RuleList {
  readonly list: SeqNode
  /** Start of an item. */
  start(i: number): number
  at(item: YamlNode, i: number): At
}

/** The lists of rules of a file, a group each. */
export function* ruleLists(file: FileView): Generator<RuleList> {
  for (const group of file.root?.get('groups')?.items() ?? []) {
    const rules = group.get('rules')?.resolved
    if (rules?.node.kind !== 'seq') continue
    const list = rules.node
    const start = (i: number): number => rules.start + (list.offsets[i] ?? 0)
    yield { list, start, at: (item, i) => At.of(file.doc, item, start(i)) }
  }
}

interface Alert {
  readonly shape: AlertShape
  readonly named: AlertShape
  /** That of the shape, with the place in this very expression: equal shapes share one whose places are another's. */
  readonly flow: LabelFlow
}

/** What an alerting rule sends; kept with the rule. */
export const alertIn = (at: At): Alert | undefined => (at.node.aliased ? read(at) : memo(at.node, key, () => read(at)))
const key = {}

function read(at: At): Alert | undefined {
  const name = at.get('alert')?.string
  if (name === undefined) return undefined
  const labels = new Map<string, string>()
  const templated = new Set<string>()
  for (const one of at.get('labels')?.entries() ?? []) {
    const label = one.key?.text ?? ''
    const value = one.text
    if (value === undefined || value.includes('{{')) templated.add(label)
    else labels.set(label, one.isNull ? '' : value)
  }
  const flow = labelFlow(parsePromql(at.get('expr')?.string ?? ''))
  const shape = shared({ name: undefined, labels, templated, flow })
  return { shape, named: { ...shape, name }, flow: { ...shape.flow, dropper: flow.dropper } }
}

const shapes = new Map<string, AlertShape>()

/** Equal shapes are one object; past so many different ones it does not pay. */
function shared(shape: AlertShape): AlertShape {
  const text = keyOf(shape)
  if (shapes.size > 20_000 && !shapes.has(text)) return shape
  return lookup(shapes, text, () => shape)
}

/** The same for equal shapes alone. */
function keyOf({ labels, templated, flow: { only, without, values } }: AlertShape): string {
  return `${mapKey(labels)};${setKey(templated)};${only ? setKey(only) : '-'};${setKey(without)};${mapKey(values)}`
}

/** Lengths before the texts: no text can look like two. */
const mapKey = (map: ReadonlyMap<string, string>): string => {
  let out = ''
  for (const [name, value] of map) out += `${name.length}:${name}${value.length}:${value}`
  return out
}

const setKey = (set: ReadonlySet<string>): string => {
  let out = ''
  for (const name of set) out += `${name.length}:${name}`
  return out
}

/** Labels that groups add to their alerts; once per text. */
export const groupLabelsOf = (file: FileView): ReadonlySet<string> => file.once(readGroups)

function readGroups(file: FileView): ReadonlySet<string> {
  const names = new Set<string>()
  for (const group of file.root?.get('groups')?.items() ?? []) for (const one of group.get('labels')?.entries() ?? []) names.add(one.key?.text ?? '')
  return names
}

/** The word of an alert's name. */
export function nameSpan(file: FileView, { node, start }: AlertStation): { readonly start: number; readonly end: number } {
  const name = At.of(file.doc, node, start).get('alert')
  return name?.span ?? { start, end: start }
}

// What a rule file adds to the path of an alert: its alerts. What a rule says is kept with the rule, so an edit of one reads no other.
import type { AlertShape } from '../../alertpath'
import { labelFlow, parsePromql } from '../../inline'
import { At, memo, type YamlNode } from '../../yaml'
import type { FileView } from '../language'

export interface AlertStation {
  readonly shape: AlertShape
  readonly node: YamlNode
  /** Absolute start of the rule. */
  readonly start: number
}

/** Alerts in order of the text; once per text. */
export const alertsOf = (file: FileView): readonly AlertStation[] => file.once(read)

function read(file: FileView): readonly AlertStation[] {
  if (file.names('alert', 'declares').size === 0) return []
  const out: AlertStation[] = []
  for (const at of file.found('rule')) {
    const shape = at.node.aliased ? shapeOf(at) : memo(at.node, key, () => shapeOf(at))
    if (shape) out.push({ shape, node: at.node, start: at.start })
  }
  return out
}
const key = {}

/** Labels that groups add to their alerts; once per text. */
export const groupLabelsOf = (file: FileView): ReadonlySet<string> => file.once(readGroups)

function readGroups(file: FileView): ReadonlySet<string> {
  const names = new Set<string>()
  for (const group of file.root?.get('groups')?.items() ?? []) for (const one of group.get('labels')?.entries() ?? []) names.add(one.key?.text ?? '')
  return names
}

function shapeOf(at: At): AlertShape | undefined {
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
  return { name, labels, templated, flow: labelFlow(parsePromql(at.get('expr')?.string ?? '')) }
}

/** The word of an alert's name. */
export function nameSpan(file: FileView, { node, start }: AlertStation): { readonly start: number; readonly end: number } {
  const name = At.of(file.doc, node, start).get('alert')
  return name?.span ?? { start, end: start }
}

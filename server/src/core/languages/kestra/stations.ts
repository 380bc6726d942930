// What a flow adds to the path of an alert: its webhook triggers.
import type { FlowStation, HookStation, Spot } from '../../alertpath'
import type { FileView } from '../language'
import { isDynamic, keyOf, wordOf } from './checks/problem'
import { core, flowOf, isTrue, type Trigger } from './model'

/** Undefined for a flow without id or namespace; once per text. */
export const flowStation = (file: FileView): FlowStation | undefined => file.once(read)

function read(file: FileView): FlowStation | undefined {
  const flow = flowOf(file)
  if (flow?.id === undefined || flow.namespace === undefined) return undefined
  const { uri } = file
  const spot = (key: string): Spot => ({ uri, span: wordOf(flow.root.get(key) ?? flow.root) })
  const hooks: HookStation[] = []
  const station: FlowStation = {
    uri,
    namespace: flow.namespace,
    id: flow.id,
    disabled: flow.disabled,
    hooks,
    mayHaveOthers: flow.triggers.some(one => !one.type.startsWith(core)),
    idSpot: spot('id'),
    namespaceSpot: spot('namespace'),
  }
  for (const trigger of flow.triggers) if (isWebhook(trigger)) hooks.push(hookOf(trigger, station, uri))
  return station
}

export const isWebhook = (trigger: Trigger): boolean => trigger.type === `${core}trigger.Webhook`

function hookOf(trigger: Trigger, flow: FlowStation, uri: string): HookStation {
  const { at } = trigger
  const key = at.get('key')
  return {
    flow,
    id: trigger.id,
    key: isDynamic(key) ? undefined : key?.string?.trim(),
    disabled: isTrue(at.get('disabled')),
    spot: { uri, span: at.get('id') ? wordOf(at.get('id') ?? at) : at.get('type') ? wordOf(at.get('type') ?? at) : keyOf(at) },
    keySpot: key && { uri, span: wordOf(key) },
  }
}

// The flow that alerts start, for each line of Kestra: they loop with different tasks, and name the current item differently.
import type { Line } from './options'
import { indent, type Lines, type Stack, type StackFile, scalar, text } from './stack'

export interface FlowOf {
  readonly namespace: string
  readonly flow: string
  readonly kestra: Line
  /** The value of the trigger's key: an expression, or a text. */
  readonly key: string
}

export const flowFiles = (stack: Stack): StackFile[] => [
  { path: `kestra/flows/${stack.flow}.yml`, text: flowText({ ...stack, key: "{{ secret('WEBHOOK_KEY') }}" }) },
]

interface Dialect {
  readonly loop: string
  /** Fields of the current alert, within the loop and within the task that branches in it. */
  readonly outer: (field: string) => string
  readonly inner: (field: string) => string
}

/** An item that is an object arrives as JSON in both. In 1.3 a task within a branch sees it as its parent's. */
const dialects: Readonly<Record<Line, Dialect>> = {
  '2': { loop: 'Loop', outer: field => `fromJson(item.value).${field}`, inner: field => `fromJson(item.value).${field}` },
  '1.3': { loop: 'ForEach', outer: field => `fromJson(taskrun.value).${field}`, inner: field => `fromJson(parent.taskrun.value).${field}` },
}

export function flowText(flow: FlowOf): string {
  return text(
    '# Starts for each group of alerts that Alertmanager sends, firing or resolved, and looks at every alert of it.',
    `id: ${scalar(flow.flow)}`,
    `namespace: ${scalar(flow.namespace)}`,
    '',
    'labels:',
    '  source: alertmanager',
    '',
    'concurrency:',
    '  limit: 5',
    '',
    'triggers:',
    '  - id: alertmanager',
    '    type: io.kestra.plugin.core.trigger.Webhook',
    `    key: ${flow.key.includes('{{') ? `"${flow.key}"` : scalar(flow.key)}`,
    '',
    'tasks:',
    indent(2, [mark, '', each(dialects[flow.kestra]), '', truncated]),
    '',
    'errors:',
    indent(2, log('failed', "Could not handle {{ trigger.body.groupKey ?? 'a group without a key' }}.", 'ERROR')),
  )
}

/** Executions can be found by these. */
const mark: Lines = [
  '- id: mark',
  '  type: io.kestra.plugin.core.execution.Labels',
  '  labels:',
  `    status: "{{ trigger.body.status ?? 'unknown' }}"`,
  `    alertname: "{{ trigger.body.groupLabels.alertname ?? trigger.body.commonLabels.alertname ?? 'several' }}"`,
]

function each({ loop, outer, inner }: Dialect): Lines {
  const or = (field: string, otherwise: string): string => `{{ ${inner(field)} ?? '${otherwise}' }}`
  const name = or('labels.alertname', 'An alert')
  return [
    '- id: each',
    `  type: io.kestra.plugin.core.flow.${loop}`,
    '  values: "{{ trigger.body.alerts ?? [] }}"',
    '  tasks:',
    '    - id: act',
    '      type: io.kestra.plugin.core.flow.Switch',
    `      value: "{{ ${outer('status')} ?? 'unknown' }}"`,
    '      cases:',
    '        firing:',
    '          # What has to be done about it goes here.',
    indent(10, log('firing', `${name} fires on ${or('labels.instance', 'no instance')}: ${or('annotations.summary', 'no summary')}`, 'WARN')),
    '        resolved:',
    '          # What was done may have to be undone here.',
    indent(10, log('resolved', `${name} on ${or('labels.instance', 'no instance')} is over since ${or('endsAt', 'just now')}.`)),
    '      defaults:',
    indent(8, log('unknown', `${name} came without a status.`, 'ERROR')),
  ]
}

const truncated: Lines = [
  '- id: truncated',
  '  type: io.kestra.plugin.core.log.Log',
  '  runIf: "{{ (trigger.body.truncatedAlerts ?? 0) > 0 }}"',
  '  level: WARN',
  '  message: "{{ trigger.body.truncatedAlerts ?? 0 }} more alerts did not fit into the message."',
]

const log = (id: string, message: string, level?: string): Lines => [
  `- id: ${id}`,
  '  type: io.kestra.plugin.core.log.Log',
  level && `  level: ${level}`,
  `  message: "${message}"`,
]

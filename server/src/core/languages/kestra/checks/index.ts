// All checks of flows: local ones look at one object, the others at the whole file.
import type { LocalCheck } from '../../../schema'
import type { Check } from '../../language'
import { constantExpression, constantTask, constantWhen } from './constantCondition'
import { dashedName } from './dashedName'
import { document } from './document'
import { flowTop } from './flowTop'
import { flowTrigger } from './flowTrigger'
import { inputDefault } from './inputDefault'
import { inputDependency } from './inputDependency'
import { unknownOutput } from './outputs'
import { pathChecks } from './path'
import { recursiveFlow } from './recursiveFlow'
import { laterTask, unknownInput, unknownTask, unknownVariable } from './references'
import { retryInterval } from './retryInterval'
import { schedule } from './schedule'
import { systemLabels } from './systemLabel'
import { tabs } from './tabs'
import { taskShape } from './taskShape'
import { triggerFallback } from './triggerFallback'
import { triggerInputs } from './triggerInputs'
import { countingCondition, weakKey } from './webhook'
import { deadWebhook, sharedKey } from './webhookKeys'

/** By the model that the schema names. */
export const localChecks: Readonly<Record<string, readonly LocalCheck[]>> = {
  flow: [flowTop],
  ...systemLabels,
  input: [inputDefault],
  'form-field': [inputDefault],
  retry: [retryInterval],
  task: [taskShape, constantTask],
  trigger: [constantWhen],
  webhook: [constantWhen, weakKey, countingCondition],
  schedule: [constantWhen, schedule],
  'flow-trigger': [constantWhen, flowTrigger],
  condition: [constantExpression],
}

export const checks: readonly Check[] = [
  document,
  tabs,
  triggerInputs,
  inputDependency,
  recursiveFlow,
  unknownTask,
  unknownInput,
  unknownVariable,
  laterTask,
  unknownOutput,
  triggerFallback,
  dashedName,
  deadWebhook,
  sharedKey,
  ...pathChecks,
]

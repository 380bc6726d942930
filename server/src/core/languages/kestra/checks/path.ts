// Checks of a flow against the files around it, along the path of an alert.
import type { Check } from '../../language'
import { firstAlertOnly, labelNotOnAlert, unknownPayloadField } from './payload'
import { webhookWaits } from './webhookWaits'

export const pathChecks: readonly Check[] = [webhookWaits, unknownPayloadField, firstAlertOnly, labelNotOnAlert]

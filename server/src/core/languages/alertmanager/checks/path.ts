// Checks of an Alertmanager configuration against the files around it, along the path of an alert.
import type { Check } from '../../language'
import { equalWithoutLabel } from './equalWithoutLabel'
import { mailHost } from './mailHost'
import { actsOnResolved, resolvedRefused } from './resolvedAlerts'
import { valueNoRuleSets } from './unsetValue'
import { webhookAddress } from './webhookAddress'
import { webhookClosed } from './webhookClosed'
import { webhookHost } from './webhookHost'
import { webhookTenant } from './webhookTenant'

export const pathChecks: readonly Check[] = [
  webhookAddress,
  webhookHost,
  mailHost,
  webhookTenant,
  webhookClosed,
  actsOnResolved,
  resolvedRefused,
  valueNoRuleSets,
  equalWithoutLabel,
]

// Checks of a Prometheus configuration against the files around it, along the path of an alert.
import type { Check } from '../../language'
import { alertmanagerApi } from './alertmanagerApi'
import { kestraMetricsAddress } from './kestraMetrics'
import { noRuleFile } from './ruleFiles'
import { remoteHost, targetHost } from './targetHost'

export const pathChecks: readonly Check[] = [targetHost, remoteHost, noRuleFile, kestraMetricsAddress, alertmanagerApi]
export const scrapePathChecks: readonly Check[] = [targetHost, remoteHost]

// Checks of Compose files: only what breaks the path of an alert.
import type { Check } from '../../language'
import { alertmanagerTooOld } from './alertmanagerTooOld'
import { configMount } from './configMount'
import { kestraMetrics, randomManagementPort } from './kestraMetrics'
import { folderOntoFile, missingMount, singleFileMount } from './mountSource'
import { oldFlags } from './oldFlags'

export const checks: readonly Check[] = [
  configMount,
  alertmanagerTooOld,
  missingMount,
  folderOntoFile,
  singleFileMount,
  oldFlags,
  kestraMetrics,
  randomManagementPort,
]

// The checks of the four kinds of files: local ones by model, and those that need more than one object.
import type { LocalCheck } from '../../../schema'
import type { Check } from '../../language'
import { clientChecks, httpChecks } from '../../shared/httpChecks'
import { alertmanagerWithoutTargets } from './alertmanagerWithoutTargets'
import { alertsGoNowhere } from './alertsGoNowhere'
import { blankInTarget } from './blankInTarget'
import { azureSignIn, dnsPort, filterValues, kubernetesCluster, kubernetesSelectors, ociSignIn, stackitAddress } from './discovery'
import { emptyTarget } from './emptyTarget'
import { jobWithoutTargets } from './jobWithoutTargets'
import { legacyNames } from './legacyNames'
import { otlpAttributes, queueLimits, queueSection, serverCertificate } from './limits'
import { pathChecks, scrapePathChecks } from './path'
import { placeholderTarget } from './placeholderTarget'
import { relabelAction } from './relabelAction'
import { relabelNeverMatches } from './relabelNeverMatches'
import { replicaInAlerts, replicaLabel } from './replicaInAlerts'
import { secretInConfig } from './secretInConfig'
import { staleBetweenScrapes } from './staleBetweenScrapes'
import { globalTimeout, timeoutOverInterval } from './timeoutOverInterval'
import { unusableTarget } from './unusableTarget'
import { urlAsTarget } from './urlAsTarget'

export const localChecks: Readonly<Record<string, readonly LocalCheck[]>> = {
  ...httpChecks,
  'alertmanager-config': [
    ...clientChecks,
    urlAsTarget('path_prefix'),
    blankInTarget,
    unusableTarget,
    placeholderTarget,
    emptyTarget('warning', 'since nothing can be sent to it'),
  ],
  'azure-sd': [...clientChecks, azureSignIn],
  'dns-sd': [dnsPort],
  'ec2-sd': [...clientChecks, filterValues],
  global: [globalTimeout],
  'kubernetes-sd': [...clientChecks, kubernetesCluster, kubernetesSelectors],
  'oci-sd': [...clientChecks, ociSignIn],
  otlp: [otlpAttributes],
  'queue-config': [queueLimits],
  'relabel-config': [relabelAction, relabelNeverMatches],
  'remote-read': clientChecks,
  'remote-write': [...clientChecks, queueSection],
  'scrape-config': [
    ...clientChecks,
    urlAsTarget('metrics_path'),
    blankInTarget,
    unusableTarget,
    placeholderTarget,
    emptyTarget('error', 'which promtool refuses'),
    jobWithoutTargets,
  ],
  'sd-config': clientChecks,
  'stackit-sd': [...clientChecks, stackitAddress],
  'tls-server': [serverCertificate],
}

export const checks: readonly Check[] = [
  timeoutOverInterval,
  legacyNames,
  staleBetweenScrapes,
  alertmanagerWithoutTargets,
  alertsGoNowhere,
  replicaInAlerts,
  replicaLabel,
  ...secretInConfig,
  ...pathChecks,
]
export const scrapeChecks: readonly Check[] = [timeoutOverInterval, legacyNames, staleBetweenScrapes, ...secretInConfig, ...scrapePathChecks]

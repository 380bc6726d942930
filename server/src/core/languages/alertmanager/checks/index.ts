// All checks of an Alertmanager configuration: those of one object by model, those of the file in a list.
import type { LocalCheck } from '../../../schema'
import type { Check } from '../../language'
import { httpChecks } from '../../shared/httpChecks'
import { continueWithoutEffect } from './continueWithoutEffect'
import { deprecatedMatch } from './deprecatedMatch'
import { emptyReceiver } from './emptyReceiver'
import { inhibitWithoutEffect, inhibitWithoutEqual, inhibitWithoutSource } from './inhibition'
import * as integration from './integrations'
import { leafChecks } from './leaf'
import { urlAsMailServer } from './mailHost'
import { missingFallback } from './missingFallback'
import { noRoute } from './noRoute'
import { noSuchMonth } from './noSuchMonth'
import { notifiedTwice } from './notifiedTwice'
import { pathChecks } from './path'
import { placeholder } from './placeholder'
import { regexInEquality, regexInInhibition } from './regexInEquality'
import { repeatBelowGroup, repeatNotMultiple, repeatOverRetention } from './repeatInterval'
import { continueOnRoot, noDefaultReceiver, rootRouteIntervals, rootRouteMatchers } from './rootRoute'
import { badGroupBy, zeroInterval } from './routeShape'
import { secretInFile } from './secretInFile'
import { noTemplateFile, unknownTemplate } from './templates'
import { unexpandedVariable } from './unexpandedVariable'
import { unreachableRoute } from './unreachableRoute'
import { urlTemplateTooNew } from './urlTemplateTooNew'
import { wrongIntegration } from './wrongIntegration'

export const localChecks: Readonly<Record<string, readonly LocalCheck[]>> = {
  ...httpChecks,
  route: [badGroupBy, zeroInterval, deprecatedMatch('route'), regexInEquality],
  'inhibit-rule': [deprecatedMatch('inhibit-rule'), regexInInhibition, inhibitWithoutEqual, inhibitWithoutSource, inhibitWithoutEffect],
  receiver: [integration.badReceiverLabel],
  global: [integration.twoSlackWays, urlAsMailServer('smtp_smarthost')],
  'time-range': [integration.badTimeRange],
  'time-interval-part': [noSuchMonth],
  email: [urlAsMailServer('smarthost'), integration.duplicateHeader, integration.badThreading],
  webhook: [urlTemplateTooNew, integration.timeoutInNanoseconds],
  slack: [integration.badSlackToken, integration.timeoutInNanoseconds],
  pagerduty: [integration.timeoutInNanoseconds],
  incidentio: [integration.badIncidentioToken, integration.timeoutInNanoseconds],
  'opsgenie-responder': [integration.badResponder],
  victorops: [integration.reservedCustomField],
  sns: [integration.badSnsTarget],
  webex: [integration.webexWithoutToken],
  'event-kafka': [integration.badKafkaBrokers],
  'event-webhook': [integration.badBatch],
}

export const checks: readonly Check[] = [
  noRoute,
  noDefaultReceiver,
  rootRouteMatchers,
  rootRouteIntervals,
  continueOnRoot,
  missingFallback,
  unreachableRoute,
  continueWithoutEffect,
  notifiedTwice,
  repeatBelowGroup,
  repeatNotMultiple,
  repeatOverRetention,
  emptyReceiver,
  ...leafChecks([unexpandedVariable, placeholder, secretInFile]),
  wrongIntegration,
  unknownTemplate,
  noTemplateFile,
  ...pathChecks,
]

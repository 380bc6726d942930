// Pure logic of the path that an alert takes; nothing here knows YAML or files.
export { type AlertShape, type LabelValue, labelOf, type Sender, takes, type Way, wantedValues, ways } from './alert'
export { isRemade, type Program, programOf, programs, type Served, served, serving, startFolder, tagOf } from './images'
export { type Inhibition, muted, mutes } from './inhibit'
export { type AddressFile, type Break, type BreakReason, followWebhook, refusal, type WebhookEdge } from './join'
export {
  contradict,
  coveredOnlyTogether,
  coveredTogether,
  covers,
  coversSets,
  isEmpty,
  offered,
  stuckLabels,
  type ValueSets,
  valueSets,
  wanted,
  witness,
  witnessOf,
} from './matcherSets'
export { flagIn, type Host, isLoopback, type MountStation, type Net, type Reach, reach, type Word } from './net'
export { fingerprint, type Notification, type SentAlert, usual, webhookBody } from './payload'
export {
  defaultTiming,
  effectiveGrouping,
  effectiveTiming,
  type Hit,
  hits,
  type InEffect,
  inherit,
  type RouteNode,
  receiverOf,
  receiversFor,
  type Timing,
} from './routing'
export type { Certainty, FlowStation, HookStation, Spot, WebhookStation } from './station'
export { type Hop, type HopKind, marks, summary, traceMermaid, traceText } from './trace'
export { type AddressForm, isComputed, isName, type KestraAddress, readAddress, webhookPath } from './webhookUrl'

// Pure logic of the path that an alert takes; nothing here knows YAML or files.
export { contradict, coveredTogether, covers, witness } from './matcherSets'
export { defaultTiming, effectiveGrouping, effectiveTiming, type Hit, hits, type RouteNode, receiverOf, receiversFor, type Timing } from './routing'

// Languages and values that sit inside one scalar.

export { alertmanagerPayload } from './alertmanagerPayload'
export { type CronError, type CronOptions, describeCron, parseCron } from './cron'
export { formatDuration, milliseconds, parseDuration, parseGoDuration, type Unit, unitNames } from './duration'
export { quote } from './goString'
export { goTemplateLanguage } from './goTemplate'
export { type Unescaped, unescapedIn } from './goTemplate/chart'
export { builtinTemplates } from './goTemplate/data'
export type { Flavour as GoTemplateFlavour, GoTemplate } from './goTemplate/node'
export type { InlineLanguage, InlineProblem, InlineScope, Suggestion, Token, TokenType } from './inline'
export { describeIso8601Duration, type Period, parseIso8601Duration, parseIso8601Period } from './iso8601Duration'
export { classicName, isClassicLabelName, isClassicMetricName, isUtf8LabelName, isUtf8MetricName, isWellFormed } from './label'
export { parseLabelSelector } from './labelSelector'
export { matcherLanguage } from './matcher'
export { type LabelMatcher, type Labels, type Matcher, type MatchOp, matcherText, matches, matchesAll } from './matcher/matcher'
export { type MatcherMode, type ParsedMatchers, parseMatcher, parseMatchers } from './matcher/parse'
export type { MatcherTree } from './matcher/tree'
export type { Parsed } from './parsed'
export { pebbleLanguage } from './pebble'
export type { Pebble } from './pebble/node'
export { joinPath, splitPath } from './pebble/path'
export { promqlLanguage } from './promql'
export { type Parameter, type PromFunction, parameterText, promFunctions, signature, typeNames, type ValueType } from './promql/functions'
export { either, isEquality, type KnownSeries, type LabelFlow, labelFlow, leavesSame, leavesSameLabels, mayHave, withLabels } from './promql/labels'
export { readSelector, type Selector, type SelectorMatcher, selectors } from './promql/selectors'
export { type Node as PromNode, type PromTree, parsePromql } from './promql/tree'
export { type Aggregator, aggregators } from './promql/words'
export { checkRegex, compileRegex, matchesRegex, type RegexFlavour } from './regex'
export { checkSeriesValues } from './series'
export { seriesLanguage } from './seriesLanguage'
export { member, older, type Shape } from './shape'
export { parseSize } from './size'
export {
  checkTimes,
  isMonth,
  months,
  parseDaysOfMonth,
  parseMonths,
  parseTimeOfDay,
  parseTimeZone,
  parseWeekdays,
  parseYears,
  type Range,
  weekdays,
} from './timeInterval'
export { isBcryptHash, parseTimestamp } from './timestamp'
export { timeZones } from './timeZones'
export { parseHostPort, parseUrl, parseWebUrl, type Url } from './url'
export { parseZoneId } from './zoneId'

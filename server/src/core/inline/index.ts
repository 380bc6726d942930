// Languages and values that sit inside one scalar.
export { formatDuration, milliseconds, parseDuration, parseGoDuration, type Unit, unitNames } from './duration'
export type { InlineLanguage, InlineProblem, InlineScope, Suggestion, Token, TokenType } from './inline'
export { classicName, isClassicLabelName, isClassicMetricName, isUtf8LabelName, isUtf8MetricName, isWellFormed } from './label'
export type { Parsed } from './parsed'
export { checkRegex, compileRegex, matchesRegex, type RegexFlavour } from './regex'
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

// The functions of PromQL: signatures (Prometheus 3.16, `promql/parser/functions.go`) and what they do, in our own words. A table of data.

export type ValueType = 'scalar' | 'vector' | 'matrix' | 'string'

export interface Parameter {
  readonly name: string
  readonly type: ValueType
  readonly optional?: true
  /** May be given any number of times, also never. */
  readonly repeated?: true
}

export interface PromFunction {
  readonly name: string
  readonly parameters: readonly Parameter[]
  readonly least: number
  /** Infinity when there is no limit. */
  readonly most: number
  readonly returns: ValueType
  /** Markdown, one or two sentences. */
  readonly words: string
  /** Needs the feature flag `promql-experimental-functions`. */
  readonly experimental: boolean
  /** First release that has it (with the flag, if it is experimental); unset = before 2.42. */
  readonly since?: string
  /** First release that has it without a flag, for those that were experimental. */
  readonly stable?: string
}

/** [signature, result, words, options]. `name? type` may be left out, `name... type` may repeat. */
type Row = readonly [string, ValueType, string, { readonly experimental?: true; readonly since?: string; readonly stable?: string; readonly most?: number }?]

const rows: readonly Row[] = [
  ['abs(v vector)', 'vector', 'Absolute value of every sample.'],
  [
    'absent(v vector)',
    'vector',
    'One sample with value 1 if the vector is empty, else nothing. Labels come from the equality matchers of the selector. Made for alerts on missing series.',
  ],
  ['absent_over_time(v matrix)', 'vector', 'One sample with value 1 if the selector found no sample in the whole range, else nothing.'],
  ['acos(v vector)', 'vector', 'Arc cosine of every sample, in radians.'],
  ['acosh(v vector)', 'vector', 'Inverse hyperbolic cosine of every sample.'],
  ['asin(v vector)', 'vector', 'Arc sine of every sample, in radians.'],
  ['asinh(v vector)', 'vector', 'Inverse hyperbolic sine of every sample.'],
  ['atan(v vector)', 'vector', 'Arc tangent of every sample, in radians.'],
  ['atanh(v vector)', 'vector', 'Inverse hyperbolic tangent of every sample.'],
  ['avg_over_time(v matrix)', 'vector', 'Mean of all samples of each series in the range.'],
  ['ceil(v vector)', 'vector', 'Every sample rounded up to a whole number.'],
  ['changes(v matrix)', 'vector', 'How often the value of each series changed in the range.'],
  ['clamp(v vector, min scalar, max scalar)', 'vector', 'Values limited to the span from `min` to `max`; nothing if `min` is above `max`.'],
  ['clamp_max(v vector, max scalar)', 'vector', 'Values limited to at most `max`.'],
  ['clamp_min(v vector, min scalar)', 'vector', 'Values limited to at least `min`.'],
  ['cos(v vector)', 'vector', 'Cosine of every sample, taken as radians.'],
  ['cosh(v vector)', 'vector', 'Hyperbolic cosine of every sample.'],
  ['count_over_time(v matrix)', 'vector', 'How many samples each series has in the range.'],
  ['day_of_month(v? vector)', 'vector', 'Day of the month (1 to 31, UTC) of each sample read as unix seconds; of the evaluation time without an argument.'],
  ['day_of_week(v? vector)', 'vector', 'Day of the week (0 is Sunday, UTC) of each sample read as unix seconds; of the evaluation time without an argument.'],
  ['day_of_year(v? vector)', 'vector', 'Day of the year (1 to 366, UTC) of each sample read as unix seconds; of the evaluation time without an argument.'],
  [
    'days_in_month(v? vector)',
    'vector',
    'Length of the month in days (28 to 31, UTC) of each sample read as unix seconds; of the evaluation time without an argument.',
  ],
  ['deg(v vector)', 'vector', 'Radians turned into degrees.'],
  [
    'delta(v matrix)',
    'vector',
    'Difference between the last and the first value in the range, extrapolated to its ends. For gauges; for counters use `increase`.',
  ],
  ['deriv(v matrix)', 'vector', 'Slope per second of a line fitted to the samples in the range (least squares). For gauges.'],
  [
    'double_exponential_smoothing(v matrix, sf scalar, tf scalar)',
    'vector',
    'Smoothed value of each series: `sf` weighs recent samples, `tf` the trend, both between 0 and 1. For gauges. Called `holt_winters` before 3.0.',
    { experimental: true, since: '3.0' },
  ],
  ['end()', 'scalar', 'End of the query range in unix seconds.', { experimental: true, since: '3.12' }],
  ['exp(v vector)', 'vector', 'e to the power of every sample.'],
  ['first_over_time(v matrix)', 'vector', 'Oldest sample of each series in the range.', { since: '3.7', stable: '3.14' }],
  ['floor(v vector)', 'vector', 'Every sample rounded down to a whole number.'],
  ['histogram_avg(v vector)', 'vector', 'Mean of the observations in each native histogram. Float samples are dropped.', { since: '2.51' }],
  ['histogram_count(v vector)', 'vector', 'Number of observations in each native histogram. Float samples are dropped.'],
  [
    'histogram_fraction(lower scalar, upper scalar, b vector)',
    'vector',
    'Share of observations (0 to 1) between `lower` and `upper`, for native histograms or classic buckets.',
  ],
  [
    'histogram_quantile(q scalar, b vector)',
    'vector',
    'The `q`-quantile (0 to 1) estimated from a histogram. Classic buckets need their `le` label: `histogram_quantile(0.9, sum by (le) (rate(x_bucket[5m])))`.',
  ],
  [
    'histogram_quantiles(b vector, label string, q scalar, more... scalar)',
    'vector',
    'Several quantiles of a histogram at once; `label` names the label that holds the quantile.',
    { experimental: true, since: '3.11', most: 12 },
  ],
  ['histogram_stddev(v vector)', 'vector', 'Estimated standard deviation of the observations in each native histogram.'],
  ['histogram_stdvar(v vector)', 'vector', 'Estimated variance of the observations in each native histogram.'],
  ['histogram_sum(v vector)', 'vector', 'Sum of the observations in each native histogram. Float samples are dropped.'],
  ['hour(v? vector)', 'vector', 'Hour of the day (0 to 23, UTC) of each sample read as unix seconds; of the evaluation time without an argument.'],
  ['idelta(v matrix)', 'vector', 'Difference between the last two samples in the range. For gauges.'],
  [
    'increase(v matrix)',
    'vector',
    'How much a counter grew in the range, resets included, extrapolated to its ends; so whole counters can give fractions. The same as `rate` times the seconds of the range.',
  ],
  [
    'info(v vector, data? vector)',
    'vector',
    'Adds the labels of matching info series (by default `target_info`) to each series. The second argument is only a selector of those labels.',
    { experimental: true, since: '2.55' },
  ],
  ['integral(v matrix, unit? scalar)', 'vector', 'Area under the curve of each series in the range.', { experimental: true, since: '3.16' }],
  [
    'irate(v matrix)',
    'vector',
    'Growth per second of a counter between the last two samples in the range. For graphs of fast counters; alerts should use `rate`.',
  ],
  [
    'label_join(v vector, dst string, separator string, source... string)',
    'vector',
    'Sets the label `dst` to the values of the source labels, joined by `separator`.',
  ],
  [
    'label_replace(v vector, dst string, replacement string, source string, regex string)',
    'vector',
    'Where `regex` matches the whole value of the label `source`, sets the label `dst` to `replacement` (`$1` is the first group). Other series stay as they are.',
  ],
  ['last_over_time(v matrix)', 'vector', 'Newest sample of each series in the range.'],
  ['ln(v vector)', 'vector', 'Natural logarithm of every sample.'],
  ['log10(v vector)', 'vector', 'Decimal logarithm of every sample.'],
  ['log2(v vector)', 'vector', 'Binary logarithm of every sample.'],
  ['mad_over_time(v matrix)', 'vector', 'Median absolute deviation of the samples of each series in the range.', { experimental: true, since: '2.49' }],
  ['max_of(a scalar, b scalar)', 'scalar', 'The greater of two numbers.', { experimental: true, since: '3.13' }],
  ['max_over_time(v matrix)', 'vector', 'Greatest sample of each series in the range.'],
  ['min_of(a scalar, b scalar)', 'scalar', 'The smaller of two numbers.', { experimental: true, since: '3.13' }],
  ['min_over_time(v matrix)', 'vector', 'Smallest sample of each series in the range.'],
  ['minute(v? vector)', 'vector', 'Minute of the hour (0 to 59, UTC) of each sample read as unix seconds; of the evaluation time without an argument.'],
  ['month(v? vector)', 'vector', 'Month of the year (1 to 12, UTC) of each sample read as unix seconds; of the evaluation time without an argument.'],
  ['pi()', 'scalar', 'The number pi.'],
  [
    'predict_linear(v matrix, seconds scalar)',
    'vector',
    'Value that each series will have in so many seconds, by a line fitted to the samples in the range. For gauges, such as free disk space.',
  ],
  ['present_over_time(v matrix)', 'vector', 'The value 1 for each series that has a sample in the range.'],
  ['quantile_over_time(q scalar, v matrix)', 'vector', 'The `q`-quantile (0 to 1) of the samples of each series in the range.'],
  ['rad(v vector)', 'vector', 'Degrees turned into radians.'],
  ['range()', 'scalar', 'Length of the query range in seconds.', { experimental: true, since: '3.12' }],
  [
    'rate(v matrix)',
    'vector',
    'Growth per second of a counter, averaged over the range; resets are taken into account. Take the rate first and sum afterwards. The range should hold at least four scrapes.',
  ],
  ['resets(v matrix)', 'vector', 'How often a counter was reset (got smaller) in the range.'],
  ['round(v vector, nearest? scalar)', 'vector', 'Every sample rounded to the nearest multiple of `nearest` (1 if left out); halves go up.'],
  ['scalar(v vector)', 'scalar', 'The value of a vector with exactly one element, as a number; NaN otherwise.'],
  ['sgn(v vector)', 'vector', 'Sign of every sample: 1, 0 or -1.'],
  ['sin(v vector)', 'vector', 'Sine of every sample, taken as radians.'],
  ['sinh(v vector)', 'vector', 'Hyperbolic sine of every sample.'],
  ['sort(v vector)', 'vector', 'The elements ordered by value, smallest first. Only instant queries keep the order.'],
  [
    'sort_by_label(v vector, label... string)',
    'vector',
    'The elements ordered by the values of labels, in natural order. Only instant queries keep the order.',
    { experimental: true, since: '2.49' },
  ],
  ['sort_by_label_desc(v vector, label... string)', 'vector', 'As `sort_by_label`, last first.', { experimental: true, since: '2.49' }],
  ['sort_desc(v vector)', 'vector', 'The elements ordered by value, greatest first. Only instant queries keep the order.'],
  ['sqrt(v vector)', 'vector', 'Square root of every sample.'],
  ['start()', 'scalar', 'Start of the query range in unix seconds.', { experimental: true, since: '3.12' }],
  [
    'start_timestamp(v vector)',
    'vector',
    'Start timestamp of each sample, in unix seconds; the server must record them.',
    { experimental: true, since: '3.14' },
  ],
  ['stddev_over_time(v matrix)', 'vector', 'Standard deviation of the samples of each series in the range.'],
  ['stdvar_over_time(v matrix)', 'vector', 'Variance of the samples of each series in the range.'],
  ['step()', 'scalar', 'Distance between two evaluations of the query, in seconds.', { experimental: true, since: '3.12' }],
  ['sum_over_time(v matrix)', 'vector', 'Sum of the samples of each series in the range.'],
  ['tan(v vector)', 'vector', 'Tangent of every sample, taken as radians.'],
  ['tanh(v vector)', 'vector', 'Hyperbolic tangent of every sample.'],
  ['time()', 'scalar', 'The evaluation time in unix seconds.'],
  ['timestamp(v vector)', 'vector', 'The time of each sample in unix seconds; `time() - timestamp(x)` is its age.'],
  [
    'ts_of_first_over_time(v matrix)',
    'vector',
    'Time of the oldest sample of each series in the range, in unix seconds.',
    { experimental: true, since: '3.7' },
  ],
  ['ts_of_last_over_time(v matrix)', 'vector', 'Time of the newest sample of each series in the range, in unix seconds.', { experimental: true, since: '3.5' }],
  [
    'ts_of_max_over_time(v matrix)',
    'vector',
    'Time of the last greatest sample of each series in the range, in unix seconds.',
    { experimental: true, since: '3.5' },
  ],
  [
    'ts_of_min_over_time(v matrix)',
    'vector',
    'Time of the last smallest sample of each series in the range, in unix seconds.',
    { experimental: true, since: '3.5' },
  ],
  ['vector(s scalar)', 'vector', 'A number as a vector with one element without labels.'],
  ['year(v? vector)', 'vector', 'Year (UTC) of each sample read as unix seconds; of the evaluation time without an argument.'],
]

/** By name; names are case-sensitive. */
export const promFunctions: ReadonlyMap<string, PromFunction> = new Map(rows.map(row => [row[0].slice(0, row[0].indexOf('(')), read(row)]))

/** Functions of the past and what stands in for them. */
export const removedFunctions: ReadonlyMap<string, { readonly by: string; readonly until: string }> = new Map([
  ['holt_winters', { by: 'double_exponential_smoothing', until: '3.0' }],
  ['drop_common_labels', { by: 'without', until: '2.0' }],
  ['count_scalar', { by: 'count', until: '2.0' }],
  ['keep_common', { by: 'by', until: '2.0' }],
])

/** `rate(v range-vector)`, for people. */
export function signature({ name, parameters }: PromFunction): string {
  return `${name}(${parameters.map(parameterText).join(', ')})`
}

/** `v range-vector`, `nearest scalar (optional)`, `source string…`. */
export const parameterText = ({ name, type, optional, repeated }: Parameter): string =>
  `${name} ${typeNames[type].replace(' ', '-')}${repeated ? '…' : ''}${optional ? ' (optional)' : ''}`

export const typeNames: Readonly<Record<ValueType, string>> = { scalar: 'scalar', vector: 'instant vector', matrix: 'range vector', string: 'string' }

function read([text, returns, words, options = {}]: Row): PromFunction {
  const open = text.indexOf('(')
  const list = text.slice(open + 1, -1)
  const parameters = list === '' ? [] : list.split(', ').map(readParameter)
  const least = parameters.filter(one => !one.optional && !one.repeated).length
  const most = options.most ?? (parameters.at(-1)?.repeated ? Number.POSITIVE_INFINITY : parameters.length)
  const { experimental = false, since, stable } = options
  return { name: text.slice(0, open), parameters, least, most, returns, words, experimental, ...(since && { since }), ...(stable && { stable }) }
}

function readParameter(text: string): Parameter {
  const [name = '', type = ''] = text.split(' ')
  return {
    name: name.replace(/[?.]+$/, ''),
    type: type as ValueType,
    ...(name.endsWith('?') && { optional: true }),
    ...(name.endsWith('...') && { repeated: true }),
  }
}

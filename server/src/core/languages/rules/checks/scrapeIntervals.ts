// Ranges and `for` against how often the job is scraped: too short for two samples, or waiting over gaps without any.
import { formatDuration } from '../../../inline'
import type { Names } from '../../../schema'
import type { Problem } from '../../../text'
import { type At, gather, type YamlNode } from '../../../yaml'
import type { Check, FileView, World } from '../../language'
import { type Intervals, intervalsOf } from '../../prometheus/intervals'
import { durationAt } from '../../shared/goValues'
import { ruleLists } from '../stations'
import { type Window, windowsOf } from '../windows'

/** These need two samples; with one they return nothing. */
const needTwo: ReadonlySet<string> = new Set(['rate', 'irate', 'increase', 'delta', 'idelta', 'deriv', 'predict_linear', 'double_exponential_smoothing'])

/** How long a sample is seen after its scrape, in ms, unless a flag says otherwise. */
const lookback = 300_000

export const shortWindow: Check = {
  code: 'short-window',
  across: true,
  *run(file, world) {
    const servers = serversOf(file, world)
    if (!servers) return
    const found: { readonly one: Short; readonly start: number }[] = []
    for (const { list, start, at } of ruleLists(file)) {
      const [server] = servers
      const read = (item: YamlNode, i: number) => shortIn(at(item, i), servers)
      const { items, counts } = gather<readonly Short[]>(list, servers.length === 1 && server ? server : {}, read)
      if (counts.size > 0) for (const [i, all] of items.entries()) for (const one of all ?? []) found.push({ one, start: start(i) })
    }
    const recorded = found.length === 0 ? [] : recordedNames(file, world)
    for (const { one, start } of found) if (one.metric === undefined || !recorded.some(names => names.has(one.metric ?? ''))) yield short(start, one)
  },
}

interface Short extends Window {
  readonly interval: number
}

/** Undefined when there is none. */
function shortIn(rule: At, servers: readonly Intervals[]): readonly Short[] | undefined {
  const found = windowsOf(rule).flatMap((window): Short[] => {
    const interval = intervalFor(window, servers)
    const { call, range, metric } = window
    if (interval === undefined || range === undefined || !needTwo.has(call ?? '') || metric?.includes(':') || range >= 2 * interval) return []
    return [{ ...window, interval }]
  })
  return found.length > 0 ? found : undefined
}

function short(from: number, { start, end, call, range = 0, interval, job }: Short): Problem {
  const span = { start: from + start, end: from + end }
  const who = job === undefined ? 'every job' : `the job "${job}"`
  const effect =
    range <= interval ? `holds one sample at most, and ${call} needs two: it returns nothing` : `often holds one sample only, and ${call} needs two`
  const right = formatDuration(4 * interval)
  return {
    code: 'short-window',
    severity: 'warning',
    message: `${who.charAt(0).toUpperCase()}${who.slice(1)} is scraped every ${formatDuration(interval)}: this range ${effect}. Take ${right} or more.`,
    span,
    fixes: [{ title: `Change to ${right}`, edits: [{ span, text: right }] }],
  }
}

export const forOverGaps: Check = {
  code: 'for-over-gaps',
  across: true,
  *run(file, world) {
    const servers = serversOf(file, world)
    if (!servers || servers.every(one => [...one.byJob.values()].every(interval => interval <= lookback)) || movesLookback(file, world)) return
    for (const rule of file.found('rule')) {
      const wait = rule.get('alert') && rule.get('for')
      const held = durationAt(wait)
      if (!wait || held === undefined || held < lookback) continue
      const intervals = windowsOf(rule).map(one => (one.call === undefined && one.range === undefined ? intervalFor(one, servers) : undefined))
      const [first] = intervals
      if (first === undefined || intervals.some(one => one === undefined || one <= lookback)) continue
      yield {
        code: 'for-over-gaps',
        severity: 'warning',
        message: `Samples come every ${formatDuration(first)} and are seen for 5m: in between the alert is gone, so it is never pending for ${wait.text} and never fires. Use a range, such as "last_over_time(…[${formatDuration(2 * first)}])".`,
        span: wait.span,
      }
    }
  },
}

const movesLookback = (file: FileView, world: World): boolean =>
  world.path.services(file, 'prometheus').some(one => one.command.some(({ text }) => /lookback-delta|\$\{/.test(text)))

/** The servers that load the file; undefined when one of them cannot be judged, or none is known. */
function serversOf(file: FileView, world: World): readonly Intervals[] | undefined {
  const all = world.path.loaders(file).map(intervalsOf)
  const known = all.filter(one => one !== undefined)
  return all.length > 0 && known.length === all.length ? known : undefined
}

/** The shortest interval that the series may have; undefined when it is not known. */
function intervalFor({ job }: Window, servers: readonly Intervals[]): number | undefined {
  let least: number | undefined
  for (const { byJob, whole, least: shortest } of servers) {
    const interval = job === undefined ? (whole ? shortest : undefined) : byJob.get(job)
    if (interval === undefined) return undefined
    least = Math.min(least ?? interval, interval)
  }
  return least
}

/** Recorded series come with the rules, not with a scrape. */
const recordedNames = (file: FileView, world: World): Names[] => [
  file.names('metric', 'declares'),
  ...[...world.files('rules', file)].map(one => one.names('metric', 'declares')),
]

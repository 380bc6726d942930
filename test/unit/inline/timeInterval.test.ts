import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parse } from 'yaml'
import {
  checkTimes,
  type Parsed,
  parseDaysOfMonth,
  parseMonths,
  parseTimeOfDay,
  parseTimeZone,
  parseWeekdays,
  parseYears,
} from '../../../server/src/core/inline'
import { load } from './data'

interface Interval {
  times?: { start_time?: string; end_time?: string }[]
  weekdays?: unknown[]
  days_of_month?: unknown[]
  months?: unknown[]
  years?: unknown[]
  location?: string
}
const data = load<{ cases: { yaml: string; ok: boolean }[]; generated: { yaml: string; ok: boolean }[] }>('alertmanager/time_intervals.json')

const readers: [keyof Interval, (text: string) => Parsed<unknown>][] = [
  ['weekdays', parseWeekdays],
  ['days_of_month', parseDaysOfMonth],
  ['months', parseMonths],
  ['years', parseYears],
]

/** The first thing that is wrong with an interval. */
function wrong(interval: Interval): string | undefined {
  for (const { start_time, end_time } of interval.times ?? []) {
    if (start_time === undefined || end_time === undefined) return 'A start and an end are needed.'
    const [start, end] = [parseTimeOfDay(start_time), parseTimeOfDay(end_time)]
    const error = start.error ?? end.error ?? checkTimes((start as { value: number }).value, (end as { value: number }).value)
    if (error) return error
  }
  for (const [key, read] of readers) {
    for (const one of (interval[key] as unknown[] | undefined) ?? []) {
      const { error } = read(String(one))
      if (error !== undefined) return error
    }
  }
  return parseTimeZone(interval.location ?? '').error
}

test('time intervals are read as Alertmanager reads them', { skip: !data }, () => {
  for (const one of [...(data?.cases ?? []), ...(data?.generated ?? [])]) {
    const intervals = parse(one.yaml.replace(/^\s*---\n/, '')) as Interval[]
    const error = intervals.map(wrong).find(text => text !== undefined)
    assert.equal(error === undefined, one.ok, `${one.yaml}\n${error}`)
    if (error !== undefined) assert.match(error, /\.$/)
  }
})

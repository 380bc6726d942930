import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  checkTimes,
  classicName,
  formatDuration,
  isBcryptHash,
  isClassicLabelName,
  isClassicMetricName,
  isUtf8LabelName,
  type Parsed,
  parseDaysOfMonth,
  parseDuration,
  parseGoDuration,
  parseHostPort,
  parseMonths,
  parseSize,
  parseTimeOfDay,
  parseTimestamp,
  parseTimeZone,
  parseUrl,
  parseWebUrl,
  parseWeekdays,
  parseYears,
} from '../../../server/src/core/inline'
import { load } from './data'

const scalars =
  load<{ kind: string; input: string; ok: boolean; milliseconds?: number; canonical?: string; bytes?: number; error?: string }[]>('prometheus/scalars.json')
const misc = load<{
  durations: { input: string; ok: boolean; ns?: string; string?: string }[]
  scalar_decoding: { field: string; scalar: string; ok: boolean; value?: unknown }[]
}>('alertmanager/misc.json')

function value<T>(parsed: Parsed<T>): T {
  assert.equal(parsed.error, undefined)
  return (parsed as { value: T }).value
}

test('durations and sizes are read as Prometheus reads them', { skip: !scalars }, () => {
  for (const one of scalars ?? []) {
    const parsed = one.kind === 'duration' ? parseDuration(one.input) : parseSize(one.input)
    assert.equal(parsed.error === undefined, one.ok, `${one.kind} ${one.input}: ${parsed.error ?? 'accepted'}, but ${one.error ?? 'it is right'}`)
    if (parsed.error !== undefined) {
      assert.match(parsed.error, /\.$/)
      continue
    }
    assert.equal(parsed.value, one.milliseconds ?? one.bytes, one.input)
    if (one.canonical) assert.equal(formatDuration(parsed.value), one.canonical)
  }
})

test('durations are read as Alertmanager reads them', { skip: !misc }, () => {
  for (const one of misc?.durations ?? []) {
    const parsed = parseDuration(one.input)
    assert.equal(parsed.error === undefined, one.ok, one.input)
    if (parsed.error !== undefined) continue
    assert.equal(parsed.value * 1e6, Number(one.ns))
    assert.equal(formatDuration(parsed.value), one.string)
  }
  for (const one of misc?.scalar_decoding ?? []) {
    if (one.field !== 'webhook_configs.timeout' || /^(?:"?[0-9_]+"?|~)$/.test(one.scalar)) continue
    assert.equal(parseGoDuration(one.scalar).error === undefined, one.ok, one.scalar)
  }
})

test('a wrong duration is answered with the right one', () => {
  const suggestion = (text: string) => (parseDuration(text) as { suggestion?: string }).suggestion
  assert.equal(suggestion('5 minutes'), '5m')
  assert.equal(suggestion('1.5h'), '1h30m')
  assert.equal(suggestion('1h 30m'), '1h30m')
  assert.equal(suggestion('30m1h'), '1h30m')
  assert.equal(suggestion('PT5M'), '5m')
  assert.equal(suggestion('5min'), '5m')
  assert.equal(suggestion('1 hour and 5 mins'), '1h5m')
  assert.equal(suggestion('5minuts'), '5m')
  assert.equal(suggestion('five'), undefined)
  assert.equal(suggestion('5'), undefined)
  assert.equal((parseGoDuration('1d') as { suggestion?: string }).suggestion, '24h')
  for (const text of ['5 minutes', '1.5h', '30m1h', '5m5m', '-1h', '1us', 'x', '5']) assert.match(parseDuration(text).error ?? '', /\.$/)
})

test('Go durations', () => {
  assert.equal(value(parseGoDuration('1.5h')), 5.4e12)
  assert.equal(value(parseGoDuration('-.5s')), -5e8)
  assert.equal(value(parseGoDuration('1m1h')), 3.66e12)
  assert.equal(value(parseGoDuration('10µs')), 10_000)
  for (const bad of ['', '.s', '1', '1d', '1h2d', '2d1h', '9999999999h', '1h 1m', '-']) assert.ok(parseGoDuration(bad).error, bad)
})

test('URLs as Go reads them', () => {
  for (const good of [
    '',
    'http://a',
    'http://a:/',
    'http://[::1]:80/x?y#z',
    '/path',
    'a/b:c',
    'mailto:x%zz',
    'HTTP://a',
    'mongodb://a:1,b:2',
    '#\ttab',
    'http://[fe80::1%25eth0]/',
    'http://u:p@h/',
    '*',
    'http://a/%41',
    '//host/x',
  ]) {
    assert.equal(parseUrl(good).error, undefined, good)
  }
  for (const bad of [
    '://x',
    ':x',
    '1a:b',
    'http://a b/',
    'http://a:port/',
    'http://a/%zz',
    'http://[::1',
    'http://a\n',
    'localhost:9093/a b'.slice(0, 0) || 'http://u ser@h/',
    'http://::1/',
  ]) {
    assert.ok(parseUrl(bad).error, bad)
  }
  assert.deepEqual(value(parseUrl('https://u@h:1/p?q#f')), { scheme: 'https', user: 'u', host: 'h:1', port: '1', path: '/p', query: 'q', fragment: 'f' })
})

test('web addresses need a scheme and a host', () => {
  assert.equal(value(parseWebUrl('http://kestra:8080/api')).host, 'kestra:8080')
  assert.equal((parseWebUrl('localhost:9093/api') as { suggestion?: string }).suggestion, 'http://localhost:9093/api')
  for (const bad of ['', 'ftp://a', 'http://', 'http:///x', 'example.com/x', 'http:foo']) assert.match(parseWebUrl(bad).error ?? '', /\.$/)
})

test('host and port', () => {
  assert.deepEqual(value(parseHostPort('[::1]:25')), { host: '::1', port: '25' })
  assert.deepEqual(value(parseHostPort(':25')), { host: '', port: '25' })
  for (const bad of ['', 'host', 'host:', '::1:25', '[::1]', '[::1', 'smtp://h:25']) assert.match(parseHostPort(bad).error ?? '', /\.$/)
})

test('parts of time intervals', () => {
  assert.equal(value(parseTimeOfDay('24:00')), 1440)
  assert.equal((parseTimeOfDay('9:00') as { suggestion?: string }).suggestion, '09:00')
  assert.equal((parseTimeOfDay('5:30pm') as { suggestion?: string }).suggestion, '17:30')
  assert.ok(checkTimes(1320, 360)?.includes('midnight'))
  assert.equal(checkTimes(540, 1020), undefined)
  assert.deepEqual(value(parseWeekdays('Monday:friday')), { begin: 1, end: 5 })
  assert.deepEqual(value(parseDaysOfMonth('1:-1')), { begin: 1, end: -1 })
  assert.deepEqual(value(parseMonths('January:12')), { begin: 1, end: 12 })
  assert.deepEqual(value(parseMonths('13')), { begin: 13, end: 13 })
  assert.deepEqual(value(parseYears('2020:2022')), { begin: 2020, end: 2022 })
  assert.equal((parseWeekdays('mon-fri') as { suggestion?: string }).suggestion, 'monday:friday')
  assert.equal((parseWeekdays('mon:fri') as { suggestion?: string }).suggestion, 'monday:friday')
  assert.equal((parseWeekdays('monday-friday') as { suggestion?: string }).suggestion, 'monday:friday')
  assert.equal((parseMonths('jan') as { suggestion?: string }).suggestion, 'january')
  for (const bad of ['friday:monday', '1:3', 'a:b:c', '', ' monday']) assert.match(parseWeekdays(bad).error ?? '', /\.$/)
  for (const bad of ['0', '-50:-20', '1:50', '-15:5', '10:-25', '29:-1', '1.5', '']) assert.match(parseDaysOfMonth(bad).error ?? '', /\.$/)
  assert.equal(parseDaysOfMonth('27:-1').error, undefined)
  assert.ok(parseMonths('december:january').error)
  assert.ok(parseYears('2022:2020').error)
})

test('time zones', () => {
  for (const good of ['', 'UTC', 'Local', 'Europe/Berlin', 'Etc/GMT+1', 'EST', 'America/Argentina/Ushuaia'])
    assert.equal(parseTimeZone(good).error, undefined, good)
  assert.equal((parseTimeZone('europe/berlin') as { suggestion?: string }).suggestion, 'Europe/Berlin')
  assert.equal((parseTimeZone('Berlin') as { suggestion?: string }).suggestion, 'Europe/Berlin')
  for (const bad of ['+02:00', 'utc', 'Europe', 'CEST']) assert.match(parseTimeZone(bad).error ?? '', /\.$/)
})

test('instants', () => {
  assert.equal(value(parseTimestamp('2024-01-02T15:04:05Z')), Date.UTC(2024, 0, 2, 15, 4, 5))
  assert.equal(value(parseTimestamp('2024-01-02T15:04:05.5+01:30')), Date.UTC(2024, 0, 2, 13, 34, 5, 500))
  assert.equal(value(parseTimestamp('1700000000')), 1.7e12)
  assert.equal((parseTimestamp('2024-01-02 15:04:05') as { suggestion?: string }).suggestion, '2024-01-02T15:04:05Z')
  for (const bad of ['', 'now', '2024-02-30T00:00:00Z', '2024-01-02']) assert.match(parseTimestamp(bad).error ?? '', /\.$/)
})

test('names and hashes', () => {
  assert.ok(isClassicLabelName('_a1') && !isClassicLabelName('1a') && !isClassicLabelName('a:b') && !isClassicLabelName(''))
  assert.ok(isClassicMetricName('a:b') && !isClassicMetricName('a.b'))
  assert.ok(isUtf8LabelName('a b') && !isUtf8LabelName('') && !isUtf8LabelName('\ud800'))
  assert.equal(classicName('instance id'), 'instance_id')
  assert.ok(isBcryptHash(`$2y$10$${'a'.repeat(53)}`) && !isBcryptHash('plain'))
})

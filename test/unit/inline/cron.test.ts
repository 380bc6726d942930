import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeCron, parseCron } from '../../../server/src/core/inline/cron'
import { describeIso8601Duration, parseIso8601Duration, parseIso8601Period } from '../../../server/src/core/inline/iso8601Duration'
import { load } from './data'

const accepted = [
  '* * * * *',
  '0 9 * * mon',
  '0 9 * * MON-FRI',
  '*/5 0-6/2 1,15 JAN,jun *',
  '0  9 * * *',
  '0 9 * * * || 0 10 * * *',
  '0|30 * * * *',
  '0 0 30 2 *',
  '0 0 * * 7',
  '@hourly',
  '@midnight',
  '@annually',
  '0 9 * * WED',
  '0 0 L * *',
  '0 0 L-5 * *',
  '0 9 * * 0-7',
  '0 9 * * 0-SUN',
  '0 9 * * SUN-7',
  '0 9 * * 6-SUN',
]
const refused = [
  '',
  '0 0 9 * * *',
  '0 9 * *',
  '@reboot',
  '@every 5m',
  '0 24 * * *',
  '0 9 * * 8',
  '*/0 * * * *',
  '0 9 ? * *',
  '0 9 * * 1#2',
  'every day',
  '{{ vars.c }}',
  '0 9 1 13 *',
  'H * * * *',
  '0 9 15W * *',
  '5',
  '0 9-5 * * *',
  '0 9 * * MONDAY',
  '1,,2 * * * *',
  '0 9 * * SUN-MON',
  '0 9 * * SUN-0',
  '0 9 * * 6-0',
  '0 9 * * 7-1',
]

test('expressions are taken and refused as Kestra does', () => {
  for (const one of accepted) assert.equal(parseCron(one), undefined, one)
  for (const one of refused) assert.match(parseCron(one)?.error ?? '', /[.?]$/, one)
  assert.equal(parseCron('0 0 9 * * *', { seconds: true }), undefined)
  assert.ok(parseCron('0 9 * * *', { seconds: true }))
  assert.ok(parseCron('0 0 L * *', { version: '1.3' }))
})

test('the field at fault is marked', () => {
  const text = '0 9 * * * || 0 25 * * *'
  const { start = 0, end = 0 } = parseCron(text)?.span ?? {}
  assert.equal(text.slice(start, end), '25')
})

test('a range that starts or ends with Sunday is shown as it works', () => {
  assert.match(parseCron('0 9 * * SUN-THU')?.error ?? '', /write "0-4"/)
  assert.match(parseCron('0 9 * * SAT-0')?.error ?? '', /write "6-7"/)
  assert.doesNotMatch(parseCron('0 9 * * FRI-MON')?.error ?? '', /write/)
})

test('expressions are put into words', () => {
  assert.equal(describeCron('*/5 * * * *'), 'every 5 minutes')
  assert.equal(describeCron('0 9 * * MON-FRI'), 'at 09:00, Monday to Friday')
  assert.equal(describeCron('0 */2 * * *'), 'every 2 hours')
  assert.equal(describeCron('30 9,17 1 1 *'), 'at 09:30, 17:30, on day of the month 1, in January')
  assert.equal(describeCron('@daily'), 'at 00:00')
  assert.equal(describeCron('* 9-17 * * 0'), 'every minute of hour 9 to 17, Sunday')
  assert.equal(describeCron('*/10 0 9 * * *', { seconds: true }), 'every 10 seconds of the minute, at 09:00')
  assert.equal(describeCron('nope'), undefined)
})

interface Flow {
  readonly text: string
  readonly verdict: Readonly<Record<string, string>>
  readonly why: string
}

test('schedules of kestra/flows.json', () => {
  const judged = (load<readonly Flow[]>('kestra/flows.json') ?? []).flatMap(flow => {
    const cron = /^ *cron: "?([^"\n]*)"?$/m.exec(flow.text)?.[1]
    const about = flow.verdict['2.0.0'] === 'accepted' || flow.why.includes('invalid cron expression')
    return cron === undefined || !about
      ? []
      : [{ cron, ok: flow.verdict['2.0.0'] === 'accepted', got: parseCron(cron, { seconds: flow.text.includes('withSeconds: true') }) }]
  })
  if (judged.length > 0) console.log(`cron in kestra/flows.json: ${judged.filter(one => one.ok === !one.got).length}/${judged.length}`)
  assert.deepEqual(
    judged.filter(one => one.ok !== !one.got),
    [],
  )
})

test('durations are read as Java does', () => {
  for (const [text, seconds] of [
    ['PT5M', 300],
    ['pt10s', 10],
    ['P1D', 86_400],
    ['P1DT2H3M4.5S', 93_784.5],
    ['-PT1H', -3600],
    ['PT-1.5S', -1.5],
    ['PT0S', 0],
  ] as const)
    assert.deepEqual(parseIso8601Duration(text), { value: seconds }, text)
  for (const text of ['', 'P', 'PT', 'P1DT', '10s', '5m', 'P1M', 'P1Y', 'P1W', 'P1H', '1h', 'half an hour', 'PT1M2H', '30'])
    assert.ok(parseIso8601Duration(text).error, text)
  const suggestion = (text: string) => (parseIso8601Duration(text) as { suggestion?: string }).suggestion
  assert.equal(suggestion('1h30m'), 'PT1H30M')
  assert.equal(suggestion('10 seconds'), 'PT10S')
  assert.equal(suggestion('P2W'), 'P14D')
  assert.equal(suggestion('P1H'), 'PT1H')
  assert.equal(suggestion('half an hour'), undefined)
  assert.equal(describeIso8601Duration('PT90M'), '1 hour 30 minutes')
  assert.equal(describeIso8601Duration('nope'), undefined)
  assert.deepEqual(parseIso8601Period('P1Y2M3W4D'), { value: { years: 1, months: 2, days: 25 } })
  assert.ok(parseIso8601Period('PT1H').error)
})

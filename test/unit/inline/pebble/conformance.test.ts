// Agreement with Kestra's own engine: what it does not parse has a warning, what it renders has none.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pebbleLanguage as pebble } from '../../../../server/src/core/inline/pebble'
import { load } from '../data'

interface Case {
  readonly expression: string
  readonly verdict: 'parses' | 'refused'
  readonly rendered?: string | null
  readonly why: string
  readonly '1.3.34'?: { readonly verdict: string; readonly rendered?: string | null }
}

const names = (kind: string) => ({ input: ['name', 'n', 'a-b', 'flag', 'list', 'empty', 'js'], task: ['ask', 'ask-again'] })[kind]
const said = (text: string, version?: string) =>
  pebble.problems(pebble.parse(text, {}), { names, ...(version && { version }) }).filter(one => one.severity === 'error' || one.severity === 'warning')

test('kestra/pebble.json', () => {
  const cases = load<{ cases: readonly Case[] }>('kestra/pebble.json')?.cases
  if (!cases) return
  const judged = cases.filter(one => !(one.verdict === 'parses' && one.rendered === null))
  const wrong = judged.filter(one => (one.verdict === 'parses') !== (said(one.expression).length === 0))
  console.log(`kestra/pebble.json: ${judged.length - wrong.length}/${judged.length}`)
  assert.deepEqual(
    wrong.map(one => [one.expression, one.why, said(one.expression)[0]?.message]),
    [],
  )
})

test('what renders is never called wrong by the line that renders it', () => {
  const cases = load<{ cases: readonly Case[] }>('kestra/pebble.json')?.cases ?? []
  const alarms = (version: string, renders: (one: Case) => boolean) =>
    cases.filter(one => renders(one) && said(one.expression, version).length > 0).map(one => [one.expression, said(one.expression, version)[0]?.message])
  assert.deepEqual(
    alarms('2.0', one => typeof one.rendered === 'string'),
    [],
  )
  assert.deepEqual(
    alarms('1.3', one => typeof (one['1.3.34'] ?? one).rendered === 'string'),
    [],
  )
})

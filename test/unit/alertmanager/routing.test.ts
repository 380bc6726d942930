// Where alerts go, against what Alertmanager itself answered, and what can be proven about matchers.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { contradict, coveredTogether, covers, effectiveTiming, hits, receiversFor, witness } from '../../../server/src/core/alertpath'
import { parseMatchers } from '../../../server/src/core/inline'
import { routeTree } from '../../../server/src/core/languages/alertmanager'
import { At, parse } from '../../../server/src/core/yaml'
import { load } from '../inline/data'

interface Routes {
  readonly configs: Readonly<Record<string, string>>
  readonly cases: readonly { readonly config: string; readonly labels: Readonly<Record<string, string>>; readonly receivers: readonly string[] }[]
  readonly generated: {
    readonly configs: Readonly<Record<string, string>>
    readonly rows: readonly (readonly [string, Readonly<Record<string, string>>, readonly (readonly [unknown, string])[]])[]
  }
}

const of = (text: string) => parseMatchers(text).matchers
const treeOf = (text: string) => routeTree(At.root(parse(text)))

describe('routing', () => {
  it('gives the receivers that Alertmanager gives', t => {
    const data = load<Routes>('alertmanager/routes.json')
    if (!data) return t.skip('no conformance data')
    const all = [
      ...data.cases.map(one => ({ text: data.configs[one.config] ?? '', labels: one.labels, receivers: one.receivers })),
      ...data.generated.rows.map(([config, labels, found]) => ({
        text: data.generated.configs[config] ?? '',
        labels,
        receivers: found.map(([, receiver]) => receiver),
      })),
    ]
    for (const { text, labels, receivers } of all) {
      const root = treeOf(text)
      assert.ok(root)
      assert.deepEqual(receiversFor(root, labels), receivers, `${JSON.stringify(labels)} in\n${text}`)
    }
  })

  it('inherits receivers and timing, but not from siblings', () => {
    const root = treeOf(
      'route:\n  receiver: a\n  group_interval: 1m\n  routes:\n    - matchers: [x="1"]\n      repeat_interval: 1h\n      routes:\n        - matchers: [y="2"]\n          receiver: b\n',
    )
    assert.ok(root)
    const [hit] = hits(root, { x: '1', y: '2' })
    assert.equal(hit?.receiver, 'b')
    assert.deepEqual(effectiveTiming(hit?.path ?? []), { groupWait: 30_000, groupInterval: 60_000, repeatInterval: 3_600_000 })
  })
})

describe('proofs about matchers', () => {
  const yes: readonly (readonly [string, string])[] = [
    ['', 'a="1"'],
    ['a=~"1|2"', 'a="1"'],
    ['a!="3"', 'a="1"'],
    ['a=~".+"', 'a=~"x|y"'],
    ['a=~"x.*"', 'a=~"x.*",b="1"'],
    ['a=""', 'a=~"|"'],
    ['a!~"1|2"', 'a!="1",a!="2"'],
    ['a=~"b.+"', 'a=~"bar|baz"'],
  ]
  const no: readonly (readonly [string, string])[] = [
    ['a="1"', ''],
    ['a=~".+"', 'b="1"'],
    ['a=~"1|2"', 'a=~"1|3"'],
    ['a=~"x.*"', 'a=~"xy.*"'],
    ['a!="1"', 'a!="2"'],
  ]
  for (const [broad, narrow] of yes) it(`{${broad}} covers {${narrow}}`, () => assert.ok(covers(of(broad), of(narrow))))
  for (const [broad, narrow] of no) it(`{${broad}} is not shown to cover {${narrow}}`, () => assert.ok(!covers(of(broad), of(narrow))))

  it('sees contradictions', () => {
    assert.ok(contradict(of('a="1",a="2"')))
    assert.ok(contradict(of('a="",a=~".+"')))
    assert.ok(!contradict(of('a=~"1.*",a!="1"')))
  })

  it('sees what several cover together', () => {
    assert.ok(coveredTogether(of('a=~"1|2"'), [of('a="1"'), of('a="2"')]))
    assert.ok(coveredTogether([], [of('a="1"'), of('a!="1"')]))
    assert.ok(!coveredTogether([], [of('a="1"'), of('a="2"')]))
  })

  it('finds an example, or none', () => {
    assert.deepEqual(witness(of('a="1",b!="2"')), { a: '1' })
    assert.equal(witness(of('a="1",a="2"')), undefined)
  })
})

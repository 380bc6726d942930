// Facts of a text that was edited are those of the text read anew: problems, names, inline scalars, models, and their sums.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { languageOf } from '../../../server/src/core/languages'
import { decode, type Facts, foundOf, type Grammar, inlinedOf, mentionsOf, namesOf, problemsOf } from '../../../server/src/core/schema'
import { change, type Document, parse } from '../../../server/src/core/yaml'
import { anyEdit, corpus, random, seed, times } from '../yaml/material'

const kinds = ['alert', 'metric', 'label', 'rule-group', 'receiver', 'time-interval', 'task', 'input', 'job']
const models = ['rule', 'recording-rule', 'rule-group', 'route', 'receiver', 'task', 'scrape-config']

function picture(facts: Facts): unknown {
  return {
    problems: problemsOf(facts).map(one => [one.code, one.span, one.message]),
    mentions: mentionsOf(facts, kinds).map(one => [one.kind, one.name, one.role, one.span]),
    names: kinds.map(kind => [...namesOf(facts, kind)].sort()),
    inlined: [...inlinedOf(facts)].map(one => [one.start, one.node.length, one.schema.inline]),
    found: models.map(model => foundOf(facts, model).map(one => one.start)),
    sums: [facts.has.problems, facts.has.inlined],
  }
}

function same(doc: Document, grammar: Grammar, min: number): void {
  assert.deepEqual(picture(decode(doc, grammar)), picture(decode(parse(doc.text, { min }), grammar)), doc.text)
}

for (const [kind, folder] of [
  ['rules', 'rules'],
  ['alertmanager', 'alertmanager'],
  ['kestra', 'kestra'],
  ['prometheus', 'prometheus'],
] as const) {
  const [grammar] = languageOf(kind)?.grammars(undefined) ?? []
  for (const min of [0, 300])
    test(`${kind}, parts of ${min}, seed ${seed}`, () => {
      assert.ok(grammar)
      const below = random(seed + min)
      const texts = corpus(12, 4000).filter(one => one.name.includes(`/${folder}/`))
      for (let i = 0; i < 12 * times && texts.length > 0; i++) {
        let doc = parse(texts[below(texts.length)]?.text ?? '', { min })
        for (let n = 0; n < 10; n++) {
          // Every second edit is asked about, so that changes add up in between.
          const edit = anyEdit(doc.text, below)
          doc = change(doc, edit)
          if (n % 2 || n === 0) same(doc, grammar, min)
        }
      }
    })
}

test('an edit reads one part anew', () => {
  const [grammar] = languageOf('rules')?.grammars(undefined) ?? []
  assert.ok(grammar)
  const rule = (i: number) => `      - alert: A${i}\n        expr: up{job="j${i}"} == 0\n        annotations:\n          summary: '{{ $labels.job }}'\n`
  const doc = parse(`groups:\n  - name: g\n    rules:\n${Array.from({ length: 200 }, (_, i) => rule(i)).join('')}`)
  const before = decode(doc, grammar)
  const at = doc.text.indexOf('j100')
  const next = decode(change(doc, { span: { start: at, end: at }, text: 'x' }), grammar)
  const leaves = (facts: Facts): Facts[] => (facts.groups.length === 0 ? [facts] : facts.groups.flatMap(group => group.parts.facts.flatMap(leaves)))
  const known = new Set(leaves(before))
  assert.equal(leaves(next).filter(one => !known.has(one)).length, 1)
  assert.ok(namesOf(next, 'metric').has('up'))
})

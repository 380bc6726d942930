// Facts of a text that was edited are those of the text read anew: problems, names, inline scalars, models, and their sums.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { languageOf } from '../../../server/src/core/languages'
import { decode, type Facts, foundOf, type Grammar, inlinedOf, mentionsOf, namesOf, problemsOf, repeatedNames } from '../../../server/src/core/schema'
import { change, type Document, parse } from '../../../server/src/core/yaml'
import { anyEdit, corpus, random, seed, times } from '../yaml/material'

const kinds = ['alert', 'metric', 'label', 'rule-group', 'receiver', 'time-interval', 'task', 'input', 'job']
const models = ['rule', 'recording-rule', 'rule-group', 'route', 'receiver', 'task', 'scrape-config']

/** Always the same object: what it wants is kept. */
const third = { has: (name: string) => name.length % 3 === 0 }

function picture(facts: Facts): unknown {
  return {
    problems: problemsOf(facts).map(one => [one.code, one.span, one.message]),
    mentions: mentionsOf(facts, kinds).map(one => [one.kind, one.name, one.role, one.span]),
    some: mentionsOf(facts, ['metric'], 'uses', third).map(one => [one.name, one.span]),
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

test('names of thousands of parts are those of the text read anew, and an older text keeps its own', () => {
  const [grammar] = languageOf('rules')?.grammars(undefined) ?? []
  assert.ok(grammar)
  const rule = (i: number) => `      - alert: A${i}\n        expr: up{job="j${i % 7}"} == 0 and on() m${i}\n`
  const group = (name: string, from: number) => `  - name: ${name}\n    rules:\n${Array.from({ length: 400 }, (_, i) => rule(from + i)).join('')}`
  const below = random(seed)
  let doc = parse(`groups:\n${group('g', 0)}${group('h', 390)}`, { min: 300 })
  const older: { readonly doc: Document; readonly facts: Facts; readonly names: unknown }[] = []
  const wanted = { has: (name: string) => name.endsWith('77') }
  const early = { ...wanted, same: wanted, hasFrom: (name: string, place: number) => place < 300 * name.length }
  const names = (facts: Facts) => [
    ...kinds.map(kind => [...namesOf(facts, kind)].sort()),
    [...repeatedNames(facts, 'alert')].sort(),
    mentionsOf(facts, ['metric'], 'uses', wanted).map(one => [one.name, one.span]),
    mentionsOf(facts, ['metric'], 'uses', early).map(one => [one.name, one.span]),
  ]
  for (let n = 0; n < 30 * times; n++) {
    const facts = decode(doc, grammar)
    assert.deepEqual(names(facts), names(decode(parse(doc.text, { min: 300 }), grammar)))
    assert.deepEqual(
      mentionsOf(facts, ['metric'], 'uses', early),
      mentionsOf(facts, ['metric'], 'uses').filter(one => wanted.has(one.name) && early.hasFrom(one.name, one.span.start)),
    )
    older.push({ doc, facts, names: names(facts) })
    const past = older[below(older.length)]
    assert.deepEqual(names(past?.facts ?? facts), past?.names)
    const at = doc.text.indexOf(': A', below(doc.text.length - 1000)) + 3
    // now and then an older text is edited a second time
    const from = below(5) ? doc : (past?.doc ?? doc)
    doc = change(from, below(3) ? { span: { start: at, end: at }, text: String(below(10)) } : { span: { start: at - 15, end: at + 80 }, text: '' })
  }
})

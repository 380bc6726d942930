// A document after an edit is what a fresh reading of the new text gives, and shares with the old one what the edit left alone.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { change, type Document, type Pair, parse } from '../../../server/src/core/yaml'
import { settle } from '../../../server/src/core/yaml/parse'
import { after, anyEdit, corpus, odd, picture, random, seed, times } from './material'

for (const min of [0, 300, 4096])
  test(`sequences of edits, parts of ${min}, seed ${seed}`, () => {
    const below = random(seed + min)
    const texts = [...corpus(9, 8000).map(one => one.text), odd, odd, odd]
    for (let i = 0; i < 150 * times; i++) {
      let text = texts[below(texts.length)] ?? odd
      let doc = parse(text, { min })
      for (let n = 0; n < 8 && text.length < 20_000; n++) {
        const edit = anyEdit(text, below)
        text = after(text, edit)
        doc = change(doc, edit)
        if (below(3) === 0) settle(doc, below(1000))
        const fresh = parse(text, { min })
        assert.equal(doc.text, text)
        assert.deepEqual(picture(doc), picture(fresh))
        assert.deepEqual(doc.problems, fresh.problems)
        assert.deepEqual(doc.directives, fresh.directives)
      }
    }
  })

const rules = (count: number): string =>
  `groups:\n  - name: g\n    rules:\n${Array.from({ length: count }, (_, i) => `      - alert: A${i}\n        expr: up{i="${i}"} == 0\n        labels:\n          severity: page\n`).join('')}`

const items = (doc: Document): readonly unknown[] => {
  const root = doc.root
  assert(root?.kind === 'map')
  const group = root.pairs[0]?.value
  assert(group?.kind === 'seq')
  const list = group.items[0]
  assert(list?.kind === 'map')
  const found = list.pairs[1]?.value
  assert(found?.kind === 'seq' && found.cut)
  return found.items
}

test('what an edit does not touch stays the same object', () => {
  const doc = parse(rules(100))
  const before = items(doc)
  const at = doc.text.indexOf('A50')
  const next = change(doc, { span: { start: at, end: at }, text: 'x' })
  assert.deepEqual(
    items(next).map((item, i) => item === before[i]),
    before.map((_, i) => i !== 50),
  )
  const line = doc.text.indexOf('      - alert: A50')
  const more = items(change(doc, { span: { start: line, end: line }, text: '      - alert: New\n        expr: up\n' }))
  assert.equal(more.length, 101)
  assert.equal(before.filter(item => more.includes(item)).length, 99 + Number(more.includes(before[49])))
})

test('pairs of a small file, too', () => {
  const doc = parse('a: 1\nb:\n  c: 2\nd: 3\n')
  const pairs = (of: Document): readonly Pair[] => (of.root?.kind === 'map' ? of.root.pairs : [])
  const next = change(doc, { span: { start: 12, end: 13 }, text: '4' })
  assert.deepEqual(
    pairs(next).map((pair, i) => pair === pairs(doc)[i]),
    [true, false, true],
  )
})

test('a key at the wrong column is one problem, and the structure below it stays', () => {
  const doc = parse(rules(100))
  const before = items(doc)
  const at = doc.text.indexOf('        labels:', doc.text.indexOf('A50'))
  for (const insert of ['x: y\n', 'x:\n']) {
    const next = change(doc, { span: { start: at, end: at }, text: insert })
    assert.deepEqual(
      next.problems.map(one => one.code),
      ['yaml-syntax'],
    )
    const now = items(next)
    assert.equal(now.length, 100)
    assert.equal(now.filter((item, i) => item === before[i]).length, 99)
    const mended = change(next, { span: { start: at, end: at + insert.length }, text: '' })
    assert.deepEqual(mended.problems, [])
    assert.equal(items(mended).filter((item, i) => item === before[i]).length, 99)
  }
})

test('an open quote is one problem at its line', () => {
  const doc = parse(rules(100))
  const at = doc.text.indexOf('name: g') + 6
  const next = change(doc, { span: { start: at, end: at }, text: '"' })
  assert.deepEqual(
    next.problems.map(one => one.span.start),
    [at],
  )
  assert(items(next).every((item, i) => item === items(doc)[i]))
})

test('a text is read in slices', () => {
  const doc = parse(rules(1000))
  let slices = 1
  while (!settle(doc, 10_000)) slices++
  assert(slices > 5 && slices < 20, String(slices))
  assert.deepEqual(doc.problems, [])
})

test('edits outside of the text are held to it', () => {
  const doc = parse('a: b\n')
  assert.equal(change(doc, { span: { start: 9, end: 12 }, text: 'c: d\n' }).text, 'a: b\nc: d\n')
  assert.equal(change(doc, { span: { start: -3, end: 1 }, text: 'c' }).text, 'c: b\n')
})

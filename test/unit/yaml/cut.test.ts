// A text that is cut into parts is the same tree as one that is read as a whole.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parse } from '../../../server/src/core/yaml'
import { readDocument } from '../../../server/src/core/yaml/read'
import { after, anyEdit, corpus, odd, picture, random, seed, times } from './material'

/** What both say of a text; broken texts only have to be broken for both. */
function same(text: string, min: number): void {
  const whole = readDocument(text)
  const doc = parse(text, { min })
  const broken = doc.problems.some(one => one.severity === 'error' && one.code === 'yaml-syntax' && !/stands for what "&/.test(one.message))
  const inside = (span: { start: number; end: number }) => span.start >= 0 && span.start <= span.end && span.end <= text.length
  for (const { span, related = [], fixes = [] } of doc.problems) {
    assert(inside(span))
    assert(related.every(one => inside(one.span)) && fixes.every(fix => fix.edits.every(edit => inside(edit.span))))
  }
  if (whole.failure?.fault === 'control') return
  assert.equal(broken, whole.failure !== undefined, `broken: ${JSON.stringify(text)}`)
  const seen = picture(doc)
  if (broken) return
  assert.deepEqual(seen, picture(whole))
  assert.equal(doc.problems.filter(one => one.code === 'duplicate-key').length, whole.duplicates.length)
}

test('real files', () => {
  for (const { text } of corpus()) same(text, 0)
  for (const { text } of corpus(5)) same(text, 4096)
  same(odd, 0)
})

test(`damaged files, seed ${seed}`, () => {
  const below = random(seed)
  const texts = [...corpus(9, 6000).map(one => one.text), ...Array.from({ length: 30 }, () => odd)]
  for (let i = 0; i < 3000 * times; i++) {
    let text = texts[below(texts.length)] ?? odd
    for (let n = 1 + below(3); n > 0; n--) text = after(text, anyEdit(text, below))
    same(text, [0, 0, 300][below(3)] ?? 0)
  }
})

test('every prefix of a text is read without a throw, and all places are inside', () => {
  for (const text of [odd, ...corpus(150, 1500).map(one => one.text)])
    for (let end = 0; end <= text.length; end++) {
      same(text.slice(0, end), 0)
      same(text.slice(text.length - end), 0)
    }
})

test('parts that are cut and parts that are not', () => {
  const item = (i: number) => `  - name: n${i}\n    text: |\n      ${'x'.repeat(80)}\n    list:\n      - a\n      - b\n`
  const text = `# first\n---\nkey: value\nitems:\n${Array.from({ length: 200 }, (_, i) => item(i)).join('')}last: [1,\n2\n]\n`
  const doc = parse(text)
  assert(doc.root?.kind === 'map' && doc.root.cut)
  const items = doc.root.pairs[1]?.value
  assert(items?.kind === 'seq' && items.cut && items.items.length === 200)
  assert.equal(doc.root.pairs.length, 3)
  assert.deepEqual(doc.problems, [])
})

test('a deep, a large and a wide text are read in time', () => {
  assert.match(parse('['.repeat(100_000)).problems[0]?.message ?? '', /nested more than 200 deep/)
  assert.match(parse(Array.from({ length: 3000 }, (_, i) => `${' '.repeat(i)}a:\n`).join('')).problems[0]?.message ?? '', /nested more than 200 deep/)
  assert.match(parse('- '.repeat(50_000)).problems[0]?.message ?? '', /nested more than 200 deep/)
  assert.equal(parse(`a: "${'x'.repeat(20_000_000)}"`).problems[0]?.severity, 'information')
  assert.equal(parse(`a: [${'1, '.repeat(300_000)}]`).problems.length, 0)
})

test('aliases do not multiply', () => {
  let text = 'a: &a0 [x, x, x, x, x, x, x, x, x, x]\n'
  for (let i = 1; i < 30; i++) text += `b${i}: &a${i} [${Array.from({ length: 10 }, () => `*a${i - 1}`).join(', ')}]\n`
  assert.deepEqual(parse(text).problems, [])
})

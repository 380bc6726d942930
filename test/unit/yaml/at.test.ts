import assert from 'node:assert/strict'
import { test } from 'node:test'
import { At, parse } from '../../../server/src/core/yaml'

const text = `defaults: &d {for: 5m, labels: {a: b}}
rule:
  <<: *d
  expr: up
  list: [1, x: y]
  none:
  for: 1m
other: *d
`

for (const min of [0, 4096])
  test(`walking a tree, parts of ${min}`, () => {
    const root = At.root(parse(text, { min }))
    assert(root)
    assert.equal(root.path('rule', 'expr')?.text, 'up')
    assert.equal(root.path('rule', 'for')?.text, '1m')
    assert.equal(root.path('rule', 'labels', 'a')?.text, 'b')
    assert.equal(root.path('other', 'for')?.text, '5m')
    assert.equal(root.path('rule', 'none')?.isNull, true)
    assert.equal(root.path('rule', 'none')?.string, undefined)
    assert.deepEqual(
      [...(root.get('rule')?.entries() ?? [])].map(one => one.key?.text),
      ['expr', 'list', 'none', 'for', 'labels'],
    )
    assert.deepEqual(
      [...(root.path('rule', 'list')?.items() ?? [])].map(one => one.kind),
      ['scalar', 'map'],
    )
    for (const word of ['5m', 'up', 'y', '1m', 'expr', 'other']) {
      const at = root.find(text.indexOf(word) + 1)
      assert.equal(text.slice(at.span.start, at.span.end).slice(0, word.length), word)
    }
    assert.equal(root.find(text.indexOf('*d') + 1).kind, 'alias')
  })

test('anchors, the second document, comments that are directives', () => {
  const doc = parse('# alertpath: kind=rules\na: &x 1\nb: &x 2 # alertpath: allow y\nc: &z\n  d: &w e\n---\nf: g\n')
  const named = (name: string) => {
    const found = doc.anchor(name)
    return found && doc.text.slice(found.at, found.at + found.node.length)
  }
  assert.deepEqual(['x', 'z', 'w', 'v'].map(named), ['2', 'd: &w e', 'e', undefined])
  assert.equal(doc.text.slice(doc.second), '\nf: g\n')
  assert.deepEqual(
    doc.directives.map(one => [one.text, doc.text.slice(one.start, one.end)]),
    ['# alertpath: kind=rules', '# alertpath: allow y'].map(one => [one, one]),
  )
  assert.deepEqual(doc.problems, [])
  assert.equal(parse('a: b\n---\n').second, undefined)
  assert.equal(parse('# only\n').root, undefined)
})

test('an alias needs its anchor above it', () => {
  assert.equal(parse('a: *x\nb: &x 1\n').problems.length, 1)
  assert.equal(parse('b: &x 1\na: *x\n').problems.length, 0)
})

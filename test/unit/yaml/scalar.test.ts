import assert from 'node:assert/strict'
import { test } from 'node:test'
import { At, parse, scalarMap } from '../../../server/src/core/yaml'

// The escapes and breaks that may stand for another character; all else must stand for itself.
const replaced = /^(?:\\|''|[ \t]|\r?\n|$)/

const texts: Record<string, string> = {
  plain: 'a: hello world\n',
  'plain of several lines': 'a: one two  \n  three\n\n\n  four\n  five # no\nb: x\n',
  single: "a: 'it''s  ''quoted'' '\n",
  'single of several lines': "a: ' one \n\n  two''s\n  \t three  '\n",
  double: String.raw`a: "tab\t quote\" back\\ slash\/ \x41 \u00e9 \U0001F600 \e\0\_ end"`,
  'double of several lines': 'a: "one \\\n   two\n\n  \\  three\\n\n\n\n  four \\"\n  "\n',
  literal: 'a: |\n  one\n   two\n\n  three\n\nb: x\n',
  'literal, strip': 'a: |-\n  one\n  two\n\n\nb: x\n',
  'literal, keep': 'a: |+ # c\n  one\n\n\nb: x\n',
  'literal, explicit': 'x:\n  a: |2-\n      one\n    two\n  b: x\n',
  folded: 'a: >\n  one\n  two\n\n  three\n    more\n    still\n\n  less\n  end\nb: x\n',
  'folded, keep': 'a: >+\n\n  one\n  two\n\n\n',
  'CR LF': 'a: "one\r\n  two"\r\nb: |\r\n  x\r\n  y\r\nc: >-\r\n  x\r\n\r\n  y\r\n  z\r\nd: one\r\n  two\r\n',
  'in flow': "{a: [one\n two, \"x\\ty\"], b: 'q''q'}",
}

for (const [name, text] of Object.entries(texts))
  test(`every decoded character comes from its place: ${name}`, () => {
    const doc = parse(text)
    assert.deepEqual(doc.problems, [])
    for (const at of scalars(At.root(doc))) check(text, at)
  })

test('places between are the nearest', () => {
  const at = At.root(parse('a: "x\\u0041y"\n'))?.get('a')
  assert(at?.node.kind === 'scalar')
  const map = scalarMap('"x\\u0041y"', at.node)
  assert.deepEqual(
    [0, 1, 2, 3, 9].map(n => map.source(n)),
    [1, 2, 8, 9, 9],
  )
  assert.deepEqual(
    [0, 1, 2, 4, 8, 9, 10].map(n => map.decoded(n)),
    [0, 0, 1, 1, 2, 3, 3],
  )
})

function* scalars(at: At | undefined): Generator<At> {
  if (!at) return
  if (at.node.kind === 'scalar') yield at
  for (const one of at.entries()) {
    if (one.key) yield* scalars(one.key)
    yield* scalars(one)
  }
  for (const one of at.items()) yield* scalars(one)
}

function check(text: string, { node, span }: At): void {
  assert(node.kind === 'scalar')
  const source = text.slice(span.start, span.end)
  const map = scalarMap(source, node)
  let before = 0
  for (let i = 0; i < node.text.length; i++) {
    const place = map.source(i)
    assert(place >= before && place <= source.length, `${i} of ${JSON.stringify(node.text)}: ${place}`)
    before = place
    const char = node.text[i] ?? ''
    if (source[place] !== char) assert.match(source.slice(place), replaced, `${JSON.stringify(node.text)} at ${i}`)
    else if (source[place + 1] !== undefined && map.source(i - 1) !== place) assert.equal(map.decoded(place), i)
  }
  assert(map.source(node.text.length) <= source.length)
  for (let i = 0; i <= source.length; i++) {
    const back = map.decoded(i)
    assert(back >= 0 && back <= node.text.length + 1)
    if (back < node.text.length && map.source(back) > i + 1) assert.match(source.slice(i, map.source(back)), /^[\s\\|>'"+\-\d#a-zA-Z]*$/)
  }
}

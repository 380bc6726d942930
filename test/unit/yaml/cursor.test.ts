// Where something typed at `<|>` would go: `path kind "prefix" @column`, and `flow` or `scalar` where that is so.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cursor, parse } from '../../../server/src/core/yaml'
import { corpus, odd } from './material'

function at(marked: string): string {
  const offset = marked.indexOf('<|>')
  const doc = parse(marked.slice(0, offset) + marked.slice(offset + 3), { min: 0 })
  const found = cursor(doc, offset)
  if (!found) return 'nowhere'
  const { path, kind, prefix, key, column, flow, inScalar } = found
  const of = key === undefined ? kind : `${kind} of ${key}`
  return `/${path.join('/')} ${of} "${prefix}"${flow ? '' : ` @${column}`}${flow ? ' flow' : ''}${inScalar ? ' scalar' : ''}`
}

const head = 'groups:\n  - name: g\n    rules:\n      - alert: A\n        expr: up\n        labels:\n          severity: page\n'

const cases: readonly (readonly [string, string])[] = [
  ['<|>', '/ key "" @0'],
  ['a: b\n<|>', '/ key "" @0'],
  ['a: b\nfo<|>', '/ key "fo" @0'],
  ['a:\n  <|>', '/a key "" @2'],
  ['a:\n  b: c\n  <|>', '/a key "" @2'],
  ['a:\n  b: c\n\n\n  <|>\nd: e\n', '/a key "" @2'],
  ['a: <|>', '/ value of a "" @0'],
  ['a:<|>', '/ value of a "" @0'],
  ['a: b<|>c', '/ value of a "b" @0 scalar'],
  ['a: "b<|>"', '/ value of a ""b" @0 scalar'],
  [`${head}        <|>`, '/groups/0/rules/0 key "" @8'],
  [`${head}          <|>`, '/groups/0/rules/0/labels key "" @10'],
  [`${head}      - <|>`, '/groups/0/rules item "" @8'],
  [`${head}      - al<|>`, '/groups/0/rules item "al" @8 scalar'],
  [`${head}  - <|>`, '/groups item "" @4'],
  [`${head}<|>`, '/ key "" @0'],
  [head.replace('expr: up', 'ex<|>'), '/groups/0/rules/0 key "ex" @8'],
  [head.replace('severity: page', 'severity: <|>'), '/groups/0/rules/0/labels value of severity "" @10'],
  [`${head}# no<|>te`, 'nowhere'],
  ['a: {b: <|>, c: d}', '/a value of b "" flow'],
  ['a: {b: c, <|>}', '/a key "" flow'],
  ['a: [x, <|>]', '/a item "" flow'],
  ['a: [x, y<|>]', '/a item "y" flow'],
  ['x: {{ bad }} y\na:\n  b: c\n  <|>\n', '/a key "" @2'],
  ['x: "open\na:\n  - b: c\n    <|>\n', '/a/0 key "" @4'],
  ['a:\r\n  b: c\r\n  <|>\r\nd: e\r\n', '/a key "" @2'],
]

for (const [text, expected] of cases) test(JSON.stringify(text.slice(-50)), () => assert.equal(at(text), expected))

test('an answer everywhere, and all places inside', () => {
  for (const text of [odd, ...corpus(200, 1500).map(one => one.text)]) {
    const doc = parse(text)
    for (let offset = 0; offset <= text.length; offset++) {
      const word = cursor(doc, offset)?.word ?? { start: offset, end: offset }
      assert(word.start >= 0 && word.start <= offset && offset <= word.end && word.end <= text.length)
    }
  }
})

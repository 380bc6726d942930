// Where the `yaml` package (YAML 1.2) and we both take a text, its scalars, keys and places are the same.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isAlias, isMap, isPair, isScalar, isSeq, parseAllDocuments } from 'yaml'
import { parse, type YamlNode } from '../../../server/src/core/yaml'
import { after, anyEdit, corpus, odd, random, seed, times } from './material'

const styles: Readonly<Record<string, string>> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
}

function theirs(node: unknown): unknown {
  if (isAlias(node)) return ['alias', node.source]
  if (isScalar(node)) {
    const text = String(node.source ?? '')
    // an empty value has no place that both could agree on
    return text === '' && node.type === 'PLAIN' ? '' : [styles[node.type ?? 'PLAIN'], text, node.range?.[0], node.tag, node.anchor]
  }
  if (isMap(node)) return { map: node.items.map(pair => [theirs(pair.key), pair.value ? theirs(pair.value) : '']), anchor: node.anchor }
  if (isSeq(node)) return { seq: node.items.map(item => (isPair(item) ? 'pair' : theirs(item))), anchor: node.anchor }
  return ''
}

function ours(node: YamlNode, at: number): unknown {
  if (node.kind === 'alias') return ['alias', node.name]
  if (node.kind === 'scalar') {
    const tag = node.tag?.startsWith('!!') ? `tag:yaml.org,2002:${node.tag.slice(2)}` : node.tag
    return node.text === '' && node.style === 'plain' ? '' : [node.style, node.text, at, tag, node.anchor]
  }
  const place = (i: number) => at + (node.offsets[i] ?? 0)
  if (node.kind === 'seq') return { seq: node.items.map((item, i) => ours(item, place(i))), anchor: node.anchor }
  const pairs = node.pairs.map((pair, i) => [ours(pair.key, place(i) + pair.keyAt), ours(pair.value, place(i) + pair.valueAt)])
  return { map: pairs, anchor: node.anchor }
}

function compare(text: string): boolean {
  // breaks that one of the two does not know, a last line without a break, which YAML 1.2 gives one, `?` in brackets, and an empty line
  // after an escaped break, which libyaml keeps
  if (/\\[ \t]*\n[ \t]*\n|\r(?!\n)|[\x85\u2028\u2029\ufeff]|[^\n]$|[,{[]\s*\?\S/.test(text)) return false
  const doc = parse(text, { min: 0 })
  if (doc.problems.length > 0 || doc.second !== undefined) return false
  const list = parseAllDocuments(text, { schema: 'failsafe', prettyErrors: false, logLevel: 'silent' })
  const [first] = Array.isArray(list) ? list : []
  if (!first || first.errors.length > 0) return false
  assert.deepEqual(doc.root ? ours(doc.root, doc.rootAt) : '', first.contents ? theirs(first.contents) : '', text)
  return true
}

test('real files', () => {
  const files = corpus(6)
  const compared = files.filter(({ text }) => compare(text)).length
  assert(compared >= files.length * 0.8, `${compared} of ${files.length}`)
  assert(compare(odd))
})

test(`damaged files, seed ${seed}`, () => {
  const below = random(seed)
  const texts = [...corpus(9, 3000).map(one => one.text), ...Array.from({ length: 50 }, () => odd)]
  for (let i = 0; i < 1500 * times; i++) {
    let text = texts[below(texts.length)] ?? odd
    for (let n = 1 + below(2); n > 0; n--) text = after(text, anyEdit(text, below))
    compare(text)
  }
})

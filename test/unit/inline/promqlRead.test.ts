// Right PromQL is read by a reader of our own; all else by the grammar of Prometheus' editor. Both must agree wherever both can.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { labelFlow, promqlLanguage } from '../../../server/src/core/inline'
import { lex } from '../../../server/src/core/inline/promql/lex'
import type { Node } from '../../../server/src/core/inline/promql/node'
import { readPromql } from '../../../server/src/core/inline/promql/read'
import { readTolerantly } from '../../../server/src/core/inline/promql/tolerant'
import type { PromTree } from '../../../server/src/core/inline/promql/tree'
import { At, parse } from '../../../server/src/core/yaml'
import { data } from '../../data.mjs'
import { type Random, random, seed, times } from '../yaml/material'
import { load } from './data'

interface Case {
  readonly expr: string
  readonly ok: boolean
}

const judged = ['promql.json', 'promql-extra.json'].flatMap(name => load<Case[]>(`prometheus/${name}`) ?? [])

/** Expressions of real rule files. */
function* used(): Generator<string> {
  const folder = data('corpus', 'rules')
  for (const name of folder ? readdirSync(folder) : []) {
    if (!/\.(?:ya?ml|rules)$/.test(name)) continue
    const root = At.root(parse(readFileSync(join(folder ?? '', name), 'utf8')))
    for (const group of root?.get('groups')?.items() ?? [])
      for (const rule of group.get('rules')?.items() ?? []) {
        const text = rule.get('expr')?.text
        if (text) yield text
      }
  }
}

/** Words and marks that the texts above may lack. */
const rare =
  'and or unless atan2 bool on ignoring group_left group_right by without offset @ start end start() end() step() range() min_of( max_of( anchored smoothed fill( fill_left( fill_right( inf NaN - + ^ * % / </ >/ == != =~ !~ = < >= ( ) [ ] { } , : :] #c\n " \' ` "a" \'b\' `c` "\\x" {"a"} 5m 1h30m 5m5m 0x1f 0x 1_0 1__0 1e5 1e 5. .5 1.5m 5ms a:b :a x sum count_values rate abs pi() é ! $ \t \n \\'
    .split(' ')
    .concat(' ')

const show = ({ type, start, end, children }: Node): string => `${type} ${start}-${end}${children.length ? ` (${children.map(show).join(' ')})` : ''}`

/** Whether the own reader takes the text; then all that is said of it must be what is said of the other's tree. */
function agrees(text: string): boolean {
  const root = readPromql(text)
  if (!root) return false
  const { lost, root: other } = readTolerantly(text)
  assert.equal(show(root), show(other), text)
  assert.equal(lost.length, 0, text)
  const trees: PromTree[] = [
    { text, root, lost },
    { text, root: other, lost, tolerant: true },
  ]
  const [ours, theirs] = trees.map(tree => [promqlLanguage.problems(tree, {}), promqlLanguage.mentions(tree), labelFlow(tree)])
  assert.deepEqual(ours, theirs, text)
  return true
}

function mutated(text: string, words: readonly string[], below: Random): string {
  const lexemes = lex(text)
  let changed = text
  for (let i = 1 + below(3); i > 0; i--) {
    const { start, end } = lexemes[below(lexemes.length)] ?? { start: 0, end: 0 }
    const word = below(3) ? (words[below(words.length)] ?? '') : (rare[below(rare.length)] ?? '')
    const part = [word, `${word} `, ` ${word} `, text.slice(start, end), ''][below(5)] ?? ''
    changed = changed.slice(0, start) + part + changed.slice(below(2) ? start : end)
  }
  return changed
}

test('right expressions are read at once, as the grammar reads them', { skip: judged.length === 0 }, () => {
  const right = judged.filter(one => one.ok)
  const taken = right.filter(one => agrees(one.expr))
  assert.ok(taken.length > right.length * 0.97, `${taken.length} of ${right.length}`)
  for (const one of judged) agrees(one.expr)
})

test('so are those of real rules', () => {
  const all = [...used()]
  const taken = all.filter(agrees)
  assert.ok(taken.length >= all.length * 0.97, `${taken.length} of ${all.length}`)
})

test(`and damaged ones, if at all, seed ${seed}`, () => {
  const below = random(seed)
  const texts = [...judged.map(one => one.expr), ...used(), 'sum by (a) (rate(b{c="d"}[5m] offset 1m)) > bool on (e) group_left (f) -1']
  const words = [...new Set(texts.flatMap(text => lex(text).map(one => one.text)))]
  let taken = 0
  for (let i = 0; i < 20_000 * times; i++) if (agrees(mutated(texts[below(texts.length)] ?? '', words, below))) taken++
  assert.ok(taken > 1000, `${taken} were taken`)
})

test('operators bind as in Go, whatever stands between them', () => {
  const outline = ({ type, start, end, children }: Node, text: string): string =>
    children.length === 0 || type === 'VectorSelector' ? text.slice(start, end) : `(${children.map(one => outline(one, text)).join(' ')})`
  for (const [text, wanted] of [
    ['a or b offset 5m > 1', '(a or ((b offset (5m)) > 1))'],
    ['a + b[5m:] * c', '(a + ((b (5m)) * c))'],
    ['-1 ^ 2', '(- (1 ^ 2))'],
    ['-a @ 5 ^ b', '(- ((a @ 5) ^ b))'],
    ['a ^ b ^ c', '(a ^ (b ^ c))'],
    ['a - b - c', '((a - b) - c)'],
  ] as const) {
    for (const root of [readPromql(text), readTolerantly(text).root]) assert.equal(root && outline(root, text), `(${wanted})`)
  }
})

test('names that the objects of JavaScript have are names of metrics', () => {
  for (const text of ['constructor', '__proto__', 'toString > 1', 'sum(constructor)'])
    assert.deepEqual(promqlLanguage.problems(promqlLanguage.parse(text, {}), {}), [])
})

test('no length and no depth overflows', () => {
  for (const count of [90, 110, 900, 1100, 20_000])
    for (const text of [
      `a${' + a'.repeat(count)}`,
      `a${' ^ a'.repeat(count)}`,
      `${'('.repeat(count)}a${')'.repeat(count)}`,
      `${'-'.repeat(count)}a`,
      `a${' offset 1m'.repeat(count)}`,
      `a[1m${' + 1m'.repeat(count)}]`,
      `a offset ${'-'.repeat(count)}1m`,
    ]) {
      const tree = promqlLanguage.parse(text, {})
      assert.ok(tree.root.end <= text.length)
      promqlLanguage.problems(tree, {})
      promqlLanguage.mentions(tree)
      labelFlow(tree)
    }
})

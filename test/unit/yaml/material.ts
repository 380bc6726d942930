// Texts to try the reader on, and a plain picture of what it made of one.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Edit } from '../../../server/src/core/text'
import type { Document, Pair, YamlNode } from '../../../server/src/core/yaml'
import { data } from '../../data.mjs'

/** All there is to YAML, small. */
export const odd = `a: &x [1, 2]
b: *x
c: {d: *x, ? e : f, "g":h, 'i': j}
k:
  - l: m
    n: |
      o
       p

  - >-
    q
    r
  -
    s
  - - t
    - u: v
  - ? w
    : x
? y
: z
&an an: !tag tg
!!str st: &q
  ab: cd
ef: "gh
  ij\\n \\
  kl"
mn: 'op''q

  r'
op: uv
  wx
  yz # c
`

/** Every `every`-th real file of six kinds, up to `most` characters. */
export function corpus(every = 1, most = 300_000): { name: string; text: string }[] {
  const folder = data('corpus')
  if (!folder) return []
  const files = ['alertmanager', 'compose', 'kestra', 'prometheus', 'rule-tests', 'rules'].flatMap(kind =>
    readdirSync(join(folder, kind))
      .filter(name => /\.ya?ml$|\.rules$/.test(name))
      .map(name => join(folder, kind, name)),
  )
  return files
    .filter((_, i) => i % every === 0)
    .map(name => ({ name, text: readFileSync(name, 'utf8') }))
    .filter(({ text }) => text.length <= most)
}

/** A seed that is printed when a test fails; SEED repeats a run. */
export const seed = Number(process.env.SEED ?? (process.env.FUZZ ? Date.now() % 1_000_000 : 20_260))

/** How many times as long as usual to look for mistakes: TIMES=50. */
export const times = Number(process.env.TIMES ?? 1)

export type Random = (below: number) => number

export function random(from: number): Random {
  let state = from >>> 0
  return below => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const marks =
  '"|\'|||>|- |-|:|: |\\n|\\n  |\\n    |\\r\\n|\\t| |  |    |#| #|{|}|[|]|,|&a |*x|!t |---\\n|\\n---\\n|...\\n|%|? |<<: |>-\\n|\\n]|\\n}|{{ x }}|@|`|a|foo: |foo: x\\n|\\\\|\\x01|\\ufeff'
    .split('|')
    .map(mark => mark.replace(/\\[nrt\\]|\\x01|\\ufeff/g, one => JSON.parse(one === '\\x01' ? '"\\u0001"' : `"${one}"`)))
    .concat('|', '|2\n')

/** A small, mostly damaging edit. */
export function anyEdit(text: string, below: Random): Edit {
  const i = below(text.length + 1)
  const length = 1 + below([1, 8, 60][below(3)] ?? 1)
  const line = (at: number) => text.lastIndexOf('\n', at - 1) + 1
  const pieces = [
    () => '',
    () => text.slice(i, i + length),
    () => marks[below(marks.length)] ?? '',
    () => marks[below(marks.length)] ?? '',
    () => text.slice(line(i), line(below(text.length))),
    () => text.slice(line(i), text.indexOf('\n', i) + 1),
  ]
  const piece = pieces[below(pieces.length)]?.() ?? ''
  const start = below(3) ? i : line(i)
  return { span: { start, end: below(2) ? start : Math.min(text.length, start + length) }, text: piece.slice(0, 300) }
}

export const after = (text: string, edit: Edit): string => text.slice(0, edit.span.start) + edit.text + text.slice(edit.span.end)

/** Texts, styles and absolute places of a document, without how it is kept. */
export function picture(doc: Pick<Document, 'root' | 'rootAt' | 'second'>): unknown {
  return { root: doc.root && pictureOf(doc.root, doc.rootAt), second: doc.second }
}

export function pictureOf(node: YamlNode, at: number): unknown {
  const { kind, length, anchor, tag, aliased } = node
  const base = { kind, at, length, anchor, tag, aliased }
  if (node.kind === 'scalar') {
    const { style, text, indent } = node
    return { ...base, style, text, indent: style === 'literal' || style === 'folded' ? indent : undefined }
  }
  if (node.kind === 'alias') return { ...base, name: node.name }
  const place = (i: number) => at + (node.offsets[i] ?? 0)
  if (node.kind === 'seq') return { ...base, flow: node.flow, items: node.items.map((item, i) => pictureOf(item, place(i))) }
  return { ...base, flow: node.flow, pairs: node.pairs.map((pair, i) => pairOf(pair, place(i))) }
}

const pairOf = ({ key, keyAt, value, valueAt, length, aliased }: Pair, at: number): unknown => ({
  at,
  length,
  aliased,
  key: pictureOf(key, at + keyAt),
  value: pictureOf(value, at + valueAt),
})

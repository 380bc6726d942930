// An input that waits for one that is not there, or for itself in a circle, and two of one place: Kestra refuses the flow.

import { listed } from '../../../schema'
import { closest, type Problem } from '../../../text'
import type { At } from '../../../yaml'
import type { Check } from '../../language'
import { circleAmong } from './circle'
import { problem, replace, wordOf } from './problem'

export const inputDependency: Check = {
  code: 'unknown-input-dependency',
  sameForAll: true,
  *run(file) {
    const all = Array.from(file.root?.get('inputs')?.items() ?? [])
    const leaves = all.flatMap(leavesOf)
    yield* unknown(
      leaves,
      all.some(one => one.get('type')?.string === 'REUSABLE_INPUTS'),
    )
    yield* circle(leaves)
    yield* samePlace(leaves)
  },
}

/** An input that takes a value, by the path under `inputs` that leads to it: those in a FORM stand below it. */
interface Leaf {
  readonly path: string
  readonly at: At
  readonly inForm: boolean
}

function leavesOf(at: At): readonly Leaf[] {
  const id = at.get('id')?.string ?? at.get('name')?.string
  if (id === undefined) return []
  if (at.get('type')?.string !== 'FORM') return [{ path: id, at, inForm: false }]
  return Array.from(at.get('inputs')?.items() ?? []).flatMap(one => leavesOf(one).map(leaf => ({ ...leaf, path: `${id}.${leaf.path}`, inForm: true })))
}

const needsOf = ({ at }: Leaf): readonly At[] => Array.from(at.path('dependsOn', 'inputs')?.items() ?? []).filter(one => one.string !== undefined)

function* unknown(leaves: readonly Leaf[], open: boolean): Generator<Problem> {
  const known = new Set(leaves.map(one => one.path))
  for (const item of open ? [] : leaves.flatMap(needsOf)) {
    const name = item.string ?? ''
    if (known.has(name)) continue
    const near = [...known].find(one => one.endsWith(`.${name}`)) ?? closest(name, known)
    const span = wordOf(item)
    yield problem(
      'unknown-input-dependency',
      'error',
      span,
      `There is no input "${name}" to wait for: Kestra refuses the flow.${near ? ` Did you mean "${near}"?` : ''}`,
      near ? [replace(span, near)] : [],
    )
  }
}

function* circle(leaves: readonly Leaf[]): Generator<Problem> {
  const needs = new Map(leaves.map(one => [one.path, needsOf(one).map(need => need.string ?? '')]))
  const found = circleAmong(needs.keys(), path => needs.get(path) ?? [])
  const place = found && leaves.find(one => one.path === found[0])?.at.get('dependsOn')
  if (!found || !place?.key) return
  const names = listed(
    found.map(one => `"${one}"`),
    'and',
  )
  yield problem('input-cycle', 'error', place.key.span, `The inputs ${names} wait for each other: Kestra refuses the flow.`)
}

/** `a` and `a.b` cannot both hold a value, and neither can two fields of one name. Names at the top are compared elsewhere. */
function* samePlace(leaves: readonly Leaf[]): Generator<Problem> {
  const seen = new Map<string, Leaf>()
  /** By what they stand below: the first one. */
  const below = new Map<string, Leaf>()
  for (const leaf of leaves) {
    const parts = leaf.path.split('.')
    const above = parts.slice(1).map((_, i) => parts.slice(0, i + 1).join('.'))
    const twin = seen.get(leaf.path)
    const other = (twin?.inForm || leaf.inForm ? twin : undefined) ?? above.map(one => seen.get(one)).find(Boolean) ?? below.get(leaf.path)
    seen.set(leaf.path, leaf)
    for (const one of above) if (!below.has(one)) below.set(one, leaf)
    if (!other) continue
    const word = wordOf(leaf.at.get('id') ?? leaf.at)
    const related = [{ span: wordOf(other.at.get('id') ?? other.at), message: `"${other.path}" stands here.` }]
    const say =
      other.path === leaf.path
        ? `There are two inputs "${leaf.path}"`
        : `"${leaf.path}" and "${other.path}" cannot both be inputs: one would stand inside the other`
    yield { ...problem('duplicate-input', 'error', word, `${say}. Kestra refuses the flow.`), related }
  }
}

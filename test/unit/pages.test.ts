// Every code that the source can report has a page, and every page has a code.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { it } from 'node:test'

const under = (root: string, ending: string) =>
  readdirSync(root, { recursive: true })
    .map(String)
    .filter(name => name.endsWith(ending))
    .map(name => join(root, name))

it('every code in the source has a page', () => {
  const codes = new Set<string>()
  for (const file of under('server/src/core', '.ts'))
    for (const found of readFileSync(file, 'utf8').matchAll(/\bcode: ['"]([a-z0-9]+(?:-[a-z0-9]+)+)['"]/g)) codes.add(found[1] ?? '')
  const pages = new Set(under('test/cases', '.md').map(name => basename(name, '.md')))
  assert.deepEqual([...codes].filter(code => !pages.has(code)).sort(), [], 'codes without a page')
})

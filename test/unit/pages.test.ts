// Every code that the source can report has a page, and every page has a code.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { it } from 'node:test'
import { codes } from '../../server/src/core/languages'
import { codesUnder } from './codes'

const root = join('test', 'cases')
const pages = readdirSync(root, { recursive: true })
  .map(String)
  .filter(name => name.endsWith('.md'))
const named = new Set(pages.map(name => basename(name, '.md')))
const { found, unseen } = codesUnder(join('server', 'src', 'core'))

it('no code escapes the look at the source', () => {
  assert.deepEqual(unseen, [], 'write the code as a literal, or teach test/unit/codes.ts where it comes from')
  const shown = pages.flatMap(name => [...readFileSync(join(root, name), 'utf8').matchAll(/\^ (?:error|warning|information|hint) ([a-z0-9-]+)/g)])
  assert.deepEqual([...new Set(shown.map(one => one[1] ?? ''))].filter(code => !found.has(code)).sort(), [], 'reported in a page and not seen in the source')
})

it('every code in the source has a page', () => {
  assert.deepEqual([...found.keys()].filter(code => !named.has(code)).sort(), [], 'codes without a page')
})

it('every page is about a code in the source', () => {
  assert.deepEqual([...named].filter(code => !found.has(code)).sort(), [], 'pages of no code')
})

it('the project file knows all of them', () => {
  if (process.env.UPDATE) {
    const list = [...named].sort().map(code => `  '${code}',\n`)
    writeFileSync(table, readFileSync(table, 'utf8').replace(/= \[[^\]]*\]/, `= [\n${list.join('')}]`))
  } else assert.deepEqual(codes, [...named].sort(), 'UPDATE=1 npm run unit -- test/unit/pages.test.ts writes them')
})

const table = join('server', 'src', 'core', 'languages', 'project', 'codes.ts')

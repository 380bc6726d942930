// A workspace of a thousand files is read and checked in slices: what the user asks meanwhile is answered.
import assert from 'node:assert/strict'
import path from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { opened, thousand } from '../bench/workspace.mjs'

const dist = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..', 'dist')

// The bar of the bench is 50 ms; here other tests run beside it. In one go it would be 450 ms.
test('no request waits for a workspace of a thousand files', { timeout: 120_000 }, async () => {
  const files = thousand()
  assert.equal(Object.keys(files).length, 1000)
  const { waits } = await opened(path.join(dist, 'server.js'), files)
  assert.ok(waits.length > 20, `only ${waits.length} requests were sent`)
  assert.ok(waits[0] < 150, `the longest waits: ${waits.slice(0, 5).map(Math.round)} ms`)
})

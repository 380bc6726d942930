// Every pair of choices gives a stack of which our own checks say nothing at all, hints included.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { kindOf } from '../../../server/src/core/workspace'
import { pairs, settings } from '../../pairs.mjs'
import { findings, made, workspaceOf } from './tools'

test('every pair is met', () => {
  const options = { a: ['1', '2'], b: ['1', '2', '3'], c: ['1', '2'] }
  const met = new Set(pairs(options).flatMap(one => [`a${one.a}b${one.b}`, `a${one.a}c${one.c}`, `b${one.b}c${one.c}`]))
  assert.equal(met.size, 2 * 3 + 2 * 2 + 3 * 2)
})

for (const set of settings()) {
  test(
    Object.entries(set)
      .map(([id, value]) => `${id} ${value}`)
      .join(', '),
    () => {
      const { files } = made(set)
      const workspace = workspaceOf(files)
      assert.deepEqual(findings(workspace), [])
      for (const uri of workspace.files.keys()) {
        const own = workspace.files.get(uri)
        const plain = /\/(?:blackbox\/config|kestra\/application)\.yml$/.test(uri)
        assert.equal(own && kindOf(workspace, own) === undefined, plain, `${uri} is recognised`)
      }
    },
  )
}

test('stacks beside each other, of other lines of Kestra, below the folder that is opened', () => {
  const stacks: readonly Record<string, string>[] = [
    { run: 'processes' },
    { run: 'processes', kestra: '1.3' },
    { run: 'compose' },
    { run: 'compose', kestra: '1.3' },
  ]
  const files = stacks.flatMap((set, i) => made(set).files.map(file => ({ ...file, path: `stacks/${i}/${file.path}` })))
  assert.deepEqual(findings(workspaceOf(files)), [])
})

// Drives the packaged extension in a real VS Code as a user does.
import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { openStage } from './stage.mjs'

let stage

before(async () => (stage = await openStage()), { timeout: 180_000 })
afterEach(async context => stage?.save(`ui ${context.name}`))
after(async () => stage?.close())

test('a problem is underlined when a file opens', async () => {
  const { workbench } = stage
  await workbench.openFile('host.yml')
  await workbench.squiggles('warning').first().waitFor()
})

test('the Problems panel lists it', async () => {
  const problems = await stage.workbench.problems()
  assert.ok(problems.length > 0)
})

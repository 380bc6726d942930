// A folder of stacks gives each stack exactly the problems that it gets alone: no file of one silences or makes a problem of another.
import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { it } from 'node:test'
import { loadPaths } from '../../server/src/cli/load'
import { report } from '../../server/src/cli/report'
import { noSettings } from '../../server/src/core/workspace'
import { data } from '../data.mjs'

const root = data('corpus', 'stacks')

/** Problems by path below `root`, one line each. */
async function problemsIn(folder: string, below: string): Promise<Map<string, string[]>> {
  const { loaded } = await loadPaths([folder], folder, noSettings, undefined)
  const out = new Map<string, string[]>()
  for (const one of loaded)
    for (const file of report(one)) {
      const path = below === '' ? file.path : `${below}/${file.path}`
      out.set(
        path,
        file.problems.map(problem => `${JSON.stringify(problem.range)} ${problem.severity} ${problem.code}: ${problem.message}`),
      )
    }
  return out
}

if (root)
  it('each stack gets the same problems in a folder of stacks as alone', { timeout: 120_000 }, async () => {
    const together = await problemsIn(root, '')
    let compared = 0
    for (const entry of readdirSync(root, { withFileTypes: true })) {
      if (!entry.isDirectory()) continue
      for (const [path, problems] of await problemsIn(join(root, entry.name), entry.name)) {
        assert.deepEqual(together.get(path), problems, path)
        compared += problems.length
      }
    }
    assert.ok(compared > 80, `${compared} problems were compared`)
  })

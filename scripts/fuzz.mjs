// npm run fuzz [-- MINUTES]: the property tests (test/unit/**/*.property.test.ts), longer and with a new seed. FUZZ is the number of minutes.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'

const minutes = process.argv[2] ?? '5'
const files = readdirSync(path.join('test', 'unit'), { recursive: true })
  .map(name => path.join('test', 'unit', String(name)))
  .filter(name => /\.(property|fuzz)\.test\.ts$/.test(name))
if (!files.length) {
  console.error('There are no property tests.')
  process.exit(1)
}
const done = spawnSync(process.execPath, ['scripts/unit.mjs', ...files], { stdio: 'inherit', env: { ...process.env, FUZZ: minutes } })
process.exitCode = done.status ?? 1

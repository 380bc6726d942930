// Bundles test files (TypeScript) and runs them with Node's own runner: node scripts/unit.mjs [FILE ...] (default: all of test/unit).
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join, relative } from 'node:path'
import { build } from 'esbuild'

const asked = process.argv.slice(2).filter(one => !one.startsWith('-'))
const flags = process.argv.slice(2).filter(one => one.startsWith('-'))
const all = () =>
  readdirSync('test/unit', { recursive: true })
    .map(String)
    .filter(name => name.endsWith('.test.ts'))
    .map(name => join('test/unit', name))
// Node's own choice leaves one core out, which is half of a small machine.
const concurrency = flags.some(one => one.startsWith('--test-concurrency')) ? [] : [`--test-concurrency=${Math.max(2, availableParallelism() - 1)}`]
const entryPoints = asked.length ? asked : all()
const outdir = join('dist', 'test', `unit-${process.pid}`)
await build({
  entryPoints,
  outdir,
  outbase: 'test',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: 'inline',
  logLevel: 'warning',
  packages: 'external',
  outExtension: { '.js': '.mjs' },
})
const built = entryPoints.map(file => join(outdir, relative('test', file)).replace(/\.ts$/, '.mjs'))
const done = spawnSync(process.execPath, ['--enable-source-maps', '--test', ...concurrency, ...flags, ...built], { stdio: 'inherit' })
process.exitCode = done.status ?? 1

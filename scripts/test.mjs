// npm test: everything, with the time each step took. `npm test -- STEP ...` runs only these steps.
import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { findBrowser, howToGetBrowser } from '../test/e2e/browser.mjs'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const script = name => path.join('scripts', name)
const tests = folder => readdirSync(path.join(root, 'test', folder)).flatMap(name => (/\.test\.(ts|mjs)$/.test(name) ? [path.join('test', folder, name)] : []))

/** In this order; each is a program and its arguments. Those that test read `pass` and `fail` from the runner's summary. */
const steps = {
  typecheck: () => [path.join('node_modules', 'typescript', 'bin', 'tsc'), '-b'],
  lint: () => [path.join('node_modules', '@biomejs', 'biome', 'bin', 'biome'), 'check', '--error-on-warnings'],
  build: () => [script('build.mjs'), '--tests'],
  package: () => [script('package.mjs'), '--built'],
  unit: () => [script('unit.mjs')],
  server: () => [script('unit.mjs'), ...tests('server'), ...tests('cli')],
  bundle: () => ['--test', ...tests('bundle')],
  editor: () => [script('vscode.mjs'), 'install'],
  e2e: () => ['--test', '--test-concurrency=1', ...tests('e2e')],
}

const asked = process.argv.slice(2)
const unknown = asked.filter(name => !(name in steps))
if (unknown.length) {
  console.error(`There is no step ${unknown.join(', ')}; the steps are ${Object.keys(steps).join(', ')}.`)
  process.exit(2)
}

const skipEditor = process.env.ALERTPATH_EDITOR === 'skip'
const noEditor = !skipEditor && !findBrowser()
const durations = []
const failed = []
const sum = { pass: 0, fail: 0 }
for (const [name, make] of Object.entries(steps)) {
  if (asked.length && !asked.includes(name)) continue
  if ((name === 'e2e' || name === 'editor') && (skipEditor || noEditor)) continue
  const args = make()
  if (!args) continue
  const started = Date.now()
  console.log(`\n── ${name}`)
  const first = await run(args)
  const { status, pass, fail } = name === 'e2e' && first.status !== 0 ? await again(first) : first
  durations.push(`${name} ${((Date.now() - started) / 1000).toFixed(1)} s`)
  // A step without tests of its own counts as one, and so does a failure that no test accounts for.
  const isOne = pass + fail === 0
  sum.pass += isOne && status === 0 ? 1 : pass
  sum.fail += status !== 0 && fail === 0 ? 1 : fail
  if (status !== 0) failed.push(name)
  if (status !== 0 && name === 'build') break
}

console.log(`\n${durations.join(' · ')}`)
if (failed.length) console.log(`Failed: ${failed.join(', ')}.`)
console.log(`${sum.pass} passed, ${sum.fail} failed`)
const wantsEditor = !asked.length || asked.includes('e2e')
if (failed.length) process.exitCode = 1
if (wantsEditor && noEditor) {
  process.exitCode = 1
  console.log(howToGetBrowser)
}
if (wantsEditor && skipEditor) console.log('SKIPPED: the tests in the editor (ALERTPATH_EDITOR=skip).')

/** A real editor on a busy machine may be late: files that failed are tried once more, one after another, and the output says so. */
async function again(first) {
  const files = [...new Set([...first.tail.matchAll(/^test at (test\/e2e\/[\w.-]+\.test\.mjs):/gm)].map(found => found[1]))]
  if (files.length === 0 || first.pass === 0) return first
  console.log(`\n── e2e, tried again: ${files.join(', ')}`)
  const second = await run(['--test', '--test-concurrency=1', ...files])
  return second.status === 0 ? { status: 0, pass: first.pass + first.fail, fail: 0 } : { ...second, pass: first.pass }
}

/** Runs Node with `args`, shows what it prints, and reads the totals that Node's test runner ends with. */
function run(args) {
  const isTest = args.includes('--test') || args[0]?.endsWith('unit.mjs')
  const child = spawn(process.execPath, isTest ? reported(args) : args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => child.kill(signal))
  let tail = ''
  child.stdout.on('data', chunk => {
    process.stdout.write(chunk)
    tail = (tail + chunk).slice(-20_000)
  })
  const count = word => Number(tail.match(new RegExp(`^(?:ℹ|#) ${word} (\\d+)`, 'm'))?.[1] ?? 0)
  return new Promise(resolve => {
    child.once('error', error => {
      console.error(String(error))
      resolve({ status: 1, pass: 0, fail: 0, tail })
    })
    child.once('close', status => resolve({ status, pass: isTest ? count('pass') : 0, fail: isTest ? count('fail') + count('cancelled') : 0, tail }))
  })
}

function reported(args) {
  // A file that hangs is ended, so that the run says which one it was.
  const flags = ['--test-reporter=spec', '--test-timeout=120000']
  return args[0] === '--test' ? ['--test', ...flags, ...args.slice(1)] : [args[0], ...flags, ...args.slice(1)]
}

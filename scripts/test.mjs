// npm test: everything, with the time each step took. `npm test -- STEP ...` runs only these steps. Steps that wait for nothing of each other
// run side by side, and what they print comes one after another.
import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { findBrowser, howToGetBrowser } from '../test/e2e/browser.mjs'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const script = name => path.join('scripts', name)
const tests = folder => readdirSync(path.join(root, 'test', folder)).flatMap(name => (/\.test\.(ts|mjs)$/.test(name) ? [path.join('test', folder, name)] : []))

/** Each is a program and its arguments. Those that test read `pass` and `fail` from the runner's summary. */
const steps = {
  typecheck: () => [path.join('node_modules', 'typescript', 'bin', 'tsc'), '-b'],
  lint: () => [path.join('node_modules', '@biomejs', 'biome', 'bin', 'biome'), 'check', '--error-on-warnings'],
  build: () => [script('build.mjs'), '--tests'],
  package: () => [script('package.mjs'), '--built'],
  unit: () => [script('unit.mjs')],
  server: () => [script('unit.mjs'), ...tests('server'), ...tests('cli')],
  bundle: () => ['--test', ...tests('bundle')],
  editor: () => [script('vscode.mjs'), 'install'],
  // Two editors at a time: one mostly waits while the other one works.
  e2e: () => ['--test', '--test-concurrency=2', ...editors()],
}

/** In this order; those of one row at the same time. */
const rows = [['typecheck', 'lint', 'build'], ['package'], ['unit', 'server', 'bundle', 'editor'], ['e2e']]

/** Those that take longest come first, so that none is left alone at the end. */
function editors() {
  const long = ['hosts', 'live', 'ui']
  const rank = file => (long.indexOf(path.basename(file, '.test.mjs')) + long.length + 1) % (long.length + 1)
  return tests('e2e').sort((a, b) => rank(a) - rank(b))
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
for (const row of rows) {
  const names = row.filter(name => (!asked.length || asked.includes(name)) && !((name === 'e2e' || name === 'editor') && (skipEditor || noEditor)))
  const [first, ...others] = names
  if (first === undefined) continue
  const waiting = others.map(name => step(name, { shown: false }))
  const done = [await step(first, { shown: true })]
  for (const one of waiting) {
    done.push(await one)
    process.stdout.write(done.at(-1).output)
  }
  if (done.some(({ name, status }) => name === 'build' && status !== 0)) break
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

/** Runs a step and counts it. One that is not shown keeps what it prints in its `output`. */
async function step(name, { shown }) {
  const started = Date.now()
  const output = [`\n── ${name}\n`]
  if (shown) process.stdout.write(output[0])
  const print = chunk => (shown ? process.stdout.write(chunk) : output.push(chunk))
  const once = await run(steps[name](), print)
  const { status, pass, fail } = name === 'e2e' && once.status !== 0 ? await again(once, print) : once
  durations.push(`${name} ${((Date.now() - started) / 1000).toFixed(1)} s`)
  // A step without tests of its own counts as one, and so does a failure that no test accounts for.
  const isOne = pass + fail === 0
  sum.pass += isOne && status === 0 ? 1 : pass
  sum.fail += status !== 0 && fail === 0 ? 1 : fail
  if (status !== 0) failed.push(name)
  return { name, status, output: output.join('') }
}

/** A real editor on a busy machine may be late: files that failed are tried once more, one after another, and the output says so. */
async function again(once, print) {
  const files = [...new Set([...once.tail.matchAll(/^test at (test\/e2e\/[\w.-]+\.test\.mjs):/gm)].map(found => found[1]))]
  if (files.length === 0 || once.pass === 0) return once
  print(`\n── e2e, tried again: ${files.join(', ')}\n`)
  const second = await run(['--test', '--test-concurrency=1', ...files], print)
  return second.status === 0 ? { status: 0, pass: once.pass + once.fail, fail: 0 } : { ...second, pass: once.pass }
}

/** Runs Node with `args`, hands over what it prints, and reads the totals that Node's test runner ends with. */
function run(args, print) {
  const isTest = args.includes('--test') || args[0]?.endsWith('unit.mjs')
  const child = spawn(process.execPath, isTest ? reported(args) : args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  const stop = () => child.kill()
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, stop)
  let tail = ''
  child.stdout.setEncoding('utf8').on('data', chunk => {
    print(chunk)
    tail = (tail + chunk).slice(-200_000)
  })
  child.stderr.setEncoding('utf8').on('data', print)
  const count = word => Number(tail.match(new RegExp(`^(?:ℹ|#) ${word} (\\d+)`, 'm'))?.[1] ?? 0)
  return new Promise(resolve => {
    child.once('error', error => {
      print(`${error}\n`)
      resolve({ status: 1, pass: 0, fail: 0, tail })
    })
    child.once('close', status => {
      for (const signal of ['SIGINT', 'SIGTERM']) process.removeListener(signal, stop)
      resolve({ status, pass: isTest ? count('pass') : 0, fail: isTest ? count('fail') + count('cancelled') : 0, tail })
    })
  })
}

function reported(args) {
  // What hangs is ended, so that the run says what it was.
  const flags = ['--test-reporter=spec', '--test-timeout=180000']
  return args[0] === '--test' ? ['--test', ...flags, ...args.slice(1)] : [args[0], ...flags, ...args.slice(1)]
}

// npm run scores: how often `alertpath` agrees with the real programs, on the data beside the project, against test/thresholds.json.
// A figure worse than its threshold fails. `--update` makes thresholds as strict as what was measured; it never relaxes one.
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { data } from '../test/data.mjs'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const file = path.join(root, 'test', 'thresholds.json')
const command = [process.execPath, path.join(root, 'dist', 'cli.js')]
const results = path.join(root, 'test-results')
const flags = new Set(process.argv.slice(2))
const kinds = ['prometheus', 'rules', 'rule-tests', 'alertmanager', 'kestra']

/** Higher is better in `atLeast` (percent), lower in `atMost` (a count). */
const measured = { atLeast: {}, atMost: {} }

if (!data('score', 'score.mjs')) process.exit(0)
mkdirSync(results, { recursive: true })
await conformance()
for (const kind of kinds) await corpus(kind)
await mistakes()
compare()

async function conformance() {
  const report = path.join(results, 'score.json')
  await run(data('score', 'score.mjs'), ['--json', report, '--list', '3', '--', ...command])
  for (const [set, { agree, total }] of Object.entries(JSON.parse(readFileSync(report, 'utf8')))) {
    if (total) measured.atLeast[`score ${set}`] = percent(agree, total)
  }
}

async function corpus(kind) {
  const output = await run(data('score', 'corpus.mjs'), [kind, '--list', '3', '--', ...command])
  const match = /accepted (\d+), of them with an error (\d+) .*refused (\d+), of them found (\d+)/.exec(output)
  if (!match) throw new Error(`no figures for ${kind}`)
  const [accepted, wrong, refused, found] = match.slice(1).map(Number)
  if (accepted) measured.atLeast[`corpus ${kind} accepted`] = percent(accepted - wrong, accepted)
  if (refused) measured.atLeast[`corpus ${kind} refused`] = percent(found, refused)
}

async function mistakes() {
  const set = data('mistakes', 'open')
  if (!set) return
  const output = await run(data('mistakes', 'score.mjs'), [set, '--jobs', '2', '--', ...command, 'check', '--format', 'json'])
  const match = /detected (\d+)\/(\d+), false alarms (\d+)/.exec(output)
  if (!match) throw new Error('no figures for the mistakes')
  measured.atLeast['mistakes detected'] = percent(Number(match[1]), Number(match[2]))
  measured.atMost['mistakes false alarms'] = Number(match[3])
}

function percent(part, whole) {
  return Math.floor((1000 * part) / whole) / 10
}

/** Shows what the script prints and returns it. */
async function run(script, args) {
  console.log(`\n── ${path.basename(path.dirname(script))}/${path.basename(script)} ${args[0].startsWith('-') || path.isAbsolute(args[0]) ? '' : args[0]}`)
  const started = Date.now()
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  child.stdout.on('data', chunk => {
    output += chunk
    process.stdout.write(chunk)
  })
  const status = await new Promise(resolve => child.once('close', resolve))
  if (status !== 0) throw new Error(`${script} ended with ${status}`)
  console.log(`(${((Date.now() - started) / 1000).toFixed(1)} s)`)
  return output
}

function compare() {
  const thresholds = JSON.parse(readFileSync(file, 'utf8'))
  const worse = []
  const better = []
  for (const [name, least] of Object.entries(thresholds.atLeast))
    if (!(measured.atLeast[name] >= least)) worse.push(`${name}: ${measured.atLeast[name]}, at least ${least}`)
  for (const [name, most] of Object.entries(thresholds.atMost))
    if (!(measured.atMost[name] <= most)) worse.push(`${name}: ${measured.atMost[name]}, at most ${most}`)
  for (const [name, value] of Object.entries(measured.atLeast))
    if (!(value <= thresholds.atLeast[name])) better.push(`${name}: ${value}, was ${thresholds.atLeast[name] ?? 'nothing'}`)
  for (const [name, value] of Object.entries(measured.atMost))
    if (!(value >= thresholds.atMost[name])) better.push(`${name}: ${value}, was ${thresholds.atMost[name] ?? 'nothing'}`)

  if (better.length) console.log(`\nBetter than test/thresholds.json (npm run scores -- --update keeps it):\n  ${better.join('\n  ')}`)
  if (worse.length) {
    console.log(`\nWorse than test/thresholds.json:\n  ${worse.join('\n  ')}`)
    process.exitCode = 1
  } else {
    console.log('\nNo figure is below its threshold.')
  }
  if (flags.has('--update')) {
    const stricter = (old, now, choose) =>
      Object.fromEntries(Object.keys({ ...old, ...now }).map(name => [name, choose(...[old[name], now[name]].filter(Number.isFinite))]))
    const next = { atLeast: stricter(thresholds.atLeast, measured.atLeast, Math.max), atMost: stricter(thresholds.atMost, measured.atMost, Math.min) }
    writeFileSync(file, `${JSON.stringify(next, undefined, 2)}\n`)
  }
}

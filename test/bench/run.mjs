// npm run bench: the table of speed and size. Fresh processes, medians of 7; processor time of the server process, so that a busy machine
// says the same. Figures are in W, the processor time of one parse of the same text by the `yaml` package in the same run.
//
//   node test/bench/run.mjs [--quick] [a b c d …] [--letters N]
//
// ALERTPATH_PEER names a folder where yaml-language-server is installed (npm install yaml-language-server); it is measured beside us then.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { inputs, small } from './inputs.mjs'
import { Server } from './server.mjs'
import { opened, thousand } from './workspace.mjs'

const here = path.dirname(fileURLToPath(import.meta.url))
const server = path.resolve(here, '..', '..', 'dist', 'server.js')
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean' }, letters: { type: 'string' }, runs: { type: 'string' } },
})
const runs = Number(values.runs ?? (values.quick ? 1 : 7))
const letters = Number(values.letters ?? (values.quick ? 40 : 150))
const wanted = positionals.length ? positionals : Object.keys(inputs)
const peer = process.env.ALERTPATH_PEER && path.join(process.env.ALERTPATH_PEER, 'node_modules', 'yaml-language-server', 'out', 'src', 'server.js')
if (!existsSync(server)) throw new Error('dist/server.js is missing: npm run build')

const rows = []
const median = list => percentile(list, 0.5)
const percentile = (list, share) => [...list].sort((x, y) => x - y)[Math.min(list.length - 1, Math.floor(list.length * share))]
const row = (input, work, bar, value, unit, extra = '') => rows.push({ input, work, bar, value, unit, extra })
const mega = bytes => bytes / 1e6

for (const name of wanted) await measure(name, inputs[name])
await start()
await smallFiles()
await manyFiles()
await memory()
print()

async function measure(name, input) {
  const text = input.text()
  const units = Array.from({ length: runs }, () => Number(spawnSync(process.execPath, [path.join(here, 'unit.mjs'), name], { encoding: 'utf8' }).stdout))
  const unit = median(units)
  row(name, `${input.title}: ${(text.length / 1e6).toFixed(1)} MB, W`, undefined, unit, 'ms')
  const all = []
  for (let i = 0; i < runs; i++) all.push(await once(input, text))
  const of = key => median(all.map(one => one[key]))
  const share = (work, bar, key) => row(name, work, bar, of(key) / unit, 'W', `${of(key).toFixed(1)} ms`)
  share('open: first hover answered', 0.15, 'hover')
  share('open: all problems', 1.5, 'problems')
  row(name, 'meanwhile: longest wait of a request', 100, of('wait'), 'ms')
  for (const kind of ['expression', 'block']) {
    const every = all.flatMap(one => one[kind])
    if (every.length === 0) continue
    row(name, `letter in ${kind === 'block' ? 'a block scalar' : 'an expression'}: median`, 0.01, median(every) / unit, 'W', `${median(every).toFixed(1)} ms`)
    row(name, '… p95', 0.02, percentile(every, 0.95) / unit, 'W', `${percentile(every, 0.95).toFixed(1)} ms`)
  }
  share('a quote opened on line 2', 0.25, 'quote')
  share('… each letter after it', 0.25, 'afterQuote')
  share('a stray "key: x" at column 0', 0.25, 'stray')
  share('… each letter after it', 0.25, 'afterStray')
  share('a whole item inserted at the top', 0.25, 'top')
  share('completion right after a letter', 0.02, 'completion')
  share('hover', 0.02, 'laterHover')
  share('definition', 0.02, 'definition')
  share('references in the file', 0.02, 'references')
  row(name, 'peak memory', name === 'a' ? 600 : undefined, mega(of('peak')), 'MB')
  if (peer && existsSync(peer)) await beside(name, input, text, unit, mega(of('peak')))
}

async function once(input, text) {
  const one = new Server([server, '--stdio'])
  try {
    await one.initialize()
    const spots = places(text, input.word)
    const word = spots[Math.floor(spots.length / 2)]
    const out = { expression: [], block: [] }
    const before = (await one.measure()).cpu
    out.wait = await pinged(one, async () => {
      out.hover = await one.cpu(async () => {
        await one.open(`file:///bench/${input.name}`, text)
        await one.at('hover', word)
      })
      await one.measure(true)
    })
    out.problems = (await one.measure(true)).cpu - before
    for (const kind of ['expression', 'block']) if (input[kind]) out[kind] = await typed(one, spread(places(text, input[kind]), letters))
    const line2 = { line: 2, character: 0 }
    const insert = async (at, letter) => one.cpu(() => one.change(at, at, letter), true)
    const remove = async (at, length) => one.cpu(() => one.change(at, { line: at.line, character: at.character + length }, ''), true)
    const end = lineEnd(text, 1)
    out.quote = await insert(end, ' "')
    out.afterQuote = median(await typed(one, spread(places(text, input.expression), 5)))
    await remove(end, 2)
    out.stray = await insert(line2, 'key: x\n')
    out.afterStray = median(await typed(one, spread(places(text, input.expression), 5), 1))
    await one.change(line2, { line: 3, character: 0 }, '')
    await one.measure(true)
    const top = topOf(text, input.top)
    out.top = await insert(top, input.top[2])
    await one.change(top, { line: top.line + input.top[2].split('\n').length - 1, character: 0 }, '')
    await one.measure(true)
    const spot = spread(places(text, input.expression), 3)[1]
    out.completion = median(
      await repeated(7, () =>
        one.cpu(async () => {
          await one.change(spot, spot, 'x')
          await one.at('completion', { line: spot.line, character: spot.character + 1 })
        }),
      ),
    )
    await one.measure(true)
    out.laterHover = median(await repeated(7, () => one.cpu(() => one.at('hover', word))))
    out.definition = median(await repeated(7, () => one.cpu(() => one.at('definition', { ...word, character: word.character + 1 }))))
    out.references = median(
      await repeated(7, () => one.cpu(() => one.at('references', { ...word, character: word.character + 1 }, { context: { includeDeclaration: true } }))),
    )
    out.peak = (await one.measure()).peak
    return out
  } finally {
    one.stop()
  }
}

/** One letter at each place, problems included; CPU ms of each. The letters stay. `down`: lines that were put above. */
async function typed(one, spots, down = 0) {
  const times = []
  for (const spot of spots) {
    const at = { line: spot.line + down, character: spot.character }
    times.push(await one.cpu(() => one.change(at, at, 'x'), true))
  }
  return times
}

/** Longest wall ms that a trivial request waited while `work` went on. */
async function pinged(one, work) {
  let going = true
  let longest = 0
  const ping = (async () => {
    while (going) {
      const started = performance.now()
      await one.request('alertpath/statusReport', {}).catch(() => undefined)
      longest = Math.max(longest, performance.now() - started)
      await new Promise(resolve => setTimeout(resolve, 5))
    }
  })()
  await work()
  going = false
  await ping
  return longest
}

async function repeated(times, work) {
  const out = []
  for (let i = 0; i < times; i++) out.push(await work())
  return out
}

async function start() {
  const ours = []
  for (let i = 0; i < Math.max(3, runs); i++) {
    const one = new Server([server, '--stdio'])
    ours.push(await one.initialize())
    one.stop()
  }
  row('-', 'server start: initialize answered (wall)', 250, median(ours), 'ms')
  if (!peer || !existsSync(peer)) return
  const theirs = []
  for (let i = 0; i < Math.max(3, runs); i++) {
    const one = new Server([peer, '--stdio'], { measures: false })
    theirs.push(await one.initialize())
    one.stop()
  }
  row('-', '… yaml-language-server', undefined, median(theirs), 'ms')
  row('-', '… in starts of yaml-language-server', 0.5, median(ours) / median(theirs), '')
}

async function smallFiles() {
  const one = new Server([server, '--stdio'])
  try {
    await one.initialize()
    await one.open('file:///bench/small.yml', small)
    await one.measure(true)
    const position = { line: 5, character: 10 }
    const methods = ['completion', 'hover', 'definition', 'references', 'documentHighlight', 'prepareRename']
    const whole = ['documentSymbol', 'foldingRange', 'documentLink', 'semanticTokens/full']
    let slowest = 0
    let which = ''
    for (const method of [...methods, ...whole]) {
      const ask = () => one.at(method, position, { context: { includeDeclaration: true } }).catch(() => undefined)
      await ask()
      const took = median(
        await repeated(Math.max(7, runs), async () => {
          const started = performance.now()
          await ask()
          return performance.now() - started
        }),
      )
      if (took > slowest) [slowest, which] = [took, method]
    }
    row('-', 'small file: slowest request (wall)', 10, slowest, 'ms', which)
  } finally {
    one.stop()
  }
}

async function manyFiles() {
  const all = []
  for (let i = 0; i < runs; i++) all.push(await opened(server, thousand()))
  const of = pick => median(all.map(pick))
  row(
    '-',
    'workspace of 1,000 files: longest wait of a request',
    50,
    of(one => one.waits[0]),
    'ms',
  )
  row(
    '-',
    '… until all problems are there',
    undefined,
    of(one => one.cpu),
    'ms',
  )
}

async function memory() {
  const input = inputs.a
  const text = input.text()
  const one = new Server([server, '--stdio'], { flags: ['--expose-gc'] })
  try {
    await one.initialize()
    await one.open(`file:///bench/${input.name}`, text)
    const before = (await one.measure(true)).heap
    const spots = spread(places(text, /severity: /g), values.quick ? 200 : 1000)
    for (const spot of spots) {
      await one.change(spot, spot, 'x')
      await one.request('alertpath/statusReport', {})
    }
    const after = await one.measure(true)
    row(
      'a',
      `heap after ${spots.length} edits in different blocks`,
      undefined,
      mega(after.heap),
      'MB',
      `${mega(before).toFixed(0)} MB before; RSS ${mega(after.rss).toFixed(0)} MB`,
    )
  } finally {
    one.stop()
  }
}

/** The peer does the same work, with our JSON Schema of the kind, as an editor gives it one by the file's name. */
async function beside(name, input, text, unit, ownPeak) {
  const schema = pathToFileURL(path.resolve(here, '..', '..', 'dist', 'schemas', input.schema)).href
  const one = new Server([peer, '--stdio'], {
    measures: false,
    settings: { yaml: { validate: true, hover: true, completion: true, schemas: { [schema]: '*' } } },
  })
  const told = (work, ms) => row(name, `… yaml-language-server: ${work}`, undefined, ms / unit, 'W', `${ms.toFixed(0)} ms`)
  try {
    await one.initialize()
    const uri = `file:///bench/${input.name}`
    /** Until its problems come, a minute at most. */
    const said = async work => {
      one.diagnostics.delete(uri)
      await work()
      for (let i = 0; i < 3000 && !one.diagnostics.has(uri); i++) await new Promise(resolve => setTimeout(resolve, 20))
    }
    told('open to problems', await one.cpu(() => said(() => one.open(uri, text))))
    const [, spot] = spread(places(text, input.expression), 3)
    const after = { line: spot.line, character: spot.character + 1 }
    told('a letter', await one.cpu(() => said(() => one.change(spot, spot, 'x'))))
    told('completion right after a letter', await one.cpu(async () => one.change(after, after, 'x').then(() => one.at('completion', after))))
    told('hover', await one.cpu(() => one.at('hover', places(text, input.word)[0])))
    const peak = mega((await one.measure()).peak)
    row(name, '… yaml-language-server: peak memory', undefined, peak, 'MB')
    if (name === 'a') row(name, 'peak memory, in peaks of yaml-language-server', 0.5, ownPeak / peak, '')
  } finally {
    one.stop()
  }
}

/** Positions behind each match. */
function places(text, pattern) {
  const out = []
  let line = 0
  let at = 0
  for (const match of text.matchAll(pattern)) {
    const offset = match.index + match[0].length
    for (let next = text.indexOf('\n', at); next >= 0 && next < offset; next = text.indexOf('\n', at)) {
      line++
      at = next + 1
    }
    out.push({ line, character: offset - at })
  }
  return out
}

/** `count` of them from all over, each once. */
function spread(list, count) {
  const step = Math.max(1, Math.floor(list.length / count))
  return list.filter((_, i) => i % step === 0).slice(0, count)
}

function lineEnd(text, line) {
  return { line, character: text.split('\n', line + 1)[line].length }
}

function topOf(text, [first, second]) {
  const at = text.indexOf(second, text.indexOf(first) + first.length - 1) + second.length
  return { line: text.slice(0, at).split('\n').length - 1, character: 0 }
}

function print() {
  const lines = rows.map(({ input, work, bar, value, unit, extra }) => {
    const verdict = bar === undefined ? '' : value <= bar ? 'pass' : 'FAIL'
    const figure = `${value.toFixed({ W: 4, '': 2 }[unit] ?? 1)} ${unit}`
    return [input, work, bar === undefined ? '' : `≤ ${bar} ${unit}`, figure, extra, verdict]
  })
  const head = ['', 'work', 'bar', 'measured', '', '']
  const widths = head.map((title, i) => Math.max(title.length, ...lines.map(line => line[i].length)))
  for (const line of [head, ...lines])
    console.log(
      line
        .map((cell, i) => cell.padEnd(widths[i]))
        .join('  ')
        .trimEnd(),
    )
  const failed = rows.filter(one => one.bar !== undefined && one.value > one.bar).length
  console.log(`\nMedians of ${runs}; ${failed ? `${failed} above the bar` : 'all within the bars'}.`)
  process.exitCode = failed ? 1 : 0
}

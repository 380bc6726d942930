// npm run oracle: every pair of choices of a stack is judged by the real programs: promtool (configuration, rules, their tests),
// amtool and Kestra's own libraries. `--build` builds them first, once, into `.oracles/`.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { settings } from '../test/pairs.mjs'
import { build, kestraVersions, programs } from './programs.mjs'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const cli = process.env.ALERTPATH_CLI ?? path.join(root, 'dist', 'cli.js')

if (process.argv.includes('--build') && build() === 'failed') process.exit(1)
const { promtool, amtool, kestra, env, missing } = programs()
if (missing || !existsSync(cli)) {
  console.log(missing ?? 'There is no command line yet: "npm run build" makes it.')
  process.exit(0)
}

const folder = mkdtempSync(path.join(tmpdir(), 'alertpath-stacks-'))
const wrong = []
try {
  const sets = [{}, ...settings()]
  const stacks = sets.map((set, i) => ({ set, root: path.join(folder, String(i)) }))
  for (const stack of stacks) judge(stack)
  for (const line of Object.keys(kestraVersions))
    flows(
      line,
      stacks.filter(({ set }) => (set.kestra ?? '2') === line),
    )
  console.log(wrong.length ? wrong.join('\n') : `${stacks.length} stacks: nothing to say by alertpath, promtool, amtool and Kestra.`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
process.exitCode = wrong.length ? 1 : 0

function judge({ set, root: at }) {
  const choices = Object.entries(set).flatMap(([id, value]) => ['--set', `${id}=${value}`])
  if (!accepts(set, process.execPath, [cli, 'new', at, ...choices])) return
  const tests = names(at, 'prometheus/tests')
  accepts(set, process.execPath, [cli, 'check', '--format', 'json', at], output => JSON.parse(output).files.every(one => one.problems.length === 0))
  accepts(set, promtool, ['check', 'config', '--lint=all', '--lint-fatal', path.join(at, 'prometheus', 'prometheus.yml')])
  accepts(set, promtool, ['check', 'rules', '--lint=all', '--lint-fatal', ...names(at, 'prometheus/rules')])
  accepts(set, promtool, ['test', 'rules', ...tests])
  accepts(set, amtool, ['check-config', path.join(at, 'alertmanager', 'alertmanager.yml')])
}

function names(at, below) {
  return readdirSync(path.join(at, below)).map(name => path.join(at, below, name))
}

function accepts(set, command, args, fine = () => true) {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', cwd: root, env })
  if (status === 0 && fine(stdout)) return true
  wrong.push(`${Object.values(set).join(' ') || 'defaults'}: ${path.basename(command)} ${args.slice(0, 2).join(' ')}\n${stdout}${stderr}`)
  return false
}

/** All flows of one line in one go: starting the libraries takes longer than reading them. */
function flows(line, stacks) {
  const { stdout, stderr } = spawnSync(kestra, [kestraVersions[line], ...stacks.map(one => path.join(one.root, 'kestra', 'flows'))], { encoding: 'utf8', env })
  const verdicts = stdout
    .split('\n')
    .filter(Boolean)
    .map(one => JSON.parse(one))
  if (verdicts.length !== stacks.length) wrong.push(`Kestra ${line} judged ${verdicts.length} of ${stacks.length} flows.\n${stderr}`)
  for (const one of verdicts)
    if (one.verdict !== 'accepted' || one.warnings?.length || one.deprecated?.length) wrong.push(`Kestra ${line}: ${JSON.stringify(one)}`)
}

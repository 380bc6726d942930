// The real programs that stacks are compared with and run by: found in `.oracles/`, which Git ignores, or built there once.
// Recipes lie in the data beside the project; Go, Maven and a JDK 25 do the work.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { data } from '../test/data.mjs'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const home = path.join(root, '.oracles')
const bin = path.join(home, 'bin')

const prometheus = 'github.com/prometheus/prometheus/cmd'
const prometheusVersion = 'v0.316.0'
const alertmanager = 'github.com/prometheus/alertmanager'
const alertmanagerVersion = 'v0.34.2'

/** Kestra's libraries for each line that a stack can have. */
export const kestraVersions = { 2: '2.0.0', 1.3: '1.3.34' }

const suffix = process.platform === 'win32' ? '.exe' : ''
const program = name => path.join(bin, `${name}${suffix}`)

/** A JDK 25, by JAVA_HOME or where Linux distributions put it. */
function javaHome() {
  const candidates = [process.env.JAVA_HOME, ...folders('/usr/lib/jvm').filter(one => /25/.test(one))]
  return candidates.find(one => one && existsSync(path.join(one, 'bin', 'javac')) && /\b25\b/.test(run(path.join(one, 'bin', 'javac'), ['--version']).stdout))
}

const folders = folder => (existsSync(folder) ? readdirSync(folder).map(name => path.join(folder, name)) : [])

const run = (command, args, options = {}) => spawnSync(command, args, { encoding: 'utf8', ...options })

const has = command => run(command, ['version']).error === undefined

/**
 * Paths of the programs and, for what is not there, one sentence.
 * @returns {{ readonly go: readonly string[], promtool: string, amtool: string, prometheus: string, alertmanager: string, kestra: string, env: NodeJS.ProcessEnv, missing: string | undefined }}
 */
export function programs() {
  const go = ['promtool', 'amtool', 'prometheus', 'alertmanager'].filter(name => !existsSync(program(name)))
  const kestra = path.join(home, 'src', 'kestra', 'run.sh')
  const java = javaHome()
  const absent = [...go, ...(existsSync(kestra) ? [] : ["Kestra's libraries"]), ...(java ? [] : ['a JDK 25'])]
  return {
    go,
    promtool: program('promtool'),
    amtool: program('amtool'),
    prometheus: program('prometheus'),
    alertmanager: program('alertmanager'),
    kestra,
    env: { ...process.env, ...(java && { JAVA_HOME: java }) },
    missing: absent.length ? `Not there: ${absent.join(', ')}. "npm run oracle -- --build" builds them, which takes some ten minutes.` : undefined,
  }
}

/** What has to be installed before the programs can be built, one sentence; undefined when all is there. */
function lacking() {
  if (!data('oracles')) return 'The recipes of the real programs are not there.'
  if (!has('go')) return 'Go is not installed, so Prometheus and Alertmanager cannot be built.'
  if (!has('mvn')) return "Maven is not installed, so Kestra's libraries cannot be fetched."
  return javaHome() ? undefined : "There is no JDK 25, which Kestra's libraries need: name one in JAVA_HOME."
}

/**
 * Builds what is missing. `lacking` when this machine has not what it takes, `failed` when a build did not succeed: both are said.
 * @returns {'built' | 'lacking' | 'failed'}
 */
export function build() {
  const absent = lacking()
  if (absent) return say(absent, 'lacking')
  mkdirSync(bin, { recursive: true })
  cpSync(data('oracles'), path.join(home, 'src'), { recursive: true, preserveTimestamps: true })
  for (const name of programs().go) if (!buildGo(name)) return say(`${name} could not be built.`, 'failed')
  for (const version of Object.values(kestraVersions)) if (!buildKestra(version)) return say(`Kestra's libraries ${version} could not be fetched.`, 'failed')
  return 'built'
}

function say(text, result) {
  console.log(text)
  return result
}

const loud = { stdio: 'inherit' }

function buildGo(name) {
  console.log(`Building ${name}.`)
  const env = { ...process.env, GOBIN: bin, GOFLAGS: '' }
  if (name === 'promtool' || name === 'prometheus') return run('go', ['install', `${prometheus}/${name}@${prometheusVersion}`], { ...loud, env }).status === 0
  if (name === 'amtool') return run('go', ['install', `${alertmanager}/cmd/amtool@${alertmanagerVersion}`], { ...loud, env }).status === 0
  return buildAlertmanager(env)
}

/** Its module wants pages that are not in it: the build is of a copy with an empty one. */
function buildAlertmanager(env) {
  const found = run('go', ['mod', 'download', '-json', `${alertmanager}@${alertmanagerVersion}`], { env })
  if (found.status !== 0) return false
  const copy = path.join(home, 'alertmanager')
  rmSync(copy, { recursive: true, force: true })
  cpSync(JSON.parse(found.stdout).Dir, copy, { recursive: true })
  run('chmod', ['-R', 'u+w', copy])
  mkdirSync(path.join(copy, 'ui', 'app', 'dist'), { recursive: true })
  writeFileSync(path.join(copy, 'ui', 'app', 'dist', 'index.html'), '')
  const done = run('go', ['build', '-o', program('alertmanager'), './cmd/alertmanager'], { ...loud, env, cwd: copy })
  rmSync(copy, { recursive: true, force: true })
  return done.status === 0
}

function buildKestra(version) {
  console.log(`Fetching Kestra's libraries ${version}.`)
  const { kestra, env } = programs()
  const flow = path.join(home, 'empty.yml')
  writeFileSync(flow, 'id: empty\nnamespace: company.team\ntasks:\n  - id: say\n    type: io.kestra.plugin.core.log.Log\n    message: hi\n')
  return run(kestra, [version, flow], { env }).status === 0
}

// The way of an alert for real: `alertpath new` writes a stack, its own script starts the real Prometheus, Alertmanager and Kestra's
// engine, an alert fires, the flow runs, and runs again when the alert is over. On both lines of Kestra. Only times are shortened.
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { kestraVersions, programs } from '../../scripts/programs.mjs'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..')
const cli = process.env.ALERTPATH_CLI ?? path.join(root, 'dist', 'cli.js')
const found = programs()
const missing = found.missing ?? (existsSync(cli) ? undefined : 'There is no command line yet: "npm run build" makes it.')
if (missing) console.log(missing)

for (const [line, version] of missing ? [] : Object.entries(kestraVersions)) describe(`Kestra ${version}`, () => chain(line, version))

function chain(line, version) {
  /** @type {Awaited<ReturnType<typeof started>>} */
  let stack

  before(async () => {
    stack = await started(line, version)
  })

  after(async () => {
    await stack?.stop()
  })

  it('an alert that fires starts the flow', async () => {
    const execution = await stack.execution({ alertname: 'Watchdog', status: 'firing' })
    await stack.says(execution.id, 'Watchdog fires on no instance: Alerts reach Kestra.')
  })

  it('Prometheus scrapes Kestra', async () => {
    const count = await eventually(
      async () => (await stack.query('kestra_executor_execution_end_count_total{state="SUCCESS",flow_id="on-alert"}'))[0]?.value[1],
    )
    assert.ok(Number(count) >= 1)
  })

  it('the flow runs again when the alert is over', async () => {
    stack.change('prometheus/rules/pipeline.yml', text => text.replace('expr: vector(1)', 'expr: vector(1) > 1'))
    await stack.post(`${stack.prometheus}/-/reload`)
    const execution = await stack.execution({ alertname: 'Watchdog', status: 'resolved' })
    await stack.says(execution.id, 'Watchdog on no instance is over since 2')
  })

  it('the flow looks at every alert of a group', async () => {
    const alerts = ['a', 'b'].map(instance => ({ labels: { alertname: 'Two', job: 'test', instance }, annotations: { summary: `on ${instance}` } }))
    await stack.post(`${stack.alertmanager}/api/v2/alerts`, alerts)
    const execution = await stack.execution({ alertname: 'Two', status: 'firing' })
    await stack.says(execution.id, 'Two fires on a: on a', 'Two fires on b: on b')
  })
}

/**
 * In Kestra 2 an iteration is an execution of its own, whose log the engine's stand-in does not serve: what would be logged is returned
 * instead, by the same expressions.
 */
function withOutputs(flow) {
  const [start, loop, rest] = flow.split(/(?= {2}- id: (?:each|truncated)\n)/)
  const returns = loop
    .replaceAll('core.log.Log', 'core.debug.Return')
    .replaceAll(' message:', ' format:')
    .replaceAll(/ +level: .*\n/g, '')
  const value = '{{ outputs.firing.value ?? outputs.resolved.value ?? outputs.unknown.value }}'
  const told = `    fetchType: FETCH\n    outputs:\n      - id: said\n        type: STRING\n        value: "${value}"\n`
  return start + returns.replace('    values:', `${told}    values:`) + rest
}

/** Starts a stack on free ports and waits until all of it is ready. */
async function started(line, version) {
  const folder = mkdtempSync(path.join(tmpdir(), 'alertpath-chain-'))
  const [prometheusPort, alertmanagerPort, kestraPort, managementPort] = await freePorts(4)
  const choices = { run: 'processes', kestra: line, exporters: 'none', watch: 'kestra', prometheusPort, alertmanagerPort, kestraPort, managementPort }
  const set = Object.entries(choices).flatMap(([id, value]) => ['--set', `${id}=${value}`])
  const made = spawnSync(process.execPath, [cli, 'new', folder, ...set], { encoding: 'utf8' })
  assert.equal(made.status, 0, made.stderr)
  const change = (file, by) => writeFileSync(path.join(folder, file), by(readFileSync(path.join(folder, file), 'utf8')))
  change('prometheus/prometheus.yml', text => text.replaceAll('interval: 15s', 'interval: 1s'))
  change('prometheus/rules/pipeline.yml', text => text.replaceAll('for: 1m', 'for: 2s'))
  change('alertmanager/alertmanager.yml', text => text.replace('group_wait: 30s', 'group_wait: 1s').replace('group_interval: 5m', 'group_interval: 2s'))

  if (line === '2') change('kestra/flows/on-alert.yml', withOutputs)

  const env = {
    ...found.env,
    PROMETHEUS: found.prometheus,
    ALERTMANAGER: found.alertmanager,
    KESTRA: path.join(root, 'test', 'live', 'kestra.sh'),
    KESTRA_ORACLE: found.kestra,
    KESTRA_VERSION: version,
  }
  const script = spawn('sh', [path.join(folder, 'start.sh')], { cwd: tmpdir(), env, stdio: ['ignore', 'ignore', 'inherit'] })
  const ended = new Promise(resolve => script.once('close', resolve))
  const stop = async () => {
    script.kill('SIGTERM')
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
  const api = client({ line, folder, prometheusPort, alertmanagerPort, kestraPort })
  try {
    await eventually(() => api.get(`${api.alertmanager}/-/ready`), 30)
    await eventually(() => api.get(`${api.prometheus}/-/ready`), 60)
    await eventually(() => api.get(`${api.kestra}/ping`), 240)
  } catch (error) {
    for (const name of readdirSync(path.join(folder, 'data', 'logs')))
      console.log(name, readFileSync(path.join(folder, 'data', 'logs', name), 'utf8').slice(-2000))
    await stop()
    throw error
  }
  return { ...api, change, stop }
}

function client({ line, folder, prometheusPort, alertmanagerPort, kestraPort }) {
  const at = port => `http://127.0.0.1:${port}`
  const [prometheus, alertmanager, kestra] = [prometheusPort, alertmanagerPort, kestraPort].map(at)
  const password = /^KESTRA_PASSWORD=(.*)$/m.exec(readFileSync(path.join(folder, '.env'), 'utf8'))?.[1]
  const headers = { authorization: `Basic ${Buffer.from(`admin@example.com:${password}`).toString('base64')}` }
  const get = async (url, more = {}) => {
    const answer = await fetch(url, { ...more, signal: AbortSignal.timeout(5000) })
    assert.ok(answer.ok, `${url}: ${answer.status}`)
    return answer.text()
  }
  const post = (url, body) => get(url, { method: 'POST', headers: { 'content-type': 'application/json' }, ...(body && { body: JSON.stringify(body) }) })
  const ask = async url => JSON.parse(await get(`${kestra}/api/v1/main/${url}`, { headers }))
  const outputs = async id => JSON.stringify(await Promise.all((await ask(`outputs/${id}`)).map(one => ask(`outputs/${id}/${one.taskRunId}`))))
  return {
    prometheus,
    alertmanager,
    kestra,
    get,
    post,
    query: async expr => JSON.parse(await get(`${prometheus}/api/v1/query?query=${encodeURIComponent(expr)}`)).data.result,
    /** The execution for a group, when it has ended, which it must do well. */
    async execution(labels) {
      const done = await eventually(async () => {
        const { results } = await ask('executions/search?namespace=company.alerts&flowId=on-alert&size=100')
        return results.find(one => hasLabels(one, labels) && /^(?:SUCCESS|WARNING|FAILED|KILLED|CANCELLED)$/.test(one.state.current))
      }, 90)
      assert.equal(done.state.current, 'SUCCESS')
      return done
    },
    /** What the flow said of the alerts: stored a moment after the execution has ended. */
    async says(id, ...messages) {
      await eventually(async () => {
        const said = line === '2' ? await outputs(id) : (await ask(`logs/${id}`)).map(one => one.message).join('\n')
        for (const one of messages) assert.ok(said.includes(one), `"${one}" was not said:\n${said}`)
        return true
      }, 15)
    },
  }
}

const hasLabels = (execution, labels) => Object.entries(labels).every(([key, value]) => execution.labels?.some(one => one.key === key && one.value === value))

/** What `ask` gives once it neither throws nor gives nothing; looks again every 0.3 s. */
async function eventually(ask, seconds = 30) {
  const end = Date.now() + seconds * 1000
  for (;;) {
    try {
      const value = await ask()
      if (value !== undefined) return value
    } catch (error) {
      if (Date.now() > end) throw error
    }
    if (Date.now() > end) throw new Error(`Nothing after ${seconds} s: ${ask}`)
    await new Promise(resolve => setTimeout(resolve, 300))
  }
}

async function freePorts(count) {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise(resolve => {
          const server = createServer().listen(0, '127.0.0.1', () => resolve(server))
        }),
    ),
  )
  const ports = servers.map(one => one.address().port)
  await Promise.all(servers.map(one => new Promise(resolve => one.close(resolve))))
  return ports
}

// Writing into a folder: what is there stays, secrets stay in step, and a second run only adds.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { complete, fits, freePattern, keptNotes, knownSecrets, needs, options, plan, portClash, readOption, scaffold } from '../../../server/src/core/scaffold'
import { fromBase64, toBase64 } from '../../../server/src/core/scaffold/secrets'
import { made, secrets } from './tools'

const texts = (files: readonly { readonly path: string; readonly text: string }[]) => new Map(files.map(one => [one.path, one.text]))
const actions = (steps: ReturnType<typeof plan>) => Object.fromEntries(steps.map(one => [one.file.path, one.action]))

test('into an empty folder all is new', () => {
  assert.deepEqual([...new Set(plan(made().files, new Map()).map(one => one.action))], ['create'])
})

test('the same again changes nothing, whatever ends the lines', () => {
  const { files } = made()
  assert.deepEqual([...new Set(plan(files, texts(files)).map(one => one.action))], ['same'])
  const windows = new Map([...texts(files)].map(([path, text]) => [path, text.replace(/\n/g, '\r\n')]))
  assert.deepEqual([...new Set(plan(files, windows).map(one => one.action))], ['same'])
})

test('what was changed by hand needs a yes; secrets are never written again', () => {
  const { files } = made()
  const before = texts(files)
  before.set('alertmanager/alertmanager.yml', `${before.get('alertmanager/alertmanager.yml')}# mine\n`)
  before.set('alertmanager/secrets/kestra_url', 'http://elsewhere\n')
  const found = actions(plan(files, before))
  assert.equal(found['alertmanager/alertmanager.yml'], 'change')
  assert.equal(found['alertmanager/secrets/kestra_url'], 'keep')
  assert.match(keptNotes(plan(files, before)).join(), /kestra_url stays .*\/webhook\/company\.alerts\/on-alert\/, followed by its key\.$/)
  assert.deepEqual(keptNotes(plan(files, texts(files))), [])
  assert.equal(found['docker-compose.yml'], 'same')
})

test('a secret that differs in blanks around it alone is the same, and stays as it is', () => {
  const { files } = made()
  const path = 'alertmanager/secrets/kestra_url'
  const text = texts(files).get(path) ?? ''
  for (const before of [text.trim(), `${text}\n`, ` ${text}`, `${text.trim()}\r\n\r\n`]) {
    const steps = plan(files, new Map([[path, before]]))
    const step = steps.find(one => one.file.path === path)
    assert.deepEqual([step?.action, step?.text], ['same', before])
    assert.deepEqual(keptNotes(steps), [])
  }
})

test('missing variables and ignored paths are added with their comments, what is set stays', () => {
  const { files } = made()
  const before = new Map([
    ['.env', 'KESTRA_PASSWORD=Mine12345\r\nOTHER=1'],
    ['.gitignore', 'node_modules\n.env\n'],
  ])
  const steps = plan(files, before)
  const env = steps.find(one => one.file.path === '.env')
  assert.equal(env?.action, 'add')
  assert.match(env?.text ?? '', /^KESTRA_PASSWORD=Mine12345\r\nOTHER=1\r\n# The key .*\r\nSECRET_WEBHOOK_KEY=\S+\r\n# .*\r\nPOSTGRES_PASSWORD=\S+\r\n$/)
  assert.equal(steps.find(one => one.file.path === '.gitignore')?.text, 'node_modules\n.env\nalertmanager/secrets/\n')
})

test('secrets of an earlier run are found in what it wrote', () => {
  const written = texts(made().files)
  assert.deepEqual(knownSecrets(written.get('.env'), undefined), secrets)
  assert.deepEqual(knownSecrets(undefined, written.get('alertmanager/secrets/kestra_url')), { webhookKey: secrets.webhookKey })
  assert.deepEqual(knownSecrets('KESTRA_PASSWORD=\n', ''), {})
})

test('Base64 there and back', () => {
  for (const text of ['a', 'ab', 'abc', 'abcd', secrets.webhookKey ?? '']) {
    assert.equal(toBase64(text), Buffer.from(text).toString('base64'))
    assert.equal(fromBase64(toBase64(text)), text)
  }
  assert.equal(fromBase64('not base64!'), '')
})

test('only files that Git ignores hold secrets', () => {
  for (const run of ['compose', 'processes'])
    for (const file of made({ run, database: 'postgres', notifiers: 'slack,email,teams,pagerduty' }).files)
      for (const secret of Object.values(secrets)) if (!file.ignored) assert.ok(!file.text.includes(secret) && !file.text.includes(toBase64(secret)), file.path)
})

test('what has to be generated depends on the database', () => {
  assert.deepEqual(
    needs(complete({ database: 'h2' })).map(one => one.name),
    ['webhookKey', 'kestraPassword'],
  )
  const [, password] = needs(complete())
  assert.ok(password && fits(password, secrets.kestraPassword ?? ''))
  assert.ok(password && !fits(password, 'aaaaaaaaaaaaaaaaaaaa'))
})

test('whatever is watched has its exporter, lists are in the order of the table', () => {
  assert.deepEqual(complete({ exporters: [], watch: ['containers', 'hosts'] }).exporters, ['node', 'cadvisor'])
  assert.equal(complete({ run: 'processes' }).database, 'h2')
  assert.equal(complete().database, 'postgres')
})

test('every option has a default that it takes', () => {
  for (const option of options) {
    const value = complete()[option.id]
    assert.deepEqual(readOption(option.id, typeof value === 'string' ? value : value.join(',') || 'none'), { chosen: { [option.id]: value } })
  }
})

test('a wrong choice is said with what there is', () => {
  assert.deepEqual(readOption('exporters', 'nod'), { wrong: '"nod" is none of the choices of "exporters": node, blackbox, cadvisor or none.' })
  assert.deepEqual(readOption('kestraPort', '99999'), {
    wrong: '"99999" does not fit "kestraPort": it takes a port from 1 to 65535 that nothing else of the stack has.',
  })
})

test('the key is at the end of the address and in the environment, and nowhere else', () => {
  const { files } = scaffold(complete(), secrets)
  assert.equal(
    files.find(one => one.path.endsWith('kestra_url'))?.text,
    `http://kestra:8080/api/v1/main/executions/webhook/company.alerts/on-alert/${secrets.webhookKey}\n`,
  )
})

test('no two programs get the same port', () => {
  const processes = { run: 'processes' } as const
  assert.equal(portClash(complete()), undefined)
  assert.equal(portClash(complete(processes)), undefined)
  assert.equal(portClash(complete({ prometheusPort: '9093' })), 'Prometheus and Alertmanager cannot both have port 9093.')
  assert.equal(portClash(complete({ kestraPort: '8081' })), undefined, 'in a container of its own nothing else has it')
  assert.match(portClash(complete({ ...processes, kestraPort: '8081' })) ?? '', /^Kestra and Kestra's metrics /)
  assert.match(portClash(complete({ ...processes, prometheusPort: '9100', exporters: ['node'] })) ?? '', /9100/)
  const option = options.find(one => one.id === 'prometheusPort')
  assert.ok(option)
  for (const [port, free] of [
    ['9093', false],
    ['9090', true],
    ['9094', true],
  ] as const)
    assert.equal(freePattern(option, complete())?.test(port), free, port)
})

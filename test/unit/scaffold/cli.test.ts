// `alertpath new` and `alertpath add` on a real folder: what they write, say and ask.
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { main } from '../../../server/src/cli/main'

let folder: string
before(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'alertpath-new-'))
})
after(() => rmSync(folder, { recursive: true, force: true }))

async function run(args: readonly string[], answers: readonly string[] = []) {
  let out = ''
  let err = ''
  const left = [...answers]
  const asked: string[] = []
  const exit = await main(args, {
    cwd: folder,
    env: {},
    terminal: false,
    home: folder,
    out: text => {
      out += text
    },
    err: text => {
      err += text
    },
    input: async () => '',
    ask: async question => {
      asked.push(question)
      return left.shift() ?? ''
    },
  })
  return { exit, out, err, asked }
}

const read = (file: string): string => readFileSync(path.join(folder, file), 'utf8')

describe('alertpath new', () => {
  test('a dry run writes nothing', async () => {
    const { exit, out } = await run(['new', 'dry', '--dry-run'])
    assert.equal(exit, 0)
    assert.match(out, /new {9}dry\/docker-compose\.yml/)
    assert.throws(() => statSync(path.join(folder, 'dry')))
  })

  test('a stack is written, and no finding is made in it', async () => {
    const { exit, out } = await run(['new', 'stack', '--set', 'notifiers=slack', '--set', 'database=h2'])
    assert.equal(exit, 0)
    assert.match(out, /Write the address of an incoming webhook of Slack into alertmanager\/secrets\/slack_url\./)
    const key = /^SECRET_WEBHOOK_KEY=(.*)$/m.exec(read('stack/.env'))?.[1] ?? ''
    assert.ok(read('stack/alertmanager/secrets/kestra_url').endsWith(`/${Buffer.from(key, 'base64')}\n`))
    if (process.platform !== 'win32') assert.equal(statSync(path.join(folder, 'stack/.env')).mode & 0o777, 0o600)
    const check = await run(['check', '--format', 'json', 'stack'])
    assert.equal(check.exit, 0)
    assert.ok(JSON.parse(check.out).files.every((one: { problems: unknown[] }) => one.problems.length === 0))
  })

  test('its alerts are followed through the secret file to the flow, and the key stays in it', async () => {
    const key = read('stack/alertmanager/secrets/kestra_url').trim().split('/').at(-1) ?? ''
    const formats = await Promise.all(['text', 'json', 'mermaid'].map(format => run(['trace', '--format', format, 'stack'])))
    for (const { exit, out, err } of formats) {
      assert.equal(exit, 0)
      assert.ok(out.includes('kestra:8080') && out.includes('on-alert') && !out.includes('url_file'), out)
      assert.ok(!(out + err).includes(key))
    }
  })

  test('a link that leads nowhere is said before anything is written', { skip: process.platform === 'win32' }, async () => {
    mkdirSync(path.join(folder, 'linked'))
    symlinkSync(path.join(folder, 'nowhere'), path.join(folder, 'linked/README.md'))
    const { exit, err } = await run(['new', 'linked'])
    assert.equal(exit, 2)
    assert.match(err, /^README\.md: It is a link that leads nowhere\./)
    assert.throws(() => statSync(path.join(folder, 'linked/docker-compose.yml')))
  })

  test('a wrong flow in the secret file is told at the path of the file', async () => {
    const file = path.join(folder, 'stack/alertmanager/secrets/kestra_url')
    const before = readFileSync(file, 'utf8')
    const key = before.trim().split('/').at(-1) ?? ''
    writeFileSync(file, before.replace('/on-alert/', '/on-alrt/'))
    const formats = await Promise.all(['text', 'json', 'sarif', 'github'].map(format => run(['check', '--format', format, 'stack'])))
    for (const { out } of formats) assert.ok(out.includes('webhook-without-flow') && !out.includes(key), out)
    assert.match(formats[0]?.out ?? '', /url_file: \S+\n.*\^{3}.*\n(?:.*\n)* {2}alertmanager\/secrets\/kestra_url:1:1: The address stands in this file\./)
    rmSync(file)
    const without = await run(['check', 'stack'])
    assert.match(without.out, /no problems/)
    assert.match((await run(['trace', 'stack'])).out, /webhook url_file/)
    writeFileSync(file, before)
  })

  test('again, with the same choices, all is as it is', async () => {
    const key = read('stack/alertmanager/secrets/kestra_url')
    const { out, exit, asked } = await run(['new', 'stack', '--set', 'notifiers=slack', '--set', 'database=h2'])
    assert.deepEqual([exit, asked], [0, []])
    assert.doesNotMatch(out, /^ {2}(?:new|overwritten|differs|added)/m)
    assert.equal(read('stack/alertmanager/secrets/kestra_url'), key)
  })

  test('what differs is asked for, file by file', async () => {
    writeFileSync(path.join(folder, 'stack/alertmanager/alertmanager.yml'), '# mine\n')
    writeFileSync(path.join(folder, 'stack/README.md'), 'mine\n')
    const choices = ['--set', 'notifiers=slack', '--set', 'database=h2']
    const { exit, asked, err } = await run(['new', 'stack', ...choices], ['n', 'y'])
    assert.deepEqual(asked, ['stack/alertmanager/alertmanager.yml differs. Overwrite it? [y/N] ', 'stack/README.md differs. Overwrite it? [y/N] '])
    assert.equal(exit, 1)
    assert.equal(err, 'One file differs and stayed as it was.\n')
    assert.equal(read('stack/alertmanager/alertmanager.yml'), '# mine\n')
    assert.match(read('stack/README.md'), /^# From an alert/)
    assert.equal((await run(['new', 'stack', ...choices, '--yes'])).exit, 0)
    assert.match(read('stack/alertmanager/alertmanager.yml'), /^route:/)
  })

  test('a choice that is not there', async () => {
    const { exit, err } = await run(['new', 'x', '--set', 'notifier=slack'])
    assert.equal(exit, 2)
    assert.match(err, /There is no option "notifier".* Did you mean "notifiers"\?/)
  })
})

describe('alertpath add', () => {
  test('a receiver and an alert that reaches it', async () => {
    assert.equal((await run(['new', 'more'])).exit, 0)
    assert.equal((await run(['add', 'receiver', 'more', '--name', 'repair', '--flow', 'repair', '--match', 'severity = warning', '--dry-run'])).exit, 0)
    assert.doesNotMatch(read('more/alertmanager/alertmanager.yml'), /repair/)
    assert.equal((await run(['add', 'receiver', 'more', '--name', 'repair', '--flow', 'repair', '--match', 'severity = warning'])).exit, 0)
    assert.equal((await run(['add', 'alert', 'more', '--name', 'QueueLong', '--expr', 'queue_length > 5', '--receiver', 'repair'])).exit, 0)
    const { out } = await run(['check', 'more'])
    assert.match(out, /no problems/)
    assert.match((await run(['route', 'more/alertmanager/alertmanager.yml', 'severity=warning'])).out, /^repair .*\nkestra /)
  })

  test('what cannot be added is said', async () => {
    assert.match((await run(['add', 'receiver', 'more', '--name', 'repair'])).err, /There is a receiver "repair" already/)
    assert.match((await run(['add', 'alert', 'more', '--name', 'X', '--expr', 'sum('])).err, /is no expression of PromQL/)
    assert.match((await run(['add', 'recever', 'more'])).err, /Did you mean "receiver"\?/)
  })
})

// What the client asks to make a stack, or to add to one: a new stack is right, an addition travels as edits and files.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CodeAction } from 'vscode-languageserver-protocol'
import type { Additions, PlannedFile, StackFiles, StackNeeds, StackOption, Surroundings } from '../../server/src/protocol/scaffold'
import { type Client, withClient } from './client'

const key = 'K'.repeat(39)
const secrets = { webhookKey: `${key}1`, kestraPassword: 'Abcdefgh1234567890ab', postgresPassword: 'Abcdefgh1234567890abcdef' }

async function stack(client: Client, chosen = {}): Promise<Map<string, string>> {
  const { files } = await client.request<StackFiles>('alertpath/stackFiles', { chosen, secrets })
  return new Map(files.map(one => [`file:///work/${one.path}`, one.text]))
}

test('options follow what was chosen, defaults filled in', () =>
  withClient({}, async client => {
    const options = await client.request<StackOption[]>('alertpath/stackOptions', { chosen: { run: 'processes', notifiers: ['slack'] } })
    assert.equal(options.find(one => one.id === 'database')?.value, 'h2')
    assert.ok(options.some(one => one.id === 'slackChannel' && !one.asked))
    assert.ok(!options.some(one => one.id === 'mailTo'))
    assert.deepEqual(
      options.filter(one => one.asked).map(one => one.id),
      ['run', 'kestra', 'database', 'exporters', 'watch', 'notifiers'],
    )
  }))

test('secrets of an earlier run stay in use', () =>
  withClient({}, async client => {
    const found = await client.request<StackNeeds>('alertpath/stackNeeds', { chosen: {}, env: 'KESTRA_PASSWORD=Old12345\n' })
    assert.deepEqual(found.known, { kestraPassword: 'Old12345' })
    assert.deepEqual(
      found.needs.map(one => one.name),
      ['webhookKey', 'kestraPassword', 'postgresPassword'],
    )
  }))

test('a second run finds everything as it is, and a changed file asks', () =>
  withClient({}, async client => {
    const { files } = await client.request<StackFiles>('alertpath/stackFiles', { chosen: {}, secrets })
    const existing = Object.fromEntries(files.map(one => [one.path, one.path === 'README.md' ? 'mine\n' : one.text]))
    const planned = await client.request<PlannedFile[]>('alertpath/planFiles', { files, existing })
    assert.deepEqual(
      planned.filter(one => one.action !== 'same').map(one => [one.file.path, one.action]),
      [['README.md', 'change']],
    )
  }))

test('a receiver is added as edits and files, and nothing is wrong afterwards', async () => {
  const files = new Map<string, string>()
  await withClient({}, async client => void (await stack(client)).forEach((text, uri) => void files.set(uri, text)))
  await withClient({ files }, async client => {
    const around = await client.request<Surroundings>('alertpath/surroundings', {})
    const [config] = around.configurations
    assert.ok(config?.receivers.includes('kestra'))
    const request = { uri: config?.uri, name: 'second', namespace: 'company.alerts', flow: 'second', matchers: ['severity = critical'], only: false, key }
    const change = await client.request<Additions>('alertpath/addReceiver', request)
    assert.equal(change.refused, undefined)
    const edited = change.edits.find(one => one.uri === config?.uri)
    assert.match(edited?.after ?? '', /- name: second/)
    assert.ok(change.files.some(one => one.uri.endsWith('/second.yml') && !one.text.includes(key)))
    for (const one of change.edits) files.set(one.uri, one.after)
    for (const one of change.files) if (!files.has(one.uri)) files.set(one.uri, one.text)
    await client.changed({ uris: [...files.keys()] })
    await client.quiet()
    for (const uri of files.keys()) assert.deepEqual(client.codes(uri), [], uri)
    const again = await client.request<Additions>('alertpath/addReceiver', request)
    assert.match(again.refused ?? '', /"second" already/)
  })
})

const config = (url: string): string => `route:
  receiver: kestra
receivers:
  - name: kestra
    webhook_configs:
      - url: ${url}
        max_alerts: 10
`

test('a flow can be made for an address that no flow answers', async () => {
  const uri = 'file:///work/alertmanager.yml'
  const text = config('http://kestra:8080/api/v1/main/executions/webhook/company.alerts/page/secret-and-long')
  await withClient({ files: new Map([[uri, text]]) }, async client => {
    await client.open(uri)
    const at = { line: 5, character: 20 }
    const actions = await client.request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range: { start: at, end: at },
      context: { diagnostics: [] },
    })
    const action = actions.find(one => one.command?.command === 'alertpath.createFlow')
    assert.deepEqual(action?.command?.arguments?.[0], uri)
    const change = await client.request<Additions>('alertpath/createFlow', { uri, position: at })
    assert.deepEqual(
      change.files.map(one => one.uri),
      ['file:///work/kestra/flows/page.yml'],
    )
  })
})

// The file that a `url_file` names holds a secret: the server reads it and joins it, and nothing that it sends has the text in it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Client, withClient } from './client'

const key = 'q8Zr6JcN1pXa5QeH7tGmR2'
const base = 'file:///work'
const config = `${base}/am/alertmanager.yml`
const secret = `${base}/am/secrets/kestra_url`
const flow = `${base}/flow.yml`
const rules = `${base}/rules.yml`

const address = (id: string): string => `http://kestra:8080/api/v1/main/executions/webhook/ops/${id}/${key}\n`

const files = (id: string | undefined, path = '/etc/am/secrets/kestra_url'): Map<string, string> =>
  new Map([
    [
      `${base}/compose.yml`,
      'services:\n  alertmanager:\n    image: prom/alertmanager:v0.34.2\n    volumes: [./am:/etc/am]\n  kestra:\n    image: kestra/kestra:v2.0.5\n    command: server standalone\n',
    ],
    [config, `route:\n  receiver: desk\nreceivers:\n- name: desk\n  webhook_configs:\n  - url_file: ${path}\n`],
    [rules, 'groups:\n- name: a\n  rules:\n  - alert: Slow\n    expr: up == 0\n'],
    [
      flow,
      `id: restart\nnamespace: ops\ntriggers:\n- id: hook\n  type: io.kestra.plugin.core.trigger.Webhook\n  key: "{{ secret('KEY') }}"\ntasks:\n- id: say\n  type: io.kestra.plugin.core.log.Log\n  message: "{{ trigger.body.status ?? 'none' }}"\n`,
    ],
    ...(id === undefined ? [] : ([[secret, address(id)]] as const)),
  ])

const lenses = async (client: Client, uri: string): Promise<string[]> =>
  (await client.request<{ command: { title: string } }[]>('textDocument/codeLens', { textDocument: { uri } })).map(one => one.command.title)

const onPath = { line: 5, character: 20 }

test('everything leads through the file, and no message has its text', () =>
  withClient({ files: files('restart') }, async client => {
    assert.deepEqual(await lenses(client, rules), ['→ desk ⇢ restart'])
    assert.deepEqual(await lenses(client, flow), ['← desk'])
    for (const id of ['restart', 'restrat', 'somewhere-else']) {
      client.files.set(secret, address(id))
      await client.changed({ uris: [secret] })
      await client.quiet()
      assert.deepEqual(client.codes(config), id === 'restrat' ? ['webhook-without-flow 5'] : [])
      await askEverything(client)
    }
    assert.ok(client.sent.includes('webhook-without-flow') && client.sent.includes('restrat'))
    for (const text of [key, encodeURIComponent(key), 'executions/webhook/ops']) assert.ok(!client.sent.includes(text), text)
  }))

/** All that may be asked about the files, at the places where the address would show. */
async function askEverything(client: Client): Promise<void> {
  const uris = [config, flow, rules]
  for (const uri of uris) {
    const textDocument = { uri }
    const lines = (client.files.get(uri) ?? '').split('\n')
    const range = { start: { line: 0, character: 0 }, end: { line: lines.length - 1, character: 0 } }
    for (const method of ['documentSymbol', 'foldingRange', 'documentLink', 'codeLens', 'semanticTokens/full'])
      await client.request(`textDocument/${method}`, { textDocument })
    const { diagnostics = [] } = client.diagnostics.get(uri) ?? {}
    await client.request('textDocument/codeAction', { textDocument, range, context: { diagnostics } })
    for (const [line, text] of lines.entries()) {
      const position = { line, character: Math.min(20, text.length) }
      const about = { textDocument, position }
      for (const method of ['hover', 'definition', 'documentHighlight', 'completion']) await client.request(`textDocument/${method}`, about)
      await client.request('textDocument/references', { ...about, context: { includeDeclaration: true } })
      const items = (await client.request<unknown[] | null>('textDocument/prepareCallHierarchy', about)) ?? []
      for (const item of items) {
        await client.request('callHierarchy/outgoingCalls', { item })
        await client.request('callHierarchy/incomingCalls', { item })
      }
      await client.request('alertpath/live', { uri, position })
    }
    await client.request('alertpath/livePlaces', { uri })
    await client.request('alertpath/livePayload', { uri, status: 'firing', now: '2026-01-01T00:00:00Z' })
  }
  await client.request('workspace/symbol', { query: '' })
  await client.request('alertpath/alertPaths', {})
  await client.request('alertpath/statusReport', {})
  await client.request('alertpath/liveRoute', { uri: rules, labels: { alertname: 'Slow' }, annotations: {} })
  await client.request('alertpath/createFlow', { uri: config, position: onPath })
}

test('it may come, change and go while the editor runs, its folder too', () =>
  withClient({ files: files(undefined) }, async client => {
    const codes = async (text: string | undefined, uris: string[]): Promise<string[]> => {
      if (text === undefined) client.files.delete(secret)
      else client.files.set(secret, text)
      await client.changed({ uris })
      await client.quiet()
      return client.codes(config)
    }
    assert.deepEqual(await lenses(client, rules), ['→ desk → url_file'])
    assert.deepEqual(client.codes(config), [])
    assert.deepEqual(await codes(address('restrat'), [secret]), ['webhook-without-flow 5'])
    assert.deepEqual(await codes(address('restart'), [secret]), [])
    assert.deepEqual(await lenses(client, flow), ['← desk'])
    assert.deepEqual(await codes(undefined, [`${base}/am/secrets`]), [])
    assert.deepEqual(await lenses(client, flow), [])
    assert.deepEqual(await codes(address('restrat'), [`${base}/am/secrets`]), ['webhook-without-flow 5'])
  }))

test('a path that is being written is followed when it is whole', () =>
  withClient({ files: files('restrat', '/etc/am/secrets/kestra') }, async client => {
    assert.deepEqual(client.codes(config), [])
    await client.open(config)
    await client.edit(config, 'secrets/kestra', 'secrets/kestra_url')
    await client.quiet()
    assert.deepEqual(client.codes(config), ['webhook-without-flow 5'])
  }))

test('a file that is too long is no address', () =>
  withClient({ files: files('restrat').set(secret, address('restrat').padEnd(10_000)) }, async client => {
    assert.deepEqual(client.codes(config), [])
  }))

test('a flow for an address in such a file takes the key from a secret of its own', () =>
  withClient({ files: files('repair') }, async client => {
    const made = await client.request<{ files: { uri: string; text: string }[] }>('alertpath/createFlow', { uri: config, position: onPath })
    assert.match(made.files[0]?.text ?? '', /id: repair[\s\S]*secret\('WEBHOOK_KEY'\)/)
    assert.ok(!client.sent.includes(key))
  }))

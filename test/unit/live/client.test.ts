// What live commands are made of: addresses, pages, curl, the meaning of answers. Texts come as they are written.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { environmentNames, readAddress, type Target, targetOf } from '../../../client/src/live/address'
import { asked, calledWebhook, plain, postedAlerts } from '../../../client/src/live/answers'
import { curl } from '../../../client/src/live/curl'
import { executionPath, type PageId, pageOf, pagesOf } from '../../../client/src/live/pages'
import type { Incoming } from '../../../client/src/live/send'

const l10n = { t: (text: string, ...args: unknown[]) => text.replace(/\{(\d)\}/g, (_, i: string) => String(args[Number(i)])) } as never

const compose = { prometheus: { service: 'prom', address: 'http://localhost:9190/p', uri: 'file:///w/compose.yml' } }

describe('where a server is', () => {
  it('is what the setting says, else Compose, else the usual port', () => {
    const of = (environments: Parameters<typeof targetOf>[2]) => targetOf('prometheus', 'local', environments, compose) as Target
    assert.deepEqual(
      [of({ local: { prometheus: 'https://p.example/x/' } }).address, of({ local: { prometheus: 'https://p.example/x/' } }).source],
      ['https://p.example/x', 'setting'],
    )
    assert.deepEqual([of({}).address, of({}).service], ['http://localhost:9190/p', 'prom'])
    assert.equal((targetOf('kestra', 'local', {}, compose) as Target).address, 'http://localhost:8080')
  })
  it('is never a guess in a named environment', () => {
    assert.equal(targetOf('kestra', 'production', { production: { prometheus: 'https://p.example' } }, compose), 'not-set')
    assert.equal(targetOf('kestra', 'toString', {}, compose), 'not-set')
  })
  it('holds no credentials and nothing but an address', () => {
    assert.equal(readAddress('https://user:secret@p.example'), 'credentials')
    for (const bad of ['p.example:9090', 'ftp://p.example', 'http://p.example/?a=b', 'javascript:alert(1)', 'file:///etc/passwd', '', undefined, 7])
      assert.equal(readAddress(bad), 'not-an-address', String(bad))
    assert.deepEqual(readAddress('HTTP://P.Example:80/a/'), { address: 'http://p.example/a', origin: 'http://p.example' })
  })
  it('offers "local" first', () => {
    assert.deepEqual(environmentNames({ b: {}, local: {}, a: {} }), ['local', 'b', 'a'])
  })
})

describe('pages', () => {
  const path = (id: PageId, looked: Parameters<typeof pageOf>[1]): string | undefined => pageOf(id, looked, l10n)?.path
  const alert = { labels: { alertname: 'A "b"', 'odd name': 'c\\d' }, open: [], annotations: {} }
  it('of Prometheus carry the expression whole', () => {
    const query = 'a{x="1+2"} + on() b # % & c'
    const found = path('prometheus.graph', { query }) ?? ''
    assert.equal(new URL(found, 'http://p').searchParams.get('g0.expr'), query)
    assert.equal(path('prometheus.targets', { job: 'a b' }), '/targets?pool=a%20b')
    assert.equal(path('prometheus.rules', {}), '/rules')
    assert.equal(path('prometheus.alerts', { alert: { ...alert, labels: { alertname: 'HostDown' } } }), '/alerts?search=HostDown')
  })
  it('of Alertmanager filter by labels', () => {
    const filter = (id: PageId): string | null => new URLSearchParams((path(id, { alert }) ?? '').split('?')[1]).get('filter')
    assert.equal(filter('alertmanager.alerts'), '{alertname="A \\"b\\""}')
    assert.equal(filter('alertmanager.newSilence'), '{alertname="A \\"b\\"", "odd name"="c\\\\d"}')
    assert.equal(path('alertmanager.alerts', { receiver: 'web.hook' }), '/#/alerts?receiver=web.hook')
  })
  it('of Kestra name tenant, namespace and flow', () => {
    const flow = { namespace: 'a.b', id: 'on-alert', hooks: [] }
    assert.equal(path('kestra.flow', { flow }), '/ui/main/flows/edit/a.b/on-alert')
    assert.equal(path('kestra.executions', { flow: { ...flow, tenant: 't' } }), '/ui/t/flows/edit/a.b/on-alert/executions')
    assert.equal(path('kestra.metrics', { flow, tenant: 'x' }), '/ui/x/flows/edit/a.b/on-alert/metrics')
    assert.equal(executionPath({ flow }, '4Xy'), '/ui/main/executions/a.b/on-alert/4Xy')
  })
  it('that need a flow are not offered without one', () => {
    const ids = (looked: Parameters<typeof pageOf>[1]): string[] => pagesOf('kestra', looked, l10n).map(one => one.id)
    assert.deepEqual(ids({}), ['kestra.executions', 'kestra.flows'])
    assert.deepEqual(ids({ flow: { namespace: 'a', id: 'b', hooks: [] } }), ['kestra.flow', 'kestra.executions', 'kestra.metrics', 'kestra.flows'])
  })
})

describe('curl', () => {
  const headers = { 'Content-Type': 'application/json' }
  it('quotes whatever the body holds', () => {
    assert.equal(
      curl({ method: 'POST', url: "http://a/it's", headers, body: '{"a":"it\'s $HOME `x`"}' }),
      `curl -sS -i -X POST 'http://a/it'\\''s' -H 'Content-Type: application/json' --data-raw '{"a":"it'\\''s $HOME \`x\`"}'`,
    )
  })
  it('names secrets and never writes them', () => {
    const text = curl({ method: 'POST', url: 'http://a/webhook/n/f/k%20y', headers: { authorization: 'Basic c2VjcmV0' } }, { text: 'k y', name: 'WEBHOOK_KEY' })
    assert.equal(text, `curl -sS -i -X POST 'http://a/webhook/n/f/'"$WEBHOOK_KEY" -H "Authorization: $AUTHORIZATION"`)
  })
})

describe('answers', () => {
  const target: Target = { program: 'kestra', environment: 'local', address: 'http://localhost:8080', origin: 'http://localhost:8080', source: 'default' }
  const webhook = (status: number, version?: string, text = ''): string => calledWebhook({ status, text }, target, version, l10n).text
  it('of a webhook mean what the version of Kestra means', () => {
    assert.equal(calledWebhook({ status: 200, text: '{}' }, target, '2.0', l10n).ok, true)
    assert.match(webhook(204), /condition/)
    assert.match(webhook(404), /no such webhook/)
    assert.match(webhook(422), /inputs/)
    assert.match(webhook(409, '1.3'), /condition/)
    assert.doesNotMatch(webhook(409, '2.0'), /condition/)
    assert.match(webhook(409), /In 1\.3 .*condition/)
    assert.equal(calledWebhook({ status: 401, text: '' }, target, '2.0', l10n).login, true)
  })
  it('that redirect are not followed, and tell no more than the origin', () => {
    const { ok, text } = postedAlerts({ status: 302, text: '', location: 'https://evil.example/take?key=secret' }, { ...target, program: 'alertmanager' }, l10n)
    assert.deepEqual([ok, text.includes('https://evil.example'), text.includes('secret')], [false, true, false])
  })
  it('that fail to come say what to start', () => {
    const refused: Incoming = { failed: 'refused', detail: 'ECONNREFUSED' }
    assert.match(asked(refused, { ...target, source: 'compose', service: 'kestra-1' }, l10n).text, /nothing listens at .*docker compose up -d kestra-1/)
    assert.match(asked(refused, target, l10n).text, /alertpath\.live\.environments/)
    assert.match(asked(refused, { ...target, source: 'setting', environment: 'staging' }, l10n).text, /"staging"/)
  })
  it('of other programs are told from those of the right one', () => {
    assert.match(asked({ status: 404, text: '' }, target, l10n).text, /not as Kestra does/)
    assert.equal(asked({ status: 200, text: 'OK' }, target, l10n).ok, true)
    assert.match(postedAlerts({ status: 400, text: '"at least one label pair required"' }, target, l10n).text, /at least one label pair/)
  })
  it('never become links in a message', () => {
    assert.equal(plain('[x](command:a)\n y'), '(x)(command:a) y')
    assert.equal(plain('a'.repeat(400)).length, 300)
  })
})

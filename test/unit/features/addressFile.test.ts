// An address in a file of its own (`url_file`): which file is meant, and that everything but its text is known as of one written out.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  alertPaths,
  calledBy,
  callersOf,
  callItem,
  definition,
  hover,
  lenses,
  liveContext,
  liveRouting,
  rename,
  samplePayload,
} from '../../../server/src/core/features'
import { addressFiles, dirname, fileProblems, join, pathOf, update, type Workspace } from '../../../server/src/core/workspace'
import { ask } from './tools'

const key = 'q8Zr6JcN1pXa5QeH7tGmR2'

const alertmanager = (path: string): string => `route:
  receiver: kestra
receivers:
  - name: kestra
    webhook_configs:
      - url_file: ${path}
`
const flow = `id: restart
namespace: ops
triggers:
  - id: from_alertmanager
    type: io.kestra.plugin.core.trigger.Webhook
    key: "{{ secret('KEY') }}"
tasks:
  - id: say
    type: io.kestra.plugin.core.log.Log
    message: "{{ trigger.body.status ?? 'none' }}"
`
const rules = `groups:
  - name: shop
    rules:
      - alert: Slow
        expr: sum by (shop) (rate(errors_total[5m])) > 1
`
const compose = (parts: string, image = 'prom/alertmanager:v0.34.2'): string => `services:
  alertmanager:
    image: ${image}
    ${parts}
  kestra:
    image: kestra/kestra:v2.0.5
    command: server standalone
`

describe('which file', () => {
  const cases: readonly (readonly [what: string, path: string, compose: string | undefined, found: string | undefined])[] = [
    ['through a mounted folder', '/etc/alertmanager/secrets/url', compose('volumes: [./am:/etc/alertmanager]'), 'am/secrets/url'],
    ['the deepest mount counts', '/etc/am/secrets/url', compose('volumes: ["./am:/etc/am", "./hidden:/etc/am/secrets:ro"]'), 'hidden/url'],
    ['one file alone', '/run/url', compose('volumes: ["./am:/etc/am", "./keys/a url:/run/url"]'), 'keys/a%20url'],
    ['relative to the image', 'url', compose('volumes: ["./am:/etc/am", "./data:/alertmanager"]'), 'data/url'],
    ['relative to working_dir', 'secrets/../url', compose('working_dir: /srv\n    volumes: ["./am:/etc/am", "./srv:/srv"]'), 'srv/url'],
    ['relative in another image', 'url', compose('volumes: ["./am:/etc/am", "./data:/alertmanager"]', 'bitnami/alertmanager'), undefined],
    ['a secret of Compose', '/run/secrets/url', `${compose('volumes: [./am:/etc/am]\n    secrets: [url]')}secrets: {url: {file: ./keys/u}}\n`, 'keys/u'],
    [
      'a secret with a target',
      '/etc/u',
      `${compose('volumes: [./am:/etc/am]\n    secrets: [{source: url, target: /etc/u}]')}secrets: {url: {file: k/u}}\n`,
      'k/u',
    ],
    ['the configuration in the image', '/run/url', compose('volumes: ["./keys:/run"]'), 'keys/url'],
    ['a volume', '/data/url', compose('volumes: ["./am:/etc/am", "data:/data"]'), undefined],
    ['in the image', '/opt/url', compose('volumes: [./am:/etc/am]'), undefined],
    ['filled in from outside', '/etc/am/${NAME}', compose('volumes: [./am:/etc/am]'), undefined],
    [
      'two services, two files',
      '/run/url',
      `${compose('volumes: ["./am:/etc/am", "./a:/run"]')}  am2:\n    image: prom/alertmanager\n    volumes: ["./am:/etc/am", "./b:/run"]\n`,
      undefined,
    ],
    ['without Compose beside the configuration', 'secrets/url', undefined, 'am/secrets/url'],
  ]
  for (const [what, path, text, found] of cases)
    it(what, () => {
      const { workspace } = ask({ ...(text && { 'compose.yml': text }), 'am/alertmanager.yml': `<|>${alertmanager(path)}` })
      assert.deepEqual([...addressFiles(workspace)], found === undefined ? [] : [`file:///w/${found}`])
    })
})

it('a workspace without an authority has the same paths', () => {
  assert.equal(join('memfs:/w/am', '../keys/url'), 'memfs:/w/keys/url')
  assert.equal(join('memfs:/w/am', '/keys/url'), 'memfs:/keys/url')
  assert.deepEqual([dirname('memfs:/w/url'), dirname('memfs:/w'), dirname('memfs:')], ['memfs:/w', 'memfs:', 'memfs:'])
  assert.equal(pathOf('memfs:/w/a%20b'), '/w/a b')
})

describe('what is known through it', () => {
  const all = {
    'compose.yml': compose('volumes: [./am:/etc/alertmanager]'),
    'am/alertmanager.yml': alertmanager('/etc/alertmanager/url'),
    'flow.yml': flow,
    'rules.yml': rules,
  }
  const uri = (path: keyof typeof all): string => `file:///w/${path}`
  const at = (path: keyof typeof all, word: string): number => all[path].indexOf(word) + 1
  const address = (path: string): string => `  http://kestra:8080/api/v1/main/executions/webhook/${path}\n`
  const workspaceWith = (text: string | undefined): Workspace =>
    update(ask({ ...all, 'x.yml': '<|>' }).workspace, { secrets: new Map(text === undefined ? [] : [['file:///w/am/url', text]]) })
  const right = workspaceWith(address(`ops/restart/${key}`))
  const wrong = workspaceWith(address(`ops/restrat/${key}`))
  const none = workspaceWith(undefined)
  const warnings = (workspace: Workspace) =>
    Object.keys(all).flatMap(path => fileProblems(workspace, `file:///w/${path}`).filter(one => one.severity === 'warning'))

  it('the way from the alert to the flow and back', () => {
    const title = (path: keyof typeof all): string[] => lenses(right, uri(path), new Set(['alerts', 'triggers'])).map(one => one.title)
    assert.deepEqual(title('rules.yml'), ['→ kestra ⇢ restart'])
    assert.deepEqual(title('flow.yml'), ['← kestra'])
    const receiver = callItem(right, uri('am/alertmanager.yml'), all['am/alertmanager.yml'].indexOf('name: kestra') + 7)
    assert.deepEqual(receiver && calledBy(right, receiver).map(one => one.item.name), ['restart'])
    const called = callItem(right, uri('flow.yml'), at('flow.yml', 'from_alertmanager'))
    assert.deepEqual(called && callersOf(right, called).map(one => one.item.name), ['kestra'])
    assert.match(hover(right, uri('am/alertmanager.yml'), at('am/alertmanager.yml', '/etc/alertmanager/url'))?.markdown ?? '', /flow \*\*restart\*\*/)
  })

  it('live commands name the flow, and the key is not among what they get', () => {
    assert.deepEqual(liveRouting(right, uri('rules.yml'), { alertname: 'Slow' }).receivers[0]?.flows, ['ops.restart'])
    assert.equal(samplePayload(right, uri('flow.yml'), { status: 'firing', now: '2026-01-01T00:00:00Z' }).alert, 'Slow')
    const { flow: called } = liveContext(right, uri('am/alertmanager.yml'), at('am/alertmanager.yml', '/etc/alertmanager/url'))
    assert.deepEqual(called, { uri: uri('flow.yml'), namespace: 'ops', id: 'restart', hooks: [{ id: 'from_alertmanager', disabled: false }] })
    const elsewhere = workspaceWith('https://hooks.example.com/x')
    assert.equal(samplePayload(elsewhere, uri('flow.yml'), { status: 'firing', now: '2026-01-01T00:00:00Z' }).found, false)
  })

  it('a mistake in it is told at its path, as one in an address, without a repair', () => {
    assert.deepEqual(warnings(right), [])
    const [problem, ...others] = warnings(wrong)
    assert.deepEqual([problem?.code, others.length, problem?.fixes], ['webhook-without-flow', 0, undefined])
    assert.equal(problem && all['am/alertmanager.yml'].slice(problem.span.start, problem.span.end), '/etc/alertmanager/url')
    const written = ask({
      ...all,
      'am/alertmanager.yml': `<|>${alertmanager('').replace('url_file: ', `url: ${address(`ops/restrat/${key}`).trim()}`)}`,
    }).workspace
    assert.deepEqual(
      warnings(written).map(one => one.message),
      [problem?.message],
    )
    const [host] = warnings(workspaceWith(address(`ops/restart/${key}`).replace('kestra:', 'localhost:')))
    assert.deepEqual([host?.code, host?.fixes], ['localhost-in-container', undefined])
  })

  it('names in it cannot be changed by renaming', () => {
    assert.equal(definition(right, uri('am/alertmanager.yml'), at('am/alertmanager.yml', '/etc/alertmanager/url')), undefined)
    const found = rename(right, uri('flow.yml'), at('flow.yml', 'restart'), 'recover')
    assert.ok('refused' in found && found.refused.includes('the file of an address') && !found.refused.includes(key))
    assert.ok('edits' in rename(none, uri('flow.yml'), at('flow.yml', 'restart'), 'recover'))
  })

  it('nothing that is said holds its text', () => {
    for (const workspace of [right, wrong]) assert.ok(!JSON.stringify([alertPaths(workspace), warnings(workspace)]).includes(key))
  })

  it('a file that is not there says nothing', () => {
    assert.deepEqual(warnings(none), [])
    assert.ok(JSON.stringify(alertPaths(none)).includes('url_file'))
  })
})

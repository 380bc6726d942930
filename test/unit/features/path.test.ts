// The path across files, as people meet it in an editor: where names lead, lenses, calls, hovers; and that stacks stay apart.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { alertPaths, calledBy, callersOf, callItem, definition, hover, lenses, references, rename } from '../../../server/src/core/features'
import { apply } from '../../../server/src/core/text'
import { emptyWorkspace, fileProblems, makeFile, update, type Workspace, withFiles } from '../../../server/src/core/workspace'

const key = 'q8Zr6JcN1pXa5QeH7tGmR2'

const flow = (namespace: string, id: string, secret = key): string => `id: ${id}
namespace: ${namespace}
triggers:
  - id: from_alertmanager
    type: io.kestra.plugin.core.trigger.Webhook
    key: ${secret}
tasks:
  - id: say
    type: io.kestra.plugin.core.log.Log
    message: "{{ trigger.body.status ?? 'none' }}"
`

const alertmanager = (path: string): string => `route:
  receiver: desk
  routes:
    - receiver: kestra
      matchers: [severity="critical"]
receivers:
  - name: desk
    email_configs: [{to: a@example.org, from: b@example.org, smarthost: "smtp.example.org:25"}]
  - name: kestra
    webhook_configs:
      - url: http://kestra:8080/api/v1/main/executions/webhook/${path}
`

const rules = `groups:
  - name: shop
    rules:
      - alert: Slow
        expr: sum by (shop) (rate(errors_total[5m])) > 1
        labels: {severity: critical}
      - alert: Odd
        expr: sum(odd) > 1
        labels: {severity: info}
`

const compose = `services:
  alertmanager:
    image: prom/alertmanager:v0.34.2
    volumes: ["./alertmanager.yml:/etc/alertmanager/alertmanager.yml"]
  kestra:
    image: kestra/kestra:v2.0.5
    command: server standalone
`

const stack = (name: string, path: string, flows: Record<string, string>): [string, string][] => [
  [`${name}/alertmanager.yml`, alertmanager(path)],
  [`${name}/rules.yml`, rules],
  [`${name}/compose.yaml`, compose],
  ...Object.entries(flows).map(([file, text]): [string, string] => [`${name}/${file}`, text]),
]

const uriOf = (path: string): string => `file:///w/${path}`

const workspaceOf = (files: readonly (readonly [string, string])[]): Workspace =>
  withFiles(
    update(emptyWorkspace, { folders: ['file:///w'], whole: true }),
    files.map(([path, text]) => makeFile(uriOf(path), text)),
  )

const workspace = workspaceOf(stack('a', `ops/restart/${key}`, { 'flow.yml': flow('ops', 'restart') }))

/** The offset within `word`, which stands once. */
function at(path: string, word: string, from: Workspace = workspace): number {
  const text = from.files.get(uriOf(path))?.text ?? ''
  assert.equal(text.split(word).length, 2, `"${word}" stands once in ${path}`)
  return text.indexOf(word) + 1
}

const wordAt = (uri: string, span: { start: number; end: number }, from: Workspace = workspace): string =>
  `${uri.slice('file:///w/'.length)} ${from.files.get(uri)?.text.slice(span.start, span.end)}`

describe('names that cross files', () => {
  const leads = (path: string, word: string): string[] =>
    (definition(workspace, uriOf(path), at(path, word))?.targets ?? []).map(one => wordAt(one.uri, one.span))

  it('parts of an address lead to the flow, its namespace, its key; the host to the service', () => {
    assert.deepEqual(leads('a/alertmanager.yml', 'restart'), ['a/flow.yml restart'])
    assert.deepEqual(leads('a/alertmanager.yml', '/ops'), ['a/flow.yml ops'])
    assert.deepEqual(leads('a/alertmanager.yml', key), [`a/flow.yml ${key}`])
    assert.deepEqual(leads('a/alertmanager.yml', 'kestra:8080'), ['a/compose.yaml kestra'])
  })

  it('a flow knows the addresses that call it', () => {
    const found = references(workspace, uriOf('a/flow.yml'), at('a/flow.yml', 'restart'), false)
    assert.deepEqual(
      found.map(one => wordAt(one.uri, one.span)),
      ['a/alertmanager.yml restart'],
    )
  })

  it('a flow, a key and a service are renamed on both sides, and the chain stays whole', () => {
    for (const [path, word, to] of [
      ['a/flow.yml', 'restart', 'recover'],
      ['a/flow.yml', key, 'Pq5Vc8MjY3tGz6NwR0aS'],
      ['a/compose.yaml', '  kestra:', 'engine'],
    ] as const) {
      const found = rename(workspace, uriOf(path), at(path, word) + (word.startsWith(' ') ? 2 : 0), to)
      assert.ok('edits' in found, JSON.stringify(found))
      assert.equal(found.edits.length, 2)
      const next = workspaceOf(
        [...workspace.files].map(([uri, file]) => [
          uri.slice('file:///w/'.length),
          apply(
            file.text,
            found.edits.filter(one => one.uri === uri),
          ),
        ]),
      )
      for (const uri of next.files.keys())
        assert.deepEqual(
          fileProblems(next, uri).filter(one => one.severity === 'warning'),
          [],
          `${word} → ${to}`,
        )
    }
  })
})

describe('what an editor shows', () => {
  const all = new Set(['alerts', 'routes', 'triggers'] as const)
  const titles = (path: string): string[] => lenses(workspace, uriOf(path), all).map(one => one.title)

  it('lenses', () => {
    assert.deepEqual(titles('a/rules.yml'), ['→ kestra → restart', '→ desk → email'])
    assert.deepEqual(titles('a/alertmanager.yml'), ['1 alert', '1 alert'])
    assert.deepEqual(titles('a/flow.yml'), ['← kestra'])
    assert.deepEqual(lenses(workspace, uriOf('a/rules.yml'), new Set()), [])
  })

  it('calls, both ways', () => {
    const alert = callItem(workspace, uriOf('a/rules.yml'), at('a/rules.yml', 'Slow'))
    assert.ok(alert)
    const [receiver] = calledBy(workspace, alert)
    assert.equal(receiver?.item.name, 'kestra')
    const [called] = receiver ? calledBy(workspace, receiver.item) : []
    assert.equal(called?.item.name, 'restart')
    const [caller] = called ? callersOf(workspace, called.item) : []
    assert.equal(caller?.item.name, 'kestra')
    assert.deepEqual(caller ? callersOf(workspace, caller.item).map(one => one.item.name) : [], ['Slow'])
  })

  it('hovers say where it goes and what answers mean, and no address is shown', () => {
    assert.match(hover(workspace, uriOf('a/rules.yml'), at('a/rules.yml', 'Slow'))?.markdown ?? '', /kestra → restart/)
    assert.match(hover(workspace, uriOf('a/alertmanager.yml'), at('a/alertmanager.yml', '8080'))?.markdown ?? '', /404/)
    assert.match(hover(workspace, uriOf('a/flow.yml'), at('a/flow.yml', 'from_alertmanager'))?.markdown ?? '', /Called by/)
    assert.ok(!JSON.stringify(alertPaths(workspace)).includes(key))
  })
})

describe('stacks stay apart', () => {
  const warnings = (from: Workspace, path: string): string[] => fileProblems(from, uriOf(path)).flatMap(one => (one.severity === 'warning' ? one.code : []))
  const broken = stack('a', `ops/restart/${key}`, { 'flow.yml': flow('ops', 'restart', 'another-Key-of-This-1flow') })

  it('a flow of another stack does not silence a problem', () => {
    const both = workspaceOf([...broken, ...stack('b', `ops/restart/${key}`, { 'flow.yml': flow('ops', 'restart') })])
    assert.deepEqual(warnings(workspaceOf(broken), 'a/alertmanager.yml'), ['webhook-without-flow'])
    assert.deepEqual(warnings(both, 'a/alertmanager.yml'), ['webhook-without-flow'])
    assert.deepEqual(warnings(both, 'b/alertmanager.yml'), [])
  })

  it('nor does it make one', () => {
    const both = workspaceOf([...stack('a', `ops/restart/${key}`, {}), ...stack('b', `ops/other/${key}`, { 'flow.yml': flow('ops', 'other') })])
    assert.deepEqual(warnings(both, 'a/alertmanager.yml'), [])
  })

  it('a flow outside all stacks serves all', () => {
    const all = workspaceOf([
      ...stack('a', `ops/restart/${key}`, {}),
      ...stack('b', `ops/restart/${key}`, {}),
      ['flows/restart.yml', flow('ops', 'restart', 'some-other-Key-1234')],
    ])
    assert.deepEqual(warnings(all, 'a/alertmanager.yml'), ['webhook-without-flow'])
    assert.deepEqual(warnings(all, 'b/alertmanager.yml'), ['webhook-without-flow'])
  })
})

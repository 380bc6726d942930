// Adding to a stack that is there: the result says what was asked for, and our own checks say nothing against it.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { hits } from '../../../server/src/core/alertpath'
import { routeTree } from '../../../server/src/core/languages/alertmanager/model'
import { addAlert, addReceiver, type Change, createFlow, isRefused, type ReceiverRequest, type Refused } from '../../../server/src/core/scaffold'
import { apply } from '../../../server/src/core/text'
import { makeFile, type Workspace } from '../../../server/src/core/workspace'
import { placedServices } from '../../../server/src/core/workspace/stack'
import { At } from '../../../server/src/core/yaml'
import { findings, made, secrets, workspaceOf } from './tools'

type Texts = Readonly<Record<string, string>>

const workspace = (texts: Texts): Workspace =>
  workspaceOf(Object.entries(texts).map(([path, text]) => ({ path, text, ignored: /secrets\/|\.env$/.test(path) })))

function applied(texts: Texts, change: Change | Refused): Record<string, string> {
  assert.ok(!isRefused(change), isRefused(change) ? change.refused : '')
  const out: Record<string, string> = { ...texts }
  for (const [path, text] of Object.entries(texts))
    out[path] = apply(
      text,
      change.edits.filter(one => one.uri === `file:///w/${path}`),
    )
  for (const file of change.files) {
    const path = file.uri.slice('file:///w/'.length)
    if (!(path in texts)) out[path] = file.text
  }
  return out
}

const stack = (set: Texts = {}): Record<string, string> => Object.fromEntries(made(set).files.map(one => [one.path, one.text]))
const am = 'file:///w/alertmanager/alertmanager.yml'
const request: ReceiverRequest = { name: 'repair', namespace: 'company.repair', flow: 'repair-host', matchers: ['severity = warning'], only: false }
const receivers = (text: string, labels: Readonly<Record<string, string>>): string[] => {
  const tree = routeTree(At.root(makeFile('file:///x.yml', text).doc))
  return tree ? hits(tree, labels).map(one => one.receiver) : []
}

const bare = {
  'alertmanager.yml': `route:
  receiver: mail
  routes:
    - matchers: [team = db]
      receiver: dba
receivers:
  - name: mail
    email_configs:
      - to: on-call@example.com
        from: alertmanager@example.com
        smarthost: mail.example.com:587
  - name: dba
    webhook_configs:
      - url: http://dba.example.com/alerts
`,
}

describe('a receiver', () => {
  for (const set of [{ run: 'compose' }, { run: 'processes' }, { run: 'compose', kestra: '1.3', notifiers: 'slack' }] as readonly Record<string, string>[])
    test(`in a stack of ${Object.values(set).join(', ')}`, () => {
      const before = stack(set)
      const after = applied(before, addReceiver(workspace(before), am, request, secrets))
      assert.deepEqual(findings(workspace(after)), [])
      assert.match(after['kestra/flows/repair-host.yml'] ?? '', /key: "\{\{ secret\('WEBHOOK_KEY_REPAIR_HOST'\) \}\}"/)
      assert.match(after['alertmanager/secrets/repair_url'] ?? '', /\/webhook\/company\.repair\/repair-host\/k7Q2/)
      if (set.run === 'compose') assert.match(after['docker-compose.yml'] ?? '', /SECRET_WEBHOOK_KEY_REPAIR_HOST: \$\{SECRET_WEBHOOK_KEY_REPAIR_HOST:\?/)
      assert.ok(receivers(after['alertmanager/alertmanager.yml'] ?? '', { severity: 'warning', alertname: 'x' }).includes('repair'))
      assert.ok(receivers(after['alertmanager/alertmanager.yml'] ?? '', { severity: 'warning', alertname: 'x' }).includes('kestra'))
    })

  test('beside others, who get what they got before', () => {
    const uri = 'file:///w/alertmanager.yml'
    const text = applied(bare, addReceiver(workspace(bare), uri, request, secrets))['alertmanager.yml'] ?? ''
    assert.deepEqual(receivers(text, { severity: 'warning', team: 'db' }), ['repair', 'dba'])
    assert.deepEqual(receivers(text, { severity: 'warning' }), ['repair', 'mail'])
    assert.deepEqual(receivers(text, { severity: 'critical' }), ['mail'])
    assert.deepEqual(findings(workspace({ 'alertmanager.yml': text })), [])
  })

  test('instead of others', () => {
    const text = applied(bare, addReceiver(workspace(bare), 'file:///w/alertmanager.yml', { ...request, only: true }, secrets))['alertmanager.yml'] ?? ''
    assert.deepEqual(receivers(text, { severity: 'warning', team: 'db' }), ['repair'])
    assert.deepEqual(receivers(text, { severity: 'critical', team: 'db' }), ['dba'])
  })

  test('where only the configuration is mounted, its secrets are, too', () => {
    const before = {
      'docker-compose.yml':
        'services:\n  alertmanager:\n    image: prom/alertmanager:v0.34.2\n    volumes:\n      - ./alertmanager.yml:/etc/alertmanager/alertmanager.yml\n  kestra:\n    image: kestra/kestra:v2.0.5\n    environment:\n      - A=b\n',
      ...bare,
    }
    const after = applied(before, addReceiver(workspace(before), 'file:///w/alertmanager.yml', request, secrets))
    assert.match(after['docker-compose.yml'] ?? '', / {6}- \.\/secrets:\/etc\/alertmanager\/secrets:ro\n/)
    assert.match(after['docker-compose.yml'] ?? '', / {6}- SECRET_WEBHOOK_KEY=\$\{SECRET_WEBHOOK_KEY:\?see \.env\}\n/)
    assert.match(after['alertmanager.yml'] ?? '', /url_file: \/etc\/alertmanager\/secrets\/repair_url/)
    assert.equal(after['secrets/repair_url']?.slice(0, 19), 'http://kestra:8080/')
  })

  for (const [image, timeout] of [
    ['prom/alertmanager:v0.27.0', false],
    ['prom/alertmanager:v0.28.0', true],
    ['prom/alertmanager', true],
  ] as const)
    test(`says how long its webhook may take where ${image} knows that`, () => {
      const compose = `services:\n  alertmanager:\n    image: ${image}\n    volumes:\n      - ./:/etc/alertmanager\n`
      const before = { ...bare, 'docker-compose.yml': compose }
      const after = applied(before, addReceiver(workspace(before), 'file:///w/alertmanager.yml', request, secrets))
      assert.equal(/^ {6,}timeout: 10s$/m.test(after['alertmanager.yml'] ?? ''), timeout)
      const known = findings(workspace(before))
      assert.deepEqual(
        findings(workspace(after)).filter(one => one.startsWith('alertmanager.yml') && !known.includes(one)),
        [],
      )
    })

  const layouts: Readonly<Record<string, string>> = {
    'between brackets':
      'route: {receiver: mail, group_by: [alertname]}\nreceivers: [{name: mail, slack_configs: [{channel: "#a", api_url: "https://s.example.com/"}]}]\n',
    'of JSON':
      '{\n  "route": {\n    "receiver": "mail",\n    "routes": [\n      {"receiver": "mail", "matchers": ["team = db"]}\n    ]\n  },\n  "receivers": [{"name": "mail", "slack_configs": [{"channel": "#a", "api_url": "https://s.example.com/"}]}]\n}\n',
    'with an empty list between braces':
      'route: {receiver: mail, routes: []}\nreceivers:\n- name: mail\n  slack_configs: [{channel: "#a", api_url: "https://s.example.com/"}]\n',
    'with a comma and a comment at the end':
      'route:\n  receiver: mail\n  routes: [\n    {receiver: mail, matchers: [team = db]}, # more to come\n  ]\nreceivers: [{name: mail, slack_configs: [{channel: "#a", api_url: "https://s.example.com/"}]},]\n',
    'with anchors':
      'receivers:\n  - &mail\n    name: mail\n    slack_configs: [{channel: "#a", api_url: "https://s.example.com/"}]\nroute: &root\n  receiver: mail\n  routes: &all\n    - &one\n      receiver: mail\n      matchers: [team = db]\n',
    'whose route begins with what it merges':
      'x-base: &b\n    receiver: mail\nroute:\n  <<: *b\nreceivers: [{name: mail, slack_configs: [{channel: "#a", api_url: "https://s.example.com/"}]}]\n',
    'whose route between braces has only what it merges':
      'x-base: &b {receiver: mail}\nroute: {<<: *b}\nreceivers: [{name: mail, slack_configs: [{channel: "#a", api_url: "https://s.example.com/"}]}]\n',
    'with a list between braces that is not written yet':
      'route: {receiver: mail, routes: }\nreceivers: [{name: mail, slack_configs: [{channel: "#a", api_url: "https://s.example.com/"}]}]\n',
    'of JSON, where it is null':
      '{"route": {"routes": null, "receiver": "mail"}, "receivers": [{"name": "mail", "slack_configs": [{"channel": "#a", "api_url": "https://s.example.com/"}]}]}\n',
    'whose route is last and has none':
      'receivers:\n  - name: mail\n    slack_configs: [{channel: "#a", api_url: "https://s.example.com/"}]\nroute:\n  receiver: mail',
  }
  for (const [layout, text] of Object.entries(layouts))
    for (const ending of ['\n', '\r\n'])
      test(`in a file ${layout}, lines end in ${JSON.stringify(ending)}`, () => {
        const before = { 'alertmanager.yml': text.replaceAll('\n', ending) }
        const after = applied(before, addReceiver(workspace(before), 'file:///w/alertmanager.yml', request, secrets))['alertmanager.yml'] ?? ''
        assert.deepEqual(receivers(after, { severity: 'warning', team: 'db' }), ['repair', 'mail'])
        assert.deepEqual(receivers(after, { severity: 'critical' }), ['mail'])
        const known = findings(workspace(before))
        assert.deepEqual(
          findings(workspace({ 'alertmanager.yml': after })).filter(one => !known.includes(one)),
          [],
        )
        assert.equal(after.split('x-base:')[1]?.split('route:')[0], before['alertmanager.yml'].split('x-base:')[1]?.split('route:')[0])
        if (ending === '\r\n') assert.doesNotMatch(after, /[^\r]\n/)
        if (text.startsWith('{')) assert.doesNotThrow(() => JSON.parse(after))
      })

  test('before the list of receivers is there, its route still belongs to the route', () => {
    const before = { 'alertmanager.yml': 'route:\n  receiver: mail\n' }
    const after = applied(before, addReceiver(workspace(before), 'file:///w/alertmanager.yml', request, secrets))['alertmanager.yml'] ?? ''
    assert.deepEqual(receivers(after, { severity: 'warning' }), ['repair', 'mail'])
    assert.match(after, /^receivers:\n {2}- name: repair\n/m)
  })

  test('all of it or nothing: not where an alias stands for a list, and not in a text that cannot be read', () => {
    const shared = 'all: &all\n  - name: mail\nroute:\n  receiver: mail\nreceivers: *all\n'
    for (const text of [shared, 'route:\n  receiver: mail\n  group_by: [\nreceivers:\n  - name: mail\n'])
      assert.ok(isRefused(addReceiver(workspace({ 'alertmanager.yml': text }), 'file:///w/alertmanager.yml', request, secrets)))
  })

  const mail = 'receivers:\n  - name: mail\n'
  for (const [name, text] of Object.entries({
    'its map is an alias': `x-base: &b\n  receiver: mail\nroute: *b\n${mail}`,
    'its list is merged': `x-base: &b\n  receiver: mail\n  routes:\n    - receiver: mail\nroute:\n  <<: *b\n${mail}`,
    'its list is an alias': `x-all: &all\n  - receiver: mail\nroute:\n  receiver: mail\n  routes: *all\n${mail}`,
    'another has its list': `route:\n  receiver: mail\n  routes: &all\n    - receiver: mail\n      routes: []\nx-all: *all\n${mail}`,
    'another has its map': `route: &b\n  receiver: mail\nx-all: [*b]\n${mail}`,
  }))
    test(`is not added where ${name}`, () => {
      assert.deepEqual(addReceiver(workspace({ 'alertmanager.yml': text }), 'file:///w/alertmanager.yml', request, secrets), {
        refused: 'An alias in alertmanager.yml names the list or map to which the receiver or its route belongs, so both have to be added by hand.',
      })
    })

  test('is not added to a list without a colon, and no alias is blamed', () => {
    const before = { 'alertmanager.yml': `route: {routes, receiver: mail}\n${mail}` }
    assert.deepEqual(addReceiver(workspace(before), 'file:///w/alertmanager.yml', request, secrets), {
      refused: 'The list of receivers or of routes in alertmanager.yml is written in a way that nothing can be added to, so both have to be added by hand.',
    })
  })

  const kestra = 'kestra:\n    image: kestra/kestra:v2.0.5\n'
  for (const [name, compose, given] of [
    ['merges its environment', `x-env: &env\n  environment:\n    A: b\nservices:\n  ${kestra}    <<: *env\n  other:\n    image: nginx\n    <<: *env\n`, false],
    [
      'has its environment by an alias',
      `x-env: &env\n  A: b\nservices:\n  ${kestra}    environment: *env\n  other:\n    image: nginx\n    environment: *env\n`,
      false,
    ],
    ['shares its environment', `services:\n  ${kestra}    environment: &env\n      A: b\n  other:\n    image: nginx\n    environment: *env\n`, false],
    ['is merged into another', `services:\n  ${kestra.replace('kestra:', 'kestra: &k')}  other:\n    <<: *k\n    image: nginx\n`, false],
    [
      'merges some variables',
      `x-env: &env\n  A: b\nservices:\n  ${kestra}    environment:\n      <<: *env\n  other:\n    image: nginx\n    environment: *env\n`,
      true,
    ],
  ] as const)
    test(`keeps its secret from other services where Kestra ${name}`, () => {
      const before = { 'docker-compose.yml': compose, ...bare }
      const change = addReceiver(workspace(before), 'file:///w/alertmanager.yml', request, secrets)
      const after = applied(before, change)['docker-compose.yml'] ?? ''
      const holders = placedServices(workspace({ ...before, 'docker-compose.yml': after })).filter(one => one.service.environment.has('SECRET_WEBHOOK_KEY'))
      assert.deepEqual(
        holders.map(one => one.service.name),
        given ? ['kestra'] : [],
      )
      assert.ok(!isRefused(change))
      assert.equal(change.notes.includes('Give the service "kestra" the variable SECRET_WEBHOOK_KEY of .env.'), !given)
      if (!given) assert.equal(after, compose)
    })

  test('beside a flow of the same id in another namespace, which is left as it is', () => {
    const before = stack()
    const change = addReceiver(workspace(before), am, { ...request, flow: 'on-alert' }, secrets)
    const after = applied(before, change)
    assert.equal(after['kestra/flows/on-alert.yml'], before['kestra/flows/on-alert.yml'])
    assert.match(after['kestra/flows/company.repair.on-alert.yml'] ?? '', /^id: on-alert\nnamespace: company\.repair$/m)
    assert.ok(!isRefused(change) && change.files.every(one => one.merge || !(one.uri.slice('file:///w/'.length) in before)))
  })

  test('in a container looks for a Kestra that is not in Compose on the machine around it', () => {
    const compose = 'services:\n  alertmanager:\n    image: prom/alertmanager:v0.34.2\n    volumes:\n      - ./:/etc/alertmanager\n'
    const before = { ...bare, 'docker-compose.yml': compose }
    const after = applied(before, addReceiver(workspace(before), 'file:///w/alertmanager.yml', request, secrets))
    assert.match(after['secrets/repair_url'] ?? '', /^http:\/\/host\.docker\.internal:8080\//)
  })

  test('a name that is taken, and a file without a route', () => {
    assert.deepEqual(addReceiver(workspace(bare), 'file:///w/alertmanager.yml', { ...request, name: 'dba' }, secrets), {
      refused: 'There is a receiver "dba" already: give the new one another name.',
    })
    assert.ok(isRefused(addReceiver(workspace({ 'alertmanager.yml': 'receivers: []\n' }), 'file:///w/alertmanager.yml', request, secrets)))
  })

  test('with names or matchers that nobody takes is refused', () => {
    for (const wrong of [
      { flow: '../x' },
      { flow: 'a b' },
      { namespace: 'Ops' },
      { namespace: '' },
      { matchers: ['severity'] },
      { matchers: ['a =~ "("'] },
      { matchers: [''] },
    ])
      assert.ok(isRefused(addReceiver(workspace(bare), 'file:///w/alertmanager.yml', { ...request, ...wrong }, secrets)), JSON.stringify(wrong))
  })

  test('a flow that is there is not written again, and keeps its key', () => {
    const before = {
      ...bare,
      'flows/repair-host.yml':
        'id: repair-host\nnamespace: company.repair\ntriggers:\n  - id: hook\n    type: io.kestra.plugin.core.trigger.Webhook\n    key: Zk3kQ9wLm2Pd8RtX\ntasks:\n  - id: say\n    type: io.kestra.plugin.core.log.Log\n    message: hi\n',
    }
    const change = addReceiver(workspace(before), 'file:///w/alertmanager.yml', request, secrets)
    assert.ok(!isRefused(change))
    assert.deepEqual(
      change.files.map(one => one.uri.slice('file:///w/'.length)),
      ['secrets/repair_url', '.gitignore'],
    )
    assert.match(change.files[0]?.text ?? '', /\/repair-host\/Zk3kQ9wLm2Pd8RtX\n$/)
  })
})

describe('an alert', () => {
  const alert = { alert: 'QueueLong', expr: 'queue_length{job="worker"} > 100', for: '5m', severity: 'warning', summary: 'The queue is long.' }
  const rules = 'file:///w/prometheus/rules/pipeline.yml'

  test('with its test, into files that are there', () => {
    const before = stack()
    const after = applied(before, addAlert(workspace(before), rules, alert))
    assert.deepEqual(findings(workspace(after)), [])
    assert.match(after['prometheus/rules/pipeline.yml'] ?? '', /- alert: QueueLong\n {8}expr: 'queue_length/)
    assert.match(after['prometheus/tests/pipeline.test.yml'] ?? '', /values: '100 101x10'/)
  })

  test('into new files: the test is not where the rules are loaded from', () => {
    const before = stack()
    const after = applied(before, addAlert(workspace(before), 'file:///w/prometheus/rules/queue.yml', alert))
    assert.deepEqual(findings(workspace(after)), [])
    assert.match(after['prometheus/tests/queue.test.yml'] ?? '', /- \.\.\/rules\/queue\.yml/)
  })

  for (const text of [
    '',
    '# Nothing yet.',
    'groups:\n',
    'groups: []\n',
    'groups: [{name: a, rules: [{alert: X, expr: up == 0}]}]\n',
    'groups:\n  - &a\n    name: a\n    rules: []\n',
  ])
    test(`into a file that holds ${JSON.stringify(text)}`, () => {
      const before = { ...stack(), 'prometheus/rules/mine.yml': text }
      const after = applied(before, addAlert(workspace(before), 'file:///w/prometheus/rules/mine.yml', alert))
      assert.deepEqual(findings(workspace(after)), [])
      assert.match(after['prometheus/rules/mine.yml'] ?? '', /alert: QueueLong/)
      assert.equal(/alert: X\b|Nothing yet/.test(after['prometheus/rules/mine.yml'] ?? ''), /alert: X\b|Nothing yet/.test(text))
    })

  const server = 'global: {scrape_interval: 15s}\n'
  const image = '    image: prom/prometheus:v3.16.0\n    volumes:\n'
  const loaded: readonly (readonly [name: string, texts: Texts, rules: string, entry: RegExp | undefined])[] = [
    ['beside the configuration', { 'prometheus.yml': server }, 'rules/new.yml', /^rule_files:\n {2}- rules\/new\.yml$/m],
    ['that a pattern loads already', { 'prometheus.yml': `${server}rule_files: [rules/*.yml]\n` }, 'rules/new.yml', undefined],
    [
      'beside others',
      { 'prometheus.yml': `${server}rule_files: [rules/a.yml]\n`, 'rules/a.yml': 'groups: []\n' },
      'rules/new.yml',
      /\[rules\/a\.yml, rules\/new\.yml\]/,
    ],
    [
      'mounted elsewhere in the container',
      { 'compose.yaml': `services:\n  prometheus:\n${image}      - ./conf:/etc/prometheus\n      - ./alerts:/rules\n`, 'conf/prometheus.yml': server },
      'alerts/new.yml',
      /- \/rules\/new\.yml$/m,
    ],
    [
      'that the container does not have',
      { 'compose.yaml': `services:\n  prometheus:\n${image}      - ./conf/prometheus.yml:/etc/prometheus/prometheus.yml\n`, 'conf/prometheus.yml': server },
      'conf/rules/new.yml',
      undefined,
    ],
  ]
  for (const [name, texts, rules, entry] of loaded)
    test(`into rules ${name}: Prometheus is told to load them`, () => {
      const change = addAlert(workspace(texts), `file:///w/${rules}`, alert)
      const after = applied(texts, change)
      const config = 'prometheus.yml' in texts ? 'prometheus.yml' : 'conf/prometheus.yml'
      if (entry) assert.match(after[config] ?? '', entry)
      else assert.equal(after[config], texts[config])
      assert.equal(
        !isRefused(change) && change.notes.some(one => /^prometheus\.yml does not load new\.yml yet: mount it/.test(one)),
        name.startsWith('that the container'),
      )
    })

  test('not into a file that cannot be read', () => {
    const before = { ...stack(), 'prometheus/rules/mine.yml': 'groups:\n  - name: [\n' }
    assert.ok(isRefused(addAlert(workspace(before), 'file:///w/prometheus/rules/mine.yml', alert)))
  })

  test('with a route where its receiver would not get it', () => {
    const before = stack({ notifiers: 'slack' })
    const after = applied(before, addAlert(workspace(before), rules, { ...alert, receiver: 'people' }))
    assert.deepEqual(receivers(after['alertmanager/alertmanager.yml'] ?? '', { alertname: 'QueueLong', severity: 'warning' }), ['people'])
    assert.deepEqual(findings(workspace(after)), [])
    const same = applied(before, addAlert(workspace(before), rules, { ...alert, receiver: 'kestra' }))
    assert.equal(same['alertmanager/alertmanager.yml'], before['alertmanager/alertmanager.yml'])
  })

  test('of which no test can be made says so', () => {
    const change = addAlert(workspace(stack()), rules, { ...alert, expr: 'absent(up{job="worker"})' })
    assert.ok(!isRefused(change))
    assert.deepEqual(change.notes, ['Write a test of "QueueLong": nothing is known of when it fires.'])
  })

  test('with a broken expression is refused', () => {
    assert.ok(isRefused(addAlert(workspace(stack()), rules, { ...alert, expr: 'sum(' })))
  })
})

describe('a flow for an address', () => {
  const url = 'http://kestra:8080/api/v1/main/executions/webhook/company.alerts/mend/Zk3kQ9wLm2Pd8RtX'

  test('has its namespace, id and key', () => {
    const change = createFlow(workspace(stack()), am, url, false)
    assert.ok(!isRefused(change))
    assert.equal(change.files[0]?.uri, 'file:///w/kestra/flows/mend.yml')
    assert.match(change.files[0]?.text ?? '', /id: mend\nnamespace: company\.alerts\n[\s\S]*key: Zk3kQ9wLm2Pd8RtX/)
  })

  test('that stands in a file of its own has no key in it', () => {
    const change = createFlow(workspace(stack()), am, url, true)
    assert.ok(!isRefused(change) && !change.files[0]?.text.includes('Zk3kQ9wLm2Pd8RtX'))
    // The stack's own flow has a secret of its own, which may be another.
    assert.match(change.files[0]?.text ?? '', /secret\('WEBHOOK_KEY_MEND'\)/)
  })

  test('that names no flow, or one that is there, is refused', () => {
    assert.ok(isRefused(createFlow(workspace(stack()), am, 'http://kestra:8080/api/v1/triggers/webhook/x', false)))
    assert.ok(isRefused(createFlow(workspace(stack()), am, url.replace('mend', 'on-alert'), false)))
  })
})

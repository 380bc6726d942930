// The path of an alert without YAML: addresses of Kestra, who reaches whom, routes of alerts that are known in part, inhibition.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import {
  type AlertShape,
  type FlowStation,
  followWebhook,
  type Host,
  hits,
  type Inhibition,
  labelOf,
  muted,
  type Net,
  programOf,
  reach,
  readAddress,
  type Sender,
  traceMermaid,
  type WebhookStation,
  ways,
  webhookPath,
} from '../../../server/src/core/alertpath'
import { labelFlow, mayHave, parsePromql } from '../../../server/src/core/inline'
import { matchersOf, routeTree } from '../../../server/src/core/languages/alertmanager/model'
import { At, parse } from '../../../server/src/core/yaml'
import { data } from '../../data.mjs'

describe('addresses of Kestra', () => {
  const forms: readonly (readonly [url: string, form: string, parts: string])[] = [
    ['http://k:8080/api/v1/main/executions/webhook/a.b/flow/key', 'webhook', 'main a.b flow key -'],
    ['http://k/api/v1/executions/webhook/a.b/flow/key?x=1', 'webhook', '- a.b flow key -'],
    ['https://u:p@k/prefix/api/v1/main/executions/webhook/a%2Eb/flow/key/', 'webhook', 'main a.b flow key /'],
    ['http://k/api/v1/main/executions/webhook/a.b/flow/key/more', 'webhook', 'main a.b flow key /more'],
    ['http://k/api/v1/main/executions/webhook/a.b', 'webhook', 'main a.b - - -'],
    ['http://k/api/v1/triggers/webhook', 'triggers', '- - - - -'],
    ['http://k/api/v1/main/executions/a.b/flow', 'execution', 'main a.b flow - -'],
    ['http://k/api/v1/executions/trigger/a.b/flow', 'execution', '- a.b flow - -'],
    ['http://k/ui/main/flows/edit/a.b/flow', 'page', '- - - - -'],
    ['http://k/alerts', 'other', '- - - - -'],
  ]
  for (const [url, form, parts] of forms)
    it(url, () => {
      const found = readAddress(url)
      assert.equal(found?.form, form)
      const { tenant, namespace, flow, key, rest } = found ?? {}
      assert.equal([tenant, namespace, flow, key, rest].map(one => one?.text ?? '-').join(' '), parts)
      for (const one of [tenant, namespace, flow, key, rest, found?.host])
        if (one) assert.equal(decodeURIComponent(url.slice(one.span.start, one.span.end)), one.text, 'the place is that of the text')
    })

  it('templates, variables and other schemes are not read', () => {
    for (const url of ['http://k/{{ .Receiver }}', 'http://${HOST}/x', 'mailto:a@b', 'text']) assert.equal(readAddress(url), undefined)
  })

  it('what is built is read back', () => {
    const found = readAddress(`http://k${webhookPath('main', 'a b', 'f/g', 'k?y')}`)
    assert.deepEqual([found?.namespace?.text, found?.flow?.text, found?.key?.text], ['a b', 'f/g', 'k?y'])
  })
})

const spot = { uri: 'file:///x', span: { start: 0, end: 0 } }

function flow(namespace: string, id: string, key: string | undefined, off: { flow?: boolean; trigger?: boolean } = {}): FlowStation {
  const hooks: FlowStation['hooks'][number][] = []
  const one: FlowStation = { uri: `file:///${id}`, namespace, id, disabled: off.flow === true, hooks, mayHaveOthers: false, idSpot: spot, namespaceSpot: spot }
  hooks.push({ flow: one, id: 'hook', key, disabled: off.trigger === true, spot, keySpot: spot })
  return one
}

const webhook = (url: string): WebhookStation => ({
  receiver: 'r',
  url,
  file: undefined,
  spot,
  span: part => part,
  sendsResolved: true,
  resolvedSpot: undefined,
  ownBody: false,
  receiverSpot: spot,
})

describe('from an address to a flow', () => {
  const path = (rest: string): string => `http://k/api/v1/main/executions/webhook/${rest}`
  const cases: readonly (readonly [name: string, rest: string, flows: readonly FlowStation[], answer: string])[] = [
    ['all right', 'a/f/secretkey', [flow('a', 'f', 'secretkey')], 'yes -'],
    ['a computed key is not known', 'a/f/other', [flow('a', 'f', undefined)], 'maybe -'],
    ['the key differs', 'a/f/other', [flow('a', 'f', 'secretkey')], 'no key'],
    ['the namespace differs', 'b/f/secretkey', [flow('a', 'f', 'secretkey')], 'no namespace'],
    ['the namespace and the key differ', 'production/f/other', [flow('a', 'f', 'secretkey')], 'maybe -'],
    ['the namespace is misspelt, and the key differs', 'shop.alrets/f/other', [flow('shop.alerts', 'f', 'secretkey')], 'no namespace'],
    ['the namespace differs, and the key is not known', 'production/f/other', [flow('a', 'f', undefined)], 'no namespace'],
    ['the flow is misspelt', 'a/flwo/secretkey', [flow('a', 'flow', 'secretkey')], 'no flow'],
    ['a flow that is nowhere near may live elsewhere', 'z/unrelated/abc', [flow('a', 'f', 'secretkey')], 'maybe -'],
    ['no flows at all', 'a/f/secretkey', [], 'maybe -'],
    ['the flow is disabled', 'a/f/secretkey', [flow('a', 'f', 'secretkey', { flow: true })], 'no flowDisabled'],
    ['the trigger is disabled', 'a/f/secretkey', [flow('a', 'f', 'secretkey', { trigger: true })], 'no triggerDisabled'],
    ['something after the key', 'a/f/secretkey/', [flow('a', 'f', 'secretkey')], 'no afterKey'],
    ['no key', 'a/f', [flow('a', 'f', 'secretkey')], 'no incomplete'],
  ]
  for (const [name, rest, flows, answer] of cases)
    it(name, () => {
      const edge = followWebhook(webhook(path(rest)), { flows, isKestra: () => false })
      assert.equal(`${edge.certainty} ${edge.broken?.reason ?? '-'}`, answer)
    })

  it('where several Kestras have a flow of one name, that of the called one is meant', () => {
    const [own, other] = [flow('a', 'f', 'ownkey'), flow('a', 'f', 'otherkey')]
    const follow = (key: string, ownFlows: readonly FlowStation[]) =>
      followWebhook(webhook(path(`a/f/${key}`)), { flows: [other, own], isKestra: () => true, ownFlows: () => ownFlows })
    assert.equal(follow('ownkey', [own]).certainty, 'yes')
    assert.equal(follow('otherkey', [own]).broken?.reason, 'key')
    assert.equal(follow('otherkey', []).certainty, 'yes')
    assert.equal(follow('otherkey', [flow('a', 'g', 'third')]).certainty, 'yes')
    assert.equal(follow('third', [flow('a', 'g', 'third')]).broken?.reason, 'flow')
  })

  it('an address in a file of its own is judged alike, and its key is not told', () => {
    const secret = 'x7Qm2vK9'
    const verdict = (one: ReturnType<typeof followWebhook>): unknown => [one.certainty, one.broken?.reason, one.flow?.id, one.hook?.id]
    const own = (text: string, flows: readonly FlowStation[]) =>
      followWebhook({ ...webhook(''), url: undefined, file: 'kestra_url' }, { flows, isKestra: () => false }, { uri: 'file:///kestra_url', text })
    for (const [name, rest, flows] of cases) {
      const url = path(rest.replace(/secretkey|other|abc/, secret))
      const keyed = flows.map(one => flow(one.namespace, one.id, one.hooks[0]?.key === 'secretkey' ? secret : one.hooks[0]?.key))
      const found = own(` ${url}\r\n\n`, keyed)
      assert.deepEqual(verdict(found), verdict(followWebhook(webhook(url), { flows: keyed, isKestra: () => false })), name)
      assert.ok(found.address && found.file && !JSON.stringify(found.address).includes(secret), name)
    }
    const flows = [flow('a.b', 'on-alert', undefined)]
    assert.equal(own(path(`a.b/on-alert/${secret}`), flows).hook?.id, 'hook')
    for (const rest of [
      `${secret}/on-alert/a.b`,
      `a.b/${secret}/on-alert`,
      `on-alert/${secret}`,
      `a.b/on-alert/k/${secret}`,
      `a.b/on-alert/${secret}/${secret}`,
    ])
      assert.ok(!JSON.stringify(own(path(rest), flows).address).includes(secret), rest)
    for (const text of ['', '\n', `${path('a.b/f/k')}\n${path('a.b/f/k')}`, 'http://{{ .Receiver }}', 'text']) assert.equal(own(text, flows).address, undefined)
  })

  it('other programs have addresses of executions, too', () => {
    assert.equal(followWebhook(webhook('https://stackstorm/api/v1/executions'), { flows: [], isKestra: () => false }).address, undefined)
    assert.equal(followWebhook(webhook('http://bridge:9000/alerts'), { flows: [flow('a', 'f', 'k')], isKestra: () => false }).address, undefined)
    assert.equal(followWebhook(webhook('http://orchestrator/alerts'), { flows: [flow('a', 'f', 'k')], isKestra: () => true }).broken?.reason, 'noAddress')
  })
})

function host(name: string, parts: Partial<Host> = {}): Host {
  return {
    name,
    names: new Set([name]),
    aliases: new Map(),
    networks: new Set(['default']),
    mode: 'own',
    ports: [],
    program: undefined,
    image: undefined,
    listens: undefined,
    named: new Set(),
    extraHosts: new Set(),
    links: new Set(),
    mounts: [],
    command: [],
    environment: new Map(),
    hasEnvFile: false,
    imageSpot: undefined,
    opaque: false,
    spot,
    ...parts,
  }
}

describe('who reaches whom', () => {
  const am = host('alertmanager', { program: programOf('prom/alertmanager'), listens: new Set([9093]) })
  const kestra = host('kestra', { program: programOf('kestra/kestra'), listens: new Set([8080, 8081]), ports: [{ published: 18080, target: 8080, spot }] })
  const net = (hosts: readonly Host[], parts: Partial<Net> = {}): Net => ({ hosts, external: new Set(), open: false, ...parts })
  const cases: readonly (readonly [what: string, net: Net, from: Host, host: string, port: number, kind: string])[] = [
    ['the service and its port', net([am, kestra]), am, 'kestra', 8080, 'yes'],
    ['localhost', net([am, kestra]), am, 'localhost', 8080, 'loopback'],
    ['its own port on localhost', net([am, kestra]), am, '127.0.0.1', 9093, 'yes'],
    ['localhost of the machine', net([am, kestra]), host('x', { ...am, mode: 'host' }), 'localhost', 8080, 'maybe'],
    ['a container that shares the network', net([am, host('side', { mode: 'shared' })]), am, 'localhost', 8080, 'maybe'],
    ['a published port', net([am, kestra]), am, 'kestra', 18080, 'published-port'],
    ['a port of nobody', net([am, kestra]), am, 'kestra', 9999, 'wrong-port'],
    ['an unknown name', net([am, kestra]), am, 'kestra-server', 8080, 'unknown-host'],
    ['a name of the world outside', net([am, kestra]), am, 'kestra.example.org', 8080, 'maybe'],
    ['names of containers', net([am, kestra]), am, 'project-kestra-1', 8080, 'maybe'],
    ['included files', net([am], { open: true }), am, 'kestra', 8080, 'maybe'],
    ['the machine without a gateway', net([am]), am, 'host.docker.internal', 8080, 'no-gateway'],
    ['the machine with a gateway', net([am]), host('a', { ...am, extraHosts: new Set(['host.docker.internal']) }), 'host.docker.internal', 8080, 'maybe'],
    ['no network in common', net([am, host('kestra', { networks: new Set(['b']) })]), am, 'kestra', 8080, 'no-network'],
    ['an external network', net([am], { external: new Set(['default']) }), am, 'kestra', 8080, 'maybe'],
  ]
  for (const [what, all, from, name, port, kind] of cases) it(what, () => assert.equal(reach(all, from, name, port, 'kestra').kind, kind))
  it('localhost that means Kestra', () => assert.equal((reach(net([am, kestra]), am, 'localhost', 8080, 'kestra') as { meant?: Host }).meant, kestra))
})

const nobody: Sender = { external: new Map(), grouped: new Set(), relabelled: false }
const shape = (name: string, labels: Record<string, string>, expr: string): AlertShape => ({
  name,
  labels: new Map(Object.entries(labels)),
  templated: new Set(),
  flow: labelFlow(parsePromql(expr)),
})

describe('labels that an expression leaves', () => {
  const cases: readonly (readonly [expr: string, has: string, lacks: string])[] = [
    ['up', 'instance job x', ''],
    ['sum(up)', '', 'instance job'],
    ['sum by (job) (up)', 'job', 'instance'],
    ['sum without (job) (up)', 'instance', 'job'],
    ['topk(3, up)', 'instance job', ''],
    ['absent(up{job="a", env=~"b"})', 'job', 'env instance'],
    ['absent(sum(up))', '', 'job'],
    ['sum by (a) (x) / on (a) group_left (b) y', 'a b', 'c'],
    ['x / on (a) y', 'a', 'b'],
    ['x / ignoring (a) y', 'b', 'a'],
    ['x * on (a) group_right (b) sum by (a) (y)', 'a b', 'c'],
    ['sum by (a) (x) and y', 'a', 'b'],
    ['sum by (a) (x) or sum by (b) (y)', 'a b', 'c'],
    ['sum by (a) (x) or vector(0)', 'a', 'b'],
    ['label_replace(sum(x), "a", "$1", "b", "(.*)")', 'a', 'b'],
    ['label_join(sum(x), "a", "-", "b")', 'a', 'b'],
    ['histogram_quantile(0.9, sum by (le, a) (rate(x[5m])))', 'a', 'le b'],
    ['count_values("v", x)', 'v', 'a'],
    ['100 * sum by (a) (x) > 5', 'a', 'b'],
    ['5 < sum by (a) (x)', 'a', 'b'],
    ['-sum by (a) (x offset 5m)', 'a', 'b'],
    ['max_over_time(sum by (a) (x)[1h:5m])', 'a', 'b'],
    ['x == on () group_left () scalar(y)', 'a', ''],
    ['info(x)', 'a b', ''],
    ['clamp_max(sum by (a) (x), scalar(y))', 'a', 'b'],
    ['vector(1)', '', 'a'],
    ['x{a=""}', 'b', 'a'],
  ]
  const words = (text: string): string[] => text.split(' ').filter(Boolean)
  for (const [expr, has, lacks] of cases)
    it(expr, () => {
      const found = labelFlow(parsePromql(expr))
      for (const one of words(has)) assert.equal(mayHave(found, one), true, `${one} may be there`)
      for (const one of words(lacks)) assert.equal(mayHave(found, one), false, `${one} is not there`)
    })

  it('a broken expression says nothing', () => assert.equal(mayHave(labelFlow(parsePromql('sum by (')), 'a'), true))

  it('labels of the rule win, external ones come last', () => {
    const alert = shape('A', { severity: 'critical', gone: '' }, 'sum by (a) (x{job="j"})')
    const sender: Sender = {
      ...nobody,
      external: new Map([
        ['cluster', 'eu'],
        ['severity', 'none'],
      ]),
    }
    assert.deepEqual(labelOf(alert, 'severity', sender), { kind: 'is', value: 'critical' })
    assert.deepEqual(labelOf(alert, 'cluster', sender), { kind: 'is', value: 'eu' })
    assert.deepEqual(labelOf(alert, 'gone', sender), { kind: 'absent' })
    assert.deepEqual(labelOf(alert, 'job', sender), { kind: 'absent' })
    assert.deepEqual(labelOf(alert, 'a', sender), { kind: 'maybe' })
    assert.deepEqual(labelOf(alert, 'severity', { ...sender, relabelled: true }), { kind: 'maybe' })
  })
})

it('a box of a chart cannot be left by the text in it', () => {
  const chart = traceMermaid([{ kind: 'alert', label: 'a"] --> b\n<x>\u001b[31m\u202e', spot: undefined, certainty: 'yes', next: [] }])
  assert.equal(chart, 'flowchart LR\n  n0(["a#34;] --#62; b #60;x#62;#27;[31m#8238;"])\n')
})

const routes = data('conformance', 'alertmanager', 'routes.json')
if (routes)
  it('alerts whose labels are all known take the routes that Alertmanager takes', () => {
    const { configs, cases, generated } = JSON.parse(readFileSync(routes, 'utf8')) as Routes
    const all = [
      ...cases.map(one => ({ text: configs[one.config] ?? '', labels: one.labels, receivers: one.receivers })),
      ...generated.rows.map(([i, labels, found]) => ({ text: generated.configs[i] ?? '', labels, receivers: found.map(one => one[1]) })),
    ]
    const trees = new Map<string, ReturnType<typeof routeTree>>()
    for (const { text, labels, receivers } of all) {
      const tree = trees.get(text) ?? routeTree(At.root(parse(text)))
      trees.set(text, tree)
      if (!tree) continue
      const { alertname = '', ...others } = labels
      const found = ways(tree, shape(alertname, others, 'sum(x)'), nobody)
      assert.deepEqual(
        found.map(one => one.receiver),
        receivers,
        `${JSON.stringify(labels)}\n${text}`,
      )
      assert.ok(found.every(one => one.certainty === 'yes'))
      assert.equal(hits(tree, labels).length, receivers.length)
    }
    assert.ok(all.length > 50, `${all.length} alerts were compared`)
  })

interface Routes {
  readonly configs: readonly string[]
  readonly cases: readonly { readonly config: number; readonly labels: Record<string, string>; readonly receivers: readonly string[] }[]
  readonly generated: {
    readonly configs: readonly string[]
    readonly rows: readonly (readonly [config: number, labels: Record<string, string>, found: readonly (readonly [route: number, receiver: string])[]])[]
  }
}

const inhibit = data('conformance', 'alertmanager', 'inhibit.json')
if (inhibit)
  it('alerts are muted as Alertmanager mutes them', () => {
    const { cases } = JSON.parse(readFileSync(inhibit, 'utf8')) as { cases: readonly InhibitCase[] }
    for (const { name, config, alerts, muted: wanted, order_dependent: any } of cases) {
      const rules = [...(At.root(parse(config))?.get('inhibit_rules')?.items() ?? [])].map(
        (at): Inhibition => ({
          source: matchersOf(at, { matchers: 'source_matchers', match: 'source_match', match_re: 'source_match_re' }).matchers,
          target: matchersOf(at, { matchers: 'target_matchers', match: 'target_match', match_re: 'target_match_re' }).matchers,
          equal: [...(at.get('equal')?.items() ?? [])].map(one => one.text ?? ''),
        }),
      )
      const found = muted(rules, alerts)
      // what depends on the order of arrival has several right answers
      if (wanted) assert.deepEqual(found, wanted, name)
      else
        assert.ok(
          any?.some(one => one.join() === found.join()),
          name,
        )
    }
  })

interface InhibitCase {
  readonly name: string
  readonly config: string
  readonly alerts: readonly Record<string, string>[]
  readonly muted?: readonly boolean[]
  readonly order_dependent?: readonly (readonly boolean[])[]
}

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  type DocumentSymbol,
  definition,
  documentLinks,
  folding,
  highlights,
  hover,
  outline,
  prepareRename,
  references,
  rename,
  selectionRanges,
  semanticTokens,
  workspaceSymbols,
} from '../../../server/src/core/features'
import { apply } from '../../../server/src/core/text'
import { ask, textAt } from './tools'

const rules = `groups:
  - name: node
    rules:
      - alert: InstanceDown
        expr: |
          up{job="node"}
            == 0
        labels:
          severity: critical
        annotations:
          summary: '{{ $labels.instance }} is down'
      - record: job:up:sum
        expr: sum by (job) (up)
      - alert: JobDown
        expr: job:up:sum == 0
`
const alertmanager = `route:
  receiver: team
  routes:
    - receiver: pager
      matchers: [severity="critical"]
receivers:
  - name: team
  - name: pager
`

const flowIn = (namespace: string): string =>
  `id: handle\nnamespace: ${namespace}\ntriggers:\n  - id: in\n    type: io.kestra.plugin.core.trigger.Webhook\n    key: ${namespace}-Zk3kQ9wLm2Pd8RtX\ntasks:\n  - id: say\n    type: io.kestra.plugin.core.log.Log\n    message: hi\n`
const url = (namespace: string): string => `http://kestra:8080/api/v1/main/executions/webhook/${namespace}/handle/${namespace}-Zk3kQ9wLm2Pd8RtX`
const twoFlows = {
  'alertmanager.yml': `route: {receiver: x}\nreceivers:\n  - name: x\n    webhook_configs: [{url: "${url('x')}"}]\n  - name: y\n    webhook_configs: [{url: "${url('y')}"}]\n`,
  'flows/x.yml': flowIn('x'),
  'flows/y.yml': flowIn('y'),
  'flows/parent.yml': 'id: parent\nnamespace: top\ntasks:\n  - id: sub\n    type: io.kestra.plugin.core.flow.Subflow\n    namespace: y\n    flowId: handle\n',
}
const marked = (path: keyof typeof twoFlows, before: string, after: string) => ask({ ...twoFlows, [path]: twoFlows[path].replace(before, after) })

describe('flows of one id in two namespaces', () => {
  const places = [
    { ...marked('alertmanager.yml', '/x/handle', '/x/han<|>dle'), files: ['alertmanager.yml', 'flows/x.yml'] },
    { ...marked('flows/x.yml', 'id: handle', 'id: han<|>dle'), files: ['alertmanager.yml', 'flows/x.yml'] },
    { ...marked('flows/y.yml', 'id: handle', 'id: han<|>dle'), files: ['alertmanager.yml', 'flows/parent.yml', 'flows/y.yml'] },
    { ...marked('flows/parent.yml', 'flowId: handle', 'flowId: han<|>dle'), files: ['alertmanager.yml', 'flows/parent.yml', 'flows/y.yml'] },
  ]
  for (const { workspace, uri, offset, files } of places)
    it(`are told apart in ${uri}`, () => {
      const found = references(workspace, uri, offset, true)
      assert.deepEqual(found.map(one => one.uri.replace(/^.*?(?=alertmanager|flows)/, '')).sort(), files)
      assert.equal(definition(workspace, uri, offset)?.targets.length, 1)
      const renamed = rename(workspace, uri, offset, 'mend')
      assert.ok(!('refused' in renamed) && renamed.edits.length === files.length)
    })

  it('a name that Kestra does not take is refused', () => {
    const { workspace, uri, offset } = marked('flows/x.yml', 'id: handle', 'id: han<|>dle')
    assert.ok('refused' in rename(workspace, uri, offset, 'a b'))
  })
})

describe('definition and references', () => {
  it('goes from a route to its receiver', () => {
    const { workspace, uri, offset } = ask({ 'alertmanager.yml': alertmanager.replace('receiver: pager', 'receiver: pa<|>ger') })
    const found = definition(workspace, uri, offset)
    assert.deepEqual(
      found?.targets.map(one => textAt(workspace, one.uri, one.span)),
      ['pager'],
    )
    assert.ok((found?.targets[0]?.span.start ?? 0) > alertmanager.indexOf('receivers:'))
  })
  it('goes from a metric in an expression to the rule that records it', () => {
    const { workspace, uri, offset } = ask({ 'rules.yml': rules.replace('expr: job:up:sum ==', 'expr: job:<|>up:sum ==') })
    const found = definition(workspace, uri, offset)
    assert.equal(found?.targets.length, 1)
    assert.equal(rules.slice(0, found?.targets[0]?.span.start).endsWith('record: '), true)
  })
  it('finds an alert in the tests of its rules', () => {
    const tests = 'rule_files: [rules.yml]\ntests:\n  - alert_rule_test:\n      - alertname: InstanceDown\n'
    const { workspace, uri, offset } = ask({ 'rules.yml': rules.replace('alert: Inst', 'alert: In<|>st'), 'rules_test.yml': tests })
    assert.deepEqual(
      references(workspace, uri, offset, false).map(one => one.uri),
      ['file:///w/rules_test.yml'],
    )
    assert.equal(references(workspace, uri, offset, true).length, 2)
  })
  it('opens the files that a path names', () => {
    const { workspace, uri, offset } = ask({ 'rules.yml': rules, 'rules_test.yml': 'rule_files:\n  - ru<|>les.yml\ntests: []\n' })
    assert.deepEqual(
      definition(workspace, uri, offset)?.targets.map(one => one.uri),
      ['file:///w/rules.yml'],
    )
    assert.deepEqual(
      documentLinks(workspace, uri).map(one => one.uri),
      ['file:///w/rules.yml'],
    )
  })
  it('highlights a name in its file', () => {
    const { workspace, uri, offset } = ask({ 'alertmanager.yml': alertmanager.replace('name: pager', 'name: <|>pager') })
    assert.deepEqual(
      highlights(workspace, uri, offset).map(one => one.declares),
      [false, true],
    )
  })
})

describe('rename', () => {
  const renamed = (texts: Record<string, string>, to: string): Record<string, string> | string => {
    const { workspace, uri, offset } = ask(texts)
    const answer = rename(workspace, uri, offset, to)
    if ('refused' in answer) return answer.refused
    return Object.fromEntries(
      [...workspace.files.values()].map(file => [
        file.uri.slice('file:///w/'.length),
        apply(
          file.text,
          answer.edits.filter(edit => edit.uri === file.uri),
        ),
      ]),
    )
  }
  it('changes a receiver everywhere', () => {
    const answer = renamed({ 'alertmanager.yml': alertmanager.replace('name: pager', 'name: pa<|>ger') }, 'on-call')
    assert.deepEqual(answer, { 'alertmanager.yml': alertmanager.replaceAll('pager', 'on-call') })
  })
  it('changes an alert in rules and tests', () => {
    const tests = 'rule_files: [rules.yml]\ntests:\n  - alert_rule_test:\n      - alertname: "InstanceDown"\n'
    const answer = renamed({ 'rules.yml': rules.replace('alert: Inst', 'alert: In<|>st'), 'rules_test.yml': tests }, 'NodeDown')
    assert.deepEqual(answer, { 'rules.yml': rules.replace('InstanceDown', 'NodeDown'), 'rules_test.yml': tests.replace('InstanceDown', 'NodeDown') })
  })
  const routes = (matchers: string): string => `route:\n  receiver: a\n  routes:\n    - receiver: a\n${matchers}receivers:\n  - name: a\n`
  const marked = rules.replace('alert: Inst', 'alert: In<|>st')
  it('changes an alert in routes, and in expressions about alerts', () => {
    const am = routes(`      matchers: [alertname=InstanceDown, 'alertname=~"JobDown|InstanceDown"']\n`)
    const about = 'groups:\n  - name: b\n    rules:\n      - alert: Both\n        expr: ALERTS{alertname!="InstanceDown"} and ALERTS{alertname=~"In.*"}\n'
    assert.deepEqual(renamed({ 'rules.yml': marked, 'alertmanager.yml': am, 'more.yml': about }, 'NodeDown'), {
      'rules.yml': rules.replace('InstanceDown', 'NodeDown'),
      'alertmanager.yml': am.replaceAll('InstanceDown', 'NodeDown'),
      'more.yml': about.replace('InstanceDown', 'NodeDown'),
    })
  })
  it('refuses a name that would have to be quoted within an expression', () => {
    const both = (matcher: string, to: string) => renamed({ 'rules.yml': marked, 'alertmanager.yml': routes(`      matchers: ['${matcher}']\n`) }, to)
    assert.match(String(both('alertname=InstanceDown', 'Node is down')), /cannot be changed safely/)
    assert.equal(typeof both('alertname="InstanceDown"', 'Node is down'), 'object')
    assert.match(String(both('alertname=~"InstanceDown|b"', 'a|b')), /cannot be changed safely/)
  })
  it('refuses what stands in a text that it does not understand', () => {
    const flow = (condition: string): string =>
      `id: f\nnamespace: n\ntasks:\n  - id: t\n    type: io.kestra.plugin.core.log.Log\n    runIf: "${condition}"\n    message: a\n`
    const condition = "{{ trigger.body.commonLabels.alertname == 'InstanceDown' }}"
    assert.match(String(renamed({ 'rules.yml': marked, 'flow.yml': flow(condition) }, 'NodeDown')), /also stands in "flow.yml"/)
    assert.equal(typeof renamed({ 'rules.yml': marked, 'flow.yml': flow(condition.replace('Inst', 'OldInst')) }, 'NodeDown'), 'object')
    assert.match(String(renamed({ 'rules.yml': marked, 'alertmanager.yml': routes('      match:\n        alertname: InstanceDown\n') }, 'NodeDown')), /by hand/)
  })
  it('changes a job only where nothing selects by it', () => {
    const prometheus = 'rule_files: [rules.yml]\nscrape_configs:\n  - job_name: no<|>de\n    static_configs: [{targets: [a:1]}]\n'
    assert.match(String(renamed({ 'prometheus.yml': prometheus, 'rules.yml': rules }, 'host')), /also stands in "rules.yml"/)
    assert.equal(typeof renamed({ 'prometheus.yml': prometheus, 'rules.yml': rules.replace('"node"', '"node-exporter"') }, 'host'), 'object')
  })
  it('changes a service where it is waited for, and refuses where its address stands', () => {
    const compose = (service: string, more: string): string =>
      `services:\n  ${service}:\n    image: postgres\n  app:\n    image: kestra/kestra\n    depends_on:\n      ${service.replace('<|>', '')}: {condition: service_started}\n${more}`
    assert.deepEqual(renamed({ 'docker-compose.yml': compose('d<|>b', '') }, 'store'), { 'docker-compose.yml': compose('store', '') })
    const address = '    environment:\n      URL: jdbc:postgresql://db:5432/a\n'
    assert.match(String(renamed({ 'docker-compose.yml': compose('d<|>b', address) }, 'store')), /by hand/)
    const mounted = 'services:\n  app:\n    image: a\n    volumes: \n      - data:/var\nvolumes:\n  da<|>ta:\n'
    assert.match(String(renamed({ 'docker-compose.yml': mounted }, 'store')), /by hand/)
  })
  it('names a task or input in expressions only by what is one word there', () => {
    const flow = (condition: string): string =>
      `id: f\nnamespace: n\ninputs:\n  - id: i<|>n\n    type: STRING\ntasks:\n  - id: t\n    type: io.kestra.plugin.core.log.Log\n    message: "${condition}"\n`
    for (const use of ['{{ inputs.in }}', '{{ inputs. in ~ 1 }}']) {
      assert.match(String(renamed({ 'f.yml': flow(use) }, 'in-put')), /cannot be changed safely/, use)
      assert.match(String(renamed({ 'f.yml': flow(use) }, '1st')), /cannot be changed safely/, use)
      assert.deepEqual(renamed({ 'f.yml': flow(use) }, 'in_put'), {
        'f.yml': flow(use)
          .replace('<|>', '')
          .replace('id: in\n', 'id: in_put\n')
          .replace(/(inputs\. ?)in /, '$1in_put '),
      })
    }
    const quoted = flow("{{ inputs['in'] }}")
    assert.deepEqual(renamed({ 'f.yml': quoted }, 'in-put'), { 'f.yml': quoted.replace('i<|>n', 'in-put').replace("['in']", "['in-put']") })
    const task =
      'id: f\nnamespace: n\ntasks:\n  - id: <|>a\n    type: io.kestra.plugin.core.debug.Return\n    format: x\n  - id: b\n    type: io.kestra.plugin.core.log.Log\n    message: "{{ outputs.a.value }}"\n'
    assert.match(String(renamed({ 'f.yml': task }, 'a-b')), /cannot be changed safely/)
    assert.equal(typeof renamed({ 'f.yml': task.replace('outputs.a.', "outputs['a'].") }, 'a-b'), 'object')
  })
  it('takes a name with a dash where nothing subtracts: in a matcher, in an address', () => {
    const am = routes('      matchers: [alertname = InstanceDown]\n')
    assert.deepEqual(renamed({ 'rules.yml': marked, 'alertmanager.yml': am }, 'Node-Down'), {
      'rules.yml': rules.replace('InstanceDown', 'Node-Down'),
      'alertmanager.yml': am.replace('InstanceDown', 'Node-Down'),
    })
    const answer = renamed({ ...twoFlows, 'flows/x.yml': twoFlows['flows/x.yml'].replace('id: handle', 'id: han<|>dle') }, 'handle-it')
    assert.ok(typeof answer === 'object' && answer['alertmanager.yml']?.includes('/webhook/x/handle-it/x-'))
  })
  it('leaves alone flows of that name in other namespaces, and nothing that may be any', () => {
    const flow = (address: string): string =>
      flowIn('dev')
        .replace('id: handle', 'id: han<|>dle')
        .replace('message: hi', `message: "curl http://kestra:8080/api/v1/main/executions/webhook/${address}/handle/k"`)
    assert.equal(typeof renamed({ 'dev.yml': flow('prod') }, 'mend'), 'object')
    assert.equal(typeof renamed({ 'dev.yml': flow('dev.team') }, 'mend'), 'object')
    for (const address of ['dev', '$NAMESPACE', '{{flow.namespace}}']) assert.match(String(renamed({ 'dev.yml': flow(address) }, 'mend')), /by hand/, address)
  })
  it('reads no comments, behind content neither', () => {
    const withAlert = (name: string) => rules.replace('InstanceDown', `${name}<|>`)
    const am = (more: string): string => routes(`      matchers: ['alertname = "JobDown"']${more}\n`)
    assert.equal(typeof renamed({ 'rules.yml': withAlert('HighLoad'), 'alertmanager.yml': am(' # not HighLoad') }, 'Load'), 'object')
    assert.equal(typeof renamed({ 'rules.yml': withAlert('HighLoad'), 'alertmanager.yml': am(' # alertname = HighLoad') }, 'Load'), 'object')
    const flow = (message: string): string => `id: f\nnamespace: n\ntasks:\n  - id: t\n    type: io.kestra.plugin.core.log.Log\n    message: ${message}\n`
    for (const message of [
      `"it # alertname == 'HighLoad'"`,
      "it's#alertname == 'HighLoad'",
      `|\n      Alert # {{ trigger.body.commonLabels.alertname == 'HighLoad' ? 'a' : 'b' }}`,
    ])
      assert.match(String(renamed({ 'rules.yml': withAlert('HighLoad'), 'f.yml': flow(message) }, 'Load')), /by hand/, message)
  })
  describe('tells a comparison in a text from a sentence', () => {
    const flow = (line: string): string => `id: f\nnamespace: n\ntasks:\n  - id: t\n    type: io.kestra.plugin.core.log.Log\n    message: |\n      ${line}\n`
    const alert = (line: string) => typeof renamed({ 'rules.yml': rules.replace('InstanceDown', 'HighLoad<|>'), 'f.yml': flow(line) }, 'Load')
    const job = (line: string) =>
      typeof renamed({ 'prometheus.yml': 'scrape_configs:\n  - job_name: no<|>de\n    static_configs: [{targets: [a:1]}]\n', 'f.yml': flow(line) }, 'host')
    const compared = [
      "{{ trigger.body.commonLabels.alertname == 'HighLoad' }}",
      "{{ trigger.body.commonLabels['alertname'] in ['JobDown', 'HighLoad'] }}",
      "{{ (labels.alertname ?? '') | trim == 'HighLoad' }}",
      '{{ if eq .Labels.alertname "JobDown" "HighLoad" }}',
      '[ "{{ labels.alertname }}" = "HighLoad" ]',
      '[ "${alertname}" != HighLoad ]',
      'case $alertname in JobDown|HighLoad) ;; esac',
      'amtool silence add alertname=HighLoad job=a',
      'if labels.get("alertname", "") not in ("Job is down", "HighLoad"):',
      'if labels["alertname"].lower().endswith("HighLoad"):',
      '{"alertname": "HighLoad"}',
      `{"matcher": "alertname=~\\"Foo-.*|Job is down|HighLoad\\""}`,
      "select * from alerts where alertname like '%HighLoad%'",
      'alertname: HighLoad',
    ]
    for (const line of compared) it(line, () => assert.equal(alert(line), 'string'))
    const said = [
      'alertname {{ labels.alertname }}: HighLoad',
      'the alertname was once called HighLoad',
      'alertname: HighLoad is told at night',
      'alertname of OldHighLoad, too',
    ]
    for (const line of said) it(line, () => assert.equal(alert(line), 'object'))
    for (const line of ['up{job="node"}', 'up{job=~"(a b|c-.*|node)"}', `job!='node'`, 'job: node', '{{ labels.job == "node" }}', '{"job": "node"}'])
      it(line, () => assert.equal(job(line), 'string'))
    for (const line of ['job: a node is down', 'job: node is down', 'up{job="a",kind="node"}', 'job="a" on node'])
      it(line, () => assert.equal(job(line), 'object'))
    it('in a long line in no time', () => {
      const before = performance.now()
      alert(`alertname in ${'in A|"in A",x.*y=~'.repeat(3000)}`)
      job(`job=~${'in A|"in A|x.*y=~'.repeat(3000)}`)
      assert.ok(performance.now() - before < 2000)
    })
  })
  it('quotes a name that YAML would read otherwise', () => {
    const answer = renamed({ 'alertmanager.yml': alertmanager.replace('name: pager', 'name: pa<|>ger') }, 'yes')
    assert.equal(typeof answer === 'object' && answer['alertmanager.yml']?.includes("name: 'yes'"), true)
  })
  it('refuses a name that is taken, and names from elsewhere', () => {
    assert.match(String(renamed({ 'alertmanager.yml': alertmanager.replace('name: pager', 'name: pa<|>ger') }, 'team')), /already/)
    const { workspace, uri, offset } = ask({ 'rules.yml': rules.replace('up{job', 'u<|>p{job') })
    assert.match(JSON.stringify(prepareRename(workspace, uri, offset)), /comes from elsewhere/)
  })
})

describe('hover', () => {
  it('explains keys, functions and names', () => {
    const over = (texts: Record<string, string>) => {
      const { workspace, uri, offset } = ask(texts)
      return hover(workspace, uri, offset)?.markdown ?? ''
    }
    assert.match(over({ 'rules.yml': rules.replace('expr: sum', 'ex<|>pr: sum') }), /PromQL/)
    assert.match(over({ 'rules.yml': rules.replace('sum by', 's<|>um by') }), /sum/i)
    assert.match(over({ 'rules.yml': rules.replace('$labels', '$la<|>bels') }), /label/i)
    assert.match(over({ 'alertmanager.yml': alertmanager.replace('receiver: pager', 'receiver: pa<|>ger') }), /pager/)
  })
  it('counts uses where it knows of some', () => {
    const over = (name: string, mark: string): string => {
      const { workspace, uri, offset } = ask({ 'alertmanager.yml': alertmanager.replace(name, mark) })
      return hover(workspace, uri, offset)?.markdown ?? ''
    }
    assert.match(over('- name: pager', '- name: pa<|>ger'), /receiver \*\*pager\*\*, used once/)
    const { workspace, uri, offset } = ask({ 'rules.yml': rules.replace('name: node', 'name: no<|>de') })
    assert.doesNotMatch(hover(workspace, uri, offset)?.markdown ?? 'used', /used/)
  })
  it('places words of a block scalar', () => {
    const { workspace, uri, offset } = ask({ 'rules.yml': rules.replace('up{job="node"}', 'up{j<|>ob="node"}') })
    const found = hover(workspace, uri, offset)
    assert.ok(found)
    assert.match(textAt(workspace, uri, found.span), /job/)
  })
})

describe('outline, folding, selection, colours', () => {
  const { workspace } = ask({ 'rules.yml': rules, 'alertmanager.yml': alertmanager, 'foreign.yml': 'expr: sum by (x) (y)\nkind: Other\n' })
  it('lists groups and rules', () => {
    const names = (list: readonly DocumentSymbol[]): unknown => list.map(one => (one.children.length ? [one.name, names(one.children)] : one.name))
    assert.deepEqual(names(outline(workspace, 'file:///w/rules.yml')), [['groups', [['node', ['InstanceDown', 'job:up:sum', 'JobDown']]]]])
  })
  it('finds names of the workspace', () => {
    assert.deepEqual(
      workspaceSymbols(workspace, 'pag').map(one => one.name),
      ['pager'],
    )
    assert.deepEqual(
      workspaceSymbols(workspace, 'insdo').map(one => one.name),
      ['InstanceDown'],
    )
  })
  it('folds what spans lines', () => {
    const spans = folding(workspace, 'file:///w/rules.yml').map(one => textAt(workspace, 'file:///w/rules.yml', one.span).split('\n')[0])
    assert.ok(spans.includes('groups:') && spans.includes('labels:') && spans.includes('expr: |'), spans.join(' / '))
  })
  it('grows a selection', () => {
    const spans = selectionRanges(workspace, 'file:///w/rules.yml', rules.indexOf('critical'))
    assert.ok(spans.length >= 6)
    for (let i = 1; i < spans.length; i++) assert.ok((spans[i]?.start ?? 0) <= (spans[i - 1]?.start ?? 0) && (spans[i]?.end ?? 0) >= (spans[i - 1]?.end ?? 0))
  })
  it('colours PromQL in rules and nothing in foreign YAML', () => {
    const tokens = semanticTokens(workspace, 'file:///w/rules.yml').map(one => [textAt(workspace, 'file:///w/rules.yml', one.span), one.type])
    assert.ok(
      tokens.some(([text, type]) => text === 'sum' && type !== 'variable'),
      JSON.stringify(tokens),
    )
    assert.deepEqual(semanticTokens(workspace, 'file:///w/foreign.yml'), [])
  })
})

// What a text is by its content, and what is said of one that may be another program's.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Kind, recognise } from '../../server/src/core/languages'
import { changeFile, emptyWorkspace, fileProblems, makeFile, update, withFiles } from '../../server/src/core/workspace'
import { At, parse } from '../../server/src/core/yaml'

const kindOf = (text: string, name: string): Kind | undefined => recognise(At.root(parse(text)), `file:///${name}`, text)

const rule = '      - alert: Down\n        expr: up == 0\n'
const group = `groups:\n  - name: a\n    rules:\n${rule}`

describe('rule files', () => {
  it('are those of Prometheus', () => assert.equal(kindOf(group, 'a.yml'), 'rules'))

  const others: Readonly<Record<string, string>> = {
    'alerts that Grafana is provisioned with': `apiVersion: 1\n${group}`,
    'alerts of Grafana without a version':
      'groups:\n  - orgId: 1\n    name: a\n    folder: b\n    rules:\n      - uid: c\n        title: d\n        data: []\n',
    'groups of vmalert': `groups:\n  - name: a\n    concurrency: 2\n    rules:\n${rule}`,
    'groups of vmalert for logs': `groups:\n  - name: a\n    type: vlogs\n    rules:\n${rule}`,
  }
  for (const [name, text] of Object.entries(others)) it(`are not ${name}`, () => assert.equal(kindOf(text, 'rules.yml'), undefined))

  it('have tests, but not those for vmalert', () => {
    const test = (more: string): string => `rule_files: [a.yml]\ntests:\n  - interval: 1m\n${more}`
    assert.equal(kindOf(test('    promql_expr_test: []\n'), 'a.yml'), 'rule-tests')
    assert.equal(kindOf(test('    metricsql_expr_test: []\n'), 'a.yml'), undefined)
    assert.equal(kindOf(test('    alert_rule_test:\n      - groupname: a\n        alertname: b\n'), 'a.yml'), undefined)
  })
})

describe('texts that others are made of', () => {
  it('are those with statements of Jinja between the lines', () => {
    assert.equal(kindOf('services:\n  {% if a %}\n  a:\n    image: b\n  {% endif %}\n', 'docker-compose.yml'), undefined)
    assert.equal(kindOf('scrape_configs:\n{% for job in jobs %}\n  - job_name: a\n{% endfor %}\n', 'prometheus.yml'), undefined)
  })

  it('are not flows with Pebble', () => {
    const flow = (message: string): string => `id: a\nnamespace: b\ntasks:\n  - id: c\n    type: io.kestra.plugin.core.log.Log\n    message: ${message}\n`
    assert.equal(kindOf(flow('|\n      {% if a %}\n      b\n      {% endif %}'), 'a.yml'), 'kestra')
    assert.equal(kindOf(flow('{% if a %}b{% endif %}'), 'a.yml'), 'kestra')
  })

  it('are charts of Helm, wherever the action asks for their values', () => {
    assert.equal(kindOf('{{- if (include "a.b" .) }}\ngroups: []\n', 'a.yml'), undefined)
    assert.equal(recognise(undefined, 'file:///a.tpl', '{{ define "a" }}{{ index .Values.b "CommonLabels" }}{{ .CommonLabels.a }}{{ end }}'), undefined)
    assert.equal(recognise(undefined, 'file:///a.tmpl', '{{ define "a" }}{{ .CommonLabels.Values }}{{ end }}'), 'alert-template')
  })

  it('are values of charts, however the file is called', () => {
    const values = 'nameOverride: ""\ncommonLabels: {}\nglobal: {rbac: {create: true}}\nalertmanager: {}\ngrafana: {}\n'
    assert.equal(kindOf(values, 'prometheus-operator.yaml'), undefined)
    assert.equal(kindOf('scrape_config: []\nglobale: {}\nglobal: {scrape_interval: 15s}\n', 'prometheus.yml'), 'prometheus')
  })
})

describe('texts that are being written', () => {
  it('are told by their name as long as nothing stands there but comments', () => {
    for (const text of ['', '\n', '# to do\n', '---\n']) {
      assert.equal(kindOf(text, 'prometheus.yml'), 'prometheus')
      assert.equal(kindOf(text, 'alertmanager.yml'), 'alertmanager')
      assert.equal(kindOf(text, 'node-rules.yml'), 'rules')
      assert.equal(kindOf(text, 'values.yml'), undefined)
    }
    assert.equal(kindOf('- hosts: all\n', 'alerts.yml'), undefined)
  })

  const edited = (before: string, start: number, end: number, text: string, name = 'a.yml') =>
    changeFile(makeFile(`file:///w/${name}`, before), [{ span: { start, end }, text }]).content

  it('stay what they were while a key is written', () => {
    assert.equal(edited('', 0, 0, 's', 'prometheus.yml'), 'prometheus')
    assert.equal(edited(group, 0, 6, 'gro'), 'rules')
    assert.equal(edited(group, 0, 0, 're\n'), 'rules')
    assert.equal(edited(group, 5, 6, ''), 'rules')
  })

  it('are no longer what they were when they are replaced by another text', () => {
    assert.equal(edited(group, 0, group.length, 'foo:\n  - name: a\n    rules: []\n'), undefined)
    assert.equal(edited(group, 0, group.length, '{% if a %}\nfoo: 1\n{% endif %}\n'), undefined)
    assert.equal(edited(group, 0, 0, 'apiVersion: v1\nkind: ConfigMap\n'), undefined)
    assert.equal(edited(group, 0, group.length, 'route:\n  receiver: a\nreceivers:\n  - name: a\n'), 'alertmanager')
  })
})

/** Severities and codes of problems of the first file. */
function problems(files: Readonly<Record<string, string>>): string[] {
  const all = Object.entries(files).map(([name, text]) => makeFile(`file:///w/${name}`, text))
  const workspace = withFiles(update(emptyWorkspace, { folders: ['file:///w'], whole: true }), all)
  return fileProblems(workspace, all[0]?.uri ?? '').map(one => `${one.severity} ${one.code}`)
}

describe('a file that only its content makes ours', () => {
  const template = '{{ define "a" }}{{ .CommonLabels.b }}{{ counter }}{{ end }}'
  const configuration = 'route: {receiver: a}\nreceivers: [{name: a}]\ntemplates: [t/*.tmpl]\n'
  const list = '- alert: Down\n  expr: up == 0\n'
  const metricsQl = `groups:\n  - name: a\n    rules:\n      - record: b\n        expr: histogram_share(1, rate(c[5m]))\n`

  it('is refused where a configuration loads it', () => {
    assert.deepEqual(problems({ 't/a.tmpl': template, 'alertmanager.yml': configuration }), ['error unknown-template-function'])
    assert.deepEqual(problems({ 'a.yml': list, 'prometheus.yml': 'rule_files: ["*.yml"]\n' }), ['error rules-without-groups'])
    assert.deepEqual(problems({ 'a.yml': metricsQl, 'prometheus.yml': 'rule_files: [a.yml]\n' }), ['error promql-unknown-function'])
  })

  it('is refused where a configuration loads files of its name from a place that nobody sees', () => {
    const elsewhere = 'rule_files: ["/etc/prometheus/*.yml"]\n'
    assert.deepEqual(problems({ 'a.yml': list, 'prometheus.yml': elsewhere }), ['error rules-without-groups'])
  })

  it('may be another program’s where none does', () => {
    assert.deepEqual(problems({ 'a.tmpl': template, 'alertmanager.yml': configuration }), ['information unknown-template-function'])
    assert.deepEqual(problems({ 'a.yml': list, 'prometheus.yml': 'rule_files: [b.yml]\n' }), ['information rules-without-groups'])
    assert.deepEqual(problems({ 'alerts.yml': `- name: a\n  rules:\n    - alert: Down\n      expr: up == 0\n` }), ['information rules-without-groups'])
    assert.deepEqual(problems({ 'a.yml': metricsQl }), [])
  })

  it('is refused where it can hardly be anything else', () => assert.deepEqual(problems({ 'a.yml': list }), ['error rules-without-groups']))

  it('is refused where somebody says what it is', () =>
    assert.deepEqual(problems({ 'a.yml': `# alertpath: kind=rules\n${list}` }), ['error rules-without-groups']))
})

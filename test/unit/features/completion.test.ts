// Completion is tested by the document after applying it.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { completion } from '../../../server/src/core/features'
import { plain } from '../../../server/src/core/schema'
import { apply } from '../../../server/src/core/text'
import { fileProblems, makeFile, update, withFiles } from '../../../server/src/core/workspace'
import { readSnippets } from '../../../server/src/lsp/snippets'
import { ask } from './tools'

const snippets = readSnippets()

/** The text after choosing `label`; placeholders filled with their defaults. */
function completed(texts: string | Record<string, string>, label: string, versions: Record<string, string> = {}): string {
  const { workspace, uri, offset } = ask(typeof texts === 'string' ? { 'rules.yml': texts } : texts, versions)
  const { items } = completion(update(workspace, { snippets }), uri, offset)
  const item = items.find(one => one.label === label)
  assert.ok(item, `"${label}" is not among ${items.map(one => one.label).join(', ')}`)
  return apply(workspace.files.get(uri)?.text ?? '', [{ span: item.edit.span, text: item.snippet ? plain(item.edit.text) : item.edit.text }])
}

const labels = (texts: string | Record<string, string>, versions: Record<string, string> = {}): string[] => {
  const { workspace, uri, offset } = ask(typeof texts === 'string' ? { 'rules.yml': texts } : texts, versions)
  return [...completion(update(workspace, { snippets }), uri, offset).items].sort((a, b) => (a.sort < b.sort ? -1 : 1)).map(one => one.label)
}

const head = 'groups:\n  - name: a\n    rules:\n      - alert: A\n        expr: up\n'

describe('keys', () => {
  it('an empty line at the column of the keys', () => {
    assert.equal(completed(`${head}        <|>`, 'for'), `${head}        for: 5m`)
  })
  it('offers none that is there, required ones first', () => {
    const found = labels(`${head}        <|>`)
    assert.ok(!found.includes('alert') && !found.includes('expr'), found.join())
    assert.equal(labels('groups:\n  - name: a\n    rules:\n      - alert: A\n        <|>')[0], 'expr')
  })
  it('a half-typed word is replaced', () => {
    assert.equal(completed(`${head}        lab<|>`, 'labels'), `${head}        labels:\n          severity: warning`)
  })
  it('a half-typed word with lines after it', () => {
    assert.equal(
      completed(`groups:\n  - name: a\n    rules:\n      - alert: A\n        ex<|>\n        for: 5m\n`, 'expr').includes('        expr: \n        for: 5m'),
      true,
    )
  })
  it('right after a bare dash', () => {
    assert.equal(completed('groups:\n  - name: a\n    rules:\n      - <|>', 'alert'), 'groups:\n  - name: a\n    rules:\n      - alert: InstanceDown')
  })
  it('a key that has its colon keeps it', () => {
    assert.equal(completed(`${head}        f<|>: 5m\n`, 'for'), `${head}        for: 5m\n`)
  })
  it('in an empty document', () => {
    assert.equal(
      completed({ 'rules.yml': '# alertpath: kind=rules\n<|>' }, 'groups'),
      '# alertpath: kind=rules\ngroups:\n  - name: example\n    rules:\n      - ',
    )
  })
  it('below a key without a value', () => {
    assert.equal(
      completed('groups:\n  - name: a\n    rules:\n      - alert: A\n        expr: up\n        annotations:\n          x: y\n    <|>', 'interval').endsWith(
        '    interval: 1m',
      ),
      true,
    )
  })
  it('in flow maps', () => {
    assert.equal(
      completed('groups:\n  - name: a\n    rules:\n      - {alert: A, ex<|>}\n', 'expr'),
      'groups:\n  - name: a\n    rules:\n      - {alert: A, expr: }\n',
    )
  })
  it('in flow maps over several lines, with the comma that is missing', () => {
    const text = (line: string): string => `groups:\n  - name: a\n    rules:\n      - {\n        alert: A,\n        ${line}\n        expr: up\n      }\n`
    assert.equal(completed(text('<|>'), 'for'), text('for: 5m,'))
    assert.equal(completed(text('<|>'), 'labels'), text('labels: {},'))
    assert.ok(!labels(text('<|>')).includes('alert'))
  })
  it('none that is there, in flow maps too', () => {
    const found = labels('groups:\n  - name: a\n    rules:\n      - {alert: A, expr: up, <|>}\n')
    assert.ok(found.includes('for') && !found.includes('alert') && !found.includes('expr'), found.join())
  })
  it('nothing behind a closed flow map', () => {
    assert.deepEqual(labels('groups:\n  - name: a\n    rules:\n      - {alert: A, expr: up}<|>\n'), [])
  })
  it('in quotes, where the file is JSON', () => {
    const text = (key: string): string => `[\n  {\n    "targets": ["a:1"],\n    ${key}\n  }\n]\n`
    for (const typed of ['<|>', '"<|>"', '"la<|>"']) assert.equal(completed({ 'targets.json': text(typed) }, 'labels'), text('"labels": {}'))
  })
  it('in a map of one line within brackets of others', () => {
    const text = (key: string) => `{\n  "scrape_configs": [\n    { "job_name": "a", "static_configs": [{ "targets": ["h:1"] }], ${key} }\n  ]\n}\n`
    assert.match(completed({ 'prometheus.json': text('<|>') }, 'scrape_interval'), /\}\], "scrape_interval": .* \}/)
    assert.match(completed({ 'prometheus.json': text('"scheme": <|>') }, 'https'), /"scheme": "https" \}/)
    const inner = (key: string) => text('"scheme": "http"').replace('"targets": ["h:1"]', `"targets": ["h:1"], ${key}`)
    assert.match(completed({ 'prometheus.json': inner('<|>') }, 'labels'), /"labels": /)
    assert.ok(!labels({ 'prometheus.json': inner('<|>') }).includes('scheme'))
  })
  it('in a list of one line within brackets of others', () => {
    const text = (item: string) => `{\n  "scrape_configs": [\n    { "job_name": "a", "scrape_protocols": [${item}] }\n  ]\n}\n`
    assert.match(
      completed({ 'prometheus.json': text('"PrometheusText0.0.4", <|>') }, 'OpenMetricsText1.0.0'),
      /"PrometheusText0.0.4", "OpenMetricsText1.0.0"\]/,
    )
  })
  it('above its own list, however deep that stands', () => {
    const alertmanager = (key: string): Record<string, string> => ({ 'alertmanager.yml': `route:\n  receiver: web\n${key}\n- name: web\n` })
    assert.equal(completed(alertmanager('rec<|>:'), 'receivers'), 'route:\n  receiver: web\nreceivers:\n- name: web\n')
    assert.equal(completed(alertmanager('rec<|>'), 'receivers'), 'route:\n  receiver: web\nreceivers:\n- name: web\n')
    assert.equal(
      completed('groups:\n- name: a\n  rul<|>:\n  - alert: A\n    expr: up\n', 'rules'),
      'groups:\n- name: a\n  rules:\n  - alert: A\n    expr: up\n',
    )
    assert.deepEqual(labels('groups<|>:\n- name: a\n'), ['groups'])
  })
  it('nothing that a comment right behind it would become part of', () => {
    assert.deepEqual(labels('groups:\n  - name: a\n    rules:\n      <|># why\n'), [])
  })
  it('a name in flow style, with the comma that is missing', () => {
    const text = (key: string) => `route:\n  receiver: web\n  routes: [{ ${key} matchers: [a="b"] }]\nreceivers:\n  - name: web\n`
    assert.equal(completed({ 'alertmanager.yml': text('<|>') }, 'receiver'), text('receiver: ,'))
  })
  it('the first item of a list, on an empty line below its key', () => {
    assert.equal(completed('groups:\n  <|>', 'name'), 'groups:\n  - name: node')
    assert.equal(completed('groups:\n  - name: a\n    rules:\n      al<|>', 'alert'), 'groups:\n  - name: a\n    rules:\n      - alert: InstanceDown')
  })
  it('an item between two, in a list at the column of its key', () => {
    const text = (line: string): string => `groups:\n- name: a\n  rules:\n  - alert: A\n    expr: up\n${line}\n# more\n- name: b\n`
    assert.equal(completed(text('<|>'), 'name'), text('- name: node'))
    assert.ok(!labels(text('<|>')).includes('groups'))
    assert.ok(labels(text('  <|>')).includes('limit'))
  })
  it('snippets of a list, wherever the same items stand', () => {
    const am = 'route:\n  receiver: a\n  routes:\n    - receiver: a\n      routes:\n        - <|>\nreceivers:\n  - name: a\n'
    assert.ok(labels({ 'alertmanager.yml': am }).includes('route'))
    const flow = 'id: a\nnamespace: b\ntasks:\n  - id: x\n    type: io.kestra.plugin.core.flow.If\n    condition: "{{ true }}"\n    then:\n      <|>\n'
    const found = labels({ 'flow.yml': flow }, { kestra: '2.0' })
    assert.ok(found.includes('http') && !found.includes('webhook'), found.join())
  })
  it('right behind a dash without a blank', () => {
    assert.equal(completed('groups:\n  - name: a\n    rules:\n      -<|>', 'alert'), 'groups:\n  - name: a\n    rules:\n      - alert: InstanceDown')
  })
  it('a half-typed first key, and none of those below', () => {
    const found = labels('groups:\n  - name: a\n    rules:\n      - al<|>\n        expr: |\n          up\n        for: 5m\n')
    assert.ok(found.includes('alert') && !found.includes('expr') && !found.includes('for'), found.join())
  })
  it('nothing behind a tab', () => {
    assert.deepEqual(labels('groups:\n\t<|>'), [])
  })
  it('no snippet that brings a key twice', () => {
    const flow = (rest: string) => labels({ 'flow.yml': `id: a\nnamespace: b\n${rest}` }, { kestra: '2.0' })
    assert.ok(!flow('<|>').includes('flow-empty'))
    assert.ok(labels({ 'flow.yml': '# alertpath: kind=kestra\n<|>' }, { kestra: '2.0' }).includes('flow-empty'))
  })
  it('a name is chosen from a list, not from an example', () => {
    const text = 'route:\n  receiver: team\n  routes:\n    - <|>\nreceivers:\n  - name: team\n'
    assert.match(completed({ 'alertmanager.yml': text }, 'receiver'), /- receiver: \n/)
    assert.deepEqual(labels({ 'alertmanager.yml': text.replace('<|>', 'receiver: <|>') }), ['team'])
  })
  it('with CRLF', () => {
    assert.equal(
      completed(`${head.replace(/\n/g, '\r\n')}        lab<|>`, 'labels'),
      `${head.replace(/\n/g, '\r\n')}        labels:\r\n          severity: warning`,
    )
  })
  it('while the text is broken elsewhere', () => {
    assert.equal(completed(`${head}        <|>\n  - name: "b\n`, 'for').includes('        for: 5m'), true)
  })
  it('nothing in a comment', () => {
    assert.deepEqual(labels(`${head}        # <|>`), [])
  })
  it('keys of Alertmanager, nested', () => {
    const text = 'route:\n  receiver: a\n  routes:\n    - receiver: b\n      <|>\nreceivers:\n  - name: a\n  - name: b\n'
    assert.ok(labels({ 'alertmanager.yml': text }).includes('matchers'))
    assert.ok(labels({ 'alertmanager.yml': 'route:\n  receiver: a\nreceivers:\n  - name: a\n    web<|>\n' }).includes('webhook_configs'))
  })
  it('only what the version has', () => {
    const text = 'rule_files: []\ntests: []\n<|>'
    assert.ok(labels({ 'a_test.yml': text }).includes('fuzzy_compare'))
    assert.ok(!labels({ 'a_test.yml': text }, { prometheus: '3.4' }).includes('fuzzy_compare'))
  })
})

describe('values', () => {
  const am = (route: string) => ({
    'alertmanager.yml': `route:\n  receiver: team\n  routes:\n    - receiver: ${route}\nreceivers:\n  - name: team\n  - name: pager\n`,
  })
  it('names in scope', () => {
    assert.deepEqual(
      labels(am('<|>'))
        .filter(one => one === 'team' || one === 'pager')
        .sort(),
      ['pager', 'team'],
    )
    assert.match(completed(am('pa<|>'), 'pager'), /receiver: pager\n/)
  })
  it('right behind the colon', () => {
    assert.match(completed({ 'alertmanager.yml': 'route:\n  receiver:<|>\nreceivers:\n  - name: team\n' }, 'team'), /receiver: team\n/)
  })
  it('booleans, enumerations, durations', () => {
    assert.ok(labels({ 'alertmanager.yml': 'route:\n  receiver: a\n  routes:\n    - continue: <|>\nreceivers:\n  - name: a\n' }).includes('true'))
    assert.ok(labels({ 'prometheus.yml': 'scrape_configs:\n  - job_name: a\n    scheme: <|>\n' }).includes('https'))
    assert.ok(labels(`${head}        for: <|>\n`).includes('5m'))
  })
  it('in a flow map over several lines', () => {
    const text = (name: string) => `route: {\n  receiver: ${name}\n}\nreceivers:\n  - name: web\n`
    assert.equal(completed({ 'alertmanager.yml': text('<|>') }, 'web'), text('web'))
  })
  it('without quotes in JSON, where they are no texts', () => {
    const text = (value: string) =>
      `{"route": {"receiver": "a"}, "receivers": [{"name": "a", "webhook_configs": [{"url": "http://h", "send_resolved": ${value}}]}]}`
    assert.equal(completed({ 'alertmanager.json': text('<|>') }, 'false'), text('false'))
  })
  it('rule files on disk', () => {
    assert.ok(labels({ 'rules/node.yml': head, 'a_test.yml': 'rule_files:\n  - <|>\ntests: []\n' }).includes('rules/node.yml'))
  })
  it('items of a list in flow style', () => {
    assert.ok(labels({ 'rules/node.yml': head, 'a_test.yml': 'rule_files: [<|>]\ntests: []\n' }).includes('rules/node.yml'))
  })
  it('types of Kestra tasks', () => {
    assert.ok(labels({ 'flow.yml': 'id: a\nnamespace: b\ntasks:\n  - id: say\n    type: <|>\n' }, { kestra: '2.0' }).includes('io.kestra.plugin.core.log.Log'))
    const keys = labels({ 'flow.yml': 'id: a\nnamespace: b\ntasks:\n  - id: say\n    type: io.kestra.plugin.core.log.Log\n    <|>\n' }, { kestra: '2.0' })
    assert.ok(keys.includes('message'), keys.join())
  })
})

describe('inline languages', () => {
  it('functions in an expression', () => {
    assert.match(completed(`groups:\n  - name: a\n    rules:\n      - alert: A\n        expr: ra<|>\n`, 'rate'), /expr: rate\(/)
  })
  it('functions in a block scalar', () => {
    assert.match(
      completed(`groups:\n  - name: a\n    rules:\n      - alert: A\n        expr: |\n          sum(\n            ra<|>\n          )\n`, 'rate'),
      /sum\(\n {12}rate\(/,
    )
  })
  it('right behind the colon, and on the line below it', () => {
    const text = 'groups:\n  - name: a\n    rules:\n      - alert: A\n        expr:'
    assert.equal(completed(`${text}<|>`, 'rate'), `${text} rate()`)
    assert.equal(completed(`${text}\n          <|>`, 'rate'), `${text}\n          rate()`)
  })
  it('in an empty block scalar, and on the line behind its text', () => {
    const text = 'groups:\n  - name: a\n    rules:\n      - alert: A\n        expr: |\n'
    for (const newline of ['\n', '\r\n']) {
      const typed = text.replaceAll('\n', newline)
      assert.equal(completed(`${typed}          <|>`, 'rate'), `${typed}          rate()`)
      assert.equal(completed(`${typed}          <|>${newline}        for: 5m`, 'rate'), `${typed}          rate()${newline}        for: 5m`)
    }
    const more = `${text.replace('|', '>-')}          sum(rate(x[5m]))\n`
    assert.equal(completed(`${more}          <|>\n        for: 5m\n`, 'and'), `${more}          and \n        for: 5m\n`)
    assert.ok(labels(`${more}        <|>\n`).includes('for'))
  })
  it('an item of a list, with its dash', () => {
    const text =
      'route:\n  receiver: a\n  routes:\n    - matchers:\n        <|>\nreceivers:\n  - name: a\ninhibit_rules:\n  - source_matchers: [severity="b"]\n'
    assert.match(completed({ 'alertmanager.yml': text }, 'severity'), /matchers:\n {8}- severity\n/)
  })
  it('not the word itself that is being typed', () => {
    assert.ok(!labels(`groups:\n  - name: a\n    rules:\n      - alert: A\n        expr: rat<|>\n`).includes('rat'))
    assert.ok(labels(`groups:\n  - name: a\n    rules:\n      - alert: A\n        expr: rat<|> + rat\n`).includes('rat'))
  })
  it('recorded metrics', () => {
    assert.ok(
      labels(`groups:\n  - name: a\n    rules:\n      - record: job:up:sum\n        expr: sum by (job) (up)\n      - alert: A\n        expr: jo<|>\n`).includes(
        'job:up:sum',
      ),
    )
  })
  it('an empty expression', () => {
    assert.ok(labels('groups:\n  - name: a\n    rules:\n      - alert: A\n        expr: <|>\n').includes('rate'))
  })
  it('variables of a template in quotes', () => {
    const found = labels(`${head}        annotations:\n          summary: "{{ $<|> }}"\n`)
    assert.ok(
      found.some(one => one.includes('labels')),
      found.join(),
    )
  })
  it('functions alone behind a pipe of a template', () => {
    const text = (rest: string): string =>
      `groups:\n  - name: a\n    rules:\n      - alert: A\n        expr: up\n        annotations:\n          a: '{{ $value | ${rest}'\n`
    for (const rest of ['<|> }}', 'hu<|> }}']) {
      const found = labels(text(rest))
      assert.ok(found.includes('humanize') && !found.includes('$labels') && !found.includes('.Labels'), found.join())
    }
  })
  it('inputs of a flow', () => {
    const found = labels({
      'flow.yml':
        'id: a\nnamespace: b\ninputs:\n  - id: crew\n    type: STRING\ntasks:\n  - id: say\n    type: io.kestra.plugin.core.log.Log\n    message: "{{ inputs.<|> }}"\n',
    })
    assert.ok(found.includes('crew'), found.join())
  })
})

it('what was completed brings no new problem of structure', () => {
  const { workspace, uri } = ask({ 'rules.yml': `${head}        <|>` })
  const text = completed(`${head}        <|>`, 'annotations')
  const problems = fileProblems(withFiles(workspace, [makeFile(uri, text)]), uri)
  assert.deepEqual(
    problems.filter(one => one.severity === 'error'),
    [],
  )
})

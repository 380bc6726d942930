// What is kept of a large text from one edit to the next: problems are always those of the text read anew.
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { changeFile, emptyWorkspace, type File, fileProblems, makeFile, update, type Workspace, withFiles } from '../../server/src/core/workspace'
import { random, seed, times } from './yaml/material'

type Kind = Parameters<Workspace['chosen']['get']>[0] extends string ? NonNullable<ReturnType<Workspace['chosen']['get']>> : never

interface Large {
  readonly kind: Exclude<Kind, 'none'>
  readonly text: string
  /** Where edits are made. */
  readonly places: RegExp
  /** What most depends on. */
  readonly ids: RegExp
  readonly words: readonly string[]
}

const lines = (count: number, one: (i: number) => string): string => Array.from({ length: count }, (_, i) => one(i)).join('')

const task = (id: string, before: string, indent: string) =>
  `${indent}- id: ${id}\n${indent}  type: io.kestra.plugin.core.debug.Return\n${indent}  format: "{{ inputs.name }} after {{ outputs.${before}.value }}"\n`

const larges: readonly Large[] = [
  {
    kind: 'kestra',
    // tasks that read what those before them gave, some in other tasks, some in lists of their own
    text: `id: long\nnamespace: company.team\ninputs:\n  - id: name\n    type: STRING\ntasks:\n${lines(120, i => {
      const inner = `  - id: p${i}\n    type: io.kestra.plugin.core.flow.Sequential\n    tasks:\n${lines(5, j => task(`n${i}_${j}`, `t${i}`, '      '))}`
      return task(`t${i}`, i === 0 ? 't0' : `t${i - 1}`, '  ') + (i % 7 === 3 ? inner : '')
    })}errors:\n${task('e0', 't1', '  ')}${task('e1', 'e0', '  ')}`,
    places: /\b(?:t\d+|n\d+_\d+|p\d+|name|value|flow\.\w+|debug\.Return|id: \w+)\b/g,
    ids: /\bid: \w+/g,
    words: ['t1', 'p3', 'n3_1', 'x', 'value', 'outputs.t5.value', 'inputs.name', 'inputs.nme', 'flow.Parallel', 'flow.ForEach', 'debug.Return', 'id: t9', ''],
  },
  {
    kind: 'rules',
    text: `groups:\n${lines(
      12,
      g =>
        `  - name: g${g}\n    rules:\n${lines(
          12,
          i => `      - record: job:r${g}_${i}:rate5m
        expr: sum by (job) (rate(http_requests_total{job="j${i}"}[5m]))
      - alert: A${g}_${i}
        expr: job:r${g}_${i}:rate5m > ${i} and on (job) up == 1
        for: ${i + 1}m
        labels:
          severity: warning
        annotations:
          summary: '{{ $labels.job }} on {{ $labels.instance }} has {{ $value }}'
`,
        )}`,
    )}`,
    places: /\b(?:A\d+_\d+|job:r\d+_\d+:rate5m|severity|warning|job|rate|sum|summary|\d+m|\$value|on)\b/g,
    ids: /\b(?:alert: \w+|record: [\w:]+|name: \w+)/g,
    words: ['A1_1', 'job:r1_1:rate5m', 'x', 'on', '5m', '0', 'alert: A2_2', 'name: g1', '{{ $x }}', '"', 'by', ''],
  },
  {
    kind: 'alertmanager',
    text: `route:\n  receiver: r0\n  group_by: [alertname]\n  routes:\n${lines(
      150,
      i =>
        `    - matchers: [team="t${i % 40}", severity=~"a|b${i % 3}"]\n      receiver: r${i % 60}\n${i % 5 ? '' : `      routes:\n        - matchers: [env="e${i}"]\n          receiver: r1\n`}`,
    )}receivers:\n${lines(60, i => `  - name: r${i}\n    webhook_configs:\n      - url: http://hooks.example/${i}\n`)}inhibit_rules:\n${lines(
      30,
      i => `  - source_matchers: [severity="critical", team="t${i}"]\n    target_matchers: [severity="warning"]\n    equal: [team]\n`,
    )}`,
    places: /\b(?:t\d+|r\d+|severity|team|alertname|matchers|receiver|url|warning|critical|equal)\b/g,
    ids: /\b(?:name: \w+|receiver: \w+)/g,
    words: ['r1', 't1', 'x', 'name: r2', 'receiver: r3', 'team', 'http://hooks.example/1', '"', 'alertname', ''],
  },
  {
    kind: 'prometheus',
    text: `global:\n  scrape_interval: 15s\nscrape_configs:\n${lines(
      100,
      i => `  - job_name: j${i}
    scrape_interval: 15s
    scrape_timeout: 10s
    static_configs:
      - targets: ['host${i}:9100']
    relabel_configs:
      - source_labels: [__address__]
        regex: '(.*):9100'
        target_label: instance
`,
    )}`,
    places: /\b(?:j\d+|host\d+|15s|10s|regex|instance|__address__|scrape_interval|9100)\b/g,
    ids: /\bjob_name: \w+/g,
    words: ['j1', 'x', '5s', '20s', 'job_name: j7', 'http://host1', '(', 'instance', ''],
  },
  {
    kind: 'rule-tests',
    text: `rule_files: [r.yml]\nevaluation_interval: 1m\ntests:\n${lines(
      80,
      i => `  - interval: 1m
    input_series:
      - series: 'up{job="j${i}"}'
        values: '1 1 0x5'
    alert_rule_test:
      - eval_time: 10m
        alertname: A${i}
        exp_alerts:
          - exp_labels: {severity: critical}
`,
    )}`,
    places: /\b(?:j\d+|A\d+|1m|10m|0x5|severity|critical|series|values|alertname)\b/g,
    ids: /\b(?:alertname: \w+|series: \S+)/g,
    words: ['A1', 'x', '1m', '_x3', 'alertname: A2', 'up', '}', ''],
  },
]

for (const large of larges)
  it(`${large.kind}: after any edit the problems are those of the text read anew`, () => {
    const below = random(seed)
    const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T
    const problems = problemsAs(large.kind)
    const uri = uriOf(large.kind)
    const original = problems(makeFile(uri, large.text)).length
    let file = makeFile(uri, large.text)
    let found = 0
    for (let n = 0; n < 30 * times; n++) {
      const { text } = file
      const at = pick([...text.matchAll(pick([large.places, large.ids]))]) ?? assert.fail('nothing to edit')
      const span = { start: at.index, end: at.index + at[0].length }
      const line = { start: text.lastIndexOf('\n', at.index) + 1, end: text.indexOf('\n', at.index) + 1 }
      const edit = pick([
        { span, text: pick(large.words) },
        { span: { start: span.end, end: span.end }, text: 'x' },
        { span: { start: span.end - 1, end: span.end }, text: '' },
        { span: line, text: '' },
        { span: { start: line.start, end: line.start }, text: text.slice(line.start, line.end) },
      ])
      file = changeFile(file, [edit])
      const now = problems(file)
      found += Math.abs(now.length - original)
      assert.deepEqual(now, problems(makeFile(uri, file.text)), `seed ${seed}, edit ${n}`)
      // back to what is right, now and then
      if (n % 10 === 9) file = makeFile(uri, large.text)
    }
    assert.ok(found > 0)
  })

function uriOf(kind: string): string {
  return `file:///case/${kind}.yml`
}

function problemsAs(kind: Large['kind']) {
  const uri = uriOf(kind)
  const workspace = update(emptyWorkspace, { folders: ['file:///case'], chosen: new Map([[uri, kind]]), whole: true })
  return (file: File) => fileProblems(withFiles(workspace, [file]), uri)
}

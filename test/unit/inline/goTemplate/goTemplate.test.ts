import assert from 'node:assert/strict'
import { test } from 'node:test'
import { goTemplateLanguage as goTemplate } from '../../../../server/src/core/inline/goTemplate'
import type { InlineScope } from '../../../../server/src/core/inline/inline'
import { apply } from '../../../../server/src/core/text'

const rule: InlineScope = { flavour: 'prometheus' }
const receiver: InlineScope = { flavour: 'alertmanager' }
const names =
  (table: Record<string, string[]>): InlineScope['names'] =>
  (kind, within) =>
    table[within ? `${kind}:${within}` : kind] ?? table[kind]

const parse = (text: string, scope: InlineScope) => goTemplate.parse(text, scope)
const problems = (text: string, scope: InlineScope) => goTemplate.problems(parse(text, scope), scope)
const said = (text: string, scope: InlineScope) => problems(text, scope).map(one => `${one.severity} ${one.code} [${text.slice(one.span.start, one.span.end)}]`)
const mentions = (text: string, scope: InlineScope) =>
  goTemplate.mentions(parse(text, scope)).map(one => {
    assert.equal(text.slice(one.span.start, one.span.end), one.name)
    return `${one.role} ${one.kind} ${one.name}${one.within ? ` of ${one.within}` : ''}`
  })
const fixed = (text: string, scope: InlineScope) => problems(text, scope).flatMap(one => (one.fixes ?? []).map(fix => apply(text, fix.edits)))
/** Labels offered at `<|>`. */
const offers = (marked: string, scope: InlineScope) => {
  const text = marked.replace('<|>', '')
  return goTemplate.complete(parse(text, scope), marked.indexOf('<|>'), scope).map(one => one.label)
}
const hover = (marked: string, scope: InlineScope) => {
  const text = marked.replace('<|>', '')
  return goTemplate.explain(parse(text, scope), marked.indexOf('<|>'), scope)?.markdown
}

test('a misspelt variable or function of a rule is an error with the nearest name', () => {
  assert.deepEqual(said('Gate {{ $lables.gate }}', rule), ['error undefined-template-variable [$lables]'])
  assert.deepEqual(fixed('Gate {{ $lables.gate }}', rule), ['Gate {{ $labels.gate }}'])
  assert.deepEqual(said('{{ $value | humanise }} {{ $value | round 1 }}', rule), [
    'error unknown-template-function [humanise]',
    'error unknown-template-function [round]',
  ])
  assert.deepEqual(said('{{ define "x" }}{{ $labels.a }}{{ end }}', rule), ['error undefined-template-variable [$labels]'])
})

test('a name of the other program says whose it is', () => {
  assert.deepEqual(said('{{ .CommonLabels.gate }}', rule), ['warning unknown-template-field [CommonLabels]'])
  assert.deepEqual(fixed('{{ .CommonLabels.gate }}', rule), ['{{ .Labels.gate }}'])
  assert.deepEqual(said('Gate {{ $labels.gate }}', receiver), ['warning undefined-template-variable [$labels]'])
  assert.deepEqual(fixed('Gate {{ $labels.gate }}', receiver), ['Gate {{ .GroupLabels.gate }}', 'Gate {{ .CommonLabels.gate }}'])
  assert.match(problems('{{ join "," .x }}', rule)[0]?.message ?? '', /function of Alertmanager/)
  assert.match(problems('{{ $value | humanize }}', receiver)[1]?.message ?? '', /function of Prometheus/)
})

test('a syntax error is worth what the program makes of it', () => {
  assert.deepEqual(said('{{ if }}x', receiver), ['warning template-syntax [if]', 'warning template-syntax [}}]'])
  assert.deepEqual(said('{{ $value == 5 }}', rule), ['error template-syntax [=]'])
  assert.deepEqual(said('https://x/{{ .Receiver | toUpper }}', { flavour: 'alertmanager-url' }), ['error unknown-template-function [toUpper]'])
  assert.deepEqual(said('{{ define "a" }}{{ .Nope', { flavour: 'alertmanager-file' }), ['error template-syntax [{{ .Nope]'])
  assert.deepEqual(said('{{ ( }} {{ $labels.instance }} {{ nofunc }}', rule), ['error template-syntax [}}]', 'error unknown-template-function [nofunc]'])
})

test('fields are checked where the data is known', () => {
  assert.deepEqual(said('{{ .Labels.x }}{{ range .Alerts }}{{ .Labels.x }}{{ .Anotations.y }}{{ end }}', receiver), [
    'warning unknown-template-field [Labels]',
    'warning unknown-template-field [Anotations]',
  ])
  assert.deepEqual(said('{{ .Alerts.Labels }}', receiver), ['warning unknown-template-field [Labels]'])
  assert.deepEqual(said('{{ range .CommonLabels.SortedPairs }}{{ .Name }}={{ .Value }}{{ end }}', receiver), [])
  assert.deepEqual(said('{{ with .Alerts }}{{ $.Receiver }}{{ end }}{{ (index .Alerts 0).Labels.a }}', receiver), [])
  assert.deepEqual(said('{{ define "x" }}{{ .Whatever }}{{ range .Alerts }}{{ .Nope }}{{ end }}{{ end }}', { flavour: 'alertmanager-file' }), [
    'warning unknown-template-field [Nope]',
  ])
  assert.deepEqual(said('{{ range query "up" }}{{ .Labels.job }} {{ .Value }}{{ end }}{{ with query "up" }}{{ . | first | value }}{{ end }}', rule), [])
})

test('a template without its data is a warning, unless it needs none', () => {
  assert.deepEqual(fixed('{{ template "crustly.text" }}', receiver), ['{{ template "crustly.text" . }}'])
  assert.deepEqual(said('{{ define "a" }}x{{ end }}{{ template "a" }}', { flavour: 'alertmanager-file' }), [])
})

test('younger functions and fields are unknown to an older line', () => {
  assert.deepEqual(said('{{ now }}{{ .RouteLabels.x }}', { flavour: 'alertmanager', version: '0.31' }), [
    'warning unknown-template-function [now]',
    'warning unknown-template-field [RouteLabels]',
  ])
  assert.deepEqual(said('{{ now }}{{ .RouteLabels.x }}', receiver), [])
  assert.deepEqual(said('{{ urlQueryEscape "a" }}', { flavour: 'prometheus', version: '3.5' }), ['error unknown-template-function [urlQueryEscape]'])
})

test('mentions carry the word exactly', () => {
  assert.deepEqual(mentions('{{ $labels.instance }} {{ .Labels.job }} {{ index $labels "k8s.io/app" }} {{ $externalLabels.dc }}', rule), [
    'uses label instance of Labels',
    'uses label job of Labels',
    'uses label k8s.io/app of Labels',
    'uses label dc of ExternalLabels',
  ])
  assert.deepEqual(mentions('{{ range query "up" }}{{ .Labels.x }}{{ $labels.y }}{{ end }}', rule), ['uses label x of query', 'uses label y of Labels'])
  assert.deepEqual(
    mentions('{{ define "a" }}{{ .CommonAnnotations.summary }}{{ end }}{{ template "b" . }}{{ range .Alerts }}{{ .Annotations.d }}{{ end }}', receiver),
    ['declares template a', 'uses annotation summary of CommonAnnotations', 'uses template b', 'uses annotation d of Annotations'],
  )
})

test('completion knows what the dot is', () => {
  const known = names({ 'label:Labels': ['job', 'k8s.io/app'], 'label:CommonLabels': ['team'], template: ['own.text'] })
  assert.deepEqual(offers('{{ $labels.<|> }}', { ...rule, names: known }), ['job'])
  assert.deepEqual(offers('{{ index $labels "<|>" }}', { ...rule, names: known }), ['job', 'k8s.io/app'])
  assert.ok(offers('{{ .<|> }}', receiver).includes('CommonLabels'))
  assert.ok(offers('{{ .CommonLabels.<|> }}', { ...receiver, names: known }).includes('team'))
  assert.deepEqual(offers('{{ range .Alerts }}{{ .<|> }}{{ end }}', receiver).slice(0, 3), ['Status', 'Labels', 'Annotations'])
  assert.ok(offers('{{ range .Alerts }}{{ end }}{{ .<|> }}', receiver).includes('Receiver'))
  assert.equal(offers('{{ template "<|>" . }}', { ...receiver, names: known })[0], 'own.text')
  assert.ok(offers('{{ template "<|>" . }}', receiver).includes('slack.default.text'))
})

test('completion offers variables, functions and keywords', () => {
  const all = offers('{{ <|> }}', rule)
  for (const one of ['if', 'range', '$labels', '$value', 'humanize', '.Labels']) assert.ok(all.includes(one), one)
  assert.ok(!all.includes('join'))
  assert.ok(!offers('{{ $value | <|> }}', rule).includes('if'))
  assert.deepEqual(offers('{{ $la<|> }}', rule).includes('$labels'), true)
  assert.deepEqual(offers('outside <|>{{ $value }}', rule), [])
  assert.deepEqual(offers('{{ $value }}<|>', rule), [])
  assert.ok(offers('{{ range $i, $one := .Alerts }}{{ $one.<|> }}{{ end }}', receiver).includes('Fingerprint'))
})

test('hover tells about functions, variables, fields, keywords', () => {
  assert.match(hover('{{ $value | huma<|>nize }}', rule) ?? '', /1\.235M/)
  assert.match(hover('{{ $la<|>bels.job }}', rule) ?? '', /series/)
  assert.match(hover('{{ $labels.jo<|>b }}', rule) ?? '', /label `job`/)
  assert.match(hover('{{ .Comm<|>onLabels.a }}', receiver) ?? '', /same value/)
  assert.match(hover('{{ ran<|>ge .Alerts }}{{ end }}', receiver) ?? '', /Repeats/)
  assert.equal(hover('pl<|>ain', rule), undefined)
})

test('no prefix of a text throws or leaves it', () => {
  const text =
    '{{- if and (gt $value 1.0) $labels.a -}} x {{/* c */}}{{ else if eq "é\\n" `r` }}{{ range $i, $s := query "up" }}{{ break }}{{ end }}{{ with .Alerts.Firing }}{{ template "a.b" . }}{{ end }}{{ end }}{{ define "q" }}{{ (index .Alerts 0).Labels.x.y | printf "%s" }}{{ end }}'
  for (const flavour of ['prometheus', 'alertmanager', 'alertmanager-file', 'alertmanager-url'])
    for (let end = 0; end <= text.length; end++) inside(text.slice(0, end), { flavour })
  inside('{{ '.concat('('.repeat(5000)), rule)
  inside('{{ if 1 }}'.repeat(5000), rule)
})

function inside(text: string, scope: InlineScope): void {
  const tree = parse(text, scope)
  const explained = goTemplate.explain(tree, text.length, scope)
  const spans = [
    ...goTemplate.problems(tree, scope).flatMap(one => [one.span, ...(one.fixes ?? []).flatMap(fix => fix.edits.map(edit => edit.span))]),
    ...goTemplate.mentions(tree).map(one => one.span),
    ...goTemplate.tokens(tree).map(one => one.span),
    ...goTemplate.complete(tree, text.length, scope).map(one => one.span),
    ...(explained ? [explained.span] : []),
  ]
  for (const span of spans) assert.ok(span.start >= 0 && span.start <= span.end && span.end <= text.length, `${JSON.stringify(text)} ${JSON.stringify(span)}`)
}

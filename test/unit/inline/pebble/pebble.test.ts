import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { InlineScope } from '../../../../server/src/core/inline/inline'
import { pebbleLanguage as pebble } from '../../../../server/src/core/inline/pebble'
import { splitPath } from '../../../../server/src/core/inline/pebble/path'
import { apply } from '../../../../server/src/core/text'

const none: InlineScope = {}
const names = (table: Record<string, string[]>): InlineScope => ({ names: (kind, within) => table[within ? `${kind}:${within}` : kind] })
const parse = (text: string) => pebble.parse(text, none)
const problems = (text: string, scope = none) => pebble.problems(parse(text), scope)
const said = (text: string, scope = none) => problems(text, scope).map(one => `${one.severity} ${one.code} [${text.slice(one.span.start, one.span.end)}]`)
const fixed = (text: string, scope = none) => problems(text, scope).flatMap(one => (one.fixes ?? []).map(fix => apply(text, fix.edits)))
const mentions = (text: string) =>
  pebble.mentions(parse(text)).map(one => `${one.kind} ${one.name}${one.within ? ` (${one.within})` : ''} [${text.slice(one.span.start, one.span.end)}]`)
/** Labels offered at `<|>`. */
const offers = (marked: string, scope = none) => pebble.complete(parse(marked.replace('<|>', '')), marked.indexOf('<|>'), scope).map(one => one.label)
/** The text after taking the suggestion with this label. */
const taken = (marked: string, label: string, scope = none) => {
  const text = marked.replace('<|>', '')
  const one = pebble.complete(parse(text), marked.indexOf('<|>'), scope).find(other => other.label === label)
  return one && apply(text, [{ span: one.span, text: one.text }])
}
const hover = (marked: string) => pebble.explain(parse(marked.replace('<|>', '')), marked.indexOf('<|>'), none)?.markdown

test('a broken expression is one warning at its place, and the next one is still looked at', () => {
  assert.deepEqual(said('{{ inputs.name } and {{ inputs.a | nosuch }}'), ['warning pebble-syntax [}]', 'warning unknown-pebble-filter [nosuch]'])
  assert.deepEqual(said('{{ trigger.body'), ['warning pebble-syntax [{{]'])
  assert.deepEqual(said('{{ a && b }} {{ a || b }}'), ['warning pebble-syntax [&&]', 'warning pebble-syntax [||]'])
  assert.deepEqual(said('{% if a %}x{% elif b %}y{% endif %}'), ['warning pebble-syntax [elif]'])
  assert.deepEqual(said('{% for a in b %}x'), ['warning pebble-syntax [for]'])
  assert.deepEqual(said('{% raw %}{{ ( }}{% endraw %}{% verbatim %}{{{% endverbatim %}{# {{ #}'), [])
})

test('unknown names come with the nearest or the right way', () => {
  assert.deepEqual(fixed('{{ x | uper }} {{ secrets("A") }} {{ x is defind }}'), [
    '{{ x | upper }} {{ secrets("A") }} {{ x is defind }}',
    '{{ x | uper }} {{ secret("A") }} {{ x is defind }}',
    '{{ x | uper }} {{ secrets("A") }} {{ x is defined }}',
  ])
  assert.match(problems('{{ upper(x) }}')[0]?.message ?? '', /is a filter/)
  assert.match(problems('{{ x | fromJson }}')[0]?.message ?? '', /is a function/)
  assert.deepEqual(said('{{ input.name }} {{ output.a }} {{ trigerr.body }} {{ row.x }} {{ nope }}'), [
    'warning unknown-pebble-variable [input]',
    'warning unknown-pebble-variable [output]',
    'warning unknown-pebble-variable [trigerr]',
  ])
  assert.deepEqual(said('{% set input = 1 %}{{ input.a }}{% macro up(x) %}{{ x }}{% endmacro %}{{ up(1) }}'), [])
  assert.deepEqual(said('{{ randomInt(lower=1, top=2) }} {{ a | jq }} {{ a | dateAdd(1, "day") }}'), [
    'warning unknown-pebble-argument [top]',
    'warning wrong-pebble-argument [jq]',
    'warning wrong-pebble-argument [day]',
  ])
})

test('what only one line has depends on the line', () => {
  assert.deepEqual(said('{{ a | json }}'), ['hint unknown-pebble-filter [json]'])
  assert.deepEqual(said('{{ a | json }}', { version: '2.0' }), ['warning unknown-pebble-filter [json]'])
  assert.deepEqual(said('{{ a | json }}', { version: '1.3' }), [])
  assert.deepEqual(said("{{ env('X') }}", { version: '1.3' }), ['warning unknown-pebble-function [env]'])
  assert.deepEqual(said("{{ env('X') }}", { version: '2.1' }), [])
  assert.deepEqual(said('{{ a | gone }}', { version: '0.20' }), ['information unknown-pebble-filter [gone]'])
})

test('precedence traps are information with brackets as the fix', () => {
  const text = "{{ trigger.body.status ?? trigger.body.groupLabels.status != 'resolved' }}"
  assert.deepEqual(said(text), ["information pebble-precedence [trigger.body.status ?? trigger.body.groupLabels.status != 'resolved']"])
  assert.deepEqual(fixed(text), ["{{ (trigger.body.status ?? trigger.body.groupLabels.status) != 'resolved' }}"])
  assert.deepEqual(said("{{ (a ?? 'x') != 'y' and (b ?? c) == d }}"), [])
  assert.deepEqual(fixed('{{ not a == b }}'), ['{{ not (a == b) }}'])
})

test('a dash subtracts', () => {
  const scope = names({ input: ['a-b'], task: ['ask-again'] })
  assert.deepEqual(said('{{ inputs.a-b }}', scope), ['error dash-in-pebble-name [.a-b]'])
  assert.deepEqual(fixed('x {{ outputs.ask-again.value }}', scope), ["x {{ outputs['ask-again'].value }}"])
  assert.deepEqual(said('{{ inputs.a-b | upper }}', scope), ['warning dash-in-pebble-name [.a-b]'])
  assert.deepEqual(said('{{ inputs.a-c }}{{ inputs.a - b }}', scope), [])
  assert.deepEqual(fixed('{{ trigger.headers.X-Team }}'), ["{{ trigger.headers['X-Team'][0] }}"])
  assert.deepEqual(fixed("{{ trigger.headers['X-Team'] == 'a' }}"), ["{{ trigger.headers['X-Team'][0] == 'a' }}"])
})

test('mentions carry the word exactly', () => {
  assert.deepEqual(
    mentions(
      "{{ outputs.ask.value }} {{ outputs['ask-again'].x }} {{ inputs.name }} {{ render(vars.tpl) }} {{ vars.team }} {{ labels.team }} {{ secret('KEY') }} {{ kv(\"k\") }} {{ tasks.a.state }}",
    ),
    [
      'task ask [ask]',
      'task-output ask.value [value]',
      'task ask-again [ask-again]',
      'task-output ask-again.x [x]',
      'input name [name]',
      'variable tpl (render) [tpl]',
      'variable team [team]',
      'flow-label team [team]',
      'secret KEY [KEY]',
      'kv k [k]',
      'task a [a]',
    ],
  )
  assert.deepEqual(mentions('{% for inputs in list %}{{ inputs.x }}{% endfor %}{{ outputs[inputs.task] }}'), ['input task [task]'])
  assert.deepEqual(mentions('{{ outputs. }} {{ inputs.a'), ['input a [a]'])
})

test('rounds of loops know which value is meant', () => {
  assert.deepEqual(
    mentions(
      "{{ fromJson(taskrun.value).labels.job }} {{ fromJson(parent.taskrun.value)['status'] ?? 'x' }} {{ json(item.value).startsAt }} {{ fromJson(inputs.a).b }}",
    ),
    ['loop-path taskrun.labels.job [labels.job]', 'loop-path parent.status (fallback) [status]', 'loop-path item.startsAt [startsAt]', 'input a [a]'],
  )
})

test('paths into the trigger know their fallback', () => {
  assert.deepEqual(mentions("{{ trigger.body.status }} {{ trigger.body.commonLabels.severity ?? 'none' }} {{ trigger.body.x | default('y') }}"), [
    'trigger-path body.status [body.status]',
    'trigger-path body.commonLabels.severity (fallback) [body.commonLabels.severity]',
    'trigger-path body.x (fallback) [body.x]',
  ])
  assert.deepEqual(mentions("{{ trigger.body.alerts[0].labels['k8s.io/name'] }} {{ (trigger.body.alerts | first).status }}"), [
    'trigger-path body.alerts.*.labels."k8s.io/name" [body.alerts[0].labels[\'k8s.io/name\']]',
    'trigger-path body.alerts.*.status [body.alerts | first).status]',
  ])
  assert.deepEqual(mentions('{% for a in trigger.body.alerts %}{{ a.labels.instance }}{{ a.annotations.summary ?? "" }}{% endfor %}'), [
    'trigger-path body.alerts [body.alerts]',
    'trigger-path body.alerts.*.labels.instance [labels.instance]',
    'trigger-path body.alerts.*.annotations.summary (fallback) [annotations.summary]',
  ])
  assert.deepEqual(mentions('{% if trigger is defined %}{{ trigger.body.status }}{% endif %}{{ trigger.body is defined ? trigger.body.a : 1 }}'), [
    'trigger-path body.status (fallback) [body.status]',
    'trigger-path body (fallback) [body]',
    'trigger-path body.a (fallback) [body.a]',
  ])
  assert.deepEqual(splitPath('body.alerts.*.labels."k8s.io/name"'), ['body', 'alerts', '*', 'labels', 'k8s.io/name'])
})

test('completion follows chains, loops and the webhook body', () => {
  assert.ok(offers('{{ tri<|> }}').includes('trigger'))
  assert.ok(offers('{{ trigger.body.<|> }}').includes('commonLabels'))
  assert.ok(offers('{{ trigger.body.alerts[0].<|>').includes('startsAt'))
  assert.ok(offers('{% for a in trigger.body.alerts %}{{ a.<|> }}{% endfor %}').includes('fingerprint'))
  assert.ok(offers('{% for a in trigger.body.alerts %}{{ loop.<|> }}{% endfor %}').includes('length'))
  assert.deepEqual(offers('{{ trigger.body.commonLabels.<|> }}', names({ 'label:commonLabels': ['team'] })), ['team'])
  assert.equal(taken('{{ outputs.<|> }}', 'ask-again', names({ task: ['ask-again'] })), "{{ outputs['ask-again'] }}")
  assert.equal(taken('{{ outputs.as<|>.value }}', 'ask', names({ task: ['ask'] })), '{{ outputs.ask.value }}')
  assert.equal(taken("{{ inputs['<|>'] }}", 'a-b', names({ input: ['a-b'] })), "{{ inputs['a-b'] }}")
  assert.equal(taken("{{ inputs['a<|>", 'a-b', names({ input: ['a-b'] })), "{{ inputs['a-b")
  assert.equal(taken('{{ inputs["a<|>', 'a-b', names({ input: ['a-b'] })), '{{ inputs["a-b')
  assert.equal(taken("{{ secret('<|>') }}", 'KEY', names({ secret: ['KEY'] })), "{{ secret('KEY') }}")
})

test('completion offers filters, tests, tags and functions at their place', () => {
  assert.equal(taken('{{ x | up<|> }}', 'upper'), '{{ x | upper }}')
  assert.ok(!offers('{{ x | <|> }}').includes('trigger'))
  assert.ok(offers('{{ x is <|> }}').includes('defined'))
  assert.ok(offers('{% <|> %}').includes('elseif'))
  assert.equal(taken('{{ <|> }}', 'now'), '{{ now($1) }}')
  assert.ok(!offers('{{ x | <|> }}', { version: '2.0' }).includes('json'))
  assert.ok(!offers('{{ x | <|> }}', { version: '1.3' }).includes('regexMatch'))
  assert.deepEqual(offers('text <|>{{ x }}'), [])
  assert.deepEqual(offers('{{ x }}<|>'), [])
  assert.ok(offers('{% set mine = 1 %}{{ <|> }}').includes('mine'))
})

test('hover tells about names, members and operators', () => {
  assert.match(hover('{{ x | j<|>q(".a") }}') ?? '', /jq/)
  assert.match(hover('{{ trigger.body.common<|>Labels.a }}') ?? '', /same value/)
  assert.match(hover('{% for a in trigger.body.alerts %}{{ a.starts<|>At }}{% endfor %}') ?? '', /began/)
  assert.match(hover('{{ a ?<|>? b }}') ?? '', /undefined or null/)
  assert.match(hover('{% f<|>or a in b %}{% endfor %}') ?? '', /Repeats/)
  assert.equal(hover('te<|>xt'), undefined)
})

test('no prefix of a text throws or leaves it', () => {
  const text = `a {{- x.y['k'] ?? "s#{b | upper}t" ~ 'é\\'' -}} {# c #}{% if not a is defined and [1, {'k': 2.5}] contains f(x, n=1..3) %}{% for e in trigger.body.alerts | first %}{{ e.labels.a ? 1 : -2 }}{% else %}{% endfor %}{% elseif b %}{% set z = inputs.a-b %}{% else %}{% raw %}{{{% endraw %}{% endif %}{% macro m(a, b=1) %}{% block q %}{% filter upper | trim %}x{% endfilter %}{% endblock %}{% endmacro %}`
  const scope: InlineScope = { names: () => ['a', 'a-b'] }
  assert.deepEqual(
    problems(text).filter(one => one.code === 'pebble-syntax'),
    [],
  )
  for (let end = 0; end <= text.length; end++) {
    inside(text.slice(0, end), scope)
    inside(text.slice(0, end) + text.slice(end + 3), scope)
  }
  for (const piece of ['(', '[', '{{ ', '{% if a %}', '{% for a in b %}', '{{ "#{', 'a ~ ', 'a.b', '-', 'x | y ', '{{ a ? '])
    inside(`{{ ${piece.repeat(3000)}`, scope)
})

function inside(text: string, scope: InlineScope): void {
  const tree = parse(text)
  const explained = pebble.explain(tree, text.length, scope)
  const spans = [
    ...pebble.problems(tree, scope).flatMap(one => [one.span, ...(one.fixes ?? []).flatMap(fix => fix.edits.map(edit => edit.span))]),
    ...pebble.mentions(tree).map(one => one.span),
    ...pebble.tokens(tree).map(one => one.span),
    ...pebble.complete(tree, text.length, scope).map(one => one.span),
    ...(explained ? [explained.span] : []),
  ]
  for (const span of spans) assert.ok(span.start >= 0 && span.start <= span.end && span.end <= text.length, `${JSON.stringify(text)} ${JSON.stringify(span)}`)
}

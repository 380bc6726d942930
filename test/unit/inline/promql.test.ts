import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { type InlineScope, parsePromql, promFunctions, promqlLanguage, selectors } from '../../../server/src/core/inline'
import { apply } from '../../../server/src/core/text'
import { load } from './data'

interface Case {
  expr: string
  ok: boolean
  ok_default?: boolean
  ok_all_flags?: boolean
  requires?: string[]
  error?: string | null
  error_default?: string | null
  invalid_utf8?: boolean
}
const main = load<Case[]>('prometheus/promql.json')
const extra = load<Case[]>('prometheus/promql-extra.json')
const cases = [...(main ?? []), ...(extra ?? [])]
  .filter(one => !one.invalid_utf8)
  .map(one => ({
    expr: one.expr,
    ok: one.ok_default ?? one.ok,
    flagged: (one.ok_default === false ? one.ok : (one.ok_all_flags ?? false)) && !one.requires?.includes('promql-unquoted-utf8-names'),
    error: one.error_default ?? one.error,
  }))

const problems = (text: string, scope: InlineScope = {}) => promqlLanguage.problems(promqlLanguage.parse(text, scope), scope)
const errors = (text: string, scope?: InlineScope) => problems(text, scope).filter(one => one.severity === 'error')
const said = (text: string, scope?: InlineScope) => problems(text, scope).map(one => `${one.severity} ${one.code}: ${one.message}`)
const fixed = (text: string) => {
  const fix = problems(text)[0]?.fixes?.[0]
  return fix && apply(text, fix.edits)
}

test('expressions are accepted and refused as Prometheus does with its default flags', { skip: !main }, () => {
  for (const one of cases) {
    const found = problems(one.expr)
    const wrong = found.some(problem => problem.severity === 'error' || problem.code === 'promql-feature')
    assert.equal(!wrong, one.ok, `${one.expr}: ${found[0]?.message ?? 'accepted'} / ${one.error ?? 'right'}`)
    for (const problem of found) assert.match(problem.message, /\.$/)
    if (one.flagged) assert.deepEqual(errors(one.expr), [], one.expr)
  }
})

test("with the flags of the server known, the verdict is the server's", { skip: !main }, () => {
  for (const one of cases) assert.equal(errors(one.expr, { flavour: '' }).length === 0, one.ok, one.expr)
})

test('the table of functions is that of Prometheus', () => {
  const file = join(process.env.ALERTPATH_DATA ?? join(process.cwd(), '..', 'shared'), 'facts', 'prometheus-promql.json')
  if (!existsSync(file)) return
  const facts = JSON.parse(readFileSync(file, 'utf8')) as {
    functions: Record<string, { args: string[]; min_args: number; max_args: number | null; returns: string; experimental: boolean }>
  }
  assert.deepEqual([...promFunctions.keys()].sort(), Object.keys(facts.functions).sort())
  for (const [name, fact] of Object.entries(facts.functions)) {
    const known = promFunctions.get(name)
    assert.ok(known)
    assert.equal(known.least, fact.min_args, name)
    assert.equal(known.most, fact.max_args ?? Number.POSITIVE_INFINITY, name)
    assert.equal(known.returns, fact.returns, name)
    assert.equal(known.experimental, fact.experimental, name)
    assert.deepEqual(
      known.parameters.slice(0, fact.args.length).map(one => one.type),
      fact.args.slice(0, known.parameters.length),
      name,
    )
    assert.match(known.words, /\.$/)
  }
})

test('one mistake is one problem, said in plain words', () => {
  assert.deepEqual(said('rate(foo)'), [
    'error promql-type: A range vector is expected as argument 1 of "rate", but this is an instant vector: add a range, such as foo[5m].',
  ])
  assert.deepEqual(said('Rate(foo[5m])'), ['error promql-unknown-function: There is no function "Rate"; the nearest is "rate".'])
  assert.deepEqual(said('quantile_over_time(foo[5m], 0.5)'), ['error promql-type: The arguments of "quantile_over_time" are swapped: the scalar comes first.'])
  assert.deepEqual(said('sum(rate(foo[5m])'), ['error promql-syntax: "(" is not closed: ")" is missing.'])
  assert.deepEqual(
    said('mad_over_time(foo[5m])').map(one => one.slice(0, 22)),
    ['warning promql-feature'],
  )
  assert.deepEqual(said('mad_over_time(foo[5m])', { flavour: 'promql-experimental-functions' }), [])
  assert.deepEqual(
    said('first_over_time(foo[5m])', { version: '3.5' }).map(one => one.slice(0, 30)),
    ['error promql-unknown-function: '.slice(0, 30)],
  )
  assert.deepEqual(said('rate(foo[5m]) by (job)'), [
    'error promql-syntax: "by" cannot follow the function "rate", only an aggregation: write sum by (…) (rate(…)).',
  ])
  assert.deepEqual(
    errors('foo{a=~"x[a-z"}').map(one => [one.code, one.span]),
    [['promql-regex', { start: 9, end: 10 }]],
  )
  assert.deepEqual(
    said('label_replace(foo, "a", "$1", "b", "(")').map(one => one.slice(0, 20)),
    ['warning promql-regex'],
  )
})

test('what the editor grammar reads otherwise is judged as Prometheus does', () => {
  for (const text of ['5. * a', 'offset offset 5m', 'a[STEP()]', 'sum by (a:b, :c) (x)', 'a + b offset 5m', '-a[5m:1m] offset 1m', 'x offset NaN']) {
    assert.deepEqual(text.startsWith('-') ? [] : errors(text), [], text)
  }
  for (const text of ['atan2 * 1', 'x(foo)', 'foo > 1e400', 'foo[#c\n5m]', 'foo @ 100offset 5m', '`a\\``', 'foo{a="b}'])
    assert.equal(errors(text).length, 1, text)
})

test('fixes give an expression that is read', () => {
  const pairs: [string, string][] = [
    ['foo{job=api}', 'foo{job="api"}'],
    ['foo{job=="api"}', 'foo{job="api"}'],
    ['foo = 1', 'foo == 1'],
    ['foo && bar', 'foo and bar'],
    ['sum(rate(foo[5m])', 'sum(rate(foo[5m]))'],
    ['sum(foo,)', 'sum(foo)'],
    ['foo{a="b" c="d"}', 'foo{a="b", c="d"}'],
    ['my.metric > 1', '{"my.metric"} > 1'],
    ['my.metric{a="b"}', '{"my.metric", a="b"}'],
    ['rate(foo)', 'rate(foo[5m])'],
    ['(foo)[5m]', '(foo)[5m:]'],
    ['topk(foo, 5)', 'topk(5, foo)'],
    ['1 > 2', '1 > bool 2'],
    ['foo{a=~"\\d+"}', 'foo{a=~"\\\\d+"}'],
    ['foo[5min]', 'foo[5m]'],
    ['foo[30m1h]', 'foo[1h30m]'],
    ['foo > 0.9and bar', 'foo > 0.9 and bar'],
    ['sum by (inf) (foo)', 'sum by ("inf") (foo)'],
  ]
  for (const [wrong, right] of pairs) {
    assert.equal(fixed(wrong), right)
    assert.deepEqual(errors(right), [], right)
  }
})

test('mentions and selectors say what an expression uses', () => {
  const text = 'sum by (job, "k.x") (rate(a:b{c="d", "e f"!~"g"}[5m])) / on (i) {"my.m", l="n"} + {__name__=~"x.*"}'
  const names = promqlLanguage.mentions(parsePromql(text)).map(one => [one.kind, one.name])
  assert.deepEqual(names, [
    ['label', 'job'],
    ['label', 'k.x'],
    ['metric', 'a:b'],
    ['label', 'c'],
    ['label', 'e f'],
    ['label', 'i'],
    ['metric', 'my.m'],
    ['label', 'l'],
  ])
  for (const one of promqlLanguage.mentions(parsePromql(text))) assert.equal(text.slice(one.span.start, one.span.end), one.name)
  assert.deepEqual(
    selectors(parsePromql(text)).map(one => [one.metric, one.matchers.map(({ label, op, value }) => `${label}${op}${value}`)]),
    [
      ['a:b', ['c=d', 'e f!~g']],
      ['my.m', ['l=n']],
      [undefined, ['__name__=~x.*']],
    ],
  )
  assert.deepEqual(
    selectors(parsePromql('a + b offset 5m')).map(one => one.metric),
    ['a', 'b'],
  )
})

const known: Record<string, string[]> = {
  metric: ['up', 'http_requests_total', 'my.metric'],
  label: ['job', 'k8s.pod'],
  'label up': ['job', 'instance'],
  'label-value job': ['api', 'a.b'],
}
const names = (kind: string, within?: string) => known[within === undefined ? kind : `${kind} ${within}`]
const completed = (marked: string) => {
  const offset = marked.indexOf('^')
  const text = marked.replace('^', '')
  return promqlLanguage.complete(promqlLanguage.parse(text, {}), offset, { names }).map(one => apply(text, [one]))
}

test('completion knows its place', () => {
  assert.ok(completed('^').includes('rate($0)') && completed('^').includes('up') && completed('^').includes('{"my.metric"}'))
  assert.deepEqual(completed('up{^}'), ['up{job}', 'up{instance}'])
  assert.deepEqual(completed('foo{^'), ['foo{job', 'foo{"k8s.pod"'])
  assert.deepEqual(completed('up{job^="a"}').slice(0, 1), ['up{job="a"}'])
  assert.deepEqual(completed('up{job=^}'), ['up{job="api"}', 'up{job="a.b"}'])
  assert.deepEqual(completed('up{job=~"api|a^"}'), ['up{job=~"api|api"}', 'up{job=~"api|a\\\\.b"}'])
  assert.deepEqual(completed('rate(up[5^])'), ['rate(up[5s])', 'rate(up[5m])', 'rate(up[5h])', 'rate(up[5d])'])
  assert.ok(completed('rate(up[^])').includes('rate(up[5m])'))
  assert.deepEqual(completed('sum(up) ^').slice(0, 2), ['sum(up) by ($0)', 'sum(up) without ($0)'])
  assert.ok(completed('sum by (^) (up)').includes('sum by (job) (up)'))
  assert.ok(completed('up > ^').includes('up > bool ') && completed('up > ^').includes('up > rate($0)'))
  assert.ok(completed('up ^').includes('up offset ') && completed('up ^').includes('up unless '))
  assert.ok(completed('ra^(up[5m])').includes('rate(up[5m])'))
  assert.deepEqual(completed('# up ^'), [])
  assert.ok(completed('up @ ^').includes('up @ start()'))
})

test('hover explains functions, words, metrics and durations', () => {
  const told = (text: string, offset: number) => promqlLanguage.explain(parsePromql(text), offset, { names })?.markdown ?? ''
  assert.match(told('rate(up[90m])', 1), /rate\(v range-vector\) → instant vector/)
  assert.match(told('rate(up[90m])', 6), /`up`\n\nLabels: `job`, `instance`/)
  assert.match(told('rate(up[90m])', 9), /5400 seconds, `1h30m`/)
  assert.match(told('sum by (job) (up)', 1), /Sum of the values/)
  assert.match(told('sum by (job) (up)', 5), /Aggregates into one group/)
})

test('colours follow the place of a word', () => {
  const text = 'sum by (job) (rate(up{a=~"b"}[5m])) > bool 1 # end'
  const found = promqlLanguage.tokens(parsePromql(text)).map(one => `${text.slice(one.span.start, one.span.end)}:${one.type}`)
  assert.deepEqual(found, [
    'sum:function',
    'by:keyword',
    'job:property',
    'rate:function',
    'up:variable',
    'a:property',
    '=~:operator',
    '"b":regexp',
    '5m:number',
    '>:operator',
    'bool:keyword',
    '1:number',
    '# end:comment',
  ])
})

test('no text makes PromQL throw or point outside', () => {
  const samples = [
    'sum by (job, "k.x") (rate(a:b{c="d\\n", "e f"!~"g[", }[5m:1m] offset -(5m*step()))) > bool on (a) group_left(é) fill(5) 1./6. # c',
    'label_replace(my.metric{x=\'y"\'}, "a", `b`, "c") @ end() and foo(b, ) || $x "un',
    'topk(5, offset{a==b}) - histogram_quantile(foo[5min], 0.9) by (a)]',
  ]
  const scope = { names }
  for (const whole of samples) {
    for (let end = 0; end <= whole.length; end++) {
      const text = whole.slice(0, end)
      const tree = promqlLanguage.parse(text, scope)
      const told = promqlLanguage.explain(tree, end >> 1, scope)
      const spans = [
        ...problems(text).flatMap(one => [one.span, ...(one.fixes ?? []).flatMap(fix => fix.edits.map(edit => edit.span))]),
        ...promqlLanguage.mentions(tree).map(one => one.span),
        ...promqlLanguage.tokens(tree).map(one => one.span),
        ...promqlLanguage.complete(tree, end, scope).map(one => one.span),
        ...selectors(tree).map(one => one.span),
        ...(told ? [told.span] : []),
      ]
      for (const span of spans) assert.ok(span.start >= 0 && span.start <= span.end && span.end <= text.length, `${text} ${JSON.stringify(span)}`)
    }
  }
})

test('a text that is nested without end takes no time, and nothing is said of it', () => {
  const started = performance.now()
  assert.deepEqual(said('sum('.repeat(50_000)), [])
  assert.ok(performance.now() - started < 1000)
  assert.deepEqual(said('sum('.repeat(500)).length, 1)
  assert.deepEqual(said(`${'up + '.repeat(10_000)}up up`).length, 1)
})

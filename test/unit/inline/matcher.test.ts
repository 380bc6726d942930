import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  isClassicLabelName,
  isUtf8LabelName,
  type LabelMatcher,
  type MatcherMode,
  matcherLanguage,
  matcherText,
  matches,
  parseMatcher,
  parseMatchers,
} from '../../../server/src/core/inline'
import { apply } from '../../../server/src/core/text'
import { load } from './data'

interface Answer {
  ok: boolean
  matchers?: LabelMatcher[]
  warning?: string
  error?: string
}
const data = load<{
  cases: { input: string; api: string; utf8: Answer; classic: Answer; fallback: Answer }[]
  label_names: { input: string; mode: string; ok: boolean }[]
  evaluate: { op: LabelMatcher['op']; value: string; label_value: string; match: boolean }[]
  to_string: (LabelMatcher & { string: string })[]
}>('alertmanager/matchers.json')
type Row = [string, [string, string, string][] | string, [string, string, string][] | string, string | null]
const differential = load<{ rows: Row[] }>('alertmanager/matchers-differential.json')

const plain = (matchers: readonly LabelMatcher[]) => matchers.map(({ name, op, value }) => ({ name, op, value }))
const modes: MatcherMode[] = ['utf8', 'classic', 'fallback']

test('matchers are read as Alertmanager reads them', { skip: !data }, () => {
  for (const one of data?.cases ?? []) {
    for (const mode of modes) {
      const parsed = one.api === 'matcher' ? parseMatcher(one.input, mode) : parseMatchers(one.input, mode)
      const expected = one[mode]
      assert.equal(parsed.error === undefined, expected.ok, `${one.api} ${mode} ${JSON.stringify(one.input)}: ${parsed.error?.message} / ${expected.error}`)
      if (parsed.error) continue
      assert.deepEqual(plain(parsed.matchers), expected.matchers, `${mode} ${one.input}`)
      if (mode === 'fallback' && parsed.matchers.length) assert.equal(parsed.warning, expected.warning, one.input)
    }
  }
  for (const one of data?.label_names ?? [])
    assert.equal(one.mode === 'classic' ? isClassicLabelName(one.input) : isUtf8LabelName(one.input), one.ok, one.input)
  for (const one of data?.evaluate ?? []) {
    assert.equal(matches({ name: 'a', op: one.op, value: one.value }, { a: one.label_value }), one.match, JSON.stringify(one))
  }
  for (const one of data?.to_string ?? []) assert.equal(matcherText(one), one.string)
})

test('generated matchers are read as Alertmanager reads them', { skip: !differential }, () => {
  for (const [input, utf8, classic, warning] of differential?.rows ?? []) {
    const check = (mode: MatcherMode, expected: [string, string, string][] | string) => {
      const parsed = parseMatchers(input, mode)
      const got = parsed.error ? undefined : parsed.matchers.map(({ name, op, value }) => [name, op, value])
      assert.deepEqual(got, Array.isArray(expected) ? expected : undefined, `${mode} ${JSON.stringify(input)}: ${JSON.stringify(parsed)} / ${expected}`)
      return parsed
    }
    check('utf8', utf8)
    check('classic', classic)
    const fallback = check('fallback', Array.isArray(utf8) && warning !== 'disagreement' ? utf8 : classic)
    if (!fallback.error && fallback.matchers.length) assert.equal(fallback.warning ?? null, warning, JSON.stringify(input))
  }
})

const problems = (text: string, flavour?: string) => matcherLanguage.problems(matcherLanguage.parse(text, { flavour }), { flavour })
const fixed = (text: string) => {
  const fix = problems(text)[0]?.fixes?.[0]
  return fix && apply(text, fix.edits)
}

test('a refused matcher is answered with the one that was meant', () => {
  assert.equal(fixed('a=="b"'), 'a="b"')
  assert.equal(fixed('severity: critical'), 'severity="critical"')
  assert.equal(fixed('a="b" and c="d"'), 'a="b", c="d"')
  assert.equal(fixed('ALERTS{a="b"}'), '{a="b"}')
  assert.equal(fixed('a="b'), 'a="b"')
  assert.equal(problems('a==b')[0]?.severity, 'warning')
  assert.equal(fixed('a==b'), 'a="b"')
  assert.equal(fixed("a='b'"), 'a="b"')
  assert.equal(fixed('a=~"\\d+"'), 'a=~"\\\\d+"')
  assert.equal(problems('a=~"\\d+"')[0]?.severity, 'information')
  assert.equal(problems('a=~"\\d+"', 'utf8')[0]?.severity, 'error')
  assert.deepEqual(
    problems('a=~"x(y"').map(one => [one.code, one.span]),
    [['matcher-regex', { start: 5, end: 6 }]],
  )
  assert.deepEqual(problems('a="b",c!~"d|e"'), [])
  assert.deepEqual(problems('{}'), [])
})

const names = (kind: string, within?: string) =>
  kind === 'label' ? ['severity', 'team', 'k8s.pod'] : kind === 'label-value' && within === 'team' ? ['db', 'a.b'] : undefined
const completed = (marked: string) => {
  const offset = marked.indexOf('^')
  const text = marked.replace('^', '')
  return matcherLanguage.complete(matcherLanguage.parse(text, { names }), offset, { names }).map(one => apply(text, [one]))
}

test('completion offers labels, operators and values', () => {
  assert.deepEqual(completed('^'), ['severity', 'team', '"k8s.pod"'])
  assert.deepEqual(completed('a="b", te^'), ['a="b", severity', 'a="b", team', 'a="b", "k8s.pod"'])
  assert.deepEqual(completed('team ^'), ['team =', 'team !=', 'team =~', 'team !~'])
  assert.deepEqual(completed('team=^'), ['team="db"', 'team="a.b"'])
  assert.deepEqual(completed('team="^"'), ['team="db"', 'team="a.b"'])
  assert.deepEqual(completed('team=~"x|d^"'), ['team=~"x|db"', 'team=~"x|a\\\\.b"'])
})

test('no text makes the matcher language throw or point outside', () => {
  for (const whole of ['{a="b\\"c", \'x\'=~"(é|[a-z]+", foo.bar !~ "🙂"}', 'severity == critical and team: db', '"a\\u00e9"="\\xf0\\x9f", b=~"*"']) {
    for (let end = 0; end <= whole.length; end++) {
      const text = whole.slice(0, end)
      for (const flavour of [undefined, 'classic', 'utf8']) {
        const scope = { flavour, names }
        const tree = matcherLanguage.parse(text, scope)
        const spans = [
          ...matcherLanguage.problems(tree, scope).flatMap(one => [one.span, ...(one.fixes ?? []).flatMap(fix => fix.edits.map(edit => edit.span))]),
          ...matcherLanguage.mentions(tree).map(one => one.span),
          ...matcherLanguage.tokens(tree).map(one => one.span),
          ...matcherLanguage.complete(tree, end, scope).map(one => one.span),
        ]
        const told = matcherLanguage.explain(tree, end >> 1, scope)
        for (const span of told ? [...spans, told.span] : spans)
          assert.ok(span.start >= 0 && span.start <= span.end && span.end <= text.length, `${text} ${JSON.stringify(span)}`)
      }
    }
  }
})

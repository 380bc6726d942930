import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkRegex, matchesRegex, type RegexFlavour } from '../../../server/src/core/inline'
import { load } from './data'

const data = load<{ pattern: string; ok_matcher: boolean; ok_relabel: boolean }[]>('prometheus/regex.json')

test('regular expressions compile when Go compiles them', { skip: !data }, () => {
  for (const { pattern, ok_matcher, ok_relabel } of data ?? []) {
    assert.equal(checkRegex(pattern, 'matcher') === undefined, ok_matcher, pattern)
    assert.equal(checkRegex(pattern, 'relabel') === undefined, ok_relabel, pattern)
    for (const flavour of ['matcher', 'relabel', 'alertmanager'] satisfies RegexFlavour[]) {
      const wrong = checkRegex(pattern, flavour)
      if (!wrong) continue
      assert.match(wrong.message, /\.$/)
      assert.ok(wrong.span.start <= wrong.span.end && wrong.span.end <= pattern.length, `${pattern} ${JSON.stringify(wrong)}`)
    }
  }
})

test('what is wrong is said in plain words', () => {
  assert.match(checkRegex('a(b')?.message ?? '', /not closed/)
  assert.deepEqual(checkRegex('a(b(c)')?.span, { start: 1, end: 2 })
  assert.deepEqual(checkRegex('ab)')?.span, { start: 2, end: 3 })
  assert.match(checkRegex('(?=a)')?.message ?? '', /look-around/)
  assert.match(checkRegex('(a)\\1')?.message ?? '', /back-references/)
  assert.match(checkRegex('*foo')?.message ?? '', /"\.\*"/)
  assert.equal(checkRegex('a)|(b', 'relabel'), undefined)
  assert.ok(checkRegex('a)|(b', 'matcher'))
})

test('matching is anchored, and the dot depends on the place', () => {
  assert.ok(matchesRegex('a|b', 'a') && !matchesRegex('a|b', 'ab') && matchesRegex('foo', 'foo') && !matchesRegex('foo', 'xfoo'))
  assert.ok(!matchesRegex('a.b', 'a\nb', 'alertmanager') && matchesRegex('a.b', 'a\nb', 'relabel') && matchesRegex('a.b', 'a\nb', 'matcher'))
  assert.ok(matchesRegex('', '') && !matchesRegex('(', '('))
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { apply } from '../../../server/src/core/text'
import { At, parse } from '../../../server/src/core/yaml'

interface Case {
  readonly text: string
  readonly says: string
  /** What the problem marks. */
  readonly marks: string
  /** The text after the first fix. */
  readonly fixed?: string
}

const rule = (annotation: string): string =>
  `groups:\n  - name: a\n    rules:\n      - alert: A\n        annotations:\n          ${annotation}\n          after: all\n`

const cases: readonly Case[] = [
  {
    text: rule('summary: {{ $labels.instance }} is down'),
    says: 'A value that starts with "{{" must be quoted: YAML reads the brace as the start of a map.',
    marks: '{{ $labels.instance }} is down',
    fixed: rule("summary: '{{ $labels.instance }} is down'"),
  },
  {
    text: rule('summary: {{ $x }} isn\'t {{ $y | q "a" }}'),
    says: 'A value that starts with "{{" must be quoted: YAML reads the brace as the start of a map.',
    marks: '{{ $x }} isn\'t {{ $y | q "a" }}',
    fixed: rule("summary: '{{ $x }} isn''t {{ $y | q \"a\" }}'"),
  },
  {
    text: rule('summary: "Takes {{ printf "%.0f" $value }} seconds"'),
    says: 'The quotes end before "%.0f"": quotes of the same kind cannot stand inside, use others outside.',
    marks: '"Takes {{ printf "%.0f" $value }} seconds"',
    fixed: rule('summary: \'Takes {{ printf "%.0f" $value }} seconds\''),
  },
  {
    text: rule("summary: 'It isn't {{ $value }}'"),
    says: 'The quotes end before "t": quotes of the same kind cannot stand inside, use others outside.',
    marks: "'It isn't {{ $value }}'",
    fixed: rule('summary: "It isn\'t {{ $value }}"'),
  },
  {
    text: rule('summary: "{{ $labels.job }}" is down'),
    says: '"is down" stands behind the closing quote.',
    marks: 'is down',
    fixed: rule('summary: \'"{{ $labels.job }}" is down\''),
  },
  {
    text: rule('description: No data from {{ $labels.instance }}: the dough waits.'),
    says: '": " inside a value without quotes is read as another key: quote the value of "description".',
    marks: 'No data from {{ $labels.instance }}: the dough waits.',
    fixed: rule("description: 'No data from {{ $labels.instance }}: the dough waits.'"),
  },
  {
    text: rule('summary: @here'),
    says: 'A value cannot start with "@": it is reserved. Quote the value if that is meant.',
    marks: '@here',
    fixed: rule("summary: '@here'"),
  },
  {
    text: rule('summary: `x`'),
    says: 'A value cannot start with "`": it is reserved. Quote the value if that is meant.',
    marks: '`x`',
    fixed: rule("summary: '`x`'"),
  },
  {
    text: rule('summary: %d items'),
    says: 'A value cannot start with "%": it is reserved. Quote the value if that is meant.',
    marks: '%d items',
    fixed: rule("summary: '%d items'"),
  },
  {
    text: rule('summary: *.example.com'),
    says: 'A value cannot start with "*": it is read as an alias. Quote the value if that is meant.',
    marks: '*.example.com',
    fixed: rule("summary: '*.example.com'"),
  },
  {
    text: rule('summary: *star'),
    says: '"*star" stands for what "&star" marks, and nothing above is marked so.',
    marks: '*star',
    fixed: rule("summary: '*star'"),
  },
  { text: rule('summary: "open'), says: 'The quote " that opens here is not closed.', marks: '"open', fixed: rule('summary: "open"') },
  { text: 'a: [1, 2\nb: 3\n', says: '"[" is not closed by "]".', marks: '[' },
  { text: 'a: [1 2}\n', says: 'A comma or "]" is missing before "}".', marks: '}' },
  { text: rule('summary'), says: '"summary" is no key yet: ":" is missing behind it.', marks: 'summary' },
  { text: rule('summary:down'), says: 'A blank is missing behind "summary:".', marks: 'summary:down', fixed: rule('summary: down') },
  { text: 'a:\n\tb: 1\n', says: 'The line is indented with a tab: YAML takes only spaces.', marks: '\t', fixed: 'a:\n  b: 1\n' },
  {
    text: 'a: "\\d+"\n',
    says: '"\\d" is no escape that YAML knows: in double quotes a backslash itself is written "\\\\".',
    marks: '\\d',
    fixed: 'a: "\\\\d+"\n',
  },
  { text: 'a: b\n  c: d\n', says: '"c" cannot have a value here: it is indented below a value that is complete. Align it with its neighbours.', marks: 'c' },
  { text: 'a:\n    b: c\n  d: e\n', says: '"d:" is indented by 2, where nothing that is open stands. The line above is indented by 4.', marks: 'd:' },
  { text: 'a:\n  - b\n  c\n', says: '"c" stands where an item of the list must start with "- ".', marks: 'c' },
  { text: 'a: - b\n', says: '"- " cannot stand here: an item of a list starts in a line of its own.', marks: '-' },
  { text: 'a: b\nc: d\na: e\n', says: '"a" stands twice in this map.', marks: 'a' },
  { text: 'a: b\x07\n', says: 'The control character U+0007 cannot stand in YAML.', marks: '\x07', fixed: 'a: b\n' },
]

for (const { text, says, marks, fixed } of cases)
  test(says.slice(0, 60) + JSON.stringify(marks.slice(0, 30)), () => {
    const { problems } = parse(text)
    assert.deepEqual(
      problems.map(one => [one.message, text.slice(one.span.start, one.span.end)]),
      [[says, marks]],
    )
    const fix = problems[0]?.fixes?.[0]
    assert.equal(fix && apply(text, fix.edits), fixed)
    if (fixed) assert.deepEqual(parse(fixed).problems, [])
  })

test('every mistake of a file is found, and each once', () => {
  const text = [rule('summary: {{ $value }} x').slice(0, -1), rule('summary: "a "b" c"').slice(8, -1), rule('summary: a: b').slice(8)].join('\n')
  assert.equal(parse(text).problems.length, 3)
})

test('a value that breaks off is taken as its author meant it', () => {
  for (const value of ['{{ $value }} x', '"a "b" c"', 'a: b']) {
    const text = rule(`summary: ${value}`)
    assert.equal(At.root(parse(text))?.find(text.indexOf(value)).text, value)
  }
})

test('what is half typed leaves the rest as it is', () => {
  const text = rule('summ').replace('- alert: A', '- alert: A\n        expr: up\n        fo')
  const doc = parse(text)
  assert.equal(doc.problems.length, 2)
})

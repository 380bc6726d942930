// Quick fixes, "allow here" and "fix all": the text after applying them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CodeAction, TextEdit } from 'vscode-languageserver-protocol'
import { apply, type Edit, Lines, type Problem } from '../../server/src/core/text'
import { emptyWorkspace, fileProblems, makeFile, withFiles } from '../../server/src/core/workspace'
import { At, parse } from '../../server/src/core/yaml'
import { allowEdit } from '../../server/src/lsp/allow'
import { type Client, withClient } from './client'

const uri = 'file:///work/rules.yml'

const actions = (client: Client, from: number, to: number, only?: string[]): Promise<CodeAction[]> =>
  client.request('textDocument/codeAction', {
    textDocument: { uri },
    range: { start: { line: from, character: 0 }, end: { line: to, character: 0 } },
    context: { diagnostics: [], ...(only && { only }) },
  })

const edits = (action: CodeAction | undefined): readonly TextEdit[] => action?.edit?.changes?.[uri] ?? []

function applied(text: string, action: CodeAction | undefined): string {
  const lines = new Lines(text)
  return apply(
    text,
    edits(action).map(({ range, newText }): Edit => ({ span: { start: lines.offset(range.start), end: lines.offset(range.end) }, text: newText })),
  )
}

test('a misspelt key is mended, preferred when there is one fix only', () =>
  withClient({}, async client => {
    const text = 'groups:\n- name: a\n  rulez: []\n'
    await client.open(uri, text)
    const [fix] = await actions(client, 2, 3)
    assert.equal(fix?.kind, 'quickfix')
    assert.equal(fix?.isPreferred, true)
    assert.equal(fix?.diagnostics?.[0]?.code, 'unknown-key')
    assert.equal(applied(text, fix), text.replace('rulez', 'rules'))
    assert.deepEqual(await actions(client, 0, 1), [])
  }))

test('"allow here" silences the problem', () =>
  withClient({}, async client => {
    const text = 'groups:\n- name: a\n  rulez: []\n'
    await client.open(uri, text)
    const allow = (await actions(client, 2, 3)).find(one => one.title.startsWith('Allow'))
    assert.equal(applied(text, allow), 'groups:\n- name: a\n  rulez: [] # alertpath: allow unknown-key\n')
    await client.change(uri, [{ text: applied(text, allow) }])
    await client.quiet()
    assert.deepEqual(client.codes(uri), [])
  }))

test('"fix all" is offered only when it is asked for', () =>
  withClient({}, async client => {
    await client.open(uri, 'groups: [] # alertpath: allow nothing-like-it\n')
    assert.ok((await actions(client, 0, 1)).every(one => one.kind === 'quickfix'))
    const all = await actions(client, 0, 1, ['source.fixAll'])
    assert.deepEqual(
      all.map(one => one.kind),
      ['source.fixAll.alertpath'],
    )
    assert.deepEqual(await actions(client, 0, 1, ['refactor']), [])
  }))

/** The place of `word` gets a problem; the text with the comment must say the same, and silence it. */
function allowed(text: string, word: string): string {
  const file = makeFile(uri, text)
  const start = text.indexOf(word)
  assert.ok(start >= 0)
  const problem: Problem = { code: 'some-code', severity: 'warning', message: 'So.', span: { start, end: start + word.length } }
  const edit = allowEdit(withFiles(emptyWorkspace, [file]), file, problem)
  assert.ok(edit)
  const after = apply(text, [edit])
  assert.deepEqual(values(after), values(text), after)
  return after
}

function values(text: string): unknown {
  const value = (at: At): unknown => {
    if (at.kind === 'map') return [...at.entries()].map(one => [one.key?.text, value(one)])
    return at.kind === 'seq' ? [...at.items()].map(value) : at.text
  }
  const root = At.root(parse(text))
  return root && value(root)
}

const places: readonly (readonly [name: string, text: string, word: string, expected: string])[] = [
  ['behind a plain value', 'a: 1\nb: 2\n', '1', 'a: 1 # alertpath: allow some-code\nb: 2\n'],
  ['behind a quoted value', 'a: "x"\n', 'x', 'a: "x" # alertpath: allow some-code\n'],
  ['behind a key without a value', 'a:\n  b: 1\n', 'a', 'a: # alertpath: allow some-code\n  b: 1\n'],
  ['behind another comment', 'a: 1 # one\n', '1', 'a: 1 # one # alertpath: allow some-code\n'],
  ['above, when the line allows something already', 'a: 1 # alertpath: allow x\n', '1', '# alertpath: allow some-code\na: 1 # alertpath: allow x\n'],
  ['without blanks at the end', 'a: 1  \n', '1', 'a: 1 # alertpath: allow some-code\n'],
  ['with CRLF', 'a: 1\r\nb: 2\r\n', '1', 'a: 1 # alertpath: allow some-code\r\nb: 2\r\n'],
  ['above a block scalar, asked on its key', 'x:\n  a: |\n    one\n    two\n', 'a:', 'x:\n  # alertpath: allow some-code\n  a: |\n    one\n    two\n'],
  [
    'above a block scalar, asked in it',
    'x:\n  a: |\n    one\n    two\n  b: 1\n',
    'two',
    'x:\n  # alertpath: allow some-code\n  a: |\n    one\n    two\n  b: 1\n',
  ],
  ['above a folded scalar with CRLF', 'a: >-\r\n  one\r\n  two\r\n', 'one', '# alertpath: allow some-code\r\na: >-\r\n  one\r\n  two\r\n'],
  ['above a quoted text of several lines', 'a: "one\n  two"\n', 'two', '# alertpath: allow some-code\na: "one\n  two"\n'],
  ['above a plain text of several lines', 'a: one\n  two\n', 'one', '# alertpath: allow some-code\na: one\n  two\n'],
  ['above a list item', 'a:\n  - |\n    one\n  - two\n', 'one', 'a:\n  # alertpath: allow some-code\n  - |\n    one\n  - two\n'],
  ['after a block scalar', 'x:\n  a: |\n    one\n  b: |\n    two\n', 'b:', 'x:\n  a: |\n    one\n  # alertpath: allow some-code\n  b: |\n    two\n'],
  ['in a flow map of several lines', 'a: {b: 1,\n  c: 2}\n', 'b', 'a: {b: 1, # alertpath: allow some-code\n  c: 2}\n'],
  ['at the end of the text', 'a: 1', '1', 'a: 1 # alertpath: allow some-code'],
]

for (const [name, text, word, expected] of places)
  test(`the comment stands ${name}`, () => {
    assert.equal(allowed(text, word), expected)
  })

test('a comment above a rule with a block scalar silences what is in the scalar', () => {
  const text = 'groups:\n- name: a\n  rules:\n  - alert: A\n    expr: |\n      up ==\n        == 0\n'
  const file = makeFile(uri, text)
  const workspace = withFiles(emptyWorkspace, [file])
  const [problem] = fileProblems(workspace, uri)
  assert.ok(problem)
  const edit = allowEdit(workspace, file, problem)
  assert.ok(edit)
  const after = makeFile(uri, apply(text, [edit]))
  assert.deepEqual(fileProblems(withFiles(emptyWorkspace, [after]), uri), [])
})

test('JSON and templates have no comments of ours', () => {
  const file = makeFile('file:///work/targets.json', '[{"targets": ["a:1"], "x": 1}]')
  const problem: Problem = { code: 'x', severity: 'error', message: 'So.', span: { start: 24, end: 25 } }
  assert.equal(allowEdit(withFiles(emptyWorkspace, [file]), file, problem), undefined)
})

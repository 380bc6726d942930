// What is open, what lies outside, and what was said of both never disagree.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withClient } from './client'

const good = 'groups:\n- name: a\n  rules: []\n'
const bad = 'groups:\n- name: a\n  rulez: []\n'
const uri = 'file:///work/rules.yml'

test('a document is checked when it is opened, and again after an edit', () =>
  withClient({}, async client => {
    await client.open(uri, bad)
    await client.quiet()
    assert.deepEqual(client.codes(uri), ['unknown-key 2'])
    const [first] = client.diagnostics.get(uri)?.diagnostics ?? []
    assert.equal(first?.source, 'Alertpath')
    assert.equal(first?.codeDescription?.href, 'vscode://alertpath.alertpath/check/unknown-key')
    assert.deepEqual(first?.range, { start: { line: 2, character: 2 }, end: { line: 2, character: 7 } })
    await client.edit(uri, 'rulez', 'rules')
    await client.quiet()
    assert.deepEqual(client.diagnostics.get(uri), { version: 2, diagnostics: [] })
  }))

test('closed files have problems too, and lose them when the file goes', () =>
  withClient({ files: new Map([[uri, bad]]) }, async client => {
    assert.deepEqual(client.codes(uri), ['unknown-key 2'])
    client.files.delete(uri)
    await client.changed({ uris: [uri] })
    await client.quiet()
    assert.deepEqual(client.codes(uri), [])
  }))

test('a folder that goes takes its problems along', () =>
  withClient({ files: new Map([['file:///work/a/b/rules.yml', bad]]) }, async client => {
    assert.equal(client.codes('file:///work/a/b/rules.yml').length, 1)
    client.files.clear()
    await client.changed({ uris: ['file:///work/a'] })
    await client.quiet()
    assert.equal(client.codes('file:///work/a/b/rules.yml').length, 0)
  }))

test('a file that is renamed has its problems under the new name only', () =>
  withClient({ files: new Map([[uri, bad]]) }, async client => {
    const other = 'file:///work/other.yml'
    client.files.delete(uri)
    client.files.set(other, bad)
    await client.changed({ uris: [uri, other] })
    await client.quiet()
    assert.deepEqual([client.codes(uri), client.codes(other)], [[], ['unknown-key 2']])
  }))

test('the text of the editor counts while it is open, that of the disk afterwards', () =>
  withClient({ files: new Map([[uri, good]]) }, async client => {
    await client.open(uri)
    await client.edit(uri, 'rules', 'rulez')
    await client.quiet()
    assert.deepEqual(client.codes(uri), ['unknown-key 2'])
    await client.changed({ uris: [uri] })
    await client.quiet()
    assert.deepEqual(client.codes(uri), ['unknown-key 2'], 'the disk does not win')
    await client.close(uri)
    await client.quiet()
    assert.deepEqual(client.codes(uri), [])
  }))

test('a file that is deleted while open keeps its problems until it is closed', () =>
  withClient({ files: new Map([[uri, bad]]) }, async client => {
    await client.open(uri)
    client.files.delete(uri)
    await client.changed({ uris: [uri] })
    await client.quiet()
    assert.deepEqual(client.codes(uri), ['unknown-key 2'])
    await client.close(uri)
    await client.quiet()
    assert.deepEqual(client.codes(uri), [])
  }))

test('a document that is no file loses its problems when it is closed', () =>
  withClient({}, async client => {
    await client.open('untitled:Untitled-1', bad)
    await client.quiet()
    assert.equal(client.codes('untitled:Untitled-1').length, 1)
    await client.close('untitled:Untitled-1')
    await client.quiet()
    assert.equal(client.codes('untitled:Untitled-1').length, 0)
  }))

test('the old side of a comparison is not checked', () =>
  withClient({}, async client => {
    await client.open('git:/work/rules.yml?ref=HEAD', bad)
    await client.quiet()
    assert.equal(client.diagnostics.size, 0)
  }))

test('a branch switch of a thousand files is one batch', async () => {
  const names = Array.from({ length: 1000 }, (_, i) => `file:///work/r${i}.yml`)
  await withClient({ files: new Map(names.map(name => [name, good])) }, async client => {
    const before = client.published
    for (const name of names) client.files.set(name, bad)
    for (let i = 0; i < 1000; i += 250) await client.changed({ uris: names.slice(i, i + 250) })
    await client.quiet()
    assert.ok(names.every(name => client.codes(name).length === 1))
    assert.ok(client.published - before <= 1000, `${client.published - before} lists were sent`)
    for (const name of names) client.files.delete(name)
    await client.changed({ uris: names })
    await client.quiet()
    assert.ok(names.every(name => client.codes(name).length === 0))
  })
})

test('two folders, one added and one taken away', () =>
  withClient(
    {
      folders: ['file:///one', 'file:///two'],
      files: new Map([
        ['file:///one/a.yml', bad],
        ['file:///two/a.yml', bad],
        ['file:///three/a.yml', bad],
      ]),
    },
    async client => {
      assert.deepEqual(
        ['one', 'two', 'three'].map(one => client.codes(`file:///${one}/a.yml`).length),
        [1, 1, 0],
      )
      await client.notify('workspace/didChangeWorkspaceFolders', {
        event: { added: [{ uri: 'file:///three', name: '3' }], removed: [{ uri: 'file:///one', name: '1' }] },
      })
      await client.quiet()
      assert.deepEqual(
        ['one', 'two', 'three'].map(one => client.codes(`file:///${one}/a.yml`).length),
        [0, 1, 1],
      )
    },
  ))

test('one file has one name, however the client spells it', () =>
  withClient({ files: new Map([['file:///work/a%20%40b/c%2Bd.yml', bad]]) }, async client => {
    const spelled = 'file:///work/a%20%40b/c%2Bd.yml'
    assert.equal(client.codes(spelled).length, 1)
    await client.open(spelled, good)
    await client.quiet()
    assert.deepEqual([client.diagnostics.size, client.codes(spelled)], [1, []])
    await client.close(spelled)
    await client.quiet()
    assert.deepEqual([client.diagnostics.size, client.codes(spelled).length], [1, 1])
  }))

test('whole texts and several changes at once', () =>
  withClient({}, async client => {
    await client.open(uri, good)
    await client.change(uri, [{ text: bad }])
    await client.quiet()
    assert.deepEqual(client.codes(uri), ['unknown-key 2'])
    const at = (line: number, from: number, to: number, text: string) => ({ range: { start: { line, character: from }, end: { line, character: to } }, text })
    await client.change(uri, [at(0, 0, 0, '# one\n# two\n'), at(4, 2, 7, 'rules'), at(2, 0, 0, '\n\n')])
    await client.quiet()
    assert.deepEqual(client.codes(uri), [])
    await client.change(uri, [at(5, 2, 7, 'x: 1\n  y')])
    await client.quiet()
  }))

test('positions count UTF-16 units and lines end at CRLF', () =>
  withClient({}, async client => {
    await client.open(uri, 'groups:\r\n- name: "😀é"\r\n  "😀x": 1\r\n  rules: []\r\n')
    await client.quiet()
    const [one] = client.diagnostics.get(uri)?.diagnostics ?? []
    assert.equal(one?.range.start.line, 2)
    assert.ok((one?.range.end.character ?? 0) <= 8)
    await client.change(uri, [{ range: { start: { line: 2, character: 2 }, end: { line: 3, character: 2 } }, text: '' }])
    await client.quiet()
    assert.deepEqual(client.codes(uri), [])
  }))

test('the status says what a document was taken for, and a choice is obeyed', () =>
  withClient({}, async client => {
    await client.open(uri, bad)
    await client.quiet()
    assert.equal(client.status.get(uri)?.kind, 'rules')
    await client.notify('alertpath/kind', { uri, kind: 'none' })
    await client.quiet()
    assert.equal(client.status.get(uri)?.kind, 'none')
    assert.deepEqual(client.codes(uri), [])
    await client.notify('alertpath/kind', { uri })
    await client.quiet()
    assert.deepEqual(client.codes(uri), ['unknown-key 2'])
  }))

test('a file that becomes another program’s on disk has no problems any more', () =>
  withClient({ files: new Map([[uri, bad]]) }, async client => {
    assert.deepEqual(client.codes(uri), ['unknown-key 2'])
    client.files.set(uri, 'groups:\n  - hosts: [a\n')
    await client.changed({ uris: [uri] })
    await client.quiet()
    client.files.set(uri, 'tree:\n  {{ broken\n')
    await client.changed({ uris: [uri] })
    await client.quiet()
    assert.deepEqual(client.codes(uri), [])
  }))

test('a slip in the comment that says what a document is, is told', () =>
  withClient({}, async client => {
    await client.open('file:///work/other.yml', '# alertpath: kind=rulez\nfoo: 1\n')
    await client.quiet()
    assert.deepEqual(client.codes('file:///work/other.yml'), ['bad-directive 0'])
    await client.edit('file:///work/other.yml', 'rulez', 'rules')
    await client.quiet()
    assert.deepEqual(client.codes('file:///work/other.yml'), ['unknown-key 1'])
  }))

test('documents of the sample are understood wherever they are, and only they', () =>
  withClient({ initializationOptions: { files: true, sample: 'https://host/extension/examples/stack' } }, async client => {
    const [inside, outside] = ['https://host/extension/examples/stack/prometheus/rules/a.yml', 'https://host/extension/examples/stacks/a.yml']
    await client.open(inside, bad)
    await client.open(outside, bad)
    await client.quiet()
    assert.deepEqual([client.codes(inside), client.codes(outside)], [['unknown-key 2'], []])
    await client.close(inside)
    await client.quiet()
    assert.deepEqual(client.codes(inside), [])
  }))

test('the outline of a large text waits until it is read, and nobody waits for the outline', () =>
  withClient({}, async client => {
    const rule = (i: number) =>
      `  - alert: Alert${i}\n    expr: rate(errors_total{job="job-${i}"}[5m]) > ${i}\n    annotations:\n      summary: '{{ $labels.job }} has errors'\n`
    const text = `groups:\n- name: a\n  rules:\n${Array.from({ length: 9000 }, (_, i) => rule(i)).join('')}`
    assert.ok(text.length > 1_000_000)
    await client.open(uri, text)
    const order: string[] = []
    const outline = client
      .request<{ readonly children: readonly { readonly children: readonly unknown[] }[] }[]>('textDocument/documentSymbol', { textDocument: { uri } })
      .then(found => {
        order.push('outline')
        return found
      })
    await client.request('textDocument/hover', { textDocument: { uri }, position: { line: 4, character: 6 } }).then(() => order.push('hover'))
    const [groups] = await outline
    assert.deepEqual(order, ['hover', 'outline'])
    assert.equal(groups?.children[0]?.children.length, 9000)
  }))

// What no editor should send and no disk should hold: the server answers on, says nothing wrong, and logs no failure.
import assert from 'node:assert/strict'
import process from 'node:process'
import { after, test } from 'node:test'
import { type Client, withClient } from './client'

const bad = 'groups:\n- name: a\n  rulez: []\n'
const uri = 'file:///work/x.yml'
const other = 'file:///work/rules.yml'

const unhandled: unknown[] = []
process.on('unhandledRejection', error => unhandled.push(error))
after(() => assert.deepEqual(unhandled, []))

const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefghi'].map((one, i) => `${one}: &${one} [${Array(9).fill(`*${'abcdefgh'[i]}`).join(',')}]`).join('\n')}\ngroups: *i\n`

const texts: Readonly<Record<string, string>> = {
  'a binary file': Array.from({ length: 4000 }, (_, i) => String.fromCharCode((i * 7919) % 256)).join(''),
  'brackets 200 deep': `groups: ${'['.repeat(200)}${']'.repeat(200)}\n`,
  'brackets 5,000 deep and open': `groups: ${'[{a: '.repeat(5000)}`,
  'blocks 200 deep': Array.from({ length: 200 }, (_, i) => `${' '.repeat(i)}a:\n`).join(''),
  'a list of dashes': `groups:\n${'- '.repeat(3000)}x\n`,
  'an alias bomb': bomb,
  'an alias of itself': 'groups: &a\n- *a\n- <<: *a\n',
  'a merge of merges': `a: &a {<<: *b}\nb: &b {<<: *a}\ngroups: [{<<: [*a, *b]}]\n`,
  'a byte order mark': `\ufeff${bad}`,
  tabs: bad.replaceAll('  ', '\t'),
  'lone surrogates': 'groups:\n- name: "\ud83d"\n  \ude00: 1\n  rules: [{alert: \ud800, expr: "\udc00"}]\n',
  'many documents': `${'---\ngroups: []\n'.repeat(300)}`,
  'a million letters': `groups: ${'x'.repeat(1_000_000)}\n`,
  'a line of a million keys': `{${'a: 1, '.repeat(100_000)}}`,
  'an open quote': `groups:\n- name: "a\n${'  rules: []\n'.repeat(2000)}`,
  nothing: '',
  'line breaks of all kinds': 'groups:\r- name: a\r\n  rulez: 1\n\u2028\u2029\u0085',
}

async function alive(client: Client): Promise<void> {
  await client.open(other, bad)
  await client.quiet()
  assert.deepEqual(client.codes(other), ['unknown-key 2'])
  assert.deepEqual(client.logs, [])
}

for (const [name, text] of Object.entries(texts))
  test(`${name} does no harm`, () =>
    withClient({}, async client => {
      await client.open(uri, text)
      const textDocument = { uri }
      const position = { line: 1, character: 3 }
      for (const method of ['hover', 'completion', 'definition', 'documentHighlight'])
        await client.request(`textDocument/${method}`, { textDocument, position })
      await client.request('textDocument/references', { textDocument, position, context: { includeDeclaration: true } })
      for (const method of ['documentSymbol', 'foldingRange', 'documentLink', 'semanticTokens/full'])
        await client.request(`textDocument/${method}`, { textDocument })
      await client.request('textDocument/selectionRange', { textDocument, positions: [position] })
      await client.request('textDocument/codeAction', { textDocument, range: { start: position, end: position }, context: { diagnostics: [] } })
      await alive(client)
    }))

test('positions outside the text, unknown documents and unknown names are answered', () =>
  withClient({}, async client => {
    await client.open(uri, bad)
    for (const position of [
      { line: 99, character: 0 },
      { line: 0, character: 999 },
      { line: 2, character: 4_000_000_000 },
    ])
      await client.request('textDocument/hover', { textDocument: { uri }, position })
    assert.equal(await client.request('textDocument/hover', { textDocument: { uri: 'file:///nowhere.yml' }, position: { line: 0, character: 0 } }), null)
    await assert.rejects(client.request('textDocument/prepareRename', { textDocument: { uri }, position: { line: 0, character: 0 } }), /no name/i)
    await client.change('file:///nowhere.yml', [{ text: 'x' }])
    await client.close('file:///nowhere.yml')
    await client.change(uri, [{ range: { start: { line: 9, character: 9 }, end: { line: 1, character: 0 } }, text: 'x' }])
    await client.notify('alertpath/kind', { uri: 'file:///nowhere.yml', kind: 'rules' })
    await client.changed({ uris: ['file:///nowhere.yml', 'nonsense', 'file:///%ff%'], folders: ['file:///absent'] })
    await alive(client)
  }))

test('a client that fails to list and read is served all the same', () =>
  withClient({ initializationOptions: {} }, async client => {
    await alive(client)
  }))

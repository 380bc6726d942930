// Settings: what is wrong is said once, the rest holds.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withClient } from './client'

const bad = 'groups:\n- name: a\n  rulez: []\n'
const uri = 'file:///work/rules.yml'

test('a bad setting is named once and left out, a good one beside it holds', () =>
  withClient(
    { settings: { versions: { prometheus: 'newest' }, problems: { severity: { 'unknown-key': 'off' } } }, files: new Map([[uri, bad]]) },
    async client => {
      assert.deepEqual(client.codes(uri), [])
      assert.equal(client.messages.length, 1)
      assert.match(client.messages[0] ?? '', /versions\.prometheus/)
      await client.notify('workspace/didChangeConfiguration', { settings: null })
      await client.quiet()
      assert.equal(client.messages.length, 1)
      client.settings = { problems: { severity: { 'unknown-key': 'hint' } } }
      await client.notify('workspace/didChangeConfiguration', { settings: null })
      await client.quiet()
      assert.equal(client.diagnostics.get(uri)?.diagnostics[0]?.severity, 4)
    },
  ))

test('a severity for a code that does not exist is named', () =>
  withClient({ settings: { problems: { severity: { 'unknown-kee': 'off' } } }, files: new Map([[uri, bad]]) }, async client => {
    assert.match(client.messages.join(), /problems\.severity\.unknown-kee/)
  }))

for (const settings of [null, 7, 'x', [], { versions: 3, files: [], problems: { severity: 'off' } }, { files: { associations: { '*.yml': 'nonsense' } } }])
  test(`settings ${JSON.stringify(settings)} break nothing`, () =>
    withClient({ settings, files: new Map([[uri, bad]]) }, async client => {
      assert.deepEqual(client.codes(uri), ['unknown-key 2'])
      assert.deepEqual(client.logs, [])
    }))

test('a client without configuration and without anything else is served', () =>
  withClient({ capabilities: {}, initializationOptions: { files: true }, files: new Map([[uri, bad]]) }, async client => {
    assert.deepEqual(client.codes(uri), ['unknown-key 2'])
    await client.notify('workspace/didChangeConfiguration', { settings: { alertpath: { problems: { severity: { 'unknown-key': 'off' } } } } })
    await client.quiet()
    assert.deepEqual(client.codes(uri), [])
  }))

test('a project file in the folder speaks for its files', () =>
  withClient(
    {
      files: new Map([
        [uri, bad],
        ['file:///work/.alertpath.yml', 'severities:\n  unknown-key: off\n'],
      ]),
    },
    async client => {
      assert.deepEqual(client.codes(uri), [])
      client.files.delete('file:///work/.alertpath.yml')
      await client.changed({ uris: ['file:///work/.alertpath.yml'] })
      await client.quiet()
      assert.deepEqual(client.codes(uri), ['unknown-key 2'])
    },
  ))

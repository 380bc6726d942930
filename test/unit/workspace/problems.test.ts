// Problems that do not depend on one program: comments in files that are nobody's, names by the thousand.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { emptyWorkspace, fileProblems, makeFile, noSettings, type Settings, update, withFiles } from '../../../server/src/core/workspace'

const uri = 'file:///w/x.yml'

const told = (text: string, settings: Partial<Settings> = {}): string[] => {
  const workspace = update(emptyWorkspace, { folders: ['file:///w'], whole: true, asked: { ...noSettings, ...settings } })
  return fileProblems(withFiles(workspace, [makeFile(uri, text)]), uri).map(one => `${one.severity} ${one.code}`)
}

describe('a comment that says nothing in a file that is nobody’s', () => {
  const text = '# alertpath: foo\nfoo: 1\n'
  it('is a warning', () => assert.deepEqual(told(text), ['warning bad-directive']))
  it('has the severity of the settings', () => {
    assert.deepEqual(told(text, { severities: { 'bad-directive': 'off' } }), [])
    assert.deepEqual(told(text, { severities: { 'bad-directive': 'error' } }), ['error bad-directive'])
  })
  it('is left alone where a setting or a comment says so', () => {
    assert.deepEqual(told(text, { kinds: [['**/x.yml', 'none']] }), [])
    assert.deepEqual(told(`# alertpath: kind=none\n${text}`), [])
    assert.deepEqual(told(text, { kinds: [['**/y.yml', 'none']] }), ['warning bad-directive'])
  })
  it('can be allowed, and what else is allowed is not told to be of no use', () => {
    assert.deepEqual(told(`# alertpath: allow-file bad-directive\n${text}`), [])
    assert.deepEqual(told(`# alertpath: allow-file unknown-key\n${text}`), ['warning bad-directive'])
  })
})

it('of very many unknown names all are told, and some with the nearest known one', () => {
  const names = Array.from({ length: 900 }, (_, i) => `receiver-number-${i}`)
  const routes = names.map(name => `    - receiver: x${name}\n      matchers: [a="${name}"]\n`).join('')
  const text = `route:\n  receiver: ${names[0]}\n  routes:\n${routes}receivers:\n${names.map(name => `  - name: ${name}\n`).join('')}`
  const file = makeFile(uri, text)
  const found = fileProblems(withFiles(update(emptyWorkspace, { folders: ['file:///w'], whole: true }), [file]), uri).filter(
    one => one.code === 'unknown-receiver',
  )
  assert.equal(found.length, 900)
  assert.equal(found.filter(one => one.fixes).length, 200)
  assert.ok(found.every(one => one.message.includes('Did you mean') === (one.fixes !== undefined)))
})

// Flows: verdicts like Kestra's own, snippets that are clean, recognition by content, a model that survives anything.
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { recognise } from '../../../server/src/core/languages'
import { isGuessable } from '../../../server/src/core/languages/kestra/checks/webhook'
import { readFlow } from '../../../server/src/core/languages/kestra/model'
import { emptyWorkspace, fileProblems, makeFile, noSettings, update, withFiles } from '../../../server/src/core/workspace'
import { At, parse } from '../../../server/src/core/yaml'

const data = process.env.ALERTPATH_DATA ?? '../shared'

function problems(text: string, version: string | undefined) {
  const uri = 'file:///case/flow.yml'
  const versions: Record<string, string> = version === undefined ? {} : { kestra: version }
  const asked = { ...noSettings, versions }
  const workspace = update(emptyWorkspace, { folders: ['file:///case'], chosen: new Map([[uri, 'kestra' as const]]), whole: true, asked })
  return fileProblems(withFiles(workspace, [makeFile(uri, text)]), uri)
}

const refuses = (text: string, version: string | undefined) => problems(text, version).some(one => one.severity === 'error')

interface Case {
  readonly id: string
  readonly text: string
  readonly verdict: Readonly<Record<string, string>>
}

describe('flows', () => {
  const file = join(data, 'conformance/kestra/flows.json')
  const skip = existsSync(file) ? false : 'the verdicts of Kestra are not beside the project'
  const cases = skip ? [] : (JSON.parse(readFileSync(file, 'utf8')) as Case[])
  for (const [line, full] of [
    ['2.0', '2.0.0'],
    ['1.3', '1.3.34'],
  ] as const)
    it(`are refused and accepted as Kestra ${line} does`, { skip }, () => {
      const judged = cases.filter(one => ['accepted', 'refused'].includes(one.verdict[full] ?? ''))
      const wrong = judged.filter(one => refuses(one.text, line) !== (one.verdict[full] === 'refused')).map(one => one.id)
      assert.ok(wrong.length <= judged.length * 0.01, wrong.join(', '))
    })

  it('get errors without a version only where every line refuses', { skip }, () => {
    const taken = cases.filter(one => Object.values(one.verdict).includes('accepted'))
    const wrong = taken.filter(one => refuses(one.text, undefined)).map(one => one.id)
    assert.ok(wrong.length <= 1, wrong.join(', '))
  })

  it('are read without a throw from every prefix', () => {
    const text = readFileSync('test/cases/kestra/later-task.md', 'utf8')
    for (let end = 0; end < text.length; end += 7) {
      const part = text.slice(0, end).replace(/^[\s\S]*?```yaml[^\n]*\n/, '')
      for (const one of problems(part, undefined)) assert.ok(one.span.start >= 0 && one.span.end <= part.length && one.span.start <= one.span.end)
      const root = At.root(parse(part))
      if (root) readFlow(root)
    }
  })
})

describe('a text', () => {
  const kind = (text: string, name = 'a.yml') => recognise(At.root(parse(text)), `file:///x/${name}`, text)
  it('is a flow with id, namespace and tasks', () => {
    assert.equal(kind('id: a\nnamespace: b\ntasks: []\n'), 'kestra')
    assert.equal(kind('namespace: b\nid: a\ntriggers: []\n'), 'kestra')
  })
  it('is none when it is something else', () => {
    assert.equal(kind('name: ci\non: push\njobs: {}\n'), undefined)
    assert.equal(kind('- hosts: all\n  tasks:\n    - name: a\n      apt: name=b\n'), undefined)
    assert.equal(kind('apiVersion: v1\nkind: ConfigMap\nid: a\nnamespace: b\ntasks: []\n'), undefined)
    assert.equal(kind('id: d\ntitle: Board\ncharts: []\nnamespace: b\n'), undefined)
    assert.equal(kind('id: t\nnamespace: b\nflowId: a\ntestCases: []\n'), undefined)
    assert.equal(kind('tasks:\n  build:\n    cmds: [make]\n'), undefined)
  })
})

describe('a key', () => {
  it('of words or of few letters can be guessed', () => {
    for (const one of ['prometheus', 'abc', 'alertmanager-webhook', 'MySecretKey', 'aaaaaaaaaaaaaaaaaaaa', 'kestra_2024_alerts'])
      assert.ok(isGuessable(one), one)
  })
  it('of chance cannot', () => {
    for (const one of ['w7Hn2ZsQ9dLr4XbT1kVe', '4wjtkzwVGBM9yKnjm3yv8r', '0b6f3c1e-8f0a-4f1c-9f7e-2f6f5f4c3b2a', 'D4kPz7NqWm2xT9cVb6Rf'])
      assert.ok(!isGuessable(one), one)
  })
})

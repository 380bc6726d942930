// The core alone, in a context that has nothing but the language itself: no Node, no browser, no clock, no console.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import vm from 'node:vm'
import { build } from 'esbuild'

const entry = `
import { emptyWorkspace, fileProblems, makeFile, withFiles } from './server/src/core/workspace'
import { completion, hover } from './server/src/core/features'
export function run(text) {
  const file = makeFile('file:///work/rules.yml', text)
  const workspace = withFiles(emptyWorkspace, [file])
  const answers = [hover(workspace, file.uri, text.indexOf('expr')), completion(workspace, file.uri, text.indexOf('expr'))]
  return JSON.stringify({ codes: fileProblems(workspace, file.uri).map(one => one.code), answers: answers.length })
}
`

test('the core runs without any host', async () => {
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: '.', loader: 'ts' },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'core',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    target: 'es2022',
    logLevel: 'silent',
  })
  const context = vm.createContext(Object.create(null), { codeGeneration: { strings: false, wasm: false } })
  vm.runInContext(outputFiles[0]?.text ?? '', context)
  const text = 'groups:\n- name: a\n  rules:\n  - alert: A\n    expr: sum(up\n    fro: 5m\n'
  const { codes } = JSON.parse(vm.runInContext(`core.run(${JSON.stringify(text)})`, context))
  assert.ok(codes.includes('unknown-key'))
})

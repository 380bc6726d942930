// What is kept of a large flow from one edit to the next: problems are always those of the text read anew.
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { changeFile, emptyWorkspace, type File, fileProblems, makeFile, update, withFiles } from '../../../server/src/core/workspace'
import { random, seed, times } from '../yaml/material'

const uri = 'file:///case/flow.yml'
const problems = (file: File) =>
  fileProblems(withFiles(update(emptyWorkspace, { folders: ['file:///case'], chosen: new Map([[uri, 'kestra' as const]]), whole: true }), [file]), uri)

/** Tasks that read what those before them gave, some in other tasks, some in lists of their own. */
function flow(count: number): string {
  let text = 'id: long\nnamespace: company.team\ninputs:\n  - id: name\n    type: STRING\ntasks:\n'
  const task = (id: string, before: string, indent: string) =>
    `${indent}- id: ${id}\n${indent}  type: io.kestra.plugin.core.debug.Return\n${indent}  format: "{{ inputs.name }} after {{ outputs.${before}.value }}"\n`
  for (let i = 0; i < count; i++) {
    text += task(`t${i}`, i === 0 ? 't0' : `t${i - 1}`, '  ')
    if (i % 7 !== 3) continue
    text += `  - id: p${i}\n    type: io.kestra.plugin.core.flow.Sequential\n    tasks:\n`
    for (let j = 0; j < 5; j++) text += task(`n${i}_${j}`, `t${i}`, '      ')
  }
  return `${text}errors:\n${task('e0', 't1', '  ')}${task('e1', 'e0', '  ')}`
}

const words = ['t1', 'p3', 'n3_1', 'x', 'value', 'outputs.t5.value', 'inputs.name', 'inputs.nme', 'flow.Parallel', 'flow.ForEach', 'debug.Return', 'id: t9', '']

it('after any edit the problems are those of the text read anew', () => {
  const below = random(seed)
  const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T
  let file = makeFile(uri, flow(120))
  let found = 0
  for (let n = 0; n < 60 * times; n++) {
    const { text } = file
    const all = [...text.matchAll(/\b(?:t\d+|n\d+_\d+|p\d+|name|value|flow\.\w+|debug\.Return|id: \w+)\b/g)]
    // a change of an id is what most depends on
    const at = pick(pick([all, all.filter(one => one[0].startsWith('id: '))]))
    const span = { start: at.index, end: at.index + at[0].length }
    // a line, a word, or a letter
    const line = { start: text.lastIndexOf('\n', at.index) + 1, end: text.indexOf('\n', at.index) + 1 }
    const edit = pick([
      { span, text: pick(words) },
      { span: { start: span.end, end: span.end }, text: 'x' },
      { span: { start: span.end - 1, end: span.end }, text: '' },
      { span: line, text: '' },
      { span: { start: line.start, end: line.start }, text: text.slice(line.start, line.end) },
    ])
    file = changeFile(file, [edit])
    const now = problems(file)
    found += now.length
    assert.deepEqual(now, problems(makeFile(uri, file.text)), `seed ${seed}, edit ${n}`)
    // back to what is right, now and then
    if (n % 10 === 9) file = makeFile(uri, flow(120))
  }
  assert.ok(found > 0)
})

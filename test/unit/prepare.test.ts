// A large file that is read and checked in slices has the problems that it has when it is read in one go.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { emptyWorkspace, fileProblems, makeFile, prepare, update, withFiles } from '../../server/src/core/workspace'

/** 1,200 routes in nested lists: some that no alert gets to, some with a variable that nothing fills in. */
function routing(): string {
  let text = 'route:\n  receiver: team-0\n  routes:\n'
  for (let i = 0; i < 1200; i++) {
    const deep = i % 4
    const pad = ' '.repeat(4 + 4 * deep)
    const team = i % 97 === 3 ? 'team-0' : `team-${i}`
    text += `${pad}- matchers:\n${pad}    - team="${team}"\n${pad}  receiver: team-${i % 9}${i % 301 === 5 ? `\n${pad}  group_by: [$LABEL]` : ''}\n`
    if (deep < 3) text += `${pad}  routes:\n`
  }
  text += 'receivers:\n'
  for (let i = 0; i < 9; i++) text += `  - name: team-${i}\n    webhook_configs:\n      - url: http://hooks.example/${i === 4 ? '$TOKEN' : i}\n`
  return text
}

test('checks that go in steps say what they say in one go', () => {
  const uri = 'file:///work/alertmanager.yml'
  const text = routing()
  assert.ok(text.length > 100_000)
  const opened = () => withFiles(update(emptyWorkspace, { folders: ['file:///work'], whole: true }), [makeFile(uri, text)])
  const whole = fileProblems(opened(), uri)
  assert.ok(['unreachable-route', 'unexpanded-variable'].every(code => whole.some(one => one.code === code)))
  const sliced = opened()
  let slices = 0
  for (const _ of prepare(sliced, uri, { parts: 20 })) slices++
  assert.ok(slices > 20, `${slices} slices`)
  assert.deepEqual(fileProblems(sliced, uri), whole)
})

// Over all pages of checks: a fix repairs what it says, and "allow here" leaves nothing to say.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { apply, type Edit, type Problem } from '../../server/src/core/text'
import { fileProblems, makeFile, type Workspace, withFiles } from '../../server/src/core/workspace'
import { allowEdit } from '../../server/src/lsp/allow'
import { casesOf, workspaceOf } from '../cases'

const pages = readdirSync('test/cases', { recursive: true })
  .map(String)
  .filter(name => name.endsWith('.md'))

const sign = ({ code, message }: Problem): string => `${code}: ${message}`
const count = (problems: readonly Problem[], wanted: (one: Problem) => boolean): number => problems.filter(wanted).length

function edited(workspace: Workspace, edits: readonly (Edit & { readonly uri?: string })[], uri: string): Workspace {
  const uris = new Set(edits.map(one => one.uri ?? uri))
  const files = [...uris].map(one =>
    makeFile(
      one,
      apply(
        workspace.files.get(one)?.text ?? '',
        edits.filter(edit => (edit.uri ?? uri) === one),
      ),
    ),
  )
  return withFiles(workspace, files)
}

/** What a fix or a comment left unsaid or brought in. */
function* faults(workspace: Workspace, uri: string): Generator<string> {
  const file = workspace.files.get(uri)
  if (!file) return
  const before = fileProblems(workspace, uri)
  for (const problem of before) {
    for (const { title, edits } of problem.fixes ?? []) {
      const after = fileProblems(edited(workspace, edits, uri), uri)
      const same = (one: Problem): boolean => sign(one) === sign(problem)
      if (count(after, same) >= count(before, same)) yield `"${title}" does not repair ${sign(problem)}`
      // a key that was added may need others
      // what was wrong at a place may be said in other words there
      const known = (one: Problem): boolean =>
        before.some(other => sign(other) === sign(one) || (other.code === one.code && other.span.start === one.span.start))
      const fresh = after.find(one => one.severity === 'error' && one.code !== 'missing-key' && !known(one))
      if (fresh) yield `"${title}" brings ${sign(fresh)}`
    }
    const allow = allowEdit(workspace, file, problem)
    if (!allow) continue
    const after = fileProblems(edited(workspace, [allow], uri), uri)
    const same = (one: Problem): boolean => one.code === problem.code
    if (count(after, same) >= count(before, same)) yield `a comment does not allow ${sign(problem)}`
    const fresh = after.find(one => !before.some(other => other.code === one.code))
    if (fresh) yield `a comment that allows ${sign(problem)} brings ${sign(fresh)}`
  }
}

describe('fixes and comments of the pages', () => {
  for (const page of pages)
    it(page, () => {
      for (const one of casesOf(readFileSync(`test/cases/${page}`, 'utf8'))) {
        const workspace = workspaceOf(one)
        for (const uri of workspace.files.keys()) assert.deepEqual([...faults(workspace, uri)], [])
      }
    })
})

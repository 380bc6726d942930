// Problems that were found step by step, as a server does it, are those that are found at once.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { it } from 'node:test'
import { checkAcross, emptyWorkspace, fileProblems, learn, makeFile, viewsOf, type Workspace, withFiles } from '../../server/src/core/workspace'

const root = 'examples/broken'
const top = 'file:///work'

/** Made anew each time: what is computed stays with files and snapshots. */
function sample(): Workspace {
  const names = readdirSync(root, { recursive: true }).map(String)
  const files = names.filter(name => statSync(join(root, name)).isFile()).map(name => makeFile(`${top}/${name}`, readFileSync(join(root, name), 'utf8')))
  return withFiles({ ...emptyWorkspace, folders: [top], whole: true }, files)
}

const problemsIn = (workspace: Workspace): unknown[] => [...workspace.files.keys()].map(uri => [uri, fileProblems(workspace, uri)])

it('step by step nothing is lost and nothing comes twice', () => {
  const expected = problemsIn(sample())
  assert.ok(JSON.stringify(expected).length > 1000)
  const workspace = sample()
  const uris = [...workspace.files.keys()]
  for (const _ of learn(workspace, uris));
  for (const uri of uris) for (const _ of checkAcross(workspace, uri));
  assert.deepEqual(problemsIn(workspace), expected)
  assert.deepEqual(problemsIn(workspace), expected, 'asked again')
})

it('a file whose checks were only begun has all of its problems', () => {
  const expected = problemsIn(sample())
  const workspace = sample()
  for (const uri of workspace.files.keys()) checkAcross(workspace, uri).next()
  assert.deepEqual(problemsIn(workspace), expected)
})

it('afterwards no file has to be read for another', () => {
  const workspace = sample()
  const views = [...workspace.files.values()].flatMap(file => viewsOf(workspace, file))
  assert.ok(views.length >= 5)
  const unread = () => views.filter(view => !view.isRead).length
  assert.ok(unread() > 0)
  for (const _ of learn(workspace, [...workspace.files.keys()]));
  assert.equal(unread(), 0)
})

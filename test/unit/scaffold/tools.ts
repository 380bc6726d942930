// Stacks for tests: choices as the command line takes them, secrets that are always the same, and the workspace that comes out.
import { type Chosen, complete, type Options, readOption, type Scaffolded, type Secrets, scaffold } from '../../../server/src/core/scaffold'
import { emptyWorkspace, fileProblems, makeFile, update, type Workspace, withFiles } from '../../../server/src/core/workspace'

export const secrets: Secrets = {
  webhookKey: 'k7Q2mZx9Lw4TnB8sVd3RyHf6JcPa1GeU5oKiXqYb',
  kestraPassword: 'Aq3xZ9mKw7TnB2sVd5Ry',
  postgresPassword: 'p4Q2mZx9Lw4TnB8sVd3RyHf6',
}

export function chosen(settings: Readonly<Record<string, string>>): Options {
  let all: Chosen = {}
  for (const [id, text] of Object.entries(settings)) {
    const read = readOption(id, text)
    if ('wrong' in read) throw new Error(read.wrong)
    all = { ...all, ...read.chosen }
  }
  return complete(all)
}

export const made = (settings: Readonly<Record<string, string>> = {}): Scaffolded => scaffold(chosen(settings), secrets)

/** As a checkout would be seen: what Git ignores is there and is not read. */
export function workspaceOf(texts: Iterable<{ readonly path: string; readonly text: string; readonly ignored?: boolean | undefined }>): Workspace {
  const all = [...texts]
  const uri = (path: string): string => `file:///w/${path}`
  const files = all.filter(one => !one.ignored && /\.(?:ya?ml|tmpl)$/.test(one.path)).map(one => makeFile(uri(one.path), one.text))
  const listing = new Set(all.map(one => uri(one.path)))
  return withFiles(update(emptyWorkspace, { folders: ['file:///w'], whole: true, listing }), files)
}

/** Findings in words; every kind and severity counts. */
export const findings = (workspace: Workspace): string[] =>
  [...workspace.files.keys()].flatMap(uri =>
    fileProblems(workspace, uri).map(one => `${uri.slice('file:///w/'.length)} ${one.severity} ${one.code}: ${one.message}`),
  )

// Tests of rules that are not there: promtool reports success for a test without rules.
import { closest, lookup } from '../../../text'
import type { At } from '../../../yaml'
import type { Check, FileView, World } from '../../language'

export const unmatchedRuleFiles: Check = {
  code: 'test-of-no-file',
  across: true,
  *run(file, world) {
    const list = file.root?.get('rule_files')
    const [test] = file.found('alert-test')
    if (test && list?.key && [...list.items()].length === 0)
      yield { code: 'test-of-no-file', severity: 'warning', message: 'No rule file is named, so there is no alert to test.', span: list.key.span }
    for (const item of list?.items() ?? []) {
      const path = item.string
      if (path === undefined) continue
      const { uris, known } = world.loaded(file, path)
      if (!known || uris.length > 0) continue
      const meant = elsewhere(file, world, path)
      yield {
        code: 'test-of-no-file',
        severity: meant === undefined ? 'information' : 'warning',
        message: `No file matches "${path}", relative to this file: ${meant === undefined ? 'unless something makes it before, ' : ''}promtool only warns, and no rule of it is tested.${meant === undefined ? '' : ` Did you mean "${meant}"?`}`,
        span: item.span,
        ...(meant !== undefined && { fixes: [{ title: `Change to "${meant}"`, edits: [{ span: item.span, text: meant }] }] }),
      }
    }
  },
}

const nearby = ['', '*/', '../', '../*/', '../../']

/**
 * The path of a rule file with this name, or a near one, around the test. Where there is none the file is probably made by a build, as the
 * rules of mixins are.
 */
function elsewhere(file: FileView, world: World, path: string): string | undefined {
  const name = lastOf(path)
  if (name === '' || /[*?[]/.test(name)) return undefined
  const folder = file.uri.slice(0, file.uri.lastIndexOf('/'))
  const byName = lookup(
    lookup(around, world, () => new Map<string, ReadonlyMap<string, string>>()),
    folder,
    () => rulesAround(file, world),
  )
  const found = byName.get(name) ?? byName.get(closest(name, byName.keys()) ?? '')
  return found === undefined || found.includes('%') ? undefined : relative(file.uri, found)
}

/** Rule files by name around the tests of a folder: looked for once, however many tests miss theirs. */
const around = new WeakMap<World, Map<string, ReadonlyMap<string, string>>>()

function rulesAround(file: FileView, world: World): ReadonlyMap<string, string> {
  const all = nearby.flatMap(folder => world.loaded(file, `${folder}*`).uris).filter(uri => /\.(?:ya?ml|rules)$/.test(uri))
  return new Map(all.flatMap(uri => (isRuleFile(world.view(uri)) ? [[lastOf(uri), uri] as const] : [])))
}

const isRuleFile = (view: FileView | undefined): boolean => view?.kind === 'rules' && view.root?.kind === 'map'

const lastOf = (uri: string): string => uri.slice(uri.lastIndexOf('/') + 1)

/** The path from a file to another one that lies somewhere around it. */
function relative(from: string, to: string): string {
  const [here, there] = [from.split('/').slice(0, -1), to.split('/')]
  let shared = 0
  while (shared < here.length && here[shared] === there[shared]) shared++
  return [...here.slice(shared).map(() => '..'), ...there.slice(shared)].join('/')
}

/** All rule files are found, so an alert that none of them has can never fire: a test that expects none always passes. */
export const unknownAlertname: Check = {
  code: 'unknown-alertname',
  across: true,
  *run(file, world) {
    const names = alertsOf(file, world)
    if (!names) return
    for (const test of file.found('alert-test')) {
      const name = test.get('alertname')
      if (name?.string === undefined || names.has(name.string)) continue
      const near = closest(name.string, names)
      yield {
        code: 'unknown-alertname',
        severity: 'warning',
        message: `No alert in the rule files is called "${name.string}"${expectsAlerts(test) ? ': this test fails' : ': this test always passes'}.${near ? ` Did you mean "${near}"?` : ''}`,
        span: name.span,
        ...(near !== undefined && { fixes: [{ title: `Change to "${near}"`, edits: [{ span: name.span, text: near }] }] }),
      }
    }
  },
}

const expectsAlerts = (test: At): boolean => [...(test.get('exp_alerts')?.items() ?? [])].length > 0

/** Names of all alerts in the tested files; undefined unless every file is found and read. */
function alertsOf(file: FileView, world: World): Set<string> | undefined {
  const names = new Set<string>()
  const paths = [...(file.root?.get('rule_files')?.items() ?? [])]
  if (paths.length === 0) return undefined
  for (const item of paths) {
    const { uris, known } = world.loaded(file, item.string ?? '')
    if (!known || uris.length === 0) return undefined
    for (const uri of uris) {
      const view = world.view(uri)
      if (view?.kind !== 'rules' || view.doc.problems.some(one => one.severity === 'error')) return undefined
      for (const name of view.names('alert', 'declares')) names.add(name)
    }
  }
  return names
}

/** A rule file that the server would refuse makes promtool refuse the test as well. */
export const brokenRuleFile: Check = {
  code: 'broken-rule-file',
  across: true,
  *run(file, world) {
    for (const item of file.root?.get('rule_files')?.items() ?? []) {
      const path = item.string
      if (path === undefined) continue
      for (const uri of world.loaded(file, path).uris) {
        const error = world.errorIn(uri)
        if (!error) continue
        yield {
          code: 'broken-rule-file',
          severity: 'error',
          message: `promtool refuses this test: ${uri.slice(uri.lastIndexOf('/') + 1)} has an error.`,
          span: item.span,
          related: [{ uri, span: error.span, message: error.message }],
        }
        break
      }
    }
  },
}

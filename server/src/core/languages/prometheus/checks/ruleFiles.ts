// Paths of `rule_files` and `scrape_config_files` that match no file where Prometheus looks for it: in its container, through the mounts.
import { closest, type Fix } from '../../../text'
import type { At } from '../../../yaml'
import type { Check, FileView, Kind, World } from '../../language'
import { setText } from '../../shared/goValues'

export const noRuleFile: Check = {
  code: 'no-rule-file',
  across: true,
  *run(file, world) {
    for (const key of ['rule_files', 'scrape_config_files'])
      for (const item of file.root?.get(key)?.items() ?? []) {
        const path = setText(item)
        // a pattern that Prometheus refuses is another problem
        if (path === undefined || !/^[^*]*(?:\*[^/]*)?$/.test(path)) continue
        const { uris, known } = world.loaded(file, path)
        if (!known || uris.length > 0) continue
        const better = nearPath(file, world, path, key === 'rule_files' ? 'rules' : 'scrape-configs')
        const inside = world.path.services(file, 'prometheus').length > 0
        const spare = path.includes('*') && better === undefined && [...world.files(key === 'rule_files' ? 'rules' : 'scrape-configs', file)].length === 0
        yield {
          code: 'no-rule-file',
          severity: spare ? 'information' : 'warning',
          message: `No file matches "${path}"${inside ? ' in the container' : ''}: Prometheus starts without ${key === 'rule_files' ? 'these rules, and their alerts never fire' : 'these jobs'}.${better ? ` Did you mean "${better}"?` : ''}`,
          span: wordOf(item),
          ...(better !== undefined && { fixes: [fixOf(item, better)] }),
        }
      }
  },
}

const wordOf = (item: At) => {
  const quotes = item.node.kind === 'scalar' && (item.node.style === 'single' || item.node.style === 'double') ? 1 : 0
  return { start: item.span.start + quotes, end: item.span.end - quotes }
}

const fixOf = (item: At, path: string): Fix => ({ title: `Change to "${path}"`, edits: [{ span: wordOf(item), text: path }] })

/** The same path with another extension or a name that is near, or only its last parts, which then count from the file itself. */
function nearPath(file: FileView, world: World, path: string, kind: Kind): string | undefined {
  const ends = ['.yml', '.yaml', '.rules', '.rules.yml', '.rules.yaml', '.json']
  const stem = path.replace(/(?:\.rules)?\.(?:ya?ml|json)$|\.rules$/, '')
  const parts = path.split('/').filter(Boolean)
  const tails = parts.map((_, i) => parts.slice(i).join('/'))
  const names = [...world.files('rules', file)].map(one => one.uri.slice(one.uri.lastIndexOf('/') + 1))
  const near = closest(parts.at(-1) ?? '', names)
  const beside = near === undefined ? [] : [path.slice(0, path.lastIndexOf('/') + 1) + near]
  const isMeant = (uris: readonly string[]): boolean => uris.length > 0 && uris.every(uri => world.view(uri)?.kind === kind)
  return [...ends.map(end => stem + end), ...beside, ...tails, ...mountedPaths(file, world, path, kind)].find(
    one => one !== path && isMeant(world.loaded(file, one).uris),
  )
}

/** Where the container has files of the kind, if that is one place (with a name that needs no decoding): a pattern for a pattern, else the only file. */
function mountedPaths(file: FileView, world: World, path: string, kind: Kind): string[] {
  const mounts = world.path.services(file, 'prometheus').flatMap(one => one.mounts)
  const seen = [...world.files(kind, file)].flatMap(({ uri }) =>
    mounts.flatMap(({ source, target }) => (source !== undefined && (uri === source || uri.startsWith(`${source}/`)) ? target + uri.slice(source.length) : [])),
  )
  const all = new Set(path.includes('*') ? seen.map(one => one.replace(/[^/]*?((?:\.rules)?\.\w+)$/, '*$1')) : seen)
  return all.size === 1 ? [...all].filter(one => !one.includes('%')) : []
}

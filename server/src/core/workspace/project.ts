// Settings from `.alertpath.yml`. What is wrong in it is reported in that file; the rest holds.
import { At } from '../yaml'
import type { File } from './file'
import { asKind, asLevel, type Level, noSettings, type Settings } from './settings'

export function readProject(file: File): Settings {
  const root = At.root(file.doc)
  const pairs = (key: string): [string, string][] =>
    [...(root?.get(key)?.entries() ?? [])].flatMap(value => (value.key?.text !== undefined && value.text !== undefined ? [[value.key.text, value.text]] : []))
  const severities: Record<string, Level> = {}
  for (const [code, level] of pairs('severities')) {
    const good = asLevel(level)
    if (good) severities[code] = good
  }
  return {
    ...noSettings,
    versions: Object.fromEntries(pairs('versions').filter(([, text]) => /^v?\d+(\.\d+)*$/.test(text))),
    kinds: pairs('kinds').flatMap(([glob, kind]) => {
      const good = asKind(kind)
      return good ? [[glob, good] as const] : []
    }),
    severities,
    ignore: [...(root?.get('ignore')?.items() ?? [])].flatMap(item => item.string ?? []),
  }
}

// `alertpath check`: reads paths, prints what is wrong in them.
import { type Kind, languageOf } from '../core/languages'
import { compareSeverity, type Severity } from '../core/text'
import { noSettings, type Settings } from '../core/workspace'
import { kinds } from '../protocol'
import { printable } from './escape'
import { toGithub } from './github'
import { type Exit, type Io, Usage } from './io'
import { toJson } from './json'
import { loadPaths } from './load'
import { type Arguments, type Flag, flagOf, readArguments } from './options'
import { pageOf } from './pages'
import { type Checked, report } from './report'
import { toSarif } from './sarif'
import { toText } from './text'

export const checkFlags: Readonly<Record<string, Flag>> = {
  kind: { value: 'KIND', choices: kinds, help: 'Check each PATH alone, as this kind of file.' },
  format: { value: 'FORMAT', choices: ['text', 'json', 'sarif', 'github'], otherwise: 'text', help: 'How problems are printed.' },
  target: { value: 'NAME=VERSION,…', repeated: true, help: 'Versions in use: prometheus=3.16,alertmanager=0.34,kestra=2.0.' },
  'fail-on': { value: 'SEVERITY', choices: ['error', 'warning', 'never'], otherwise: 'error', help: 'From which severity on the exit status is 1.' },
  help: { help: 'Show this help.' },
}

export async function check(args: readonly string[], io: Io): Promise<Exit> {
  const given = readArguments(args, checkFlags)
  if (given.rest.length === 0) throw new Usage('Name a file or a folder to check, such as "alertpath check .".')
  const kind = flagOf(given, 'kind') as Kind | undefined
  if (kind && !languageOf(kind)) throw new Usage(`Files of the kind "${kind}" are not checked yet.`)
  const { loaded, notices, failures } = await loadPaths(given.rest, io.cwd, { ...noSettings, versions: targets(given) } satisfies Settings, kind)
  const files = loaded.flatMap(one => [...report(one)])
  const format = flagOf(given, 'format') ?? 'text'
  if (format !== 'text' || files.length > 0 || failures.length === 0) io.out(print(format, files, io))
  for (const one of [...notices, ...failures]) io.err(`${printable(one)}\n`)
  if (failures.length > 0) return 2
  return fails(files, flagOf(given, 'fail-on') ?? 'error') ? 1 : 0
}

function print(format: string, files: readonly Checked[], io: Io): string {
  if (format === 'json') return toJson(files)
  if (format === 'sarif') return toSarif(files, io.cwd, code => pageOf(io.home, code))
  return format === 'github' ? toGithub(files, io.cwd) : toText(files, io)
}

function fails(files: readonly Checked[], from: string): boolean {
  return from !== 'never' && files.some(file => file.problems.some(one => compareSeverity(one.severity, from as Severity) >= 0))
}

const programs = ['prometheus', 'alertmanager', 'kestra']

function targets(given: Arguments): Record<string, string> {
  const all = (given.flags.target ?? []).flatMap(one => one.split(',')).filter(Boolean)
  return Object.fromEntries(
    all.map(one => {
      const [, program = '', version = ''] = /^([^=]*)=(.*)$/.exec(one.trim()) ?? []
      if (!programs.includes(program)) throw new Usage(`--target "${one}" does not name prometheus, alertmanager or kestra.`)
      if (!/^v?\d+(?:\.\d+)*$/.test(version)) throw new Usage(`--target "${one}" has no version such as "${program}=3.1".`)
      return [program, version]
    }),
  )
}

// `alertpath new`: a whole stack in a folder. Whatever is there already is overwritten only after a yes, file by file.
import { randomInt } from 'node:crypto'
import { lstat, mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import {
  type Chosen,
  complete,
  defaultOf,
  fits,
  keptNotes,
  knownSecrets,
  type Need,
  needs,
  type Option,
  type Options,
  options,
  plan,
  portClash,
  readOption,
  type Secrets,
  type Step,
  scaffold,
} from '../core/scaffold'
import { closest } from '../core/text'
import { readText } from '../node/disk'
import { printable } from './escape'
import { type Exit, type Io, Usage } from './io'
import { type Flag, readArguments } from './options'

export const newFlags: Readonly<Record<string, Flag>> = {
  set: { value: 'OPTION=VALUE', repeated: true, help: 'Choose; several choices are joined by commas, and "none" is none.' },
  'dry-run': { help: 'Show which files would be written, and write none.' },
  yes: { help: 'Overwrite files that differ without asking for each.' },
  help: { help: 'Show this help.' },
}

export async function create(args: readonly string[], io: Io): Promise<Exit> {
  const given = readArguments(args, newFlags)
  const [folder, ...more] = given.rest
  if (folder === undefined) throw new Usage('Name the folder of the stack, such as "alertpath new monitoring".')
  if (more.length > 0) throw new Usage(`One folder at a time: "${printable(more[0] ?? '')}" is one too many.`)
  const root = path.resolve(io.cwd, folder)
  const chosen = chosenFrom(given.flags.set ?? [])
  const { files, notes } = scaffold(chosen, await secretsFor(root, chosen))
  const existing = await existingTexts(
    root,
    files.map(one => one.path),
  )
  const steps = plan(files, existing)
  const dry = given.flags['dry-run'] !== undefined
  const done = await write(root, folder, steps, { io, dry, yes: given.flags.yes !== undefined })
  if (!dry && done.written > 0) io.out(`\n${notes.map(one => `- ${one}\n`).join('')}- README.md says more.\n`)
  if (!dry) for (const one of keptNotes(steps)) io.out(`- ${printable(one)}\n`)
  if (done.left > 0) io.err(differing(done.left, dry))
  return done.left > 0 && !dry ? 1 : 0
}

function differing(count: number, dry: boolean): string {
  if (dry) return `${count === 1 ? 'One file differs and' : `${count} files differ and`} would be asked for.\n`
  return count === 1 ? 'One file differs and stayed as it was.\n' : `${count} files differ and stayed as they were.\n`
}

function chosenFrom(settings: readonly string[]): Options {
  let chosen: Chosen = {}
  for (const one of settings) {
    const [, id = '', text] = /^([^=]*)=(.*)$/s.exec(one) ?? []
    if (text === undefined) throw new Usage(`--set "${printable(one)}" is no choice: write option=value.`)
    const read = readOption(id, text)
    if ('wrong' in read) {
      const near = closest(
        id,
        options.map(option => option.id),
      )
      throw new Usage(`${printable(read.wrong)}${near && near !== id ? ` Did you mean "${near}"?` : ''}`)
    }
    chosen = { ...chosen, ...read.chosen }
  }
  const all = complete(chosen)
  const clash = portClash(all)
  if (clash !== undefined) throw new Usage(clash)
  return all
}

/** What an earlier run wrote stays in use, so that the key in one file is the key in the other. */
async function secretsFor(root: string, chosen: Options): Promise<Secrets> {
  const known = await existingTexts(root, ['.env', 'alertmanager/secrets/kestra_url'])
  const before = knownSecrets(known.get('.env'), known.get('alertmanager/secrets/kestra_url'))
  return { ...Object.fromEntries(needs(chosen).map(need => [need.name, generated(need)])), ...before }
}

/** For a webhook: nobody can guess it. */
export const newKey = (): string => Array.from({ length: 40 }, () => letters[randomInt(letters.length)]).join('')

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

function generated(need: Need): string {
  for (;;) {
    const text = Array.from({ length: need.length }, () => letters[randomInt(letters.length)]).join('')
    if (fits(need, text)) return text
  }
}

export async function existingTexts(root: string, paths: readonly string[]): Promise<Map<string, string>> {
  const texts = new Map<string, string>()
  for (const one of paths) {
    const read = await readText(path.join(root, one))
    if (!('refused' in read)) texts.set(one, read.text)
    else if (read.why === 'missing' && (await isThere(path.join(root, one)))) throw new Usage(`${printable(one)}: It is a link that leads nowhere.`)
    else if (read.why !== 'missing') throw new Usage(`${printable(one)}: ${read.refused}`)
  }
  return texts
}

/** Links are not followed. */
const isThere = (full: string): Promise<boolean> =>
  lstat(full).then(
    () => true,
    () => false,
  )

interface How {
  readonly io: Io
  readonly dry: boolean
  readonly yes: boolean
}

const words = { create: 'new', add: 'added to', change: 'overwritten', same: 'as it is', keep: 'kept' } as const

/** Writes what needs no yes, and what gets one. */
export async function write(root: string, shown: string, steps: readonly Step[], { io, dry, yes }: How): Promise<{ written: number; left: number }> {
  let written = 0
  let left = 0
  for (const step of steps) {
    const name = printable(path.posix.join(shown.split(path.sep).join('/'), step.file.path))
    const asks = step.action === 'change' && !yes
    const agreed = !asks || (!dry && (await agrees(io, `${name} differs. Overwrite it? [y/N] `)))
    if (!agreed) left++
    io.out(`  ${(agreed ? words[step.action] : 'differs').padEnd(12)}${name}${step.file.ignored ? '  (ignored by Git)' : ''}\n`)
    if (dry || !agreed || step.action === 'same' || step.action === 'keep') continue
    await save(path.join(root, step.file.path), step)
    written++
  }
  return { written, left }
}

async function agrees(io: Io, question: string): Promise<boolean> {
  const answer = await io.ask?.(question)
  return answer !== undefined && /^y(?:es)?$/i.test(answer.trim())
}

async function save(full: string, { file, text, action }: Step): Promise<void> {
  await mkdir(path.dirname(full), { recursive: true })
  // A new file must not appear where something came between: another program, or a link that leads elsewhere.
  await writeFile(full, text, { flag: action === 'create' ? 'wx' : 'w', mode: file.mode ?? 0o644 })
}

/** The options for the help: what each takes, and what it is when nothing is said. */
export function optionHelp(): string {
  return ['Options of a stack (--set):', ...options.map(one => `  ${one.id.padEnd(18)}${line(one)}`)].join('\n')
}

function line(option: Option): string {
  const value = [defaultOf(option, {})].flat().join(',') || 'none'
  const others = option.defaults.flatMap(one => (one.when ? [`; ${[one.value].flat().join(',')} with ${one.when.id}=${one.when.is}`] : [])).join('')
  const takes = option.choices ? `: ${option.choices.map(one => one.id).join(option.kind === 'many' ? ', ' : ' or ')}` : ''
  return `${option.title}${takes} (${value}${others}).`
}

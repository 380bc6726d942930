// The file system as the command line and the server without a client's help see it: what lies in a folder, and one text.

import { lstat, readdir, readFile, realpath, stat } from 'node:fs/promises'
import path from 'node:path'
import ignore, { type Ignore } from 'ignore'
import { sizeLimit } from '../protocol'
import { expectText } from './tiering'

export interface DiskFile {
  /** Absolute. */
  readonly path: string
  /** Bytes. */
  readonly size: number
  /** Left out by a `.gitignore`: it exists, but nobody asked to have it read. A folder that is left out is listed as one such file. */
  readonly ignored: boolean
}

export interface Listed {
  readonly files: readonly DiskFile[]
  /** Folders that could not be read, with the reason. */
  readonly unreadable: readonly { readonly path: string; readonly reason: string }[]
}

/** More files than this are not listed. */
const most = 100_000

/** All files below `root`. Linked folders are not followed: what they lead to inside is found there, the rest is none of ours. */
export async function listFolder(root: string): Promise<Listed> {
  const files: DiskFile[] = []
  const unreadable: { path: string; reason: string }[] = []
  const real = await realpath(root).catch(() => root)
  const waiting: Folder[] = [{ path: root, rules: [] }]
  while (waiting.length > 0 && files.length < most) {
    const some = waiting.splice(-16)
    const found = await Promise.all(some.map(folder => entries(folder, real).catch(error => reasonOf(error))))
    found.forEach((one, i) => {
      if (typeof one === 'string') unreadable.push({ path: some[i]?.path ?? root, reason: one })
      else {
        files.push(...one.files)
        waiting.push(...one.folders)
      }
    })
  }
  return { files: files.sort((a, b) => (a.path < b.path ? -1 : 1)), unreadable }
}

interface Folder {
  readonly path: string
  readonly rules: readonly { readonly base: string; readonly rules: Ignore }[]
}

async function entries(folder: Folder, root: string): Promise<{ files: DiskFile[]; folders: Folder[] }> {
  const found = await readdir(folder.path, { withFileTypes: true })
  const own = found.some(one => one.name === '.gitignore') ? await readFile(path.join(folder.path, '.gitignore'), 'utf8').catch(() => '') : ''
  const rules = own ? [...folder.rules, { base: folder.path, rules: ignore().add(own) }] : folder.rules
  const folders: Folder[] = []
  const files: Promise<DiskFile | undefined>[] = []
  for (const entry of found) {
    const full = path.join(folder.path, entry.name)
    if (entry.isDirectory()) {
      if (!isSkipped(entry.name) && !isIgnored(rules, full, true)) folders.push({ path: full, rules })
      // it is there, and what is in it nobody knows
      else files.push(Promise.resolve({ path: full, size: 0, ignored: true }))
    } else if (entry.isFile() || entry.isSymbolicLink()) files.push(measure(full, entry.isSymbolicLink(), isIgnored(rules, full, false), root))
  }
  return { files: (await Promise.all(files)).filter(one => one !== undefined), folders }
}

const isSkipped = (name: string): boolean => name.startsWith('.') || name === 'node_modules'

/** The nearest `.gitignore` that has an opinion decides. */
function isIgnored(all: Folder['rules'], full: string, folder: boolean): boolean {
  for (let i = all.length - 1; i >= 0; i--) {
    const one = all[i]
    if (!one) continue
    const relative = path.relative(one.base, full).split(path.sep).join('/')
    const { ignored, unignored } = one.rules.test(folder ? `${relative}/` : relative)
    if (ignored || unignored) return ignored
  }
  return false
}

async function measure(full: string, link: boolean, ignored: boolean, root: string): Promise<DiskFile | undefined> {
  try {
    if (link && !isBelow(await realpath(full), root)) return { path: full, size: 0, ignored: true }
    const found = link ? await stat(full) : await lstat(full)
    return { path: full, size: found.size, ignored: ignored || !found.isFile() }
  } catch {
    return undefined
  }
}

export function isBelow(full: string, root: string): boolean {
  const relative = path.relative(root, full)
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative)
}

export type ReadFile = { readonly text: string } | { readonly refused: string; readonly why: 'missing' | 'large' | 'binary' | 'unreadable' }

/** A text in UTF-8, or in UTF-16 with a byte order mark, which is not part of it. */
export async function readText(full: string): Promise<ReadFile> {
  try {
    const found = await stat(full)
    if (found.isDirectory()) return { refused: 'It is a folder.', why: 'unreadable' }
    if (found.size > sizeLimit) return { refused: `It is larger than ${sizeLimit / 1e6} MB.`, why: 'large' }
    const content = await readFile(full)
    expectText(content.length)
    return decode(content)
  } catch (error) {
    const reason = reasonOf(error)
    return { refused: reason, why: (error as { code?: string }).code === 'ENOENT' ? 'missing' : 'unreadable' }
  }
}

export function decode(bytes: Uint8Array): ReadFile {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: new TextDecoder('utf-16le').decode(bytes) }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { text: new TextDecoder('utf-16be').decode(bytes) }
  if (bytes.subarray(0, 8192).includes(0)) return { refused: 'It is a binary file.', why: 'binary' }
  return { text: new TextDecoder().decode(bytes) }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file or folder.',
  EACCES: 'You may not read it.',
  EPERM: 'You may not read it.',
  ELOOP: 'It is a link that leads to itself.',
  ENOTDIR: 'A part of its path is a file, not a folder.',
  EISDIR: 'It is a folder.',
  ENAMETOOLONG: 'Its name is too long.',
}

export function reasonOf(error: unknown): string {
  const code = (error as { code?: unknown } | undefined)?.code
  return (typeof code === 'string' && reasons[code]) || `It cannot be read (${typeof code === 'string' ? code : String(error)}).`
}

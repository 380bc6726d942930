// What writing a stack into a folder would do to the files that are there. Nothing is overwritten that was not asked for.
import type { StackFile } from './stack'

/** `create` and `add` destroy nothing; `change` needs a yes; `same` and `keep` are left as they are. */
export type Action = 'create' | 'add' | 'change' | 'same' | 'keep'

export interface Step {
  readonly file: StackFile
  readonly action: Action
  /** What is in the folder now. */
  readonly before?: string
  /** What would be there afterwards. */
  readonly text: string
}

/** `existing` holds the texts of those files that are there, by their path. */
export const plan = (files: readonly StackFile[], existing: ReadonlyMap<string, string>): Step[] => files.map(file => stepOf(file, existing.get(file.path)))

function stepOf(file: StackFile, before: string | undefined): Step {
  if (before === undefined) return { file, action: 'create', text: file.text }
  if (withoutReturns(before) === file.text) return { file, action: 'same', before, text: before }
  // Alertmanager cuts blanks off both ends of what it reads from a secret file.
  if (file.once) return { file, action: before.trim() === file.text.trim() ? 'same' : 'keep', before, text: before }
  if (!file.merge) return { file, action: 'change', before, text: file.text }
  const text = merged(before, file.text)
  return { file, action: text === before ? 'same' : 'add', before, text }
}

/** What the user should know of files that are kept although they differ. */
export const keptNotes = (steps: readonly Pick<Step, 'file' | 'action'>[]): string[] =>
  steps.flatMap(({ file, action }) => (action === 'keep' && file.kept !== undefined ? [file.kept] : []))

const withoutReturns = (text: string): string => text.replace(/\r\n/g, '\n')

/** The lines that are missing, with the comments above them, at the end. A variable that is set stays as it is set. */
function merged(before: string, wanted: string): string {
  const have = new Set(withoutReturns(before).split('\n').map(nameOf))
  const added: string[] = []
  let comments: string[] = []
  for (const line of wanted.split('\n')) {
    if (line.startsWith('#')) comments.push(line)
    else if (line === '') comments = []
    else {
      if (!have.has(nameOf(line))) added.push(...comments, line)
      comments = []
    }
  }
  if (added.length === 0) return before
  const newline = before.includes('\r\n') ? '\r\n' : '\n'
  const start = before === '' || before.endsWith('\n') ? before : before + newline
  return start + added.map(line => line + newline).join('')
}

const nameOf = (line: string): string =>
  line
    .trim()
    .replace(/^export\s+/, '')
    .replace(/\s*=.*$/s, '=')

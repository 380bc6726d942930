// One reviewable change: edits of files that are there, and new files. Nothing here writes anything.
import type { Edit } from '../../text'
import type { File } from '../../workspace'
import type { StackFile } from '../stack'

export interface NewFile extends Pick<StackFile, 'text' | 'mode' | 'ignored' | 'once' | 'merge'> {
  readonly uri: string
}

export interface Change {
  /** Offsets of one file are all of the text before. */
  readonly edits: readonly (Edit & { readonly uri: string })[]
  readonly files: readonly NewFile[]
  /** What is still to be done by hand, in sentences. */
  readonly notes: readonly string[]
}

/** Why nothing can be added, in a sentence. */
export interface Refused {
  readonly refused: string
}

export const isRefused = (one: Change | Refused): one is Refused => 'refused' in one

/** Edits of a file, or what has to be done by hand where an edit is not possible. */
export function collect(parts: readonly { readonly uri: string; readonly edit: Edit | undefined; readonly otherwise: string }[]) {
  return {
    edits: parts.flatMap(({ uri, edit }) => (edit ? [{ ...edit, uri }] : [])),
    notes: parts.flatMap(({ edit, otherwise }) => (edit ? [] : [otherwise])),
  }
}

/** Nothing is added to a text that cannot be read: where it would land is a guess. */
export const isBroken = (file: File): boolean => file.doc.problems.some(one => one.code === 'yaml-syntax')

// The tree of an expression, however right it is.
import type { Node } from './node'
import { readPromql } from './read'
import { wordEnd } from './scan'
import { readTolerantly } from './tolerant'

export type { Node } from './node'

export interface PromTree {
  readonly text: string
  readonly root: Node
  /** Nodes where the grammar was lost, in order; empty for a text that it reads. */
  readonly lost: readonly Node[]
  /** It was not read at once, so that things may hide in it which look right. */
  readonly tolerant?: true
}

export function parsePromql(text: string): PromTree {
  if (text !== last?.text) last = { text, tree: parsed(text) }
  return last.tree
}

/** The text before: problems, names and labels of one expression are asked for one after another. */
let last: { readonly text: string; readonly tree: PromTree } | undefined

function parsed(text: string): PromTree {
  const root = readPromql(text)
  return root ? { text, root, lost: none } : { text, ...readTolerantly(text), tolerant: true }
}

const none: readonly Node[] = []

/** The name that a word node stands for, as written: a node may cover less than the word. */
export const wordAt = (text: string, start: number): string => text.slice(start, wordEnd(text, start))

export function child(node: Node, type: string): Node | undefined {
  for (const one of node.children) if (one.type === type) return one
  return undefined
}

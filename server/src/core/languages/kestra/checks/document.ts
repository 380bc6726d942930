// What Kestra makes of the YAML around a flow: an empty file, a second document, values that no JSON can hold.

import type { Problem } from '../../../text'
import type { At } from '../../../yaml'
import type { Check } from '../../language'
import { problem } from './problem'

export const document: Check = {
  code: 'empty-flow',
  *run(file) {
    if (!file.root || file.root.isNull)
      yield problem(
        'empty-flow',
        'error',
        { start: 0, end: file.doc.text.length },
        'There is nothing in this file: Kestra wants a flow with "id", "namespace" and "tasks".',
      )
    const { second, text } = file.doc
    if (second !== undefined && /^(?!\s*#)\s*\S/m.test(text.slice(second)) && text.slice(second).trim() !== '---')
      yield problem('second-document', 'information', lineAt(text, second), 'Kestra reads only the first document of a file: what follows "---" is ignored.')
    if (file.root) yield* notNumbers(file.root, 0)
  },
}

function lineAt(text: string, at: number) {
  const start = at + (text.slice(at).match(/^\s*/)?.[0].length ?? 0)
  const end = text.indexOf('\n', start)
  return { start, end: end < 0 ? text.length : end }
}

function* notNumbers(at: At, depth: number): Generator<Problem> {
  if (depth > 60) return
  const { node } = at
  if (node.kind === 'scalar') {
    if (node.style === 'plain' && /^\.(?:nan|NaN|NAN)$/.test(node.text))
      yield problem('not-a-number', 'error', at.span, `Kestra cannot read "${node.text}" and refuses the file. Put it in quotes if text is meant.`)
    return
  }
  if (node.kind === 'map') for (const value of at.entries()) yield* notNumbers(value, depth + 1)
  if (node.kind === 'seq') for (const item of at.items()) yield* notNumbers(item, depth + 1)
}

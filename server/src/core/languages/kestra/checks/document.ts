// What Kestra makes of the YAML around a flow: an empty file, a second document, values that no JSON can hold.

import type { Check } from '../../language'
import { problem } from './problem'
import { oddScalars } from './scalars'

export const document: Check = {
  code: 'empty-flow',
  sameForAll: true,
  *run(file) {
    if (!file.root || file.root.isNull)
      yield problem(
        'empty-flow',
        'error',
        { start: 0, end: file.doc.source.length },
        'There is nothing in this file: Kestra wants a flow with "id", "namespace" and "tasks".',
      )
    const { second } = file.doc
    const rest = second === undefined ? '' : file.doc.text.slice(second)
    if (second !== undefined && /^(?!\s*#)\s*\S/m.test(rest) && rest.trim() !== '---')
      yield problem(
        'second-document',
        'information',
        lineAt(file.doc.text, second),
        'Kestra reads only the first document of a file: what follows "---" is ignored.',
      )
    for (const { node, start } of oddScalars(file, 'not a number'))
      yield problem(
        'not-a-number',
        'error',
        { start, end: start + node.length },
        `Kestra cannot read "${node.text}" and refuses the file. Put it in quotes if text is meant.`,
      )
  },
}

function lineAt(text: string, at: number) {
  const start = at + (text.slice(at).match(/^\s*/)?.[0].length ?? 0)
  const end = text.indexOf('\n', start)
  return { start, end: end < 0 ? text.length : end }
}

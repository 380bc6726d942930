// `trigger.…` without a fallback: an execution started by hand has no trigger, and undefined is an error.

import type { Fix, Mention } from '../../../text'
import type { Check, FileView } from '../../language'
import { flowOf, inTriggers } from '../model'
import { problem } from './problem'

export const triggerFallback: Check = {
  code: 'trigger-without-fallback',
  sameForAll: true,
  *run(file) {
    const flow = flowOf(file)
    if (!flow) return
    const bare: Mention[] = []
    for (const use of file.mentions(['trigger-path'], 'uses')) if (use.within !== 'fallback' && !inTriggers(flow, use.span.start)) bare.push(use)
    const [first, ...others] = bare
    if (!first) return
    const path = `trigger.${first.name.replaceAll('.*', '[0]')}`
    const more = others.length > 0 ? ` The same goes for ${others.length === 1 ? 'one more place' : `${others.length} more places`}.` : ''
    const instead = dates.has(first.name) ? 'execution.startDate' : "'none'"
    const fix = fallbackFix(file, first, instead)
    yield {
      ...problem(
        'trigger-without-fallback',
        'information',
        first.span,
        `Started by hand there is no trigger, and the run fails at "${path}". Say what to take instead: "${path} ?? ${instead}".${more}`,
        fix,
      ),
      ...(others.length > 0 && { related: others.slice(0, 20).map(one => ({ span: one.span, message: 'No fallback here either.' })) }),
    }
  },
}

/** What schedules give: a word in the place of a date makes the filters behind it fail. */
const dates: ReadonlySet<string> = new Set(['date', 'next', 'previous'])

/** Brackets around it where more follows: `|` and operators bind tighter than `??` or leave it open. */
function fallbackFix(file: FileView, use: Mention, instead: string): Fix[] {
  const { text } = file.doc
  const at = file.root?.find(use.span.start)
  const single = at?.node.kind === 'scalar' && at.node.style === 'single'
  const start = use.span.start - 'trigger.'.length
  if (text.slice(start, use.span.start) !== 'trigger.' || !/^[\w.*]+$/.test(use.name)) return []
  const last = /^\s*-?\}\}/.test(text.slice(use.span.end)) && /\{\{-?\s*$/.test(text.slice(0, start))
  const path = text.slice(start, use.span.end)
  const fallback = `?? ${single ? instead.replaceAll("'", '"') : instead}`
  return [{ title: 'Add a fallback', edits: [{ span: { start, end: use.span.end }, text: last ? `${path} ${fallback}` : `(${path} ${fallback})` }] }]
}

// `inputs.my-name`: a subtraction to Pebble. Kestra refuses the plainest form on saving, the others fail when they run.
import { pebbleLanguage } from '../../../inline'
import { type Inlined, inlinedOf, inlineScope, placer } from '../../../schema'
import type { Problem } from '../../../text'
import type { Check, FileView } from '../../language'
import { type Flow, flowOf, inTriggers } from '../model'
import { oddScalars } from './scalars'

export const dashedName: Check = {
  code: 'dash-in-pebble-name',
  *run(file) {
    const flow = flowOf(file)
    if (!flow) return
    for (const { start } of oddScalars(file, 'dash'))
      for (const one of inlinedOf(file.facts, start, start + 1)) if (one.start === start) yield* judge(file, flow, one)
  },
}

function* judge(file: FileView, flow: Flow, { node, start, schema }: Inlined): Generator<Problem> {
  const names = (kind: string) => (kind === 'task' ? flow.tasks.flatMap(one => one.id ?? []) : kind === 'input' ? flow.inputs.map(one => one.id) : undefined)
  const scope = { ...inlineScope(schema, file.grammar), names, ...(inTriggers(flow, start) && { flavour: 'trigger' }) }
  const place = placer(node, start, file.doc.source)
  for (const one of pebbleLanguage.problems(pebbleLanguage.parse(node.text, scope), scope)) {
    if (one.code !== 'dash-in-pebble-name') continue
    const fixes = one.fixes?.map(fix => ({
      title: fix.title,
      edits: fix.edits.map(edit => ({
        span: { start: place(edit.span.start), end: place(edit.span.end) },
        text: node.style === 'single' ? edit.text.replaceAll("'", '"') : edit.text,
      })),
    }))
    const refused = !inTriggers(flow, start) && /^(?:\.\w+)*\s*\}\}/.test(node.text.slice(one.span.end))
    const message = refused ? one.message.replace('The run fails here.', 'Kestra refuses to save the flow.') : one.message
    yield {
      code: one.code,
      severity: refused ? 'error' : one.severity,
      message,
      span: { start: place(one.span.start), end: place(one.span.end) },
      ...(fixes && { fixes }),
    }
  }
}

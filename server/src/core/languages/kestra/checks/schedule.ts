// Cron expressions of Schedule triggers, which are read when the flow is saved and never rendered.
import { parseCron } from '../../../inline'
import { type LocalCheck, placer, versionText } from '../../../schema'
import { isTrue } from '../model'
import { problem, wordOf } from './problem'

export const schedule: LocalCheck = function* (at, grammar) {
  const cron = at.get('cron')
  if (cron?.text === undefined || cron.node.kind !== 'scalar') return
  const error = parseCron(cron.text, { seconds: isTrue(at.get('withSeconds')), ...(grammar.version && { version: versionText(grammar.version) }) })
  if (!error) return
  const place = placer(cron.node, cron.start, at.doc.source)
  const span = error.span ? { start: place(error.span.start), end: place(error.span.end) } : wordOf(cron)
  yield problem('bad-cron', 'error', span.end > span.start ? span : wordOf(cron), error.error)
}

// What the path says of the word under the mouse: where an alert goes, who calls a trigger, what the answers of a flow mean.
import { alertsOf, flowStation, nameSpan } from '../languages'
import { contains } from '../text'
import { worldOf } from '../workspace'
import { alertSummary } from './alertPaths'
import { escapeMarkdown } from './markdown'
import { isQuick } from './names'
import type { Opened } from './place'

/** Markdown; undefined where the path says nothing. */
export function pathHover({ workspace, view }: Opened, offset: number): string | undefined {
  if (!isQuick(view)) return undefined
  if (view.kind === 'rules') {
    const station = alertsOf(view).find(one => one.start <= offset && contains(nameSpan(view, one), offset))
    const goes = station && alertSummary(workspace, view, station)
    return goes ? `Goes ${escapeMarkdown(goes)}` : undefined
  }
  const { path } = worldOf(workspace)
  if (view.kind === 'alertmanager') {
    const edge = path.webhooks(view).find(one => contains(one.webhook.spot.span, offset))
    if (!edge?.address || !edge.flow) return undefined
    const old = worldOf(workspace).view(edge.flow.uri)?.version?.major === 1
    return `Calls the flow **${escapeMarkdown(edge.flow.id)}** of Kestra.\n\n${answers(old)}`
  }
  const hook = view.kind === 'kestra' ? flowStation(view)?.hooks.find(one => contains(one.spot.span, offset)) : undefined
  const names = hook ? new Set(path.callers(view).flatMap(one => (one.hook === hook ? [one.webhook.receiver] : []))) : new Set<string>()
  return names.size > 0 ? `Called by ${[...names].map(one => `**${escapeMarkdown(one)}**`).join(', ')} of Alertmanager.` : undefined
}

/** What Kestra answers and what Alertmanager makes of it. */
const answers = (old: boolean): string =>
  [
    '| answer | meaning |',
    '| --- | --- |',
    '| 200 | an execution was created; whether it succeeds is not waited for |',
    `| ${old ? '409' : '204'} | the conditions of the trigger are not met: nothing runs |`,
    `| ${old ? '409' : '422'} | inputs of the trigger cannot be filled in: nothing runs |`,
    '| 401 | the address is not open without a login |',
    '| 404 | wrong namespace, flow or key, or something after the key |',
    '',
    'Alertmanager repeats a request only after 5xx or when no answer comes. After 4xx it waits for the next `group_interval`.',
  ].join('\n')

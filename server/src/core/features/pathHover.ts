// What the path says of the word under the mouse: where an alert goes, who calls a trigger, what the answers of a flow mean.
import type { HookStation } from '../alertpath'
import { type FileView, nameSpan, stationsOf } from '../languages'
import { contains } from '../text'
import { type Workspace, worldOf } from '../workspace'
import { alertSummary } from './alertPaths'
import { escapeMarkdown } from './markdown'
import { isQuick } from './names'
import type { Opened } from './opened'

/** Markdown; undefined where the path says nothing. */
export function pathHover({ workspace, view }: Opened, offset: number): string | undefined {
  if (!isQuick(view)) return undefined
  const { path, view: viewOf } = worldOf(workspace)
  const { alerts, routes, flow } = stationsOf(view)
  const station = alerts?.(view).find(one => one.start <= offset && contains(nameSpan(view, one), offset))
  const goes = station && alertSummary(workspace, view, station)
  if (goes) return `Goes ${escapeMarkdown(goes)}`
  const edge = routes && path.webhooks(view).find(one => contains(one.webhook.spot.span, offset))
  const called = edge?.address && edge.flow && viewOf(edge.flow.uri)
  if (called) return `Calls the flow **${escapeMarkdown(edge.flow.id)}** of ${called.grammar.program}.\n\n${stationsOf(called).answers?.(called) ?? ''}`
  const hook = flow?.(view)?.hooks.find(one => contains(one.spot.span, offset))
  return hook && calledBy(workspace, view, hook)
}

function calledBy(workspace: Workspace, view: FileView, hook: HookStation): string | undefined {
  const { path, view: viewOf } = worldOf(workspace)
  const callers = path.callers(view).filter(one => one.hook === hook)
  const names = new Set(callers.map(one => one.webhook.receiver))
  const program = callers[0] && viewOf(callers[0].webhook.spot.uri)?.grammar.program
  return program && `Called by ${[...names].map(one => `**${escapeMarkdown(one)}**`).join(', ')} of ${program}.`
}

// Lines above alerts, routes and triggers that say where the alerts go, or come from. Each kind can be switched off.
import { ways } from '../alertpath'
import { type FileView, nameSpan, stationsOf, walkRoutes } from '../languages'
import type { Span } from '../text'
import { type Workspace, worldOf } from '../workspace'
import { alertPath, alertSummary, routeSpot } from './alertPaths'
import type { Location } from './navigate'
import { openFile } from './opened'

export type LensKind = 'alerts' | 'routes' | 'triggers'

export interface Lens {
  readonly kind: LensKind
  readonly span: Span
  readonly title: string
  /** Where a click leads; the title alone when there is nothing to open. */
  readonly targets: readonly Location[]
}

/** Without titles: which lines have a lens. Cheap, also for thousands. */
export function lenses(workspace: Workspace, uri: string, kinds: ReadonlySet<LensKind>): Lens[] {
  const opened = openFile(workspace, uri)
  if (!opened) return []
  const { view } = opened
  return [
    ...(kinds.has('alerts') ? alertLenses(workspace, view) : []),
    ...(kinds.has('routes') ? routeLenses(workspace, view) : []),
    ...(kinds.has('triggers') ? triggerLenses(workspace, view) : []),
  ]
}

/** Above this many alerts a lens each is no help. */
const most = 1000

function alertLenses(workspace: Workspace, view: FileView): Lens[] {
  const alerts = stationsOf(view).alerts?.(view) ?? []
  if (alerts.length === 0 || alerts.length > most || worldOf(workspace).path.routings(view).length === 0) return []
  return alerts.map(station => {
    const targets = alertPath(workspace, view, station).next.flatMap(one => (one.spot ? [one.spot] : []))
    return { kind: 'alerts', span: nameSpan(view, station), title: alertSummary(workspace, view, station), targets }
  })
}

function routeLenses(workspace: Workspace, view: FileView): Lens[] {
  const root = stationsOf(view).routes?.(view)
  const alerts = root ? worldOf(workspace).path.alerts(view, true) : []
  if (!root || alerts.length === 0 || alerts.length > most) return []
  const taken = new Map<unknown, number>()
  for (const { shape, sender } of alerts) for (const way of ways(root, shape, sender)) taken.set(way.path.at(-1), (taken.get(way.path.at(-1)) ?? 0) + 1)
  return [...walkRoutes(root)].map(route => {
    const count = taken.get(route) ?? 0
    const title = count === 0 ? 'no alert of this stack' : count === 1 ? '1 alert' : `${count} alerts`
    return { kind: 'routes', span: routeSpot(view, route).span, title, targets: [] }
  })
}

function triggerLenses(workspace: Workspace, view: FileView): Lens[] {
  const hooks = stationsOf(view).flow?.(view)?.hooks ?? []
  const callers = hooks.length > 0 ? worldOf(workspace).path.callers(view) : []
  return hooks.flatMap(hook => {
    const from = callers.filter(one => one.hook === hook)
    if (from.length === 0) return []
    const names = [...new Set(from.map(one => one.webhook.receiver))].join(', ')
    return [{ kind: 'triggers' as const, span: hook.spot.span, title: `← ${names}`, targets: from.map(one => one.webhook.receiverSpot) }]
  })
}

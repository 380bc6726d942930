// Receivers and routes on a running Alertmanager: their pages, and alerts that a route takes.
import type { FileView, Live, LiveAt, LivePlace } from '../language'
import { around, livePlace } from '../shared/live'
import { type Route, routesOf, walkRoutes } from './model'

export const live: Live = { places, at }

function* places(file: FileView): Generator<LivePlace> {
  for (const receiver of file.root?.get('receivers')?.items() ?? []) yield* livePlace('receiver', receiver.get('name')) ?? []
}

function at(file: FileView, offset: number): LiveAt {
  const route = innermost(routesOf(file), offset)
  const receiver = around(file, offset, 'webhook_configs')?.get('name')?.string
  return { ...(route && { route }), ...(receiver !== undefined && { receiver }) }
}

function innermost(root: Route | undefined, offset: number): Route | undefined {
  let found: Route | undefined
  for (const route of walkRoutes(root)) if (route.at.span.start <= offset && offset <= route.at.span.end) found = route
  return found
}

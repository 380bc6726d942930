// Answers what the client asks before it opens a page or tries something on a running server.
import * as features from '../core/features'
import type { LiveContext, LiveParams, LivePayload, LivePayloadParams, LivePlace, LiveRoute, LiveRouteParams } from '../protocol'
import { linesOf, range } from './convert'
import type { Session } from './session'

export function liveContext({ store, naming }: Session, { uri, position }: LiveParams): LiveContext {
  const file = uri === undefined ? undefined : store.file(uri)
  const found = features.liveContext(store.workspace, file?.uri, file && position ? linesOf(file).offset(position) : 0)
  const flow = found.flow?.uri === undefined ? found.flow : { ...found.flow, uri: naming.client(found.flow.uri) }
  return flow ? { ...found, flow } : found
}

export function liveRoute({ store }: Session, { uri, labels, annotations }: LiveRouteParams): LiveRoute {
  const file = store.file(uri)
  return { ...features.liveRouting(store.workspace, file?.uri ?? uri, labels), annotations: features.filled(annotations, labels) }
}

export function livePayload({ store }: Session, { uri, status, now }: LivePayloadParams): LivePayload {
  const file = store.file(uri)
  return features.samplePayload(store.workspace, file?.uri ?? uri, { status, now })
}

export function livePlaces({ store }: Session, uri: string): LivePlace[] {
  const file = store.file(uri)
  if (!file) return []
  const lines = linesOf(file)
  return features
    .livePlaces(store.workspace, file.uri)
    .map(({ span, key, kind, name }) => ({ kind, name, range: range(lines, span), ...(key && { key: range(lines, key) }) }))
}

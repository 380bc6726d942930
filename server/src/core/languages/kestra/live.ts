// Flows on a running Kestra: their pages, and webhooks that are tried.
import type { FileView, Live, LivePlace } from '../language'
import { livePlace } from '../shared/live'
import { flowOf } from './model'
import { flowStation, isWebhook } from './stations'

export const live: Live = {
  places,
  at(file) {
    const flow = flowStation(file)
    return flow ? { flow } : {}
  },
}

function* places(file: FileView): Generator<LivePlace> {
  yield* livePlace('flow', file.root?.get('id')) ?? []
  for (const trigger of flowOf(file)?.triggers ?? []) if (isWebhook(trigger)) yield* livePlace('trigger', trigger.at.get('id') ?? trigger.at.get('type')) ?? []
}

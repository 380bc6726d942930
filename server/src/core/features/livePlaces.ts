// Places of a file at which the editor offers something live: lenses above alerts and flows, links on names of jobs and groups.

import type { FileView } from '../languages'
import { flowOf } from '../languages/kestra/model'
import { isWebhook } from '../languages/kestra/stations'
import type { Span } from '../text'
import type { Workspace } from '../workspace'
import type { At } from '../yaml'
import { openFile } from './place'

export interface LivePlace {
  readonly span: Span
  /** The key before the name: links stand there, since the name leads to where it is declared and used. */
  readonly key?: Span
  readonly kind: 'alert' | 'record' | 'job' | 'flow' | 'trigger' | 'receiver'
  readonly name: string
}

export function livePlaces(workspace: Workspace, uri: string): LivePlace[] {
  const view = openFile(workspace, uri)?.view
  return view ? [...placesIn(view)] : []
}

function* placesIn(view: FileView): Generator<LivePlace> {
  const { kind, root } = view
  if (kind === 'rules') {
    for (const group of root?.get('groups')?.items() ?? [])
      for (const rule of group.get('rules')?.items() ?? []) yield* named('alert', rule.get('alert')) ?? named('record', rule.get('record')) ?? []
  } else if (kind === 'prometheus' || kind === 'scrape-configs') {
    for (const job of root?.get('scrape_configs')?.items() ?? []) yield* named('job', job.get('job_name')) ?? []
  } else if (kind === 'alertmanager') {
    for (const receiver of root?.get('receivers')?.items() ?? []) yield* named('receiver', receiver.get('name')) ?? []
  } else if (kind === 'kestra') {
    yield* named('flow', root?.get('id')) ?? []
    for (const trigger of flowOf(view)?.triggers ?? []) if (isWebhook(trigger)) yield* named('trigger', trigger.at.get('id') ?? trigger.at.get('type')) ?? []
  }
}

function named(kind: LivePlace['kind'], at: At | undefined): LivePlace[] | undefined {
  return at?.string === undefined ? undefined : [{ kind, name: at.string, span: at.span, ...(at.key && { key: at.key.span }) }]
}

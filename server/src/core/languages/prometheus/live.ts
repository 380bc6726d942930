// Jobs on a running Prometheus: their targets.
import type { FileView, Live, LivePlace } from '../language'
import { around, livePlace } from '../shared/live'

export const live: Live = {
  places,
  at(file, offset) {
    const job = around(file, offset, 'job_name')?.get('job_name')?.string
    return job === undefined ? {} : { job }
  },
}

function* places(file: FileView): Generator<LivePlace> {
  for (const job of file.root?.get('scrape_configs')?.items() ?? []) yield* livePlace('job', job.get('job_name')) ?? []
}

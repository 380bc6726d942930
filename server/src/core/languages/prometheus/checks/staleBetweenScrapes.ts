// A query looks back 5 minutes for the last sample. Series that are scraped less often have gaps, and alerts on them flap.
import type { Problem } from '../../../text'
import type { At } from '../../../yaml'
import type { Check } from '../../language'
import { durationAt } from '../../shared/goValues'
import { jobsOf } from '../model'

const code = 'stale-between-scrapes'
/** Milliseconds; the default of --query.lookback-delta. */
const lookback = 300_000

export const staleBetweenScrapes: Check = {
  code,
  *run(file) {
    yield* problem(file.root?.path('global', 'scrape_interval'))
    for (const job of jobsOf(file)) yield* problem(job.get('scrape_interval'))
  },
}

function* problem(interval: At | undefined): Generator<Problem> {
  if (!interval || (durationAt(interval) ?? 0) < lookback) return
  const message = `A query sees a sample for 5 minutes (unless --query.lookback-delta says otherwise). At "${interval.text}" between scrapes the series have gaps, and alerts on them flap.`
  yield { code, severity: 'information', message, span: interval.span }
}

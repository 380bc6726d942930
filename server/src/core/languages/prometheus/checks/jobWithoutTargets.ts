// A job that names no targets in any way scrapes nothing. It loads, and may be meant for later, hence only information.
import type { LocalCheck } from '../../../schema'
import { isSet } from '../../shared/goValues'
import { discoveriesOf } from '../model'
import { scrapeConfig } from '../schema/scrape'

export const jobWithoutTargets: LocalCheck = function* (at) {
  const name = at.get('job_name')
  if (!isSet(name) || [...discoveriesOf(at)].length > 0) return
  for (const one of at.entries()) if (!Object.hasOwn(scrapeConfig.properties ?? {}, one.key?.text ?? '')) return
  yield {
    code: 'job-without-targets',
    severity: 'information',
    message: `The job "${name.text}" names no targets, so nothing is scraped: add "static_configs" or a service discovery.`,
    span: name.span,
  }
}

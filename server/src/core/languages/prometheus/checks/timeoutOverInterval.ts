// A scrape may not take longer than the time to the next one: Prometheus refuses such a file.
import type { LocalCheck } from '../../../schema'
import type { Check } from '../../language'
import { durationAt } from '../../shared/goValues'
import { intervalOf, jobsOf } from '../model'

const code = 'timeout-over-interval'

/** The global pair alone: an interval that is not set is 1m. */
export const globalTimeout: LocalCheck = function* (at) {
  const timeout = at.get('scrape_timeout')
  const own = at.get('scrape_interval')
  const interval = own && !own.isNull && durationAt(own) !== 0 ? durationAt(own) : 60_000
  const ms = durationAt(timeout)
  if (!timeout || ms === undefined || interval === undefined || ms <= interval) return
  const message = `The timeout "${timeout.text}" is longer than the interval, ${own?.text ? `"${own.text}"` : '"1m"'}: Prometheus refuses that.`
  yield { code, severity: 'error', message, span: timeout.span, ...(own?.key && { related: [{ span: own.span, message: 'The interval is set here.' }] }) }
}

/** A job's own timeout against the interval it ends up with. A timeout it inherits is cut to fit. */
export const timeoutOverInterval: Check = {
  code,
  *run(file) {
    for (const job of jobsOf(file)) {
      const timeout = job.get('scrape_timeout')
      const ms = durationAt(timeout)
      const interval = intervalOf(job, file)
      if (!timeout || ms === undefined || interval === undefined || ms <= interval) continue
      const own = job.get('scrape_interval')
      const from = own && !own.isNull ? own : file.root?.path('global', 'scrape_interval')
      const message = `The timeout "${timeout.text}" is longer than the interval of the job, "${from?.text ?? '1m'}": Prometheus refuses that.`
      yield { code, severity: 'error', message, span: timeout.span, ...(from && { related: [{ span: from.span, message: 'The interval is set here.' }] }) }
    }
  },
}

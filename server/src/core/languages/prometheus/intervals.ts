// How often each job of a configuration is scraped, where that is certain; once per text.
import type { FileView } from '../language'
import { setText } from '../shared/goValues'
import { intervalOf, jobsOf, relabelSteps } from './model'

export interface Intervals {
  /** Milliseconds by the name of the job. */
  readonly byJob: ReadonlyMap<string, number>
  /** All jobs are in sight. */
  readonly whole: boolean
  readonly least: number | undefined
}

/** Undefined when the label "job" is not the name of the job. */
export const intervalsOf = (file: FileView): Intervals | undefined => file.once(read)

function read(file: FileView): Intervals | undefined {
  const byJob = new Map<string, number>()
  let whole = [...(file.root?.get('scrape_config_files')?.items() ?? [])].length === 0
  for (const job of jobsOf(file)) {
    const steps = [...relabelSteps(job, 'relabel_configs'), ...relabelSteps(job, 'metric_relabel_configs')]
    if (steps.some(step => setText(step.get('target_label')) === 'job' || /labelmap/i.test(setText(step.get('action')) ?? ''))) return undefined
    const name = setText(job.get('job_name'))
    const interval = intervalOf(job, file)
    if (name === undefined || interval === undefined) whole = false
    else byJob.set(name, interval)
  }
  return { byJob, whole, least: byJob.size === 0 ? undefined : Math.min(...byJob.values()) }
}

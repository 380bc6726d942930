// prometheus.yml as checks see it: jobs with what they inherit, Alertmanager entries, relabelling. Tolerates anything missing.

import { lineStart } from '../../text'
import type { At } from '../../yaml'
import type { FileView } from '../language'
import { durationAt, setText } from '../shared/goValues'

export interface Target {
  /** The address as written. */
  readonly text: string
  readonly at: At
  readonly group: At
}

/** Targets written down in a job or an Alertmanager entry. */
export function* staticTargets(owner: At): Generator<Target> {
  for (const group of owner.get('static_configs')?.items() ?? []) yield* groupTargets(group)
}

export function* groupTargets(group: At): Generator<Target> {
  for (const at of group.get('targets')?.items() ?? []) {
    const { node } = at.resolved
    if (node.kind === 'scalar') yield { text: at.string ?? '', at, group }
  }
}

/** Keys that find targets, with or without a value. */
export function* discoveriesOf(owner: At): Generator<At> {
  for (const value of owner.entries()) if (/^(?:static_configs|[a-z0-9]+_sd_configs)$/.test(value.key?.text ?? '')) yield value
}

export const jobsOf = (file: FileView): At[] => [...(file.root?.get('scrape_configs')?.items() ?? [])].filter(one => one.resolved.kind === 'map')

export const alertmanagersOf = (file: FileView): At[] =>
  [...(file.root?.path('alerting', 'alertmanagers')?.items() ?? [])].filter(one => one.resolved.kind === 'map')

export const relabelSteps = (owner: At | undefined, key: string): At[] => [...(owner?.get(key)?.items() ?? [])].filter(one => one.resolved.kind === 'map')

/** The action of a relabelling step, in small letters. */
export const actionOf = (step: At): string => (setText(step.get('action')) ?? 'replace').toLowerCase()

/**
 * Milliseconds between two scrapes; 0 and nothing inherit. Undefined when that is not known: a duration that is wrong, or a job in a file
 * of its own, whose `global` stands elsewhere.
 */
export function intervalOf(job: At | undefined, file: FileView): number | undefined {
  const own = job?.get('scrape_interval')
  if (own && !own.isNull && durationAt(own) !== 0) return durationAt(own)
  if (file.kind !== 'prometheus') return undefined
  const global = file.root?.path('global', 'scrape_interval')
  if (global && !global.isNull && durationAt(global) !== 0) return durationAt(global)
  return 60_000
}

/** `legacy` or `utf8` for names in a job (or, without one, in the rest of the file); undefined when `global` stands elsewhere. */
export function namingOf(job: At | undefined, file: FileView): string | undefined {
  const own = setText(job?.get('metric_name_validation_scheme'))
  if (own !== undefined) return own
  if (file.kind !== 'prometheus') return undefined
  return setText(file.root?.path('global', 'metric_name_validation_scheme')) ?? 'utf8'
}

/** The indentation of the line that `offset` stands in, up to `offset`: what a key inserted before it needs in front of the next line. */
export const columnText = (text: string, offset: number): string => ' '.repeat(offset - lineStart(text, offset))

// Targets of a configuration that are Kestra: services of the stack that run its image.
import type { Host } from '../../alertpath'
import { placer } from '../../schema'
import type { Span } from '../../text'
import type { At } from '../../yaml'
import type { FileView, World } from '../language'
import { readHostPort } from '../shared/address'
import { setText } from '../shared/goValues'
import { jobsOf, relabelSteps, staticTargets } from './model'

export interface KestraTarget {
  readonly uri: string
  readonly host: Host
  readonly port: number
  readonly path: string
  readonly job: At
  readonly span: Span
  readonly portSpan: Span | undefined
}

export function kestraTargets(file: FileView, world: World): KestraTarget[] {
  const hosts = world.path.services(file, 'kestra')
  return hosts.length === 0 ? [] : jobsOf(file).flatMap(job => ofJob(file, job, hosts))
}

function ofJob(file: FileView, job: At, hosts: readonly Host[]): KestraTarget[] {
  const moved = relabelSteps(job, 'relabel_configs').some(step => /^__(?:address|metrics_path)__$/.test(setText(step.get('target_label')) ?? ''))
  if (moved) return []
  return [...staticTargets(job)].flatMap(({ at }) => {
    const { node, start, doc } = at.resolved
    const found = at.string === undefined ? undefined : readHostPort(at.string)
    const named = hosts.filter(one => one.names.has(found?.host.toLowerCase() ?? ''))
    const [host] = named
    if (!found || !host || named.length > 1 || node.kind !== 'scalar') return []
    const place = placer(node, start, doc.source)
    const spanOf = (span: Span): Span => ({ start: place(span.start), end: place(span.end) })
    const path = setText(job.get('metrics_path')) ?? '/metrics'
    const whole = spanOf({ start: found.hostSpan.start, end: found.portSpan?.end ?? found.hostSpan.end })
    return [{ uri: file.uri, host, port: found.port ?? 80, path, job, span: whole, portSpan: found.portSpan && spanOf(found.portSpan) }]
  })
}

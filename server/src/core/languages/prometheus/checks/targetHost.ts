// Targets that are written down, as the container of Prometheus sees them: those to scrape, and the Alertmanagers.
import { placer } from '../../../schema'
import type { At } from '../../../yaml'
import type { Check, FileView, World } from '../../language'
import { addressProblems, gatewayOnce, hostProblems, readHostPort } from '../../shared/address'
import { setText } from '../../shared/goValues'
import { alertmanagersOf, jobsOf, relabelSteps, staticTargets } from '../model'

export const targetHost: Check = {
  code: 'unknown-host',
  across: true,
  run: (file, world) => gatewayOnce(all(file, world)),
}

function* all(file: FileView, world: World) {
  for (const entry of alertmanagersOf(file)) yield* ofOwner(file, world, entry, 'no alert is sent there', 'alertmanager')
  for (const job of jobsOf(file)) yield* ofOwner(file, world, job, 'nothing is scraped there')
}

/** Other servers that are called by a URL: where samples are sent to and read from, and where targets are asked for. */
export const remoteHost: Check = {
  code: 'unknown-host',
  across: true,
  *run(file, world) {
    const callees = [
      ...[...(file.root?.get('remote_write')?.items() ?? [])].map(owner => ({ owner, effect: 'no sample is sent there' })),
      ...[...(file.root?.get('remote_read')?.items() ?? [])].map(owner => ({ owner, effect: 'no sample is read there' })),
      ...jobsOf(file).flatMap(job => [...(job.get('http_sd_configs')?.items() ?? [])].map(owner => ({ owner, effect: 'no target is found there' }))),
    ]
    for (const { owner, effect } of callees) {
      const url = owner.get('url')
      if (url && !owner.get('proxy_url')) yield* hostProblems(file, world, url, effect)
    }
  },
}

function* ofOwner(file: FileView, world: World, owner: At, effect: string, wanted?: string) {
  const tls = setText(owner.get('scheme')) === 'https'
  const moved = relabelSteps(owner, 'relabel_configs').filter(step => setText(step.get('target_label')) === '__address__')
  const words = moved.length === 0 ? [...staticTargets(owner)].map(one => one.at) : moved.flatMap(step => step.get('replacement') ?? [])
  for (const at of words) {
    const { node, start, doc } = at.resolved
    const found = at.string === undefined ? undefined : readHostPort(at.string)
    if (!found || node.kind !== 'scalar') continue
    const place = placer(node, start, doc.source)
    const spanOf = (span: { start: number; end: number }) => ({ start: place(span.start), end: place(span.end) })
    yield* addressProblems(file, world, {
      host: found.host,
      port: found.port ?? (tls ? 443 : 80),
      hostSpan: spanOf(found.hostSpan),
      portSpan: found.portSpan && spanOf(found.portSpan),
      ...(wanted && { wanted }),
      effect,
    })
  }
}

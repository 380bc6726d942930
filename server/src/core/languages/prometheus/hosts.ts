// Hosts in addresses of Prometheus: targets to scrape, Alertmanagers.
import { placer } from '../../schema'
import type { At } from '../../yaml'
import type { FileView, NamedHost } from '../language'
import { readHostPort } from '../shared/address'
import { alertmanagersOf, jobsOf, staticTargets } from './model'

/** In order of the text; once per text. */
export const hostsOf = (file: FileView): readonly NamedHost[] => file.once(read)

const read = (file: FileView): readonly NamedHost[] =>
  [...alertmanagersOf(file), ...jobsOf(file)].flatMap(owner => [...staticTargets(owner)].flatMap(({ at }) => hostIn(at)))

function hostIn(at: At): NamedHost[] {
  const { node, start, doc } = at.resolved
  const found = at.string === undefined ? undefined : readHostPort(at.string)
  if (!found || node.kind !== 'scalar') return []
  const place = placer(node, start, doc.source)
  return [{ host: found.host, span: { start: place(found.hostSpan.start), end: place(found.hostSpan.end) } }]
}

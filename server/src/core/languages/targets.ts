// Hosts in addresses of a file, whatever program it is for: webhooks, targets to scrape, Alertmanagers.
import { readAddress } from '../alertpath'
import { placer } from '../schema'
import type { Span } from '../text'
import type { At } from '../yaml'
import { webhooksOf } from './alertmanager/stations'
import type { FileView } from './language'
import { alertmanagersOf, jobsOf, staticTargets } from './prometheus/model'
import { readHostPort } from './shared/address'

export interface NamedHost {
  readonly host: string
  readonly span: Span
}

/** In order of the text; once per text. */
export const targetsOf = (file: FileView): readonly NamedHost[] => file.once(read)

function read(file: FileView): readonly NamedHost[] {
  if (file.kind === 'alertmanager') {
    return webhooksOf(file).flatMap(({ url, span }) => {
      const address = url === undefined ? undefined : readAddress(url)
      return address ? [{ host: address.host.text, span: span(address.host.span) }] : []
    })
  }
  return [...alertmanagersOf(file), ...jobsOf(file)].flatMap(owner => [...staticTargets(owner)].flatMap(({ at }) => hostIn(at)))
}

function hostIn(at: At): NamedHost[] {
  const { node, start, doc } = at.resolved
  const found = at.string === undefined ? undefined : readHostPort(at.string)
  if (!found || node.kind !== 'scalar') return []
  const place = placer(node, start, doc.source)
  return [{ host: found.host, span: { start: place(found.hostSpan.start), end: place(found.hostSpan.end) } }]
}

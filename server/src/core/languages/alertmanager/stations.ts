// What an Alertmanager configuration adds to the path of an alert: the addresses that its receivers post to.
import { readAddress, type Spot, type WebhookStation } from '../../alertpath'
import { placer } from '../../schema'
import { type Span, shift } from '../../text'
import { At, type Document, type ScalarNode } from '../../yaml'
import type { FileView, NamedHost } from '../language'
import { keptItems } from '../shared/kept'
import { integrationsOf, type Route } from './model'
import { wordSpan } from './values'

/** Webhooks in order of the text; once per text. */
export const webhooksOf = (file: FileView): readonly WebhookStation[] => file.once(read)

function read(file: FileView): readonly WebhookStation[] {
  const list = file.root?.get('receivers')?.resolved
  if (list?.node.kind !== 'seq') return []
  const { node, doc, start } = list
  const place = (i: number): number => start + (node.offsets[i] ?? 0)
  const found = keptItems(node, readReceiver, (item, i) => (item ? readReceiver(At.of(doc, item, place(i))) : none))
  return found.flatMap((webhooks, i) => webhooks.map(one => placed(one, { uri: file.uri, doc, start: place(i) })))
}

/** A webhook with places that count from the start of its receiver. */
interface Webhook extends Pick<WebhookStation, 'receiver' | 'url' | 'file' | 'address' | 'sendsResolved' | 'ownBody'> {
  readonly word: Span
  readonly resolved: Span | undefined
  readonly name: Span
  readonly scalar: { readonly node: ScalarNode; readonly at: number } | undefined
}

const none: readonly Webhook[] = []

function readReceiver(receiver: At): readonly Webhook[] {
  const name = receiver.get('name')
  if (name?.string === undefined) return none
  const relative = (span: Span): Span => shift(span, -receiver.start)
  const found: Webhook[] = []
  for (const { type, at } of integrationsOf(receiver)) {
    const url = at.get('url')
    const file = url ? undefined : at.get('url_file')
    const word = url ?? file
    if (type !== 'webhook' || !word) continue
    const said = at.get('send_resolved')
    const scalar = url?.resolved
    found.push({
      receiver: name.string,
      url: url?.string,
      file: file?.string || undefined,
      address: url?.string === undefined ? undefined : readAddress(url.string),
      word: relative(url || file?.string ? wordSpan(word) : (word.key?.span ?? word.span)),
      sendsResolved: !/^(?:false|False|FALSE|no|No|NO|off|Off|OFF|n|N)$/.test(said?.string ?? ''),
      resolved: said && relative(wordSpan(said)),
      ownBody: at.get('payload') !== undefined,
      name: relative(wordSpan(name)),
      scalar: scalar?.node.kind === 'scalar' ? { node: scalar.node, at: scalar.start - receiver.start } : undefined,
    })
  }
  return found.length > 0 ? found : none
}

function placed(
  { word, resolved, name, scalar, ...said }: Webhook,
  { uri, doc, start }: { readonly uri: string; readonly doc: Document; readonly start: number },
): WebhookStation {
  const spot = (span: Span): Spot => ({ uri, span: shift(span, start) })
  return {
    ...said,
    spot: spot(word),
    span: part => {
      if (!scalar) return shift(word, start)
      const place = placer(scalar.node, start + scalar.at, doc.source)
      return { start: place(part.start), end: place(part.end) }
    },
    resolvedSpot: resolved && spot(resolved),
    receiverSpot: spot(name),
  }
}

/** Hosts of the addresses that are written out. */
export const hostsOf = (file: FileView): readonly NamedHost[] => file.once(readHosts)

const readHosts = (file: FileView): readonly NamedHost[] =>
  webhooksOf(file).flatMap(({ address, span }) => (address ? [{ host: address.host.text, span: span(address.host.span) }] : []))

/** Some route asks for the name of an alert. */
export const namesMatter = (root: Route): boolean => root.shape.sums.named > 0

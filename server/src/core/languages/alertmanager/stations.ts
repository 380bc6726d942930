// What an Alertmanager configuration adds to the path of an alert: the addresses that its receivers post to.
import type { WebhookStation } from '../../alertpath'
import { placer } from '../../schema'
import type { At } from '../../yaml'
import type { FileView } from '../language'
import { type Integration, type Receiver, type Route, receiversIn } from './model'
import { wordSpan } from './values'

/** Webhooks in order of the text; once per text. */
export const webhooksOf = (file: FileView): readonly WebhookStation[] => file.once(read)

const read = (file: FileView): readonly WebhookStation[] =>
  receiversIn(file).flatMap(receiver => receiver.integrations.filter(one => one.type === 'webhook').flatMap(one => station(file.uri, receiver, one)))

function station(uri: string, receiver: Receiver, { at }: Integration): WebhookStation[] {
  const url = at.get('url')
  const word = url ?? at.get('url_file')
  if (!word) return []
  const said = at.get('send_resolved')
  return [
    {
      receiver: receiver.name,
      url: url?.string,
      spot: { uri, span: url ? wordSpan(url) : (word.key?.span ?? word.span) },
      place: url ? placeIn(url) : offset => word.start + offset,
      sendsResolved: !/^(?:false|False|FALSE|no|No|NO|off|Off|OFF|n|N)$/.test(said?.string ?? ''),
      resolvedSpot: said && { uri, span: wordSpan(said) },
      ownBody: at.get('payload') !== undefined,
      receiverSpot: { uri, span: wordSpan(receiver.nameAt) },
    },
  ]
}

function placeIn(at: At): (offset: number) => number {
  const { node, start, doc } = at.resolved
  return node.kind === 'scalar' ? placer(node, start, doc.text) : offset => start + offset
}

/** Some route asks for the name of an alert. */
export const namesMatter = (root: Route): boolean => root.shape.sums.named > 0

// Host and port of a webhook, as the container of Alertmanager sees them.
import { readAddress } from '../../../alertpath'
import type { Problem } from '../../../text'
import type { Check, FileView, World } from '../../language'
import { addressProblems, gatewayOnce, isFilledIn } from '../../shared/address'
import { ofAddress } from './addressFile'

export const webhookHost: Check = {
  code: 'localhost-in-container',
  across: true,
  run: (file, world) => gatewayOnce(all(file, world)),
}

function* all(file: FileView, world: World): Generator<Problem> {
  for (const edge of world.path.webhooks(file)) {
    const { webhook, address: kestra } = edge
    const address = kestra ?? webhook.address ?? (webhook.url === undefined ? undefined : readAddress(webhook.url))
    if (!address || isFilledIn(address.host.text)) continue
    const { start, end } = address.host.span
    const digits = address.port === undefined ? 0 : String(address.port).length
    const problems = addressProblems(file, world, {
      host: address.host.text,
      port: address.port ?? (address.scheme === 'https' ? 443 : 80),
      hostSpan: webhook.span({ start, end }),
      portSpan: address.port === undefined ? undefined : webhook.span({ start: end + 1, end: end + 1 + digits }),
      ...(kestra && { wanted: 'kestra' }),
      effect: 'no message of Alertmanager arrives',
    })
    for (const one of problems) yield ofAddress(one, edge)
  }
}

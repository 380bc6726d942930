// Host and port of a webhook, as the container of Alertmanager sees them.
import { readAddress } from '../../../alertpath'
import type { Check } from '../../language'
import { addressProblems } from '../../shared/address'

export const webhookHost: Check = {
  code: 'localhost-in-container',
  across: true,
  *run(file, world) {
    for (const { webhook, address: kestra } of world.path.webhooks(file)) {
      const address = webhook.address ?? (webhook.url === undefined ? undefined : readAddress(webhook.url))
      if (!address || /[<>$]/.test(address.host.text)) continue
      const { start, end } = address.host.span
      const digits = address.port === undefined ? 0 : String(address.port).length
      yield* addressProblems(file, world, {
        host: address.host.text,
        port: address.port ?? (address.scheme === 'https' ? 443 : 80),
        hostSpan: { start: webhook.place(start), end: webhook.place(end) },
        portSpan: address.port === undefined ? undefined : { start: webhook.place(end + 1), end: webhook.place(end + 1 + digits) },
        ...(kestra && { wanted: 'kestra' }),
        effect: 'no message of Alertmanager arrives',
      })
    }
  },
}

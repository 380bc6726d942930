// Host and port of a webhook, as the container of Alertmanager sees them.
import { readAddress, type WebhookEdge } from '../../../alertpath'
import type { Problem, Span } from '../../../text'
import type { Check, FileView, Reached, World } from '../../language'
import { addressProblems, gatewayOnce, isFilledIn } from '../../shared/address'
import { ofAddress } from './addressFile'

/** Kestra's port for health and metrics, see `images.ts`. */
const management = 8081

export const webhookHost: Check = {
  code: 'localhost-in-container',
  across: true,
  run: (file, world) => gatewayOnce(all(file, world)),
}

function* all(file: FileView, world: World): Generator<Problem> {
  for (const edge of world.path.webhooks(file)) for (const one of problemsOf(file, world, edge)) yield ofAddress(one, edge)
}

function* problemsOf(file: FileView, world: World, { webhook, address: kestra }: WebhookEdge): Generator<Problem> {
  const address = kestra ?? webhook.address ?? (webhook.url === undefined ? undefined : readAddress(webhook.url))
  if (!address || isFilledIn(address.host.text)) return
  const { start, end } = address.host.span
  const digits = address.port === undefined ? 0 : String(address.port).length
  const portSpan = address.port === undefined ? undefined : webhook.span({ start: end + 1, end: end + 1 + digits })
  const reached = () => world.path.reach(file, address.host.text, management, 'kestra')
  if (portSpan && kestra?.form === 'webhook' && address.port === management && isManagement(reached())) {
    yield managementPort(portSpan)
    return
  }
  yield* addressProblems(file, world, {
    host: address.host.text,
    port: address.port ?? (address.scheme === 'https' ? 443 : 80),
    hostSpan: webhook.span({ start, end }),
    portSpan,
    ...(kestra && { wanted: 'kestra' }),
    effect: 'no message of Alertmanager arrives',
  })
}

/** Nothing of the service may have moved its ports: a configuration of its own might. */
function isManagement(reached: Reached | undefined): boolean {
  if (reached?.reach.kind !== 'yes' || !reached.reach.host) return false
  const { program, opaque, hasEnvFile, listens, command, mounts } = reached.reach.host
  if (program?.id !== 'kestra' || opaque || hasEnvFile || !listens) return false
  const configured = command.some(one => /^(?:-c$|-p$|--config|--port)/.test(one.text)) || mounts.some(one => /application|confs|\.ya?ml$/.test(one.target))
  return !configured
}

const managementPort = (span: Span): Problem => ({
  code: 'wrong-port',
  severity: 'warning',
  message: `${management} is the port of Kestra for health and metrics; webhooks are answered on 8080: no message of Alertmanager arrives.`,
  span,
  fixes: [{ title: 'Change the port to 8080', edits: [{ span, text: '8080' }] }],
})

// The tenant in the address of a webhook against the version of Kestra that answers: which addresses are open without a login, and
// since when there are tenants at all.
import { isLoopback, tagOf } from '../../../alertpath'
import type { Problem } from '../../../text'
import type { Check } from '../../language'
import { ofAddress } from './addressFile'

export const webhookTenant: Check = {
  code: 'webhook-tenant',
  across: true,
  *run(file, world) {
    for (const edge of world.path.webhooks(file)) {
      const { webhook, address, broken } = edge
      if (address?.form !== 'webhook' || !address.tenant || broken) continue
      const hosts = world.path.services(file, 'kestra')
      const name = address.host.text.toLowerCase()
      // A name of the internet may lead to another Kestra than the one that stands here.
      const called = hosts.find(one => one.names.has(name)) ?? (hosts.length === 1 && isHere(name) ? hosts[0] : undefined)
      const message = said(address.tenant.text, called?.image)
      if (!message) continue
      const { start, end } = address.tenant.span
      const problem: Problem = {
        code: 'webhook-tenant',
        severity: 'warning',
        message,
        span: webhook.span({ start, end }),
        ...(called && { related: [{ ...called.spot, message: 'The version comes from the image of this service.' }] }),
        fixes: [{ title: 'Leave out the tenant', edits: [{ span: webhook.span({ start, end: end + 1 }), text: '' }] }],
      }
      yield ofAddress(problem, edge)
    }
  },
}

const isHere = (host: string): boolean => isLoopback(host) || /^[^.]*$|\.internal$/.test(host)

function said(tenant: string, image: string | undefined): string | undefined {
  const tag = tagOf(image)
  if (!tag || !image) return undefined
  const [major, minor, patch] = tag
  if (major === 0 && minor < 23)
    return `Kestra 0.${minor} has no tenants in its addresses: it answers 404 to this one, and no flow runs. Leave out "${tenant}/".`
  const closed = (major === 0 && minor === 24 && patch !== undefined && patch < 7) || (major === 1 && minor === 0 && patch !== undefined && patch < 2)
  if (closed)
    return `Kestra ${major}.${minor}.${patch} leaves only the address without a tenant open: it answers 401 to this one, and no flow runs. Leave out "${tenant}/", or take ${major === 0 ? '0.24.7' : '1.0.2'}.`
  const isOpenSource = /(?:^|\/)kestra\/kestra(?:[:@]|$)/.test(image)
  if (isOpenSource && tenant !== 'main') return `The open-source edition of Kestra has only the tenant "main": it answers 400 to "${tenant}", and no flow runs.`
  return undefined
}

// The addresses that Kestra leaves open, where its configuration names them itself: a list of one's own replaces Kestra's, webhooks and
// all, and Alertmanager has no login.
import { type Host, type KestraAddress, tagOf, type WebhookEdge, type Word } from '../../../alertpath'
import type { At } from '../../../yaml'
import type { Check, FileView } from '../../language'

export const webhookClosed: Check = {
  code: 'webhook-closed',
  across: true,
  *run(file, world) {
    for (const edge of world.path.webhooks(file)) {
      const { webhook, address, broken } = edge
      if (address?.form !== 'webhook' || broken || logsIn(file, edge)) continue
      const called = world.path.services(file, 'kestra').find(one => one.names.has(address.host.text.toLowerCase()))
      const list = called && ownList(called)
      if (!list || isOpen(list.open, address)) continue
      const { start, end } = address.path.span
      yield {
        code: 'webhook-closed',
        severity: 'warning',
        message: `The list "open-urls" in the configuration of "${called.name}" replaces Kestra's own and does not have this address: Kestra answers 401, and no flow runs. Add "/api/v1/main/executions/webhook/" to it.`,
        span: webhook.span({ start, end }),
        related: [{ ...list.word.spot, message: 'The list stands here.' }],
      }
    }
  },
}

/** Undefined where logins are not in force, or Kestra's own list is. */
function ownList(host: Host): { readonly open: readonly string[]; readonly word: Word } | undefined {
  const tag = tagOf(host.image)
  const word = host.environment.get('KESTRA_CONFIGURATION')
  if (!word || host.opaque || (tag && tag[0] === 0 && tag[1] < 24)) return undefined
  const text = word.text.replace(/(^|\s)#.*$/gm, '$1')
  const found = /\bopen-?urls["']?\s*:\s*(?:\[([^\]]*)\]|((?:\n\s*-[^\n]*)+))/i.exec(text)
  if (!found || /\$\{/.test(found[0])) return undefined
  const open = (found[1]?.split(',') ?? found[2]?.split('\n') ?? []).map(one =>
    one
      .trim()
      .replace(/^-\s*/, '')
      .replace(/^["']|["']$/g, ''),
  )
  return { open: open.filter(one => one !== ''), word }
}

/** Kestra compares the beginnings. */
const isOpen = (open: readonly string[], { path }: KestraAddress): boolean => open.some(one => path.text.startsWith(one))

/** Alertmanager sends something that Kestra may take for a login; an address in a file of its own may hold one. */
function logsIn(file: FileView, { webhook }: WebhookEdge): boolean {
  const clients = [file.root?.path('global', 'http_config'), ownerOf(file, webhook.spot.span.start)?.get('http_config')]
  return webhook.url === undefined || /\/\/[^/@]*@/.test(webhook.url) || clients.some(one => one && !one.isNull)
}

function ownerOf(file: FileView, offset: number): At | undefined {
  let at = file.root?.find(offset)
  while (at && at.resolved.kind !== 'map') at = at.parent
  return at
}

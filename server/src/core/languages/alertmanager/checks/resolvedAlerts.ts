// What a flow makes of the message that alerts are resolved: it acts as if they fired, or Kestra 1.3 refuses the message.
import type { WebhookEdge } from '../../../alertpath'
import { insertKey } from '../../../schema'
import type { Fix, Problem } from '../../../text'
import type { At } from '../../../yaml'
import { refusesUnmet } from '../../kestra/answers'
import { resolvedHandling } from '../../kestra/resolved'
import type { Check, FileView, World } from '../../language'
import { webhook as schema } from '../schema/integrations/webhook'

export const actsOnResolved: Check = {
  code: 'acts-on-resolved',
  across: true,
  *run(file, world) {
    for (const edge of world.path.webhooks(file)) {
      const handling = handlingOf(edge, world)
      if (handling === 'acts')
        yield problem(
          'acts-on-resolved',
          'warning',
          file,
          edge,
          `The flow "${edge.flow?.id}" is called again when the alerts are resolved, and never looks at "status": it acts as if they fired. Say "send_resolved: false", or ask for "trigger.body.status" in the flow.`,
        )
    }
  },
}

export const resolvedRefused: Check = {
  code: 'resolved-refused',
  across: true,
  *run(file, world) {
    for (const edge of world.path.webhooks(file)) {
      const flow = edge.flow && world.view(edge.flow.uri)
      if (!flow || !refusesUnmet(flow.version) || handlingOf(edge, world) !== 'refuses') continue
      yield problem(
        'resolved-refused',
        'information',
        file,
        edge,
        `The trigger of the flow "${edge.flow?.id}" takes firing alerts only, and Kestra 1.3 answers 409 to the others: Alertmanager counts each resolved message as failed and sends it again. Say "send_resolved: false", or let the flow decide.`,
      )
    }
  },
}

function handlingOf(edge: WebhookEdge, world: World) {
  const flow = edge.flow && world.view(edge.flow.uri)
  if (!flow || !edge.hook || !edge.webhook.sendsResolved || edge.webhook.ownBody || edge.broken?.reason.endsWith('Disabled')) return undefined
  if (edge.certainty === 'maybe' && edge.hook.key !== undefined) return undefined
  return resolvedHandling(flow, edge.hook)
}

function problem(code: string, severity: Problem['severity'], file: FileView, edge: WebhookEdge, message: string): Problem {
  const { webhook, hook } = edge
  const fix = fixOf(file, edge)
  return {
    code,
    severity,
    message,
    span: webhook.resolvedSpot?.span ?? webhook.spot.span,
    ...(hook && { related: [{ ...hook.spot, message: 'It is this trigger that is called.' }] }),
    ...(fix && { fixes: [fix] }),
  }
}

function fixOf(file: FileView, { webhook }: WebhookEdge): Fix | undefined {
  const title = 'Send no message when alerts are resolved'
  if (webhook.resolvedSpot) return { title, edits: [{ span: webhook.resolvedSpot.span, text: 'false' }] }
  let owner: At | undefined = file.root?.find(webhook.spot.span.start)
  while (owner && owner.kind !== 'map') owner = owner.parent
  const edit = owner && insertKey(owner, 'send_resolved', schema, schema)
  return edit && { title, edits: [{ ...edit, text: edit.text.replace(/(send_resolved:)[ \w]*/, '$1 false') }] }
}

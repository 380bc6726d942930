// A webhook that keeps Alertmanager waiting until the flow ends: what takes too long, or fails, is sent again.
import type { Check } from '../../language'
import { flowOf, isTrue } from '../model'
import { isWebhook } from '../stations'
import { keyOf, problem } from './problem'

export const webhookWaits: Check = {
  code: 'webhook-waits',
  across: true,
  *run(file, world) {
    const waiting = (flowOf(file)?.triggers ?? []).filter(one => isWebhook(one) && isTrue(one.at.get('wait')) && !isTrue(one.at.get('disabled')))
    if (waiting.length === 0) return
    const callers = world.path.callers(file)
    for (const trigger of waiting) {
      const wait = trigger.at.get('wait')
      const caller = callers.find(({ hook }) => hook && trigger.span.start <= hook.spot.span.start && hook.spot.span.end <= trigger.span.end)
      if (!wait || !caller) continue
      yield {
        ...problem(
          'webhook-waits',
          'warning',
          keyOf(wait),
          `Alertmanager waits until the flow ends, and sends the alerts again when that takes too long or the flow fails: one alert then starts several executions. Leave "wait" out.`,
        ),
        related: [{ ...caller.webhook.spot, message: `The receiver "${caller.webhook.receiver}" calls this trigger.` }],
      }
    }
  },
}

// An Alertmanager without the API that Prometheus 3 speaks.
import { isRemade, tagOf } from '../../../alertpath'
import type { Check } from '../../language'

export const alertmanagerTooOld: Check = {
  code: 'alertmanager-too-old',
  across: true,
  *run(file, world) {
    const hosts = world.path.services(file)
    const newest = hosts.filter(one => one.program?.id === 'prometheus')
    const sender = newest.find(one => !isRemade(one.image) && (tagOf(one.image)?.[0] ?? 0) >= 3)
    if (!sender || newest.length > 1) return
    for (const host of hosts) {
      const tag = host.program?.id === 'alertmanager' && !isRemade(host.image) ? tagOf(host.image) : undefined
      if (!tag || tag[0] > 0 || tag[1] >= 16 || host.imageSpot?.uri !== file.uri) continue
      yield {
        code: 'alertmanager-too-old',
        severity: 'warning',
        message: `Prometheus 3 sends alerts to the API "v2" only, which came with Alertmanager 0.16: 0.${tag[1]} answers 404, and no alert arrives.`,
        span: host.imageSpot.span,
        related: [{ ...(sender.imageSpot ?? sender.spot), message: 'This Prometheus sends the alerts.' }],
      }
    }
  },
}

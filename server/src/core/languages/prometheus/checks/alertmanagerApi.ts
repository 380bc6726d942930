// The API that Prometheus speaks against the versions of Alertmanager that know it: v1 is gone since 0.27 and v2 came with 0.16.
import { tagOf } from '../../../alertpath'
import type { Check } from '../../language'
import { setText } from '../../shared/goValues'
import { alertmanagersOf } from '../model'

export const alertmanagerApi: Check = {
  code: 'alertmanager-api',
  across: true,
  *run(file, world) {
    if (file.version && file.version.major >= 3) return
    const [host, ...others] = world.path.services(file, 'alertmanager')
    const tag = tagOf(host?.image)
    if (!host || others.length > 0 || !tag || (tag[0] === 0 && tag[1] < 27)) return
    for (const entry of alertmanagersOf(file)) {
      const written = entry.get('api_version')
      if (!written || setText(written) !== 'v1') continue
      yield {
        code: 'alertmanager-api',
        severity: 'warning',
        message: `Alertmanager ${tag[0]}.${tag[1]} answers 410 to the API "v1": no alert arrives. Write "v2".`,
        span: written.span,
        related: [{ ...(host.imageSpot ?? host.spot), message: 'The version comes from this image.' }],
        fixes: [{ title: 'Change to "v2"', edits: [{ span: written.span, text: 'v2' }] }],
      }
    }
  },
}

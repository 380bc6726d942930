// An empty file: Alertmanager wants a route.
import type { Check } from '../../language'

export const noRoute: Check = {
  code: 'no-route',
  *run({ root, doc }) {
    if (root && !root.isNull) return
    yield {
      code: 'no-route',
      severity: 'error',
      message: 'This configuration is empty: Alertmanager needs at least a "route" with a receiver, and that receiver under "receivers".',
      span: root?.span ?? { start: 0, end: Math.min(1, doc.source.length) },
    }
  },
}

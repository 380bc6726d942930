// A receiver that routes send to, but that sends nothing on.
import type { Check } from '../../language'
import { type Route, routesOf, silentReceivers } from '../model'
import { wordSpan } from '../values'

/** Names that say that nothing shall be sent. */
const onPurpose =
  /null|nil|black[-_ ]?hole|dev[-_ ]?null|no[-_ ]?op|none|nothing|nowhere|silen|mute|drop|discard|ignor|void|trash|dummy|sink|empty|local|disabled?\b|\boff\b|no[-_ ]?(?:notif|alert|receiver|one)|watchdog|dead[-_ ]?man|infoinhibitor|test/i

export const emptyReceiver: Check = {
  code: 'empty-receiver',
  *run(file) {
    const silent = silentReceivers(file).filter(one => !onPurpose.test(one.name) && !mentionsNothing(one.at.doc.text, one.at.start))
    if (silent.length === 0) return
    const ends = endsOf(routesOf(file))
    for (const receiver of silent) {
      const route = ends.get(receiver.name)
      if (!route) continue
      const word = route.at.get('receiver')
      yield {
        code: 'empty-receiver',
        severity: 'warning',
        message: `Alerts are routed to "${receiver.name}", but it has no "…_configs": nothing is sent. Add an integration, or call it "null" if that is meant.`,
        span: wordSpan(receiver.nameAt),
        ...(word && { related: [{ span: wordSpan(word), message: 'Alerts are routed to it here.' }] }),
      }
    }
  },
}

/** The first route at which alerts end up with each receiver. */
function endsOf(root: Route | undefined): ReadonlyMap<string, Route> {
  const ends = new Map<string, Route>()
  const open = root ? [{ route: root, above: '' }] : []
  for (let one = open.pop(); one; one = open.pop()) {
    const { route, above } = one
    const name = route.receiver || above
    if (name !== '' && !ends.has(name) && !takesAllBelow(route)) ends.set(name, route)
    for (let i = route.routes.length - 1; i >= 0; i--) open.push({ route: route.routes[i] as Route, above: name })
  }
  return ends
}

/** Some child takes whatever the route gets: the receiver is never used by it. */
const takesAllBelow = ({ shape }: Route): boolean => shape.routes.some(child => !child.condition.broken && child.matchers.length === 0)

/** A comment beside the name says that it is meant. */
function mentionsNothing(text: string, at: number): boolean {
  const line = text.slice(at, text.indexOf('\n', at) < 0 ? text.length : text.indexOf('\n', at))
  return /#.*(?:nothing|silen|drop|discard|ignor|black ?hole|no notif|null|empty)/i.test(line)
}

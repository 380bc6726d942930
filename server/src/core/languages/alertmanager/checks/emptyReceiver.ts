// A receiver that routes send to, but that sends nothing on.
import type { Check } from '../../language'
import { type Route, receiverName, receiversOf, routesOf, walkRoutes } from '../model'
import { wordSpan } from '../values'

/** Names that say that nothing shall be sent. */
const onPurpose =
  /null|nil|black[-_ ]?hole|dev[-_ ]?null|no[-_ ]?op|none|nothing|nowhere|silen|mute|drop|discard|ignor|void|trash|dummy|sink|empty|local|disabled?\b|\boff\b|no[-_ ]?(?:notif|alert|receiver|one)|watchdog|dead[-_ ]?man|infoinhibitor|test/i

export const emptyReceiver: Check = {
  code: 'empty-receiver',
  *run(file) {
    const ends = new Map<string, Route>()
    for (const route of walkRoutes(routesOf(file))) {
      const name = receiverName(route)
      if (name !== '' && !ends.has(name) && !takesAllBelow(route)) ends.set(name, route)
    }
    for (const receiver of receiversOf(file.root)) {
      const route = ends.get(receiver.name)
      if (!route || receiver.integrations.length > 0 || onPurpose.test(receiver.name) || mentionsNothing(receiver.at.doc.text, receiver.at.start)) continue
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

/** Some child takes whatever the route gets: the receiver is never used by it. */
const takesAllBelow = (route: Route): boolean => route.routes.some(child => !child.broken && child.matchers.length === 0)

/** A comment beside the name says that it is meant. */
function mentionsNothing(text: string, at: number): boolean {
  const line = text.slice(at, text.indexOf('\n', at) < 0 ? text.length : text.indexOf('\n', at))
  return /#.*(?:nothing|silen|drop|discard|ignor|black ?hole|no notif|null|empty)/i.test(line)
}

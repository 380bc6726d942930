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
    const root = routesOf(file)
    const ends = endsOf(root)
    const used = silent.map(receiver => ({ receiver, route: ends.get(receiver.name) })).filter(one => one.route !== undefined)
    // where nothing is sent at all, one word of it is enough
    const idle = silentReceivers(file).length === [...(file.root?.get('receivers')?.items() ?? [])].length
    for (const { receiver, route } of idle ? used.slice(0, 1) : used) {
      const word = route?.at.get('receiver')
      const rest = !idle && route === root
      yield {
        code: 'empty-receiver',
        severity: rest ? 'information' : 'warning',
        message: `${rest ? 'Alerts that no other route takes' : 'Alerts'} are routed to "${receiver.name}", but it has no "…_configs": nothing is sent. Add an integration, or call it "null" if that is meant.`,
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

/** A comment beside the name says that it is meant; one that allows the problem says nothing of the kind. */
function mentionsNothing(text: string, at: number): boolean {
  const line = text.slice(at, text.indexOf('\n', at) < 0 ? text.length : text.indexOf('\n', at)).replace(/#\s*alertpath:.*/, '')
  return /#.*(?:nothing|silen|drop|discard|ignor|black ?hole|no notif|null|empty)/i.test(line)
}

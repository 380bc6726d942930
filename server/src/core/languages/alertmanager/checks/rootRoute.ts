// The root route takes every alert, so Alertmanager refuses matchers, time intervals and `continue` on it, and wants a receiver.
// Source: `config.Load` of Alertmanager 0.34.
import { headSpan } from '../../../schema'
import type { Problem } from '../../../text'
import type { At } from '../../../yaml'
import type { Check } from '../../language'
import { routesOf } from '../model'
import { shapeSteps } from '../routeShape'
import { isSet, isTrue, keySpan } from '../values'
import { removeKey } from './edits'

export const noDefaultReceiver: Check = {
  code: 'no-default-receiver',
  *steps(file) {
    const at = file.root?.get('route')
    if (at) yield* shapeSteps(at)
  },
  *run(file) {
    const root = routesOf(file)?.at
    if (!root || isSet(root, 'receiver')) return
    const receiver = root.get('receiver')
    const word = receiver?.key && receiver.isNull && receiver.node.kind === 'scalar' && receiver.node.text !== '' ? receiver.node.text : undefined
    yield {
      code: 'no-default-receiver',
      severity: 'error',
      message:
        word === undefined
          ? 'The root route needs a "receiver": alerts that no child route takes go there. Alertmanager refuses the file.'
          : `Without quotes, ${word} is no name but "nothing", so the root route has no receiver. Alertmanager refuses the file.`,
      span: receiver ? (word === undefined ? keySpan(root, 'receiver') : receiver.span) : (root.key?.span ?? headSpan(root)),
      ...(word !== undefined && receiver && { fixes: [{ title: `Write "${word}" with quotes`, edits: [{ span: receiver.span, text: `"${word}"` }] }] }),
    }
  },
}

export const rootRouteMatchers: Check = {
  code: 'root-route-matchers',
  *run(file) {
    const root = routesOf(file)
    if (!root || root.matchers.length === 0) return
    const key = ['match', 'match_re', 'matchers'].find(one => root.matchers.some(matcher => matcher.from === one)) ?? 'matchers'
    yield refused(
      'root-route-matchers',
      root.at,
      key,
      'The root route takes every alert and must not have matchers: put them on a route under "routes". Alertmanager refuses the file.',
    )
  },
}

export const rootRouteIntervals: Check = {
  code: 'root-route-intervals',
  *run(file) {
    const root = routesOf(file)?.at
    for (const key of ['mute_time_intervals', 'active_time_intervals'])
      if (root && [...(root.get(key)?.items() ?? [])].length > 0)
        yield refused(
          'root-route-intervals',
          root,
          key,
          `The root route must not have "${key}": put it on routes under "routes", each of them. Alertmanager refuses the file.`,
        )
  },
}

export const continueOnRoot: Check = {
  code: 'continue-on-root',
  *run(file) {
    const root = routesOf(file)?.at
    if (!root || !isTrue(root, 'continue')) return
    const edit = removeKey(root, 'continue')
    yield {
      ...refused('continue-on-root', root, 'continue', 'The root route has no siblings, so it must not have "continue". Alertmanager refuses the file.'),
      ...(edit && { fixes: [{ title: 'Remove "continue"', edits: [edit], safe: true }] }),
    }
  },
}

const refused = (code: string, root: At, key: string, message: string): Problem => ({ code, severity: 'error', message, span: keySpan(root, key) })

// `continue` on the last of its siblings: there is nothing to go on to, and it never goes back to the parent.
import type { Check } from '../../language'
import { receiverName, routesOf, walkRoutes } from '../model'
import { keySpan } from '../values'
import { removeKey } from './edits'

export const continueWithoutEffect: Check = {
  code: 'continue-without-effect',
  *run(file) {
    for (const route of walkRoutes(routesOf(file))) {
      const { parent, at } = route
      if (!parent || !route.continue || parent.routes.at(-1) !== route) continue
      const edit = removeKey(at, 'continue')
      yield {
        code: 'continue-without-effect',
        severity: 'information',
        message: `No route comes after this one, so "continue" has no effect: the alert goes to no other receiver, and not to "${receiverName(parent)}" of the parent either.`,
        span: keySpan(at, 'continue'),
        tags: ['unnecessary'],
        ...(edit && { fixes: [{ title: 'Remove "continue"', edits: [edit] }] }),
      }
    }
  },
}

// `continue` on the last of its siblings: there is nothing to go on to, and it never goes back to the parent.
import type { Problem } from '../../../text'
import type { Check } from '../../language'
import { type Route, receiverName, routesOf } from '../model'
import { keySpan } from '../values'
import { removeKey } from './edits'

export const continueWithoutEffect: Check = {
  code: 'continue-without-effect',
  *run(file) {
    const root = routesOf(file)
    if (root) yield* lastOnes(root)
  },
}

function* lastOnes(parent: Route): Generator<Problem> {
  const { below, sums } = parent.shape
  if (!below || sums.lastContinues === 0) return
  const last = below.routes.at(-1)
  for (const [i, shape] of below.items.entries()) {
    const isLast = shape === last && shape?.continue === true
    const route = shape && (isLast || shape.sums.lastContinues > 0) ? parent.child(i) : undefined
    if (!route) continue
    if (isLast) yield problem(route, parent)
    yield* lastOnes(route)
  }
}

function problem({ at }: Route, parent: Route): Problem {
  const edit = removeKey(at, 'continue')
  return {
    code: 'continue-without-effect',
    severity: 'information',
    message: `No route comes after this one, so "continue" has no effect: the alert goes to no other receiver, and not to "${receiverName(parent)}" of the parent either.`,
    span: keySpan(at, 'continue'),
    tags: ['unnecessary'],
    ...(edit && { fixes: [{ title: 'Remove "continue"', edits: [edit] }] }),
  }
}

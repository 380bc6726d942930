// Who waits for whom, in a circle. Long chains are walked without recursion.

type Needs = (id: string) => readonly string[]

/** A circle among some names; undefined when there is none. */
export function circleAmong(ids: Iterable<string>, needs: Needs): readonly string[] | undefined {
  const done = new Set<string>()
  for (const id of ids) {
    const found = circleFrom(id, needs, done, (next, path) => path.indexOf(next))
    if (found) return found
  }
  return undefined
}

/** The first of some names that waits for itself, and the names in between. */
export function ownCircle(ids: readonly string[], needs: Needs): readonly string[] | undefined {
  if (!circleAmong(ids, needs)) return undefined
  for (const id of ids) {
    const found = circleFrom(id, needs, new Set(), next => (next === id ? 0 : -1))
    if (found) return found
  }
  return undefined
}

/** `closes`: where on the path the circle begins that a name closes, -1 when it closes none. */
function circleFrom(start: string, needs: Needs, done: Set<string>, closes: (next: string, path: readonly string[]) => number): string[] | undefined {
  if (done.has(start)) return undefined
  done.add(start)
  const path = [start]
  const open = [needs(start)[Symbol.iterator]()]
  while (open.length > 0) {
    const step = open.at(-1)?.next()
    if (!step || step.done) {
      open.pop()
      path.pop()
      continue
    }
    if (done.has(step.value)) {
      const from = closes(step.value, path)
      if (from >= 0) return path.slice(from)
      continue
    }
    done.add(step.value)
    path.push(step.value)
    open.push(needs(step.value)[Symbol.iterator]())
  }
  return undefined
}

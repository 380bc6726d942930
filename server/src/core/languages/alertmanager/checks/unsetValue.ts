// A matcher for a value that no rule of the stack gives its label, although every rule sets the label.
import { labelOf, wantedValues } from '../../../alertpath'
import { matches } from '../../../inline'
import { closest, type Problem } from '../../../text'
import type { Check, PlacedAlert } from '../../language'
import { type PlacedMatcher, routesOf, walkRoutes } from '../model'
import { namesMatter } from '../stations'

export const valueNoRuleSets: Check = {
  code: 'value-no-rule-sets',
  across: true,
  *run(file, world) {
    const root = routesOf(file)
    if (!root || root.routes.length === 0) return
    const alerts = world.path.alerts(file, namesMatter(root))
    if (alerts.length === 0) return
    const known = new Map<string, ReadonlySet<string> | undefined>()
    for (const route of walkRoutes(root)) {
      if (route.broken || route === root) continue
      for (const matcher of route.matchers) {
        if (!known.has(matcher.name)) known.set(matcher.name, valuesOf(matcher.name, alerts))
        const found = problemOf(matcher, known.get(matcher.name))
        if (found) yield found
      }
    }
  },
}

/** All values of a label; undefined when one alert may have another. */
function valuesOf(label: string, alerts: readonly PlacedAlert[]): ReadonlySet<string> | undefined {
  const values = new Set<string>()
  for (const { shape, sender } of alerts) {
    const value = labelOf(shape, label, sender)
    if (value.kind !== 'is') return undefined
    values.add(value.value)
  }
  return values
}

function problemOf(matcher: PlacedMatcher, values: ReadonlySet<string> | undefined): Problem | undefined {
  if (!values || !wantedValues(matcher) || [...values].some(value => matches(matcher, { [matcher.name]: value }))) return undefined
  const near = closest(matcher.value, values)
  const some = [...values].slice(0, 4).map(one => `"${one}"`)
  return {
    code: 'value-no-rule-sets',
    severity: 'information',
    message: `No rule of this stack has ${matcher.name}="${matcher.value}", they have ${some.join(', ')}${values.size > 4 ? ' and others' : ''}: no alert of theirs takes this route.${near ? ` Did you mean "${near}"?` : ''}`,
    span: matcher.span,
  }
}

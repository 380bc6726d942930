// A matcher for a value that no rule of the stack gives its label, although every rule sets the label.
import { labelOf, wantedValues } from '../../../alertpath'
import { type LabelMatcher, matches } from '../../../inline'
import { closest, type Problem } from '../../../text'
import type { Check, PlacedAlert } from '../../language'
import { type PlacedMatcher, routesOf, walkRoutes } from '../model'
import { namesMatter } from '../stations'

export const valueNoRuleSets: Check = {
  code: 'value-no-rule-sets',
  across: true,
  *run(file, world) {
    const root = routesOf(file)
    if (!root || root.shape.routes.length === 0) return
    const alerts = world.path.alerts(file, namesMatter(root))
    if (alerts.length === 0) return
    const known = new Map<string, ReadonlySet<string> | undefined>()
    const valuesFor = (name: string): ReadonlySet<string> | undefined => {
      if (!known.has(name)) known.set(name, valuesOf(name, alerts))
      return known.get(name)
    }
    for (const route of walkRoutes(root)) {
      // places are looked for only where there is something to say
      if (route.broken || route === root || route.shape.condition.matchers.every(one => isSet(one, valuesFor(one.name)))) continue
      for (const matcher of route.matchers) {
        const values = valuesFor(matcher.name)
        if (values && !isSet(matcher, values)) yield problemOf(matcher, values)
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

/** Some alert has a value that it takes, or nobody can know. */
const isSet = (matcher: LabelMatcher, values: ReadonlySet<string> | undefined): boolean =>
  !values || !wantedValues(matcher) || (matcher.op === '=' ? values.has(matcher.value) : [...values].some(value => matches(matcher, { [matcher.name]: value })))

function problemOf(matcher: PlacedMatcher, values: ReadonlySet<string>): Problem {
  const near = closest(matcher.value, values)
  const some = [...values].slice(0, 4).map(one => `"${one}"`)
  return {
    code: 'value-no-rule-sets',
    severity: 'information',
    message: `No rule of this stack has ${matcher.name}="${matcher.value}", they have ${some.join(', ')}${values.size > 4 ? ' and others' : ''}: no alert of theirs takes this route.${near ? ` Did you mean "${near}"?` : ''}`,
    span: matcher.span,
  }
}

// `equal` of an inhibition on labels that neither side has: what is missing on both sides counts as equal, so everything is muted.
import { labelOf, takes } from '../../../alertpath'
import type { Check, PlacedAlert } from '../../language'
import { matchersOf } from '../model'

const source = { matchers: 'source_matchers', match: 'source_match', match_re: 'source_match_re' }
const target = { matchers: 'target_matchers', match: 'target_match', match_re: 'target_match_re' }

export const equalWithoutLabel: Check = {
  code: 'equal-without-label',
  across: true,
  *run(file, world) {
    const rules = [...(file.root?.get('inhibit_rules')?.items() ?? [])]
    for (const rule of rules) {
      const equal = rule.get('equal')
      const names = [...(equal?.items() ?? [])].flatMap(one => one.text ?? [])
      const from = matchersOf(rule, source)
      const to = matchersOf(rule, target)
      if (!equal || names.length === 0 || from.broken || to.broken) continue
      const alerts = world.path.alerts(
        file,
        [...from.matchers, ...to.matchers].some(one => one.name === 'alertname'),
      )
      const sides = [from, to].map(({ matchers }) => alerts.filter(({ shape, sender }) => takes(matchers, shape, sender) !== 'no'))
      if (sides.some(side => side.length === 0 || !side.every(alert => lacksAll(alert, names)))) continue
      yield {
        code: 'equal-without-label',
        severity: 'warning',
        message: `No alert that this rule is about has ${names.map(one => `"${one}"`).join(' or ')}. A label that both lack counts as equal, so one alert of the source mutes every target.`,
        span: equal.span,
      }
    }
  },
}

const lacksAll = ({ shape, sender }: PlacedAlert, names: readonly string[]): boolean => names.every(name => labelOf(shape, name, sender).kind === 'absent')

// Which alerts are muted by others. Knows nothing of YAML. Source: `inhibit/inhibit.go` of Alertmanager 0.34.
import { type LabelMatcher, matchesAll } from '../inline'

type Texts = Readonly<Record<string, string>>

export interface Inhibition {
  readonly source: readonly LabelMatcher[]
  readonly target: readonly LabelMatcher[]
  /** A label that both lack counts as equal. */
  readonly equal: readonly string[]
}

/** For each of the firing alerts: is it muted by another? An alert on both sides is not muted by one that is on both sides, too. */
export const muted = (rules: readonly Inhibition[], alerts: readonly Texts[]): boolean[] =>
  alerts.map(alert => rules.some(rule => alerts.some(other => mutes(rule, other, alert))))

export function mutes({ source, target, equal }: Inhibition, by: Texts, alert: Texts): boolean {
  if (!matchesAll(target, alert) || !matchesAll(source, by)) return false
  if (!equal.every(name => labelIn(by, name) === labelIn(alert, name))) return false
  return !(matchesAll(source, alert) && matchesAll(target, by))
}

const labelIn = (labels: Texts, name: string): string => (Object.hasOwn(labels, name) ? (labels[name] ?? '') : '')

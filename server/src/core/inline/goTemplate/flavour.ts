// What the two programs (and the places inside Alertmanager) differ in: data, functions, and when a slip is noticed.
import type { Shape } from '../shape'
import { notification, ruleData } from './data'
import { functions, type TemplateFunction } from './functions'
import type { Flavour } from './node'

export const flavourOf = (text: string | undefined): Flavour => flavours.find(one => one === text) ?? 'prometheus'

const flavours: readonly Flavour[] = ['prometheus', 'alertmanager', 'alertmanager-file', 'alertmanager-url']

/** How bad it is when a text does not parse: Alertmanager looks at its inline fields only when it sends. */
export const refusal = (flavour: Flavour): 'error' | 'warning' => (flavour === 'alertmanager' ? 'warning' : 'error')

export const dataOf = (flavour: Flavour): Shape => (flavour === 'prometheus' ? ruleData : notification)

/** Functions that the flavour's program knows at parse time. */
export function functionsOf(flavour: Flavour): readonly TemplateFunction[] {
  if (flavour === 'alertmanager-url') return functions.filter(one => one.programs === 'go')
  const other = flavour === 'prometheus' ? 'alertmanager' : 'prometheus'
  return functions.filter(one => one.programs !== other)
}

const byName: ReadonlyMap<Flavour, ReadonlyMap<string, TemplateFunction>> = new Map(
  flavours.map(flavour => [flavour, new Map(functionsOf(flavour).map(one => [one.name, one]))]),
)

/** A function that the flavour's program knows at parse time. */
export const functionNamed = (flavour: Flavour, name: string): TemplateFunction | undefined => byName.get(flavour)?.get(name)

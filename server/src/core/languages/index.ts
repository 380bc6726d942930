// All dialects, one line each.
import type { At } from '../yaml'
import { alertmanager } from './alertmanager'
import { alertTemplates } from './alertTemplates'
import { chart, isChart } from './chart'
import { compose } from './compose'
import { kestra } from './kestra'
import type { Kind, Language, NameKind } from './language'
import { project } from './project'
import { fileSd, prometheus, scrapeConfigs, webConfig } from './prometheus'
import { rules } from './rules'
import { ruleTests } from './ruleTests'

export const languages: readonly Language[] = [
  rules,
  ruleTests,
  prometheus,
  scrapeConfigs,
  fileSd,
  webConfig,
  alertmanager,
  alertTemplates,
  kestra,
  compose,
  project,
  chart,
]

export const kinds: readonly Kind[] = languages.map(one => one.kind)

export const languageOf = (kind: Kind | undefined): Language | undefined => languages.find(one => one.kind === kind)

/** The row of a kind of names, whichever language has it. */
export function nameKind(kind: string): NameKind | undefined {
  for (const language of languages) if (language.names[kind]) return language.names[kind]
  return undefined
}

/** What a text is by its content, its name only tipping the balance; undefined when nothing is at least likely. */
export function recognise(root: At | undefined, uri: string, text: string): Kind | undefined {
  const name = uri.slice(uri.lastIndexOf('/') + 1)
  if (isChart(text)) return chart.recognise(root, name, text) > 0 ? chart.kind : undefined
  if (isResource(root)) return undefined
  let best: Language | undefined
  let most = 0.49
  for (const language of languages) {
    const score = language.recognise(root, name, text)
    if (score > most) {
      most = score
      best = language
    }
  }
  return best?.kind
}

/** Resources of Kubernetes speak of the same things in another dialect. */
const isResource = (root: At | undefined): boolean => root?.kind === 'map' && root.get('apiVersion') !== undefined && root.get('kind') !== undefined

export { webhooksOf } from './alertmanager/stations'
export { type Argument, flagOf, isInterpolated, type Mount, type Port, type Service, servicesOf } from './compose'
export { flowStation } from './kestra/stations'
export type { AlertPath, Check, FileView, Kind, Language, NameKind, NameScope, PlacedAlert, PlacedStation, Program, Reached, World } from './language'
export { type AlertStation, alertsOf, groupLabelsOf, nameSpan, shapesOf } from './rules/stations'
export { type NamedHost, targetsOf } from './targets'

// All dialects, one line each.
import { lineStart } from '../text'
import type { At } from '../yaml'
import { alertmanager } from './alertmanager'
import { alertTemplates } from './alertTemplates'
import { chart, isChart } from './chart'
import { compose } from './compose'
import { kestra } from './kestra'
import type { FileView, Kind, Language, NameKind, Stations } from './language'
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
  if (isForeign(root, text)) return undefined
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

/** Is it surely another program's, whatever else it looks like? */
export const isForeign = (root: At | undefined, text: string): boolean => isChart(text) || isResource(root) || (root !== undefined && isJinja(root, text))

/** Resources of Kubernetes speak of the same things in another dialect. */
const isResource = (root: At | undefined): boolean => root?.kind === 'map' && root.get('apiVersion') !== undefined && root.get('kind') !== undefined

/** A statement of Jinja on a line of its own is no YAML; within a text of several lines it may be Pebble. */
const isJinja = (root: At, text: string): boolean =>
  text.includes('{%') &&
  root.doc.problems.some(({ span: { start } }) => text.startsWith('{%', start) && text.slice(lineStart(text, start), start).trim() === '')

/** What a file adds to the path of an alert; nothing is read before it is asked for. */
export const stationsOf = ({ kind }: FileView): Stations => languageOf(kind)?.stations ?? none
const none: Stations = {}

/** The languages whose files have stations of a sort. */
export const languagesWith = (station: keyof Stations): readonly Language[] => languages.filter(one => one.stations?.[station])

export type { Receiver, Route } from './alertmanager/model'
export { pathOf as routePath, receiverSpan, routeSpan, routeText, walkRoutes } from './alertmanager/model'
export { webhooksOf } from './alertmanager/stations'
export { type Argument, flagOf, isInterpolated, type Mount, type Port, type Service, servicesOf } from './compose'
export { flowStation } from './kestra/stations'
export type {
  AlertPath,
  Check,
  FileView,
  Kind,
  Language,
  LivePlace,
  LiveRule,
  NamedHost,
  NameKind,
  NameScope,
  PlacedAlert,
  PlacedStation,
  Program,
  Reached,
  Stations,
  World,
} from './language'
export { codes } from './project'
export { type AlertStation, alertsOf, groupLabelsOf, nameSpan, shapesOf } from './rules/stations'

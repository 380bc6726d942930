// What a flow reads of the body against what Alertmanager posts to it: members that the body does not have, labels that no alert that
// arrives carries, only the first alert of a group. Silent unless every webhook of the flow is called by Alertmanager.
import { effectiveGrouping, type HookStation, labelOf, type WebhookEdge, ways } from '../../../alertpath'
import { alertmanagerPayload, member, type Shape, splitPath } from '../../../inline'
import { closest, type Fix, type Mention, type Problem, type Severity } from '../../../text'
import { pathOf, type Route, routesOf } from '../../alertmanager/model'
import { namesMatter } from '../../alertmanager/stations'
import type { Check, FileView, PlacedAlert, World } from '../../language'
import { flowOf, inTriggers } from '../model'
import { alertsInRounds } from '../rounds'
import { flowStation, isWebhook } from '../stations'
import { problem } from './problem'

export const unknownPayloadField: Check = {
  code: 'unknown-payload-field',
  across: true,
  *run(file, world) {
    for (const use of uses(file, world)) {
      const found = strangeStep(splitPath(use.name))
      if (found) yield strange(file, use, found)
    }
    yield* strayMembers(file, world)
  },
}

export const firstAlertOnly: Check = {
  code: 'first-alert-only',
  across: true,
  *run(file, world) {
    const all = [...uses(file, world)]
    const goesThrough = [...file.mentions(['trigger-path'], 'uses')].some(one => one.name === 'body' || (one.name === 'body.alerts' && !isPicked(file, one)))
    const first = all.find(one => firstAlert.test(textOf(file, one)))
    if (!first || goesThrough) return
    const arrivals = arrivalsOf(file, world)
    const route = arrivals.routes.find(one => groupsSeveral(one, arrivals.alerts))
    if (!route) return
    const group = route.at.get('group_by')
    const { uri } = arrivals
    yield {
      ...problem(
        'first-alert-only',
        'warning',
        first.span,
        `One message holds all alerts of a group, and this reads only the first: the others are passed over. Go through "trigger.body.alerts", or group by every label ("group_by: ['...']").`,
      ),
      ...(uri !== undefined && {
        related: [{ uri, span: group?.span ?? { start: route.at.start, end: route.at.start }, message: 'The route groups alerts here.' }],
      }),
    }
  },
}

export const labelNotOnAlert: Check = {
  code: 'label-not-on-alert',
  across: true,
  *run(file, world) {
    const wanted = [...uses(file, world)].filter(one => one.within !== 'fallback' && /Labels\.|\.labels\./.test(one.name))
    if (wanted.length === 0) return
    const arrivals = arrivalsOf(file, world)
    for (const use of wanted) {
      const steps = splitPath(use.name)
      const found = missingLabel(steps, arrivals)
      if (found) yield problem('label-not-on-alert', 'warning', use.span, found.replace('⟨fails⟩', failure(file, use)))
    }
  },
}

/** Paths into the body, where it is surely Alertmanager's. */
function* uses(file: FileView, world: World): Generator<Mention> {
  const callers = sureCallers(file, world)
  if (callers.length === 0) return
  for (const use of file.mentions(['trigger-path'], 'uses')) if (use.name.startsWith('body.')) yield use
  yield* alertsInRounds(file)
}

/** What a webhook brings; members of the body are asked of `body`. */
const brought: ReadonlySet<string> = new Set(['body', 'headers', 'parameters', 'uri', 'parts', 'formFields', '_context'])

/** Paths that ask the trigger itself for what it does not have, where it can only be a webhook. */
function* strayMembers(file: FileView, world: World): Generator<Problem> {
  const flow = flowOf(file)
  if (!flow?.triggers.every(isWebhook)) return
  const strays = [...file.mentions(['trigger-path'], 'uses')].filter(one => !brought.has(splitPath(one.name)[0] ?? ''))
  if (strays.length === 0 || sureCallers(file, world).length === 0) return
  for (const use of strays) {
    const [name = ''] = splitPath(use.name)
    const text = textOf(file, use)
    if (!text.startsWith(name)) continue
    const known = Object.keys(alertmanagerPayload.members ?? {})
    const near = known.includes(name) ? name : nearTo(name, known, true)
    const severity: Severity = use.within === 'fallback' ? 'information' : 'warning'
    const effect = severity === 'information' ? 'the fallback is always taken' : 'the run fails here'
    const span = { start: use.span.start, end: use.span.start + name.length }
    yield problem(
      'unknown-payload-field',
      severity,
      span,
      `A webhook brings no "${name}": ${effect}. What Alertmanager sends is in "trigger.body".${near ? ` Did you mean "trigger.body.${near}"?` : ''}`,
      near ? [{ title: `Change to "body.${near}"`, edits: [{ span, text: `body.${near}` }] }] : [],
    )
  }
}

/** Empty unless each webhook that may run is called with Alertmanager's own body. */
function sureCallers(file: FileView, world: World): readonly WebhookEdge[] {
  const flow = flowStation(file)
  if (!flow || flow.mayHaveOthers) return []
  const callers = world.path.callers(file).filter(one => one.hook !== undefined)
  const hooks = flow.hooks.filter(one => !one.disabled)
  return callers.some(one => one.webhook.ownBody) || hooks.some(hook => !callers.some(one => isSame(one.hook, hook))) ? [] : callers
}

/** The same place: each line of Kestra has its own view of a file. */
const isSame = (a: HookStation | undefined, b: HookStation): boolean => a?.spot.span.start === b.spot.span.start

interface Strange {
  readonly name: string
  readonly parent: readonly string[]
  readonly near: string | undefined
  /** It is asked of the list, not of one of its elements. */
  readonly list?: true
}

/** The first step that the body does not have. */
function strangeStep(steps: readonly string[]): Strange | undefined {
  let shape: Shape | undefined = alertmanagerPayload
  for (const [i, name] of steps.entries()) {
    if (i === 0) continue
    if (!shape || shape.kind === 'any' || shape.kind === 'map') return undefined
    if (shape.kind === 'list') {
      if (name !== '*' && !/^\d+$/.test(name)) return { name, parent: steps.slice(0, i), near: undefined, list: true }
      shape = shape.items
      continue
    }
    if (shape.kind !== 'object' || name === '*') return undefined
    const next = member(shape, name)
    if (!next) return { name, parent: steps.slice(0, i), near: nearTo(name, Object.keys(shape.members ?? {}), i === 1) }
    shape = next
  }
  return undefined
}

/** Labels and annotations of the whole message have other names than those of one alert. */
function nearTo(name: string, members: readonly string[], top: boolean): string | undefined {
  const plain = (text: string): string => text.replace(/[_-]/g, '').toLowerCase()
  const same = members.find(one => plain(one) === plain(name))
  if (same) return same
  if (top && name === 'labels') return 'commonLabels'
  if (top && name === 'annotations') return 'commonAnnotations'
  return closest(name, members)
}

function strange(file: FileView, use: Mention, { name, parent, near, list }: Strange): Problem {
  const severity: Severity = use.within === 'fallback' ? 'information' : 'warning'
  const text = textOf(file, use)
  const at = text.indexOf(name)
  const span = at < 0 ? use.span : { start: use.span.start + at, end: use.span.start + at + name.length }
  const where = parent.length === 1 ? 'the message of Alertmanager' : 'an alert in it'
  const effect = severity === 'information' ? 'the fallback is always taken' : 'the run fails here'
  const each = parent.length === 1 && (name === 'labels' || name === 'annotations') ? ` Those of one alert are at "alerts[…].${name}".` : ''
  if (list)
    return problem(
      'unknown-payload-field',
      severity,
      span,
      `"alerts" is a list, which has no "${name}": ${effect}. Go through it with a loop, or ask one of it: "alerts[0].${name}".`,
    )
  const fix: Fix[] = near === undefined || at < 0 ? [] : [{ title: `Change to "${near}"`, edits: [{ span, text: near }] }]
  return problem('unknown-payload-field', severity, span, `There is no "${name}" in ${where}: ${effect}.${near ? ` Did you mean "${near}"?` : ''}${each}`, fix)
}

const textOf = (file: FileView, use: Mention): string => file.doc.source.slice(use.span.start, use.span.end)

const firstAlert = /\balerts(?:["']\s*\])?\s*(?:\[\s*-?\d+\s*\]|\|\s*(?:first|last)\b)/

/** In a trigger the run does not even begin. */
function failure(file: FileView, use: Mention): string {
  const flow = flowOf(file)
  if (!flow || !inTriggers(flow, use.span.start)) return 'the run fails here'
  return 'Kestra refuses the request (422, or 409 in 1.3) and nothing runs'
}

/** Only one of the list is taken, or their number. */
const isPicked = (file: FileView, use: Mention): boolean => /^\s*\|\s*(?:first|last|length)\b/.test(file.doc.source.slice(use.span.end, use.span.end + 40))

interface Arrivals {
  readonly uri: string | undefined
  /** Routes that lead to a receiver of the flow. */
  readonly routes: readonly Route[]
  /** Alerts that may arrive. */
  readonly alerts: readonly PlacedAlert[]
}

function arrivalsOf(file: FileView, world: World): Arrivals {
  const routes = new Set<Route>()
  const alerts: PlacedAlert[] = []
  let uri: string | undefined
  for (const { webhook } of sureCallers(file, world)) {
    const configuration = world.view(webhook.spot.uri)
    const tree = configuration && routesOf(configuration)
    if (!configuration || !tree) continue
    uri = configuration.uri
    for (const route of routesTo(tree, webhook.receiver)) routes.add(route)
    for (const alert of world.path.alerts(configuration, namesMatter(tree)))
      if (ways(tree, alert.shape, alert.sender).some(one => one.receiver === webhook.receiver)) alerts.push(alert)
  }
  return { uri, routes: [...routes], alerts }
}

function routesTo(route: Route, receiver: string, inherited = ''): Route[] {
  const own = route.receiver || inherited
  const below = route.routes.flatMap(child => routesTo(child, receiver, own))
  return own === receiver ? [route, ...below] : below
}

/** Labels by which groups are told apart, but not single alerts. */
const coarse: ReadonlySet<string> = new Set(
  'alertname alertgroup severity priority level job team owner env environment stage cluster region zone datacenter dc site tenant namespace project product component category type'.split(
    ' ',
  ),
)

/** Surely more than one alert in a message now and then. */
function groupsSeveral(route: Route, alerts: readonly PlacedAlert[]): boolean {
  const grouping = effectiveGrouping(pathOf(route))
  if (!grouping) return false
  const parted = alerts.some(({ shape }) => shape.flow.only && [...shape.flow.only].some(one => !grouping.includes(one)))
  if (alerts.length > 0 && alerts.every(({ shape }) => shape.flow.only !== undefined)) return parted || !grouping.includes('alertname')
  const same = (label: string): boolean => alerts.length > 0 && alerts.every(({ shape }) => (shape.labels.get(label) ?? '') !== '')
  return parted || grouping.every(one => coarse.has(one) || same(one))
}

/** What is wrong with a label that is read; undefined when it may be there. */
function missingLabel(steps: readonly string[], { routes, alerts }: Arrivals): string | undefined {
  const [, place, label] = steps
  if (place === 'groupLabels' && label !== undefined && label !== '*') {
    const groupings = routes.map(one => effectiveGrouping(pathOf(one)))
    const [first] = groupings
    if (!first || groupings.some(one => !one || one.includes(label))) return undefined
    const names = first.length > 0 ? `only by ${first.map(one => `"${one}"`).join(', ')}` : 'by nothing'
    return `"groupLabels" has no "${label}": the route groups ${names}, so ⟨fails⟩. Add it to "group_by", or read "commonLabels".`
  }
  const name = place === 'commonLabels' ? label : place === 'alerts' && steps[3] === 'labels' ? steps[4] : undefined
  if (name === undefined || name === '*' || alerts.length === 0) return undefined
  if (alerts.some(({ shape, sender }) => labelOf(shape, name, sender).kind !== 'absent')) return undefined
  const [only] = alerts
  const who = alerts.length === 1 && only?.shape.name ? `The alert "${only.shape.name}" has` : 'None of the alerts that arrive has'
  const kept = [...(only?.shape.flow.only ?? [])]
  const left = alerts.length === 1 && kept.length > 0 ? ` Its expression leaves ${kept.map(one => `"${one}"`).join(', ')}.` : ''
  return `${who} the label "${name}": the expression takes it away, and ⟨fails⟩.${left}`
}

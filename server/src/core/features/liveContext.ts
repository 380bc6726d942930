// What stands at a place and can be looked up, or tried, on a running server: an expression, an alert, a job, a flow, a webhook.
import { type FlowStation, type HookStation, labelOf, type Served, served, type WebhookEdge, wantedValues } from '../alertpath'
import { type FileView, type Kind, type LiveRule, type PlacedStation, type Route, routePath, stationsOf, walkRoutes } from '../languages'
import { versionText } from '../schema'
import { type File, versionFor, type Workspace, worldOf } from '../workspace'
import { type Addresses, liveAddresses } from './liveAddresses'
import { type Opened, openFile } from './opened'
import { inlineAt, nodeAt } from './place'

export interface LiveContext {
  readonly kind?: Kind
  readonly addresses: Addresses
  /** Version in use, `3.16`; what is not known is absent. */
  readonly versions: Readonly<Partial<Record<Served, string>>>
  readonly query?: string
  /** The alert or the metric that the rule around the place makes. */
  readonly rule?: string
  readonly alert?: LiveAlert
  readonly job?: string
  readonly flow?: LiveFlow
}

export interface LiveAlert {
  readonly labels: Readonly<Record<string, string>>
  /** Labels that only the running server knows, with values that routes ask for. */
  readonly open: readonly OpenLabel[]
  /** As written, templates included. */
  readonly annotations: Readonly<Record<string, string>>
  readonly query?: string
}

export interface OpenLabel {
  readonly name: string
  readonly wanted: readonly string[]
}

export interface LiveFlow {
  readonly uri?: string
  readonly namespace: string
  readonly id: string
  readonly tenant?: string
  readonly hooks: readonly { readonly id?: string; readonly key?: string; readonly disabled: boolean }[]
}

/** Without a file: what holds for the whole workspace. */
export function liveContext(workspace: Workspace, uri: string | undefined, offset: number): LiveContext {
  const opened = uri === undefined ? undefined : openFile(workspace, uri)
  const addresses = liveAddresses(workspace, opened?.view)
  if (!opened) return { addresses, versions: {} }
  return { kind: opened.view.kind, addresses, versions: versionsOf(workspace, opened.file), ...placeOf(opened, offset) }
}

function versionsOf(workspace: Workspace, file: File): LiveContext['versions'] {
  return Object.fromEntries(
    served.flatMap(program => {
      const version = versionFor(workspace, file, program)
      return version ? [[program, versionText(version)]] : []
    }),
  )
}

type Here = Partial<Omit<LiveContext, 'kind' | 'addresses' | 'versions'>>

function placeOf(opened: Opened, offset: number): Here {
  const { view, language } = opened
  const { rule, route, receiver, job, flow } = language.live?.at(view, offset) ?? {}
  const query = queryAt(opened, offset)
  const called = webhookAt(opened, offset, receiver)
  return {
    ...(rule && ruleAt(opened, rule)),
    ...(route && { alert: alertFor(route) }),
    ...(called && { flow: called }),
    ...(job !== undefined && { job }),
    ...(flow && { flow: flowHere(flow) }),
    ...(query !== undefined && { query }),
  }
}

function queryAt(opened: Opened, offset: number): string | undefined {
  if (opened.language.text) return opened.language.text.inline === 'promql' ? opened.file.text.trim() : undefined
  const found = nodeAt(opened, offset)
  const place = found && inlineAt(opened, found.at, found.schema)
  return place?.language.id === 'promql' ? place.text.trim() : undefined
}

function ruleAt({ view, workspace }: Opened, rule: LiveRule): Here {
  const { name, query } = rule
  const placed = worldOf(workspace)
    .path.stations(view)
    .find(one => one.file.uri === view.uri && one.station.start === rule.start)
  return { rule: name, ...(query !== undefined && { query }), ...(placed && { alert: alertOf(workspace, placed, rule) }) }
}

function alertOf(workspace: Workspace, { file, station, sender }: PlacedStation, { annotations, query }: LiveRule): LiveAlert {
  const { shape } = station
  const wanted = wantedBy(worldOf(workspace).path.routings(file))
  const used = [
    ...Object.values(annotations)
      .join('\n')
      .matchAll(/\$labels\.([A-Za-z_]\w*)|\.Labels\.([A-Za-z_]\w*)/g),
  ].flatMap(one => one[1] ?? one[2] ?? [])
  const labels: Record<string, string> = {}
  const sure = { ...sender, relabelled: false }
  for (const name of ['alertname', ...shape.labels.keys(), ...shape.flow.values.keys(), ...sender.external.keys()]) {
    const value = labelOf(shape, name, sure)
    // a series may have the label already, but most likely it gets that of its server
    const said = value.kind === 'is' ? value.value : value.kind === 'maybe' && !shape.templated.has(name) ? sender.external.get(name) : undefined
    if (said !== undefined && name !== '__name__') labels[name] = said
  }
  const asked = [...new Set([...shape.templated, ...wanted.keys(), ...used])].filter(name => labels[name] === undefined && mayBe(shape, name, sure))
  return { labels, open: asked.map(name => ({ name, wanted: [...(wanted.get(name) ?? [])] })), annotations, ...(query !== undefined && { query }) }
}

const mayBe = (...alert: Parameters<typeof labelOf>): boolean => labelOf(...alert).kind === 'maybe'

/** Labels that routes look at, with the values that they name. */
function wantedBy(routings: Iterable<FileView>): ReadonlyMap<string, ReadonlySet<string>> {
  const out = new Map<string, Set<string>>()
  for (const view of routings)
    for (const route of walkRoutes(stationsOf(view).routes?.(view))) {
      for (const name of route.groupBy ?? []) if (name !== '...' && !out.has(name)) out.set(name, new Set())
      for (const matcher of route.matchers) {
        const values = out.get(matcher.name) ?? new Set()
        for (const value of wantedValues(matcher) ?? []) if (value !== '') values.add(value)
        out.set(matcher.name, values)
      }
    }
  return out
}

/** An alert that a route takes, as far as its matchers say which. */
function alertFor(route: Route): LiveAlert {
  const labels: Record<string, string> = { alertname: 'TestAlert' }
  const open: OpenLabel[] = []
  for (const matcher of routePath(route).flatMap(one => one.matchers)) {
    const [value, ...others] = wantedValues(matcher) ?? []
    if (value && others.length === 0) labels[matcher.name] = value
    else if (matcher.op === '=' || matcher.op === '=~') open.push({ name: matcher.name, wanted: [value, ...others].filter(one => one !== undefined) })
  }
  const asked = open.filter(one => one.name === 'alertname' || labels[one.name] === undefined)
  if (asked.some(one => one.name === 'alertname') && labels.alertname === 'TestAlert') delete labels.alertname
  return { labels, open: asked, annotations: { summary: 'A test.' } }
}

/** The flow that the webhook at a place calls, or the first of the receiver around it. */
function webhookAt({ view, workspace }: Opened, offset: number, receiver: string | undefined): LiveFlow | undefined {
  const edges = stationsOf(view).routes ? worldOf(workspace).path.webhooks(view) : []
  const near = edges.filter(({ webhook }) => webhook.spot.span.start <= offset && offset <= webhook.spot.span.end)
  const edge = near[0] ?? edges.find(one => one.webhook.receiver === receiver)
  return edge && calledBy(edge)
}

/** Of an address in a file of its own only the flow that it leads to is told. */
function calledBy({ webhook, address: found, flow, hook }: WebhookEdge): LiveFlow | undefined {
  const address = webhook.url === undefined ? undefined : found
  const namespace = flow?.namespace ?? address?.namespace?.text
  const id = flow?.id ?? address?.flow?.text
  if (namespace === undefined || id === undefined) return undefined
  const key = address?.key?.text ?? hook?.key
  const tenant = address?.tenant?.text
  return {
    ...(flow && { uri: flow.uri }),
    namespace,
    id,
    ...(tenant !== undefined && { tenant }),
    hooks: [{ ...(hook?.id !== undefined && { id: hook.id }), ...(key !== undefined && { key }), disabled: hook?.disabled ?? false }],
  }
}

const flowHere = ({ uri, namespace, id, hooks }: FlowStation): LiveFlow => ({ uri, namespace, id, hooks: hooks.map(hookOf) })

const hookOf = ({ id, key, disabled }: HookStation) => ({ ...(id !== undefined && { id }), ...(key !== undefined && { key }), disabled })

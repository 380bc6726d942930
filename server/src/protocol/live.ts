// Client → server: what stands at a place and can be looked up or tried on a running server. All of it is read from files; the server
// itself contacts nobody.

export const livePrograms = ['prometheus', 'alertmanager', 'kestra'] as const
export type LiveProgram = (typeof livePrograms)[number]

type Texts = Readonly<Record<string, string>>
interface Position {
  readonly line: number
  readonly character: number
}
interface Range {
  readonly start: Position
  readonly end: Position
}

export const live = 'alertpath/live'
/** Without a document: what holds for the whole workspace. */
export interface LiveParams {
  readonly uri?: string
  readonly position?: Position
}
export interface LiveContext {
  readonly kind?: string
  /** What Compose publishes on the machine that runs it. */
  readonly addresses: Readonly<Partial<Record<LiveProgram, { readonly service: string; readonly address: string; readonly uri: string }>>>
  readonly versions: Readonly<Partial<Record<LiveProgram, string>>>
  /** PromQL. */
  readonly query?: string
  /** Name of the alert, or the metric that the rule records. */
  readonly rule?: string
  readonly alert?: LiveAlert
  /** Scrape job. */
  readonly job?: string
  readonly flow?: LiveFlow
}
export interface LiveAlert {
  readonly labels: Texts
  /** Labels that only the running server knows, with values that routes ask for. */
  readonly open: readonly { readonly name: string; readonly wanted: readonly string[] }[]
  /** As written, templates included. */
  readonly annotations: Texts
  readonly query?: string
}
/** `key` is absent where it is computed or stands in a file of its own. */
export interface LiveFlow {
  readonly uri?: string
  readonly namespace: string
  readonly id: string
  readonly tenant?: string
  readonly hooks: readonly { readonly id?: string; readonly key?: string; readonly disabled: boolean }[]
}

export const liveRoute = 'alertpath/liveRoute'
export interface LiveRouteParams {
  /** A file of the stack that is meant. */
  readonly uri: string
  readonly labels: Texts
  /** To be filled in as Prometheus would. */
  readonly annotations: Texts
}
export interface LiveRoute {
  /** False when no configuration is known, or parts of it cannot be read. */
  readonly certain: boolean
  readonly receivers: readonly LiveReceiver[]
  readonly annotations: Texts
}
export interface LiveReceiver {
  readonly name: string
  /** `slack`, `email`, `webhook`; empty = notifies nobody. */
  readonly integrations: readonly string[]
  /** Matchers; empty = the first route. */
  readonly route: string
  /** `namespace.id` of flows that are called, as far as known. */
  readonly flows: readonly string[]
  /** ms until the first notification. */
  readonly wait: number
  /** Only at certain times. */
  readonly timed: boolean
}

export const livePayload = 'alertpath/livePayload'
export interface LivePayloadParams {
  /** The file of the flow. */
  readonly uri: string
  readonly status: 'firing' | 'resolved'
  /** RFC 3339; the server has no clock. */
  readonly now: string
}
export interface LivePayload {
  /** JSON. */
  readonly body: string
  readonly receiver: string
  readonly alert: string
  /** False: nothing in the stack leads to the flow, so the alert is made up. */
  readonly found: boolean
}

export const livePlaces = 'alertpath/livePlaces'
export interface LivePlacesParams {
  readonly uri: string
}
export interface LivePlace {
  readonly range: Range
  /** The key before the name. */
  readonly key?: Range
  readonly kind: 'alert' | 'record' | 'job' | 'flow' | 'trigger' | 'receiver'
  readonly name: string
}

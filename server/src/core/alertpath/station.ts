// What a file adds to the path of an alert, as plain data with places: webhooks, flows with their triggers, alerts. Knows nothing of YAML.
import type { Span } from '../text'
import type { KestraAddress } from './webhookUrl'

/** A place in a file of the workspace. */
export interface Spot {
  readonly uri: string
  readonly span: Span
}

/** Three-valued: what is not known is neither right nor wrong. */
export type Certainty = 'yes' | 'no' | 'maybe'

/** An address that a receiver of Alertmanager posts to. */
export interface WebhookStation {
  readonly receiver: string
  /** Undefined when it stands in a file of its own, which is secret. */
  readonly url: string | undefined
  /** The path of that file, as written (`url_file`). */
  readonly file: string | undefined
  /** The same taken apart, where that was done already. */
  readonly address?: KestraAddress | undefined
  /** The address without its quotes, or the path of the file that holds it. */
  readonly spot: Spot
  /** Where a part of the address stands, from offsets in it: for one in a file of its own always the path of that file. */
  span(part: Span): Span
  readonly sendsResolved: boolean
  /** The word that says so. */
  readonly resolvedSpot: Spot | undefined
  /** The body is the receiver's own, so nothing is known about it. */
  readonly ownBody: boolean
  readonly receiverSpot: Spot
}

/** A webhook trigger of a flow. */
export interface HookStation {
  readonly flow: FlowStation
  readonly id: string | undefined
  /** Without blanks around it; undefined when it is computed (a secret, an expression). */
  readonly key: string | undefined
  readonly disabled: boolean
  readonly spot: Spot
  readonly keySpot: Spot | undefined
}

export interface FlowStation {
  readonly uri: string
  readonly namespace: string
  readonly id: string
  readonly disabled: boolean
  readonly hooks: readonly HookStation[]
  /** A trigger of a plugin that may be a webhook, too. */
  readonly mayHaveOthers: boolean
  readonly idSpot: Spot
  readonly namespaceSpot: Spot
}

// One request and what became of it. Never follows a redirect, never throws.

export interface Outgoing {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  /** ms for all of it. */
  readonly timeout: number
  /** PEM; trusted beside what is trusted anyway. */
  readonly certificates?: string
}

export type Failure = 'refused' | 'unknown-host' | 'timeout' | 'certificate' | 'unreachable'

export type Incoming =
  | {
      readonly status: number
      /** At most `most` characters. */
      readonly text: string
      /** Where a redirect leads. */
      readonly location?: string
    }
  | { readonly failed: Failure; readonly detail: string }

export type Send = (request: Outgoing) => Promise<Incoming>

/** Longer answers are cut off. */
export const most = 200_000

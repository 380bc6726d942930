// What the client asks about the way of alerts: the rows of the tree, and the place that a lens leads to.

/** A place in a document, as the protocol writes it. */
export interface PathPlace {
  readonly uri: string
  readonly range: { readonly start: { readonly line: number; readonly character: number }; readonly end: { readonly line: number; readonly character: number } }
}

export type PathKind = 'alert' | 'route' | 'receiver' | 'message' | 'webhook' | 'flow' | 'end'

/** One station with what follows it. `certainty` is `no` where the alert does not arrive. */
export interface PathRow {
  readonly kind: PathKind
  readonly label: string
  readonly place?: PathPlace
  readonly certainty: 'yes' | 'no' | 'maybe'
  /** Why it ends here, a sentence. */
  readonly why?: string
  readonly next: readonly PathRow[]
}

export const alertPaths = 'alertpath/alertPaths'

/** Alerts of all files, file by file; at most `pathLimit`. */
export interface PathAnswer {
  readonly files: readonly { readonly uri: string; readonly rows: readonly PathRow[] }[]
  readonly left: number
}

export const pathLimit = 2000

/** Sent when rows may have changed. */
export const pathsChanged = 'alertpath/pathsChanged'

/** Command of a lens: shows the places, `[uri, position, places]`. */
export const showPlaces = 'alertpath.showPlaces'

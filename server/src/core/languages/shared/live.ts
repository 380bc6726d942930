// What the live hooks of several languages have in common.
import type { At } from '../../yaml'
import type { FileView, LivePlace } from '../language'

/** A name at which something is offered; undefined where there is none. */
export function livePlace(kind: LivePlace['kind'], at: At | undefined): LivePlace[] | undefined {
  return at?.string === undefined ? undefined : [{ kind, name: at.string, span: at.span, ...(at.key && { key: at.key.span }) }]
}

/** The nearest map around a place that has one of the keys. */
export function around(file: FileView, offset: number, ...keys: readonly string[]): At | undefined {
  for (let at = file.root?.find(offset); at; at = at.parent) if (at.kind === 'map' && keys.some(key => at?.get(key) !== undefined)) return at
  return undefined
}

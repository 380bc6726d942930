// Names of alerts in matchers: `alertname="Down"`, and the alternatives of `alertname=~"Down|Slow"`.
import type { Mention, Span } from '../text'

/** `span` is that of the value, without quotes; a value that is written with escapes has no places for its parts. */
export function alertNames(label: string, op: string, value: string, span: Span): Mention[] {
  if (label !== 'alertname' || value === '' || span.end - span.start !== value.length) return []
  if (op === '=' || op === '!=') return [{ kind: 'alert', name: value, role: 'uses', span }]
  const found: Mention[] = []
  // any other sign means more than one name
  if (/^\w+(?:\|\w+)*$/.test(value))
    for (const { 0: name, index } of value.matchAll(/\w+/g))
      found.push({ kind: 'alert', name, role: 'uses', span: { start: span.start + index, end: span.start + index + name.length } })
  return found
}

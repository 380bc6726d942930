// The way of an alert as hops from one station to the next. A dead end says why; the printers are for people and for Mermaid.
import type { Certainty, Spot } from './station'

export type HopKind = 'alert' | 'route' | 'receiver' | 'message' | 'webhook' | 'flow' | 'end'

export interface Hop {
  readonly kind: HopKind
  /** A name, or matchers of a route. Never a secret: addresses are shown without keys. */
  readonly label: string
  readonly spot: Spot | undefined
  readonly certainty: Certainty
  /** Why it ends here, or what is not sure; a sentence. */
  readonly why?: string
  readonly next: readonly Hop[]
}

/** Shown before a hop: sure, broken, not sure. */
export const marks: Readonly<Record<Certainty, string>> = { yes: '→', no: '✗', maybe: '⇢' }

/** `→ kestra → restart`: the flows and messages at the end, each once; for a line above an alert. */
export function summary(hops: readonly Hop[]): string {
  const lines = new Set<string>()
  for (const hop of hops) for (const words of endings(hop, [])) lines.add(words.join(' '))
  const all = [...lines]
  return all.length > 3 ? `${all.slice(0, 3).join(', ')} and ${all.length - 3} more` : all.join(', ')
}

/** Names on the way, routes left out: a receiver says which one it was. */
function* endings(hop: Hop, before: readonly string[]): Generator<readonly string[]> {
  const said = hop.kind === 'alert' || hop.kind === 'route' || hop.kind === 'webhook' ? before : [...before, marks[hop.certainty], hop.label]
  if (hop.next.length === 0) yield hop.kind === 'webhook' ? [...said, marks[hop.certainty], hop.label] : said
  else for (const one of hop.next) yield* endings(one, said)
}

/** Lines with two blanks an indentation; `place` names a spot. */
export function* traceText(hops: readonly Hop[], place: (spot: Spot) => string, depth = 0): Generator<string> {
  for (const hop of hops) {
    const where = hop.spot ? `  ${place(hop.spot)}` : ''
    const mark = depth === 0 ? '' : `${marks[hop.certainty]} `
    const kind = hop.kind === 'end' ? '' : `${hop.kind} `
    yield `${'  '.repeat(depth)}${mark}${kind}${hop.label}${where}${hop.why ? `  (${hop.why})` : ''}`
    yield* traceText(hop.next, place, depth + 1)
  }
}

const shapes: Readonly<Record<HopKind, readonly [string, string]>> = {
  alert: ['([', '])'],
  route: ['{{', '}}'],
  receiver: ['[', ']'],
  message: ['[/', '/]'],
  webhook: ['[[', ']]'],
  flow: ['(', ')'],
  end: ['((', '))'],
}

/** A flow chart; equal stations are one box. */
export function traceMermaid(hops: readonly Hop[]): string {
  const ids = new Map<string, string>()
  const boxes: string[] = []
  const arrows = new Set<string>()
  const box = (hop: Hop): string => {
    const key = `${hop.kind} ${hop.label} ${hop.spot ? `${hop.spot.uri} ${hop.spot.span.start}` : ''}`
    const known = ids.get(key)
    if (known) return known
    const id = `n${ids.size}`
    ids.set(key, id)
    const [open, close] = shapes[hop.kind]
    boxes.push(`  ${id}${open}"${escaped(hop.label)}"${close}`)
    return id
  }
  const visit = (hop: Hop): string => {
    const id = box(hop)
    for (const one of hop.next) arrows.add(`  ${id} ${one.certainty === 'yes' ? '-->' : one.certainty === 'maybe' ? '-.->' : '--x'} ${visit(one)}`)
    return id
  }
  for (const hop of hops) visit(hop)
  return ['flowchart LR', ...boxes, ...arrows, ''].join('\n')
}

/** Entities of Mermaid for what would end the text or begin markup, and for what a terminal would obey. */
const escaped = (text: string): string => text.replace(/[\r\n]+/g, ' ').replace(special, c => `#${c.charCodeAt(0)};`)

const special = /[#;"<>&`\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g

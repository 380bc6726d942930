// Inside `{…}` and `[…]`: brackets are counted from the start of the value to the cursor.
import { type Slices, type Span, shift } from '../text'

interface FlowSpot {
  readonly path: readonly (string | number)[]
  readonly kind: 'key' | 'value' | 'item'
  readonly word: Span
  readonly prefix: string
  readonly key?: string
}

interface Level {
  readonly open: '{' | '['
  index: number
  key: string | undefined
  /** Start of the entry's text, or of its value after a colon. */
  from: number
}

/** Undefined when the cursor is in no open bracket. */
export function flowSpot(all: Slices, from: number, offset: number, path: readonly (string | number)[]): FlowSpot | undefined {
  const base = Math.max(0, from - 1)
  const stop = all.indexOf('\n', offset)
  const spot = spotIn(all.slice(base, stop < 0 ? all.length : stop), from - base, offset - base, path)
  return spot && { ...spot, word: shift(spot.word, base) }
}

function spotIn(text: string, from: number, offset: number, path: readonly (string | number)[]): FlowSpot | undefined {
  const levels = open(text, from, offset)
  const last = levels.at(-1)
  if (!last) return undefined
  const full: (string | number)[] = [...path]
  for (const level of levels.slice(0, -1)) full.push(level.open === '[' ? level.index : (level.key ?? ''))
  let start = last.from
  while (start < offset && /\s/.test(text[start] ?? '')) start++
  let end = offset
  while (end < text.length && /[^\s,:{}[\]]/.test(text[end] ?? '')) end++
  const common = { word: { start, end }, prefix: text.slice(start, offset) }
  if (last.open === '[') return { path: full, kind: 'item', ...common }
  return last.key === undefined ? { path: full, kind: 'key', ...common } : { path: full, kind: 'value', key: last.key, ...common }
}

function open(text: string, from: number, offset: number): Level[] {
  const levels: Level[] = []
  for (let i = from; i < offset; i++) {
    const c = text[i] ?? ''
    const top = levels.at(-1)
    if (!top && !/[\s{[]/.test(c)) return []
    if (c === '"' || c === "'") {
      const end = closing(text, i, offset)
      if (end < 0) return []
      i = end
    } else if (c === '#' && /\s/.test(text[i - 1] ?? ' ')) {
      const end = text.indexOf('\n', i)
      if (end < 0 || end >= offset) return []
      i = end
    } else if (c === '{' || c === '[') levels.push({ open: c, index: 0, key: undefined, from: i + 1 })
    else if (c === '}' || c === ']') levels.pop()
    else if (c === ',' && top) {
      top.index++
      top.key = undefined
      top.from = i + 1
    } else if (c === ':' && top?.open === '{' && top.key === undefined && /[\s,}]|^$/.test(text[i + 1] ?? '')) {
      top.key = text
        .slice(top.from, i)
        .trim()
        .replace(/^(["'])(.*)\1$/, '$2')
      top.from = i + 1
    }
    if (levels.length === 0 && (c === '}' || c === ']')) return []
  }
  return levels
}

function closing(text: string, at: number, limit: number): number {
  const quote = text[at]
  for (let i = at + 1; i < limit; i++) {
    if (quote === '"' && text[i] === '\\') i++
    else if (text[i] === quote) return i
  }
  return -1
}

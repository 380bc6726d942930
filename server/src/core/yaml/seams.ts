// Which lines of a collection start its parts, and which only look so.
import { type Kind, type Rows, seamAt, seamLike, startsPart } from './cut'
import { SPACE } from './reader'

/** Rows from the first one with content, `first`, up to `to`. */
export interface Range {
  readonly first: number
  readonly to: number
}

export interface SeamRow {
  readonly row: number
  /** Brackets that were opened in it close at its own column: it is not cut further. */
  closed: boolean
  /** A line below it stands between its column and that of the first line below it: something is at a wrong column. */
  askew: boolean
  /** It is what is wrong: it stands in the middle of something deeper that goes on below it. */
  stray: boolean
}

/**
 * The seams of the collection at `column`. A line left of it that could be one of another collection ends them: what follows
 * belongs to the last part, which then has one mistake, not each part its own.
 */
export function seams(text: string, lines: Rows, { first, to }: Range, kind: Kind, column: number): SeamRow[] {
  let current: SeamRow = { row: first, closed: false, askew: false, stray: false }
  const all = [current]
  let below = -1
  for (let i = first + 1; i < to; i++) {
    const col = lines.columns[i] ?? -1
    if (col < 0) continue
    const at = (lines.starts[i] ?? 0) + col
    if (col < column) {
      if (seamLike(text, at)) break
    } else if (col > column) {
      if (below < 0) below = i
      else if (!current.askew && col < (lines.columns[below] ?? 0) && seamLike(text, at) && !goesOn(text, lines, current.row, col)) {
        current.askew = true
        current.stray = kind === 'map' && current.row > first && strays(text, lines, { first, row: current.row, below, left: i })
      }
    } else {
      const seam = seamAt(text, at)
      if (seam === 'closer') current.closed = true
      if (!startsPart(kind, seam)) {
        // a list at the column of its key: nothing is left of it
        if (below < 0) below = i
        continue
      }
      current = { row: i, closed: false, askew: false, stray: false }
      all.push(current)
      below = -1
    }
  }
  return all
}

/** `- a:` goes on at the column of `a`, whatever stands below that. */
function goesOn(text: string, lines: Rows, row: number, column: number): boolean {
  const line = lines.starts[row] ?? 0
  let at = start(lines, row)
  while (seamAt(text, at) === 'item' && at - line < column) at = afterDash(text, at)
  return at - line === column && at > start(lines, row)
}

interface Suspect {
  readonly first: number
  readonly row: number
  /** The first line below it, and the first one left of that. */
  readonly below: number
  readonly left: number
}

/** What stands below a suspect line goes on with collections that were open above it. */
function strays(text: string, lines: Rows, { first, row, below, left }: Suspect): boolean {
  const seam = seamAt(text, start(lines, row))
  // `x   team: a` is what a letter typed before an indented key makes of it
  if (seam !== 'key' && !(seam === 'other' && /\w/.test(text[start(lines, row)] ?? ''))) return false
  const open = new Set<string>()
  let least = Number.POSITIVE_INFINITY
  for (let i = row - 1; i >= first && least > 0; i--) {
    const col = lines.columns[i] ?? -1
    if (col < 0 || col >= least) continue
    least = col
    let at = start(lines, i)
    for (; seamAt(text, at) === 'item'; at = afterDash(text, at)) open.add(`item ${at - (lines.starts[i] ?? 0)}`)
    open.add(`${seamAt(text, at)} ${at - (lines.starts[i] ?? 0)}`)
  }
  return [below, left].every(i => open.has(`${seamAt(text, start(lines, i))} ${lines.columns[i]}`))
}

const start = (lines: Rows, i: number): number => (lines.starts[i] ?? 0) + (lines.columns[i] ?? 0)

function afterDash(text: string, at: number): number {
  do at++
  while (text.charCodeAt(at) === SPACE)
  return at
}

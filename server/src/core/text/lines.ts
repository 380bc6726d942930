// Line starts of a text: the only bridge to lines and characters, used by `lsp/convert` and the printer.
import type { Slices } from './source'

export interface Position {
  readonly line: number
  readonly character: number
}

/** Lines end at LF or CRLF; a lone CR is no end of a line for YAML's users, nor for this table. */
export class Lines {
  readonly starts: Int32Array

  /** `starts`: when they are known already, as after an edit of a text whose lines were counted. */
  constructor(
    readonly text: Slices,
    starts?: Int32Array,
  ) {
    this.starts = starts ?? counted(text)
  }

  get count(): number {
    return this.starts.length
  }

  line(offset: number): number {
    let low = 0
    let high = this.starts.length - 1
    while (low < high) {
      const mid = (low + high + 1) >> 1
      if ((this.starts[mid] ?? 0) <= offset) low = mid
      else high = mid - 1
    }
    return low
  }

  position(offset: number): Position {
    const at = Math.max(0, Math.min(offset, this.text.length))
    const line = this.line(at)
    return { line, character: at - (this.starts[line] ?? 0) }
  }

  /** Positions past the end of a line mean its end (before the line break). */
  offset({ line, character }: Position): number {
    if (line < 0) return 0
    const start = this.starts[line]
    if (start === undefined) return this.text.length
    return Math.min(start + Math.max(0, character), this.end(line))
  }

  /** The offset before the line break of `line`. */
  end(line: number): number {
    const next = this.starts[line + 1]
    if (next === undefined) return this.text.length
    return this.text.charCodeAt(next - 2) === carriageReturn && next - 2 >= (this.starts[line] ?? 0) ? next - 2 : next - 1
  }
}

const carriageReturn = 13

function counted(text: Slices): Int32Array {
  let starts = new Int32Array(Math.max(16, text.length >> 4))
  let count = 1
  for (let at = text.indexOf('\n', 0); at >= 0; at = text.indexOf('\n', at + 1)) {
    if (count === starts.length) {
      const more = new Int32Array(2 * count)
      more.set(starts)
      starts = more
    }
    starts[count++] = at + 1
  }
  return starts.slice(0, count)
}

/** How the first line ends, so the others, too. */
export function newlineOf(text: Slices): string {
  const first = text.indexOf('\n', 0)
  return first > 0 && text.charCodeAt(first - 1) === carriageReturn ? '\r\n' : '\n'
}

/** Where the line of an offset starts. (`lastIndexOf` takes a negative place for 0, so a break at 0 needs the question.) */
export const lineStart = (text: Slices, offset: number): number => (offset <= 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1)

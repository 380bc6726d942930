// A text that is read and changed in places: an edit of 5 MB copies the block around it, and nobody pays for one flat text that is not asked
// for.
import { splicedList } from './spliced'

/** What a string offers that is read in places. `character`: a string of one UTF-16 unit. */
export interface Slices {
  readonly length: number
  slice(start: number, end: number): string
  charCodeAt(index: number): number
  indexOf(character: string, from: number): number
  lastIndexOf(character: string, from: number): number
}

/** Units of a block. It grows with what is typed into it, up to twice as much. */
const blockSize = 16_384

export class Source implements Slices {
  #whole: string | undefined
  #blocks: readonly string[] | undefined
  /** Where each block starts. */
  #starts: readonly number[] | undefined

  private constructor(
    readonly length: number,
    whole: string | undefined,
    blocks?: readonly string[],
    starts?: readonly number[],
  ) {
    this.#whole = whole
    this.#blocks = blocks
    this.#starts = starts
  }

  static of(text: string): Source {
    return new Source(text.length, text)
  }

  /** All of it; made once, when first asked for. */
  get whole(): string {
    this.#whole ??= (this.#blocks ?? []).join('')
    return this.#whole
  }

  slice(start: number, end: number): string {
    if (this.#whole !== undefined) return this.#whole.slice(start, end)
    const { blocks, starts } = this.#cut()
    const from = Math.max(0, start)
    const to = Math.min(this.length, end)
    if (from >= to) return ''
    const first = blockAt(starts, from)
    const at = starts[first] ?? 0
    const one = blocks[first] ?? ''
    if (to <= at + one.length) return one.slice(from - at, to - at)
    const all = [one.slice(from - at)]
    for (let i = first + 1; i < blocks.length && (starts[i] ?? 0) < to; i++) all.push((blocks[i] ?? '').slice(0, to - (starts[i] ?? 0)))
    return all.join('')
  }

  charCodeAt(index: number): number {
    if (this.#whole !== undefined) return this.#whole.charCodeAt(index)
    const { blocks, starts } = this.#cut()
    const i = blockAt(starts, index)
    return (blocks[i] ?? '').charCodeAt(index - (starts[i] ?? 0))
  }

  indexOf(character: string, from: number): number {
    if (this.#whole !== undefined) return this.#whole.indexOf(character, from)
    const { blocks, starts } = this.#cut()
    for (let i = blockAt(starts, from); i < blocks.length; i++) {
      const start = starts[i] ?? 0
      const found = (blocks[i] ?? '').indexOf(character, Math.max(0, from - start))
      if (found >= 0) return start + found
    }
    return -1
  }

  lastIndexOf(character: string, from: number): number {
    if (this.#whole !== undefined) return this.#whole.lastIndexOf(character, from)
    const { blocks, starts } = this.#cut()
    for (let i = blockAt(starts, from); i >= 0; i--) {
      const start = starts[i] ?? 0
      const found = (blocks[i] ?? '').lastIndexOf(character, Math.max(0, from - start))
      if (found >= 0) return start + found
    }
    return -1
  }

  /** The text in which `insert` stands for what is between `start` and `end`. */
  replaced(start: number, end: number, insert: string): Source {
    const { blocks, starts } = this.#cut()
    const first = blockAt(starts, start)
    const last = Math.max(first, blockAt(starts, end))
    const head = (blocks[first] ?? '').slice(0, start - (starts[first] ?? 0))
    const tail = (blocks[last] ?? '').slice(end - (starts[last] ?? 0))
    // joined, not added: a sum of slices would keep all that they were taken from
    const fresh = [head, insert, tail].join('')
    const next = splicedList(blocks, first, last + 1 - first, fresh.length > 2 * blockSize ? blocksOf(fresh) : [fresh])
    return new Source(this.length + insert.length - (end - start), undefined, next, startsOf(next))
  }

  #cut(): { readonly blocks: readonly string[]; readonly starts: readonly number[] } {
    this.#blocks ??= blocksOf(this.#whole ?? '')
    this.#starts ??= startsOf(this.#blocks)
    return { blocks: this.#blocks, starts: this.#starts }
  }
}

function blocksOf(text: string): string[] {
  const blocks: string[] = []
  for (let at = 0; at < text.length || at === 0; at += blockSize) blocks.push(text.slice(at, at + blockSize))
  return blocks
}

function startsOf(blocks: readonly string[]): number[] {
  let at = 0
  return blocks.map(block => {
    at += block.length
    return at - block.length
  })
}

/** The last block that starts at or before `offset`; the first one for offsets before the text. */
function blockAt(starts: readonly number[], offset: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const mid = (low + high + 1) >> 1
    if ((starts[mid] ?? 0) <= offset) low = mid
    else high = mid - 1
  }
  return low
}

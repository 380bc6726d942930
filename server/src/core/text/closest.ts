// "Did you mean": the nearest of some names, or nothing when none is near.

/** The nearest candidate, at most about a third of the letters away; ties go to the first. */
export function closest(word: string, candidates: Iterable<string>): string | undefined {
  const limit = Math.max(1, Math.floor(word.length / 3))
  let best: string | undefined
  let least = limit + 1
  const wanted = word.toLowerCase()
  for (const candidate of candidates) {
    if (candidate === word || Math.abs(candidate.length - word.length) >= least) continue
    const d = distance(wanted, candidate.toLowerCase(), least)
    if (d < least) {
      least = d
      best = candidate
    }
  }
  return best
}

/** Optimal string alignment (swapped neighbours count once); gives up at `limit`. */
function distance(a: string, b: string, limit: number): number {
  const width = b.length + 1
  let before = new Int32Array(width)
  let last = new Int32Array(width)
  let row = new Int32Array(width)
  for (let j = 0; j < width; j++) last[j] = j
  for (let i = 1; i <= a.length; i++) {
    const c = a.charCodeAt(i - 1)
    let left = i
    let low = i
    row[0] = i
    for (let j = 1; j < width; j++) {
      const other = b.charCodeAt(j - 1)
      let d = Math.min((last[j] ?? 0) + 1, left + 1, (last[j - 1] ?? 0) + (c === other ? 0 : 1))
      if (i > 1 && j > 1 && c === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === other) d = Math.min(d, (before[j - 2] ?? 0) + 1)
      row[j] = left = d
      if (d < low) low = d
    }
    if (low >= limit) return limit
    const free = before
    before = last
    last = row
    row = free
  }
  return last[b.length] ?? limit
}

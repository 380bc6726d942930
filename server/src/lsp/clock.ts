// Time, as Node and a web worker both know it. Only this folder has any: the core has no clock.
declare const performance: { now(): number }
declare function setTimeout(run: () => void, ms: number): unknown
declare function clearTimeout(timer: unknown): void
declare const setImmediate: ((run: () => void) => unknown) | undefined

/** ms, from some moment on. */
export const now = (): number => performance.now()

/** Runs once, after `ms`; the answer takes it back. */
export function later(run: () => void, ms: number): () => void {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}

/**
 * Lets everything run that waits. A message takes four turns of the event loop (it arrives, is read, is handled, its answer is written),
 * and one more for each that came before it: work that went on after the first turn would make whoever asks wait for four slices. Web
 * workers have timers only; one in a row of them takes 4 ms, in which the short ones of a message run through.
 */
export async function breathe(): Promise<void> {
  if (typeof setImmediate !== 'function') return new Promise(resolve => void later(resolve, 0))
  for (let i = 0; i < 5; i++) await new Promise<void>(resolve => void setImmediate?.(resolve))
}
